"""The page «Календарь»: the works of the year with their last days, and the days of attempts and exams."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.domain.days import Status, ground_told
from app.domain.dictionaries import dictionary, entry
from app.domain.kinds import Day
from app.domain.year import AcademicYear, Attempt, ExamDay, ExamPeriod, Exams, Work
from app.ui.palette import QUIET
from app.ui.plain import Button, PlainLabel, give_focus
from app.ui.table import Line, Table

SCAN = {"yes": "да", "no": "нет"}
STATUS = {"S": "по приказу", "V": "опубликована", "I": "расчётная"}
ATTEMPTS: tuple[tuple[Attempt, str], ...] = (("essay", "Сочинение (изложение)"), ("interview", "Собеседование"))
ATTEMPT = {1: "первая", 2: "вторая", 3: "третья"}

WORKS = ("Срок", "Работа", "Кто", "Скан выверки", "Дата")
ATTEMPT_DAYS = ("День", "Испытание", "Дата по счёту", "Списки сдать до", "Дата")
EXAM_DAYS = ("День", "Экзамены", "Период", "Предметы", "Дата")


class CalendarPage(QWidget):
    """What the order asks by when, and when pupils are tested; a row whose day is past is grey."""

    save_wanted = Signal()

    def __init__(self, year: AcademicYear) -> None:
        super().__init__()
        today = date.today()
        self.table = Table(WORKS, (13, 0, 18, 18, 17), "Календарь работ")
        self.table.load([_work_line(work, today) for work in year.calendar])
        self.attempts = Table(ATTEMPT_DAYS, (13, 0, 19, 22, 17), "Дни сочинения и собеседования")
        self.attempts.load(_attempt_lines(year, today))
        self.exams = Table(EXAM_DAYS, (21, 13, 24, 0, 17), "Дни экзаменов")
        self.exams.load(_exam_lines(year, today))
        self.note = PlainLabel("")
        self.save_button = Button("Сроки в календарь телефона…")
        self.save_button.setToolTip("Файл .ics: его открывает календарь компьютера или телефона; с напоминаниями.")
        self.save_button.clicked.connect(self.save_wanted)
        self.tabs = QTabWidget()
        for table, title in (
            (self.table, "Работы"),
            (self.attempts, "Сочинение и собеседование"),
            (self.exams, "Экзамены"),
        ):
            self.tabs.addTab(table, title)
            table.selectionModel().currentRowChanged.connect(lambda *_: self._show_note())
            lines = table.lines.lines
            table.selectRow(next((row for row, line in enumerate(lines) if not line.colour), 0))  # what comes next
        self._arrange(year)
        self.tabs.currentChanged.connect(lambda _: self._show_note())
        self._show_note()
        give_focus(self, self.table)

    def _arrange(self, year: AcademicYear) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(f"Календарь {year.title} учебного года", "title"), 1)
        head.addWidget(self.save_button)
        box.addLayout(head)
        for note in year.notes:
            box.addWidget(PlainLabel(note, "quiet"))
        box.addWidget(self.tabs, 1)
        box.addWidget(self.note)

    def _show_note(self) -> None:
        table = self.tabs.currentWidget()
        shown = table.chosen() if isinstance(table, Table) else None
        self.note.setText(shown or "Дни экзаменов этого года в программу ещё не внесены.")


def _work_line(work: Work, today: date) -> Line:
    scan = SCAN[work.reading or work.scan] + (", спорно" if work.reading else "")
    cells = (Day().show(work.date), work.work, work.level, scan, STATUS[work.status])
    return Line(cells, _told(work.work, work.clause, work.status, work.note), _colour(work.date, today))


def _attempt_lines(year: AcademicYear, today: date) -> list[Line]:
    due = {work.key: work.date for work in year.calendar}
    lines = []
    for kind, title in ATTEMPTS:
        for row, day in year.attempt_days(kind):
            cells = (Day().show(day), title, ATTEMPT[row.attempt], Day().show(due[row.work]), STATUS[row.status])
            lines.append(Line(cells, _told(title, row.clause, row.status, row.note), _colour(day, today)))
    return lines


def _exam_lines(year: AcademicYear, today: date) -> list[Line]:
    lines: list[tuple[date, Line]] = []
    rows: list[ExamDay | ExamPeriod] = [*year.exam_days, *year.exam_periods]
    for row in rows:
        exams = year.gia9 if row.exams == "gia9" else year.gia11
        period = entry("periods", row.period).name + (", резерв" if row.reserve else "")
        if isinstance(row, ExamDay):
            first = last = row.date
            shown, subjects = Day().show(first), _subjects(row, exams)
        else:
            first, last = row.first, row.last
            shown, subjects = f"{first:%d.%m} – {Day().show(last)}", "дни по предметам не внесены"
        told = _told(f"{shown}, {exams.title}, {period} период: {subjects}", exams.clause, row.status, row.note)
        cells = (shown, exams.title, period, subjects, STATUS[row.status])
        lines.append((first, Line(cells, told, _colour(last, today))))
    return [line for _, line in sorted(lines, key=lambda one: one[0])]


def _subjects(row: ExamDay, exams: Exams) -> str:
    """The day's subjects in words: what stands for all of a group is named once."""
    left = list(row.subjects)
    languages = {one.key for one in dictionary("languages").entries}
    compulsory = [key for group in exams.compulsory for key in group]
    words: list[str] = []
    for group, name in (
        ([*compulsory, *exams.subjects], "все предметы"),
        (exams.subjects, "все предметы по выбору"),
        ([key for key in exams.subjects if key in languages], "иностранные языки"),
    ):
        if group and set(group) <= set(left):
            words.append(name)
            left = [key for key in left if key not in group]
    words = [*(entry("subjects", key).name for key in left), *words]
    return ", ".join(words) + (", устная часть" if row.part else "")


def _told(what: str, clause: str, status: Status, note: str) -> str:
    """The sentence below the table: the whole text of the row, its ground, and what is doubtful in it."""
    return f"{what}. {ground_told(clause, status, note)}"


def _colour(day: date, today: date) -> str:
    return QUIET if day < today else ""
