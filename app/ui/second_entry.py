"""«Второй ввод»: the pupils of a class typed once more, blind, and what differs settled on one screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.field import field_by_name
from app.domain.proofs import Way
from app.domain.student import Student
from app.errors import AppError
from app.services.comparing import Pupil, pupils_in_turn
from app.services.second_entry import disagreements, type_again
from app.ui.compare_setup import CompareSetup
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.field_row import FieldRow
from app.ui.pages import Pages
from app.ui.plain import Button, PlainLabel
from app.ui.room import give_room
from app.ui.settle_table import SettlePage

ABOUT = (
    "Возьмите документы класса и наберите выбранные поля ещё раз, не глядя на внесённое: программа сравнит оба "
    "ввода. Набирает лучше другой человек. Прервать можно в любую минуту: сделанное остаётся."
)
NAMES = frozenset({"last_name", "first_name", "middle_name"})


class TypingPage(QWidget):
    """The chosen fields of one pupil, empty; Enter in the last one gives the pupil away."""

    typed = Signal()
    skipped = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = PlainLabel("", "title")
        self.hint = PlainLabel("", "quiet")
        self.help = PlainLabel("", "quiet")
        self.rows: dict[str, FieldRow] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.next_button = Button("Готово, дальше")
        self.skip_button = Button("Пропустить ученика (PgDn)")
        self.stop_button = Button("Закончить и решить различия")
        self.next_button.clicked.connect(self.typed)
        self.skip_button.clicked.connect(self.skipped)
        self.stop_button.clicked.connect(self.stopped)
        QShortcut(QKeySequence("PgDown"), self, self.skipped.emit)
        line = QHBoxLayout()
        line.addWidget(self.next_button)
        line.addWidget(self.skip_button)
        line.addStretch(1)
        line.addWidget(self.stop_button)
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.hint)
        box.addWidget(self.area, 1)
        box.addWidget(self.help)
        box.addLayout(line)

    def ask(self, pupil: Pupil, place: int, of: int) -> None:
        """Empty fields for a pupil, who is told by initials where the name itself is to be typed."""
        named = pupil.who if NAMES.isdisjoint(pupil.texts) else pupil.initials
        self.title.setText(f"Ученик № {place} из {of}: {named}")
        self.hint.setText("Номер — в списке класса по алфавиту. Чего в документе нет, оставьте пустым.")
        holder = QWidget()
        form = QFormLayout(holder)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        known = field_by_name(Student)
        self.rows = {name: FieldRow(known[name], {}) for name in pupil.left}
        for row in self.rows.values():
            form.addRow(row.label, row)
            row.entered.connect(lambda row: self.help.setText(row.help_text()))
            row.next_wanted.connect(self._go_on)
            row.previous_wanted.connect(lambda row: self._go_on(row, -1))
        if (old := self.area.takeWidget()) is not None:
            old.deleteLater()  # not now: the key that was pressed in it is still on its way
        self.area.setWidget(holder)
        self._focus(next(iter(self.rows.values())))

    def _go_on(self, row: FieldRow, by: int = 1) -> None:
        rows = list(self.rows.values())
        place = rows.index(row) + by
        if place == len(rows):
            self.typed.emit()
        else:
            self._focus(rows[max(place, 0)])

    def _focus(self, row: FieldRow) -> None:
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(row, 0, 30)

    def texts(self) -> dict[str, str]:
        """What was typed, blanks included."""
        return {name: row.text() for name, row in self.rows.items()}


class SecondEntryDialog(QDialog):
    """Three pages: what to compare, typing pupil by pupil, settling what differs."""

    def __init__(self, parent: QWidget, desk: Desk, class_name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Второй ввод")
        give_room(self, 1040, 600)
        self._desk = desk
        self._turn: list[Pupil] = []
        self._of: Sequence[Pupil] = ()
        self.setup = CompareSetup(desk.passport, Way.TYPED_AGAIN, ABOUT, class_name)
        self.typing = TypingPage()
        self.settling = SettlePage(desk)
        self.pages = QStackedWidget()
        for page in (self.setup, self.typing, self.settling):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.addWidget(self.pages)
        self.setup.begun.connect(self._begin)
        self.typing.typed.connect(self._take)
        self.typing.skipped.connect(self._skip)
        self.typing.stopped.connect(self._stop)
        self.settling.done.connect(self._again)

    def _begin(self) -> None:
        """From the first pupil who is not done; where all are, to what differs."""
        self._of = pupils_in_turn(self._desk.passport, self.setup.class_name, self.setup.names(), Way.TYPED_AGAIN)
        self._turn = [one for one in self._of if one.left]
        self._next()

    def _next(self) -> None:
        if self._turn:
            pupil = self._turn[0]
            self.typing.ask(pupil, self._of.index(pupil) + 1, len(self._of))
            self.pages.setCurrentWidget(self.typing)
            self.typing.rows[pupil.left[0]].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._settle()

    def _take(self) -> None:
        """Compare the pupil; one of whom nothing was typed is passed over."""
        if not any(self.typing.texts().values()) or self._store(self.typing.texts()):
            self._skip()

    def _store(self, typed: dict[str, str]) -> bool:
        try:
            type_again(self._desk.passport, self._turn[0].id, typed)
        except AppError as problem:
            show_error(self, problem)
            return False
        return True

    def _skip(self) -> None:
        del self._turn[0]
        self._next()

    def keep_typed(self) -> None:
        """Keep what was typed of a pupil that is not finished: the base is being locked. Raises :class:`AppError`."""
        typed = {name: text for name, text in self.typing.texts().items() if text}
        if typed and self.pages.currentWidget() is self.typing and self._turn:
            type_again(self._desk.passport, self._turn[0].id, typed)

    def _leave(self) -> bool:
        """Keep what was typed of a pupil that is not finished; False when that fails."""
        if self.pages.currentWidget() is not self.typing or not self._turn:
            return True
        typed = {name: text for name, text in self.typing.texts().items() if text}
        return not typed or self._store(typed)

    def _stop(self) -> None:
        if self._leave():
            self._settle()

    def _settle(self) -> None:
        self.settling.show_all(disagreements(self._desk.passport, self.setup.class_name))
        self.pages.setCurrentWidget(self.settling)

    def _again(self) -> None:
        self.setup.refresh()
        self.pages.setCurrentWidget(self.setup)

    def reject(self) -> None:
        """Esc: nothing typed is lost."""
        if self._leave():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same by the cross of the window."""
        if self._leave():
            self._turn = []
            super().closeEvent(event)
        else:
            event.ignore()


def enter_again(pages: Pages) -> None:
    """Open the second entry for the class of the pupil that is shown, once nothing is unsaved."""
    if not pages.may_leave():
        return
    card = pages.students.card.card
    dialog = SecondEntryDialog(pages.stack.window(), pages.desk, card.texts["class_name"] if card else "")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda _: pages.watch.compared())
    dialog.open()
