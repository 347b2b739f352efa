"""The page «Начало»: what must be done first — late changes, open errors and questions, stale forms, next works."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.domain.year import AcademicYear, Work
from app.ui.check_nodes import BY_CLASS, below, root_of
from app.ui.desk import Desk
from app.ui.palette import LEVEL_SIGNS, LEVELS, QUIET
from app.ui.plain import Button, PlainLabel
from app.ui.table import Line, Table
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.moves import Clock
    from app.services.register import FormState

NEAREST = 5  # works of the calendar
MOVES = ("Состояние", "Кто", "Класс", "Что изменилось", "Школа узнала", "Последний день")
OPEN = ("Раздел", "Ошибки", "Вопросы")
WORKS = ("Срок", "Осталось", "Работа", "Скан выверки")

# State of a clock: what it is called, and its colour. Each begins with a sign of its own.
STATES = {
    "overdue": ("✖ просрочено", LEVELS[Level.ERROR]),
    "waiting": ("? ещё не внесено", LEVELS[Level.QUESTION]),
    "late": ("i внесено с опозданием", QUIET),
}


class HomePage(QWidget):
    """Enter on a late change opens the pupil's card, on a section the page of the check at that place."""

    card_wanted = Signal(str, str, str)  # entity, id, field
    section_wanted = Signal(object)  # the key of a node
    forms_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.moves = Table(MOVES, (26, 0, 8, 24, 18, 20), "Изменения: срок два рабочих дня", coloured=0)
        self.moves_note = PlainLabel("", "quiet")
        self.sections = Table(OPEN, (0, 12, 13), "Открытые ошибки и вопросы по разделам")
        self.sections_note = PlainLabel("", "quiet")
        self.works_note = PlainLabel("", "quiet")
        self.works = Table(WORKS, (12, 16, 0, 18), "Ближайшие работы")
        self.forms_note = PlainLabel("")
        self.forms_button = Button("Открыть «Выверку»")
        self.forms_button.hide()
        self._arrange()
        self.setFocusProxy(self.moves)
        self.forms_button.clicked.connect(self.forms_wanted)
        self.moves.activated.connect(self._open_card)
        self.sections.activated.connect(lambda _: self.section_wanted.emit(self.sections.chosen()))
        desk.findings_changed.connect(self._on_change)
        desk.record_saved.connect(lambda *_: self._on_change())
        desk.records_changed.connect(self._on_change)

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, title, table, note in (
            (left, "Открытые ошибки и вопросы", self.sections, self.sections_note),
            (right, "Ближайшие работы", self.works, self.works_note),
        ):
            column.addWidget(PlainLabel(title, "head"))
            column.addWidget(table, 1)
            column.addWidget(note)
        forms = QHBoxLayout()
        forms.addWidget(self.forms_note, 1)
        forms.addWidget(self.forms_button)
        right.addLayout(forms)
        lower = QHBoxLayout()
        lower.addLayout(left, 2)
        lower.addSpacing(8)
        lower.addLayout(right, 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Начало", "title"))
        box.addWidget(PlainLabel("Изменения: внести за два рабочих дня", "head"))
        box.addWidget(self.moves, 1)
        box.addWidget(self.moves_note)
        box.addLayout(lower, 1)

    # --- showing --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Everything is read when somebody comes here."""
        super().showEvent(event)
        self.refresh()

    def _on_change(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the present state; the changes are read beside the window."""
        passport, day = self.desk.passport, self.desk.as_of
        self._show_sections()
        now = self.desk.day
        works = work_lines(passport.year, now)
        self.works.load(works)
        self.works.selectRow(0)
        self.works_note.setText(f"Считая от {Day().show(now)}." if works else "До конца года работ не осталось.")

        def late() -> "tuple[Clock, ...]":
            from app.services.moves import clocks  # noqa: PLC0415 - the first window is there without it

            return clocks(passport, day)

        def papers() -> "tuple[FormState, ...]":
            from app.services.register import forms  # noqa: PLC0415 - brings the paper

            return forms(passport)

        self.desk.present.aside(late, self._show_moves)
        self.desk.present.aside(papers, self._show_forms)

    def _show_moves(self, found: "Sequence[Clock]") -> None:
        row = max(self.moves.currentIndex().row(), 0)
        self.moves.load([_move_line(one) for one in found])
        self.moves.selectRow(min(row, len(found) - 1))
        overdue = sum(one.state.value == "overdue" for one in found)
        told = f"Просрочено: {overdue}. Enter открывает карточку." if found else "Просроченных и ожидающих нет."
        self.moves_note.setText(told)
        self.moves_note.set_role("error" if overdue else "quiet")

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

    def _show_sections(self) -> None:
        row = max(self.sections.currentIndex().row(), 0)
        wanted = [one for one in self.desk.findings if one.open and one.level is not Level.ADVICE]
        nodes = below(wanted, root_of(wanted, ""), BY_CLASS)
        lines = []
        for node in nodes:
            shown = (
                f"{LEVEL_SIGNS[level]} {count}" if count else ""
                for level, count in zip((Level.ERROR, Level.QUESTION), node.counts, strict=False)
            )
            lines.append(Line((node.title, *shown), node.key))
        self.sections.load(lines)
        self.sections.selectRow(min(row, len(lines) - 1))
        none = "Открытых ошибок и вопросов нет." if self.desk.checked else "Проверяем данные…"
        self.sections_note.setText("Enter открывает «Проверку» на этом месте." if lines else none)

    def _open_card(self) -> None:
        clock: Clock | None = self.moves.chosen()
        if clock is not None:
            self.card_wanted.emit("student", clock.student_id, "moves.1.learned")


def _move_line(one: "Clock") -> Line:
    state, colour = STATES[one.state.value]
    cells = (state, one.who, one.class_name, one.kind, Day().show(one.learned), Day().show(one.due))
    return Line(cells, one, colour)


def work_lines(year: AcademicYear, day: date) -> list[Line]:
    """The nearest works of the calendar, with the days that are left."""
    coming = sorted((work for work in year.calendar if work.date >= day), key=lambda work: work.date)
    return [_work_line(work, day) for work in coming[:NEAREST]]


def _work_line(work: Work, day: date) -> Line:
    cells = (Day().show(work.date), _left((work.date - day).days), work.work, "да" if work.scan_due else "нет")
    return Line(cells, work.key)


def _left(days: int) -> str:
    """«сегодня», «завтра», «1 день», «3 дня», «12 дней»."""
    if days < 2:
        return ("сегодня", "завтра")[days]
    tens, ones = days // 10 % 10, days % 10
    many = "дней" if tens == 1 or ones == 0 or ones > 4 else "день" if ones == 1 else "дня"
    return f"{days} {many}"
