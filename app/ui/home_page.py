"""The page «Начало»: what must be done first — late changes, open errors and questions, stale forms, next works."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.ui.bars import BarCells
from app.ui.desk import Desk
from app.ui.gaps_band import GapsBand
from app.ui.home_sections import OPEN, READY, section_lines
from app.ui.home_works import DONE, WORKS, WorkTold, work_lines
from app.ui.palette import LEVELS, QUIET
from app.ui.plain import Button, PlainLabel, give_focus
from app.ui.room import Pane, Sides
from app.ui.table import Line, Table
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.answers import PackageState
    from app.services.form_board import Board
    from app.services.moves import Clock
    from app.services.readiness import ClassReadiness
    from app.services.register import FormState

_ROOMY = 96  # average signs in which the works have room for all their columns
MOVES = ("Состояние", "Кто", "Класс", "Что изменилось", "Школа узнала", "Последний день")

# State of a clock: what it is called, and its colour. Each begins with a sign of its own.
STATES = {
    "overdue": ("✖ просрочено", LEVELS[Level.ERROR]),
    "waiting": ("? ещё не внесено", LEVELS[Level.QUESTION]),
    "late": ("i внесено с опозданием", QUIET),
}


class HomePage(QWidget):
    """Enter leads to what stands behind a line: the card of a late change, the findings of a section or the pupils of
    a class that has none, the form of a work.
    """

    card_wanted = Signal(str, str, str)  # entity, id, field
    section_wanted = Signal(object)  # the key of a node
    class_wanted = Signal(str)  # a class without anything open
    form_wanted = Signal(str)  # a kind of forms; '' for all

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.moves = Table(MOVES, (26, 0, 8, 24, 18, 20), "Изменения: срок два рабочих дня", coloured=0)
        self.moves_note = PlainLabel("", "quiet")
        self.sections = Table(OPEN, (11, 10, 11, 0), "Открытые ошибки и вопросы, готовность классов")
        signs = self.sections.fontMetrics().averageCharWidth()
        self.sections.setMinimumWidth(signs * 42 + 70)  # a bar keeps its words
        self._classes: Sequence[ClassReadiness] = ()
        self.sections_note = PlainLabel("", "quiet")
        self.gaps = GapsBand()
        self.works_note = PlainLabel("", "quiet")
        self.works = Table(WORKS, (15, 19, 0, 26, 18), "Ближайшие работы", coloured=1)
        BarCells(self.sections, READY)
        BarCells(self.works, DONE)
        self.package_note = PlainLabel("")
        self.forms_note = PlainLabel("")
        self.forms_button = Button("Открыть «Выверку»")
        self.forms_button.hide()
        self._arrange()
        give_focus(self, self.moves)
        self.forms_button.clicked.connect(lambda: self.form_wanted.emit(""))
        self.moves.activated.connect(self._open_card)
        self.works.activated.connect(lambda _: self._open_form())
        self.works.selectionModel().currentRowChanged.connect(lambda *_: self._show_ground())
        self.sections.activated.connect(lambda _: self._open_section())
        desk.findings_changed.connect(self._on_change)
        desk.record_saved.connect(lambda *_: self._on_change())
        desk.records_changed.connect(self._on_change)

    def _arrange(self) -> None:
        sides = Pane(), Pane()
        left, right = (QVBoxLayout(one) for one in sides)
        for column, title, table, note in (
            (left, "Готовность классов, ошибки и вопросы", self.sections, self.sections_note),
            (right, "Ближайшие работы", self.works, self.works_note),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(PlainLabel(title, "head"))
            column.addWidget(table, 1)
            column.addWidget(note)
        forms = QHBoxLayout()
        forms.addWidget(self.forms_note, 1)
        forms.addWidget(self.forms_button)
        right.addLayout(forms)
        right.addWidget(self.package_note)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Начало", "title"))
        box.addWidget(self.gaps)
        box.addWidget(PlainLabel("Изменения: внести за два рабочих дня", "head"))
        box.addWidget(self.moves, 1)
        box.addWidget(self.moves_note)
        box.addWidget(Sides(*sides, (3, 6)), 1)

    # --- showing --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Everything is read when somebody comes here."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the works are cramped, their bars give way: what is missing is told in words too."""
        super().resizeEvent(event)
        signs = self.works.width() / self.works.fontMetrics().averageCharWidth()
        self.works.setColumnHidden(DONE, signs < _ROOMY)

    def _on_change(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the present state; the changes are read beside the window."""
        passport, day = self.desk.passport, self.desk.as_of
        self.gaps.show_findings(self.desk.findings)
        self._show_sections()
        now = self.desk.day
        self._show_works(work_lines(passport.year, now))

        def late() -> "tuple[Clock, ...]":
            from app.services.moves import clocks  # noqa: PLC0415 - the first window is there without it

            return clocks(passport, day)

        def papers() -> "Board":
            from app.services.form_board import form_board  # noqa: PLC0415 - brings the paper

            return form_board(passport)

        def package() -> "PackageState | None":
            from app.services.answers import last_package  # noqa: PLC0415 - brings signatures

            return last_package(passport)

        def ready() -> "tuple[ClassReadiness, ...]":
            from app.services.readiness import class_readiness  # noqa: PLC0415 - as above

            return class_readiness(passport, self.desk.findings, now)

        self.desk.present.aside(late, self._show_moves)
        if self.desk.checked:
            self.desk.present.aside(ready, self._show_classes)
        self.desk.present.aside(papers, self._show_papers)
        self.desk.present.aside(package, self._show_package)

    def _show_moves(self, found: "Sequence[Clock]") -> None:
        row = max(self.moves.currentIndex().row(), 0)
        self.moves.load([_move_line(one) for one in found])
        self.moves.setVisible(bool(found))  # an empty table would take the room of what is to be done
        give_focus(self, self.moves if found else self.works)
        self.moves.selectRow(min(row, len(found) - 1))
        overdue = sum(one.state.value == "overdue" for one in found)
        told = f"Просрочено: {overdue}. Enter открывает карточку." if found else "Просроченных и ожидающих нет."
        self.moves_note.setText(told)
        self.moves_note.set_role("error" if overdue else "quiet")

    def _show_papers(self, board: "Board") -> None:
        self._show_works(work_lines(self.desk.passport.year, self.desk.day, board.works))
        self._show_forms(board.states)

    def _show_works(self, lines: list[Line]) -> None:
        row = max(self.works.currentIndex().row(), 0)
        self.works.load(lines)
        self.works.selectRow(min(row, len(lines) - 1))
        self._show_ground()

    def _show_ground(self) -> None:
        """By which clause the chosen work has its day, and what is doubtful in it."""
        work: WorkTold | None = self.works.chosen()
        self.works_note.setText(work.told if work else "До конца года работ не осталось.")

    def _show_package(self, last: "PackageState | None") -> None:
        """When something was last handed over, and what came of it."""
        if last is None:
            self.package_note.setText("Пакетов для МОУО ещё не было.")
            return
        answered = f" ({last.answered_at:%d.%m.%Y})" if last.answered_at else ""
        told = f"Последний пакет: № {last.sequence} от {last.made_at:%d.%m.%Y %H:%M}, {last.told}{answered}."
        self.package_note.setText(told)

    def _show_forms(self, states: "Sequence[FormState]") -> None:
        """How many printed forms are no longer what the cards say."""
        stale = [one for one in states if one.state == "stale"]
        people = sum(len(one.stale) for one in stale)
        told = (
            f"? Устарело форм: {len(stale)}, изменившихся строк в них: {people}." if stale else "Устаревших форм нет."
        )
        self.forms_note.setText(told)
        self.forms_note.set_role("question" if stale else "quiet")
        self.forms_button.setVisible(bool(stale))

    def _show_classes(self, classes: "Sequence[ClassReadiness]") -> None:
        self._classes = classes
        self._show_sections()

    def _show_sections(self) -> None:
        row = max(self.sections.currentIndex().row(), 0)
        lines = section_lines(self.desk.findings, self._classes)
        self.sections.load(lines)
        self.sections.selectRow(min(row, len(lines) - 1))
        none = "Открытых ошибок и вопросов нет." if self.desk.checked else "Проверяем данные…"
        nothing = not any(isinstance(line.stands_for, tuple) for line in lines)
        self.sections_note.setText(none if nothing else "Enter открывает «Проверку» на этом месте.")

    def _open_section(self) -> None:
        chosen = self.sections.chosen()
        if isinstance(chosen, str):
            self.class_wanted.emit(chosen)
        else:
            self.section_wanted.emit(chosen)

    def _open_form(self) -> None:
        work: WorkTold | None = self.works.chosen()
        self.form_wanted.emit(work.forms[0] if work and work.forms else "")

    def _open_card(self) -> None:
        clock: Clock | None = self.moves.chosen()
        if clock is not None:
            self.card_wanted.emit("student", clock.student_id, "moves.1.learned")


def _move_line(one: "Clock") -> Line:
    state, colour = STATES[one.state.value]
    cells = (state, one.who, one.class_name, one.kind, Day().show(one.learned), Day().show(one.due))
    return Line(cells, one, colour)
