"""The page «Работники»: those of the school, of МОУО and АТЕ, each group by itself."""

from PySide6.QtWidgets import QSizePolicy

from app.domain.field import Tab
from app.domain.staff import Staff
from app.domain.staff_tabs import EXAM_WORK, STAFF_TABS
from app.domain.year import AcademicYear
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.plain import Button
from app.ui.record_list import ListWords, RecordList
from app.ui.record_page import RecordPage
from app.ui.tab_page import TabPage

WORDS = ListWords(
    table="Список работников",
    search="Поиск: фамилия, должность, СНИЛС, телефон",
    groups="Где работают",
    whole="Все",
    ungrouped="Не указано",
    file="Работники",
)


LIST_SIZES = [110, 425]  # groups and table, in pixels


class StaffCard(CardView):
    """Proposes the subjects that a worker teaches as those at whose exams he may not be an organiser."""

    def __init__(self, year: AcademicYear) -> None:
        super().__init__("staff", Staff, STAFF_TABS, year)
        self.propose_button: Button | None = None
        self.edited.connect(self._show_proposal)

    def make_page(self, tab: Tab) -> TabPage:
        """The tab of the work at exams has the proposal under its field."""
        made = super().make_page(tab)
        if tab == EXAM_WORK:
            self.propose_button = Button("")
            self.propose_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.propose_button.clicked.connect(self._propose)
            made.add_below("barred_subjects", self.propose_button)
            made.shown.connect(self._show_proposal)
        return made

    def proposal(self) -> str:
        """The subjects taught, while none are barred yet; '' where there is nothing to propose."""
        return "" if self.card is None or self.text("barred_subjects") else self.text("subjects")

    def _show_proposal(self) -> None:
        if self.propose_button is not None:
            proposed = self.proposal()
            self.propose_button.setText(f"Внести преподаваемые предметы: {proposed}".replace("&", "&&"))
            self.propose_button.setVisible(bool(proposed))

    def _propose(self) -> None:
        self.put({"barred_subjects": self.proposal()})
        self.focus_field("barred_subjects")


class StaffPage(RecordPage):
    """Workers; who was dismissed keeps the card."""

    entity = "staff"
    follows = ""
    list_width = 535
    removal = "Удаляют только внесённых по ошибке; уволенному вносят дату увольнения."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, RecordList(desk, "staff", WORDS))
        self.list.setSizes(LIST_SIZES)

    def make_card(self) -> CardView:
        """A worker's card."""
        return StaffCard(self.desk.passport.year)
