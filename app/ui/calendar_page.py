"""The page «Календарь»: the works of the year with their last days."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.domain.year import AcademicYear, Work
from app.ui.palette import QUIET
from app.ui.plain import PlainLabel
from app.ui.table import Line, Table

SCAN = {"yes": "да", "no": "нет", "conflict": "см. примечание"}


class CalendarPage(QWidget):
    """What the order asks by when; a work whose day is past is grey."""

    def __init__(self, year: AcademicYear) -> None:
        super().__init__()
        self.table = Table(("Срок", "Работа", "Кто", "Скан выверки"), (12, 0, 20, 18), "Календарь работ")
        today = date.today()
        self.table.load([_line(work, today) for work in year.calendar])
        self.note = PlainLabel("", "quiet")
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_note())
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel(f"Календарь работ {year.title} учебного года", "title"))
        box.addWidget(self.table, 1)
        box.addWidget(self.note)
        self.table.selectRow(0)
        self.setFocusProxy(self.table)

    def _show_note(self) -> None:
        work = self.table.chosen()
        if work is not None:
            self.note.setText(f"{work.work}. Основание: {work.clause}. {work.note}".strip())


def _line(work: Work, today: date) -> Line:
    cells = (Day().show(work.date), work.work, work.level, SCAN[work.scan])
    return Line(cells, work, QUIET if work.date < today else "")
