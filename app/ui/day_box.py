"""The day for which everything is checked: typed as people type days, or chosen among the year's deadlines."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from app.domain.days import DAY
from app.domain.kinds import Day
from app.domain.year import AcademicYear
from app.errors import BadValue
from app.ui.plain import Button, PlainLabel

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


class DayBox(QWidget):
    """Empty is today. ``changed`` carries the day (None: today); what is no day is told by ``refused``."""

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, year: AcademicYear) -> None:
        super().__init__()
        self._kind = Day(year.first_day.year, year.last_day.year)
        self.day: date | None = None
        self.line = QLineEdit(maxLength=40)
        self.line.setPlaceholderText("сегодня")
        self.line.setAccessibleName("На день: пусто — сегодня")
        self.line.setFixedWidth(self.line.fontMetrics().averageCharWidth() * 14 + 20)
        self.choices = Button("Сроки")
        self.choices.setAccessibleName("Сроки года: что будет ошибкой после них")
        self.choices.setMenu(self._menu(year))
        label = PlainLabel("На день", wrap=False)
        label.setBuddy(self.line)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.line, self.choices):
            box.addWidget(widget)
        self.line.editingFinished.connect(self._read)

    def _menu(self, year: AcademicYear) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Сегодня").triggered.connect(lambda: self.put(None))
        menu.addSeparator()
        for work in sorted(year.calendar, key=lambda one: one.date):
            named = f"после {work.date.day} {_MONTHS[work.date.month - 1]} — {_short(work.work)}"
            menu.addAction(named).triggered.connect(lambda _=False, day=work.date + DAY: self.put(day))
        return menu

    def put(self, day: date | None) -> None:
        """Set another day; None is today."""
        self.line.setText(self._kind.show(day))
        self._read()

    def _read(self) -> None:
        try:
            day = self._kind.read(self.line.text())
        except BadValue as problem:
            self.refused.emit(str(problem))
            return
        self.line.setText(self._kind.show(day))
        if day != self.day:
            self.day = day
            self.changed.emit(day)


def _short(text: str, signs: int = 60) -> str:
    return text if len(text) <= signs else f"{text[: signs - 1].rstrip()}…"
