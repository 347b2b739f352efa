"""An update of the program's data, or the way back: what changes, which cards get new findings; then take it or not."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.services.data_changes import Change
from app.services.updating import Planned, carry_out
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.palette import LEVEL_SIGNS, LEVELS
from app.ui.plain import Notice, PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.ui.year_file_dialog import verdict
from app.validators.findings import ORDER_OF_LEVELS, Finding

CHANGES = ("Где", "Что", "О чём", "Было", "Станет")
CARDS = ("Уровень", "Класс", "Карточка", "Правило", "Замечание")
_LATER = (
    "Пока ничего не изменено. Сначала программа сделает и проверит копию базы, потом откроет базу заново. Вернуться "
    "можно в любой день: «Файл → Вернуть прежние данные…»."
)
_BACK_LATER = "Пока ничего не изменено. Сначала программа сделает и проверит копию базы, потом откроет базу заново."


class UpdateDialog(QDialog):
    """It is accepted once what was planned holds."""

    def __init__(self, parent: QWidget, desk: Desk, planned: Planned, *, back: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("Вернуть прежние данные" if back else "Обновление данных программы")
        self._desk = desk
        self._planned = planned
        self.title = PlainLabel(f"{'Вернутся' if back else 'Придёт'}: {planned.title}", "head")
        self.about = PlainLabel(about(planned), "quiet")
        self.verdict = PlainLabel(said(planned))
        self.changes = Table(CHANGES, (30, 11, 0, 34, 34), "Что изменится в данных программы")
        self.changes.load([Line(_cells(one), one) for one in planned.changes])
        self.cards = Table(CARDS, (14, 9, 26, 10, 0), "Карточки с новыми или более строгими замечаниями", coloured=0)
        self.cards.load([_card(one) for one in sorted(planned.found.worse, key=_by_level)])
        self.tabs = QTabWidget()
        self.tabs.addTab(self.changes, f"Что изменится: {len(planned.changes)}")
        self.tabs.addTab(self.cards, f"Карточки с новыми замечаниями: {planned.found.cards}")
        self.tabs.setTabEnabled(1, bool(planned.found.worse))
        self.buttons = QDialogButtonBox()
        names = ("Вернуть", "Оставить как есть") if back else ("Взять", "Не брать")
        self.take = self.buttons.addButton(names[0], QDialogButtonBox.ButtonRole.AcceptRole)
        self.leave = self.buttons.addButton(names[1], QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setAutoDefault(False)
        self.leave.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._arrange(_BACK_LATER if back else _LATER)

    def _arrange(self, later: str) -> None:
        notice = Notice()
        QVBoxLayout(notice).addWidget(self.verdict)
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.about)
        box.addWidget(notice)
        box.addWidget(self.tabs, 1)
        box.addWidget(PlainLabel(later, "quiet"))
        box.addWidget(self.buttons)
        for table in (self.changes, self.cards):
            table.selectRow(0)
        self.about.setVisible(bool(self.about.text()))
        give_room(self, 1040, 600)
        self.changes.setFocus()

    def accept(self) -> None:
        """Carry it out beside the window; what cannot be done is told, and the window stays."""
        passport = self._desk.passport
        self.take.setEnabled(False)
        self._desk.jobs.start(
            lambda _: carry_out(passport, self._planned),
            lambda _: super(UpdateDialog, self).accept(),
            title="Делаем копию базы…",
            failed=self._refused,
            parent=self,
            at_once=True,
        )

    def _refused(self, problem: BaseException) -> None:
        self.take.setEnabled(True)
        show_error(self, problem)

    def reject(self) -> None:
        """Leave all as it is; what was begun is waited for."""
        if self.take.isEnabled():
            super().reject()


def about(planned: Planned) -> str:
    """Who signed it and what he says of it; '' of the program's own data."""
    if planned.update is None:
        return ""
    told = f" О чём: {planned.update.about}" if planned.update.about else ""
    return f"Подписано: {planned.maker}.{told}"


def said(planned: Planned) -> str:
    """What it would do to the findings, and whether the base's own year file stands over it."""
    return " ".join(text for text in (verdict(planned.found), planned.own_year) if text)


def _cells(one: Change) -> tuple[str, ...]:
    return one.where, one.what, one.title, one.before, one.after


def _by_level(one: Finding) -> int:
    return ORDER_OF_LEVELS[one.level]


def _card(one: Finding) -> Line:
    level = f"{LEVEL_SIGNS[one.level]} {one.level.label}"
    return Line((level, one.class_name, one.who, one.rule, one.text), one, LEVELS[one.level])
