"""What is done about a finding from anywhere in the window: mend it, explain it, see the other card, go to the next."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMenu

from app.errors import AppError
from app.services.cards import Card, Edit, load_card
from app.services.detail_rows import Rows
from app.ui.error_window import show_error
from app.ui.has_card import HasCard
from app.ui.next_finding import next_open
from app.ui.page_names import CHECK
from app.ui.record_page import RecordPage
from app.ui.step_names import called_by
from app.validators.findings import Finding, Level

if TYPE_CHECKING:  # brings the rules, and knows this module
    from app.services.common_gaps import Gap
    from app.ui.pages import Pages

MOST_OTHERS = 12  # in the menu of other cards

_NONE_LEFT = {
    Level.ERROR: "Ошибок не осталось.",
    Level.QUESTION: "Открытых вопросов не осталось.",
    Level.ADVICE: "Советов не осталось.",
}
_AGAIN = {
    Level.ERROR: "Список пройден до конца, снова с начала; ошибок: {}.",
    Level.QUESTION: "Список пройден до конца, снова с начала; вопросов: {}.",
    Level.ADVICE: "Список пройден до конца, снова с начала; советов: {}.",
}


def mending(card: Card, finding: Finding) -> Edit:
    """The edit that a finding's own change is: of fields («sex») and of fields of lists («guardians.1.phone»)."""
    texts = {name: text for name, text in finding.change if "." not in name}
    details: dict[str, Rows] = {}
    for path, text in finding.change:
        if "." in path:
            name, place, field = path.split(".")
            rows = list(details.get(name, card.details[name]))
            row = rows[int(place) - 1]
            rows[int(place) - 1] = replace(row, texts={**row.texts, field: text})
            details[name] = tuple(rows)
    return Edit(card.entity, card.id, card.version, texts, details)


class FindingActs:
    """The acts over the pages of an open file; ``at`` is the finding that was gone to last."""

    def __init__(self, pages: "Pages") -> None:
        self._pages = pages
        self._desk = pages.desk
        self.at: Finding | None = None

    # --- mending and explaining -----------------------------------------------------------------------

    def mend(self, finding: Finding) -> None:
        """Save the one change that the finding can mean, once nothing is unsaved; it can be taken back."""
        self._pages.settled(lambda: self._mend(finding))

    def _mend(self, finding: Finding) -> None:
        try:
            card = load_card(self._desk.passport, finding.entity, finding.id)
            self._desk.save(mending(card, finding))
        except AppError as problem:
            show_error(self._pages.stack, problem)
            return
        for page in self._pages.made():
            if isinstance(page, RecordPage) and page.present == finding.id:
                page.open(finding.id)
        self._desk.said.emit("Исправлено. Отменить: F9.")

    def explain(self) -> None:
        """Explain what is chosen: on the page of the check, or in the card that is shown."""
        from app.ui.explain_dialog import ExplainDialog, explainable  # noqa: PLC0415 - not needed by the first window

        chosen = self.chosen()
        present = next((one for one in chosen if one.level is not Level.ERROR), None)
        if present is None:
            self._desk.said.emit(
                "Ошибку пояснить нельзя: её исправляют." if chosen else "Выберите вопрос, который хотите пояснить."
            )
            return
        some = explainable(chosen, present)
        dialog = ExplainDialog(self._pages.stack, self._desk, some, len(chosen) - len(some))
        dialog.exec()
        dialog.deleteLater()

    def withdraw(self, finding: Finding) -> None:
        """Take the explanation of a finding away."""
        try:
            self._desk.withdraw(finding)
        except AppError as problem:
            show_error(self._pages.stack, problem)

    def chosen(self) -> list[Finding]:
        """The findings that are chosen, the one on which one stands first."""
        page = self._pages.stack.currentWidget()
        if self._pages.navigation.currentRow() == CHECK:
            check = self._pages.check_page
            return [one for one in (check.present,) if one is not None] + [
                one for one in check.marked() if one is not check.present
            ]
        if not isinstance(page, HasCard) or (page.unsaved and not page.save()):
            return []
        return page.card_view().chosen_findings()

    def fill(self, gap: "Gap") -> None:
        """Fill a field that is empty in many, once nothing is unsaved."""
        from app.ui.many import fill_gap  # noqa: PLC0415 - as above

        self._pages.settled(lambda: fill_gap(self._desk, self._pages.stack, gap))

    # --- going ----------------------------------------------------------------------------------------

    def show_other(self, finding: Finding) -> None:
        """Go to the other card that a finding speaks of; where there are several, ask which."""
        if len(finding.others) == 1:
            self._pages.open_card(finding.entity, finding.others[0])
            return
        menu = QMenu(self._pages.stack)
        for id in finding.others[:MOST_OTHERS]:
            named = self._called(finding.entity, id)
            menu.addAction(named).triggered.connect(lambda _=False, id=id: self._pages.open_card(finding.entity, id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = QApplication.focusWidget()  # the button, whether it was pressed by the mouse or by a key
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()) if below is not None else QCursor.pos())

    def _called(self, entity: str, id: str) -> str:
        try:
            texts = load_card(self._desk.passport, entity, id).texts
        except AppError:
            return "Карточка удалена"
        return ", ".join(part for part in (called_by(entity, texts), texts.get("class_name", "")) if part)

    def next(self, level: Level, by: int) -> None:
        """Save the open card and go to the next (or previous) open finding of a level.

        A card that cannot be saved stays.
        """
        page = self._pages.stack.currentWidget()
        if isinstance(page, HasCard) and page.unsaved and not page.save():
            return
        if not self._desk.checked:
            self._desk.said.emit("Проверка ещё идёт.")
            return
        first = self._chosen_first(level) if self._pages.navigation.currentRow() == CHECK else None
        found, again = (first, False) if first else next_open(self._desk.findings, level, self._stand(), by)
        if found is None:
            self._say_none(level)
            return
        if again:
            self._desk.said.emit(_AGAIN[level].format(self._desk.count(level)))
        self._pages.open_finding(found)

    def _say_none(self, level: Level) -> None:
        questions = self._desk.count(Level.QUESTION)
        on = f" Открытых вопросов: {questions} — к ним ведёт Ctrl+F8." if level is Level.ERROR and questions else ""
        self._desk.said.emit(_NONE_LEFT[level] + on)

    def _stand(self) -> Finding | None:
        """The finding on which one stands, or one without a rule for the record whose card is open.

        Over an empty new card that is the record before it: the one that was typed just now.
        """
        number = self._pages.navigation.currentRow()
        if number == CHECK:
            return self._pages.check_page.present or self.at
        page = self._pages.stack.currentWidget()
        view = page.card_view() if isinstance(page, HasCard) else None
        card = view.card if view is not None else None
        if card is not None and view is not None and not card.version:
            card = view.before
        if card is None or not card.version:
            return self.at
        if (
            self.at is not None
            and self._pages.page_of.get(self.at.entity) == number
            and self.at.id in self._open_here(card)
        ):
            return self.at
        who, class_name = called_by(card.entity, card.texts), card.texts.get("class_name", "")
        return Finding("", Level.ADVICE, "", card.entity, card.id, class_name, who, "", "", "")

    def _open_here(self, card: Card) -> tuple[str, ...]:
        """The ids of the records that are before one: on the school's page also the class gone to."""
        return (card.id, self.at.id) if self.at is not None and self.at.entity == "class" else (card.id,)

    def _chosen_first(self, level: Level) -> Finding | None:
        """On the page of the check: the finding that was chosen in the table and not gone to yet."""
        present = self._pages.check_page.present
        gone_to = present is None or (self.at is not None and present.key == self.at.key)
        return present if present is not None and present.open and present.level is level and not gone_to else None
