"""The page «Проверка»: all findings, by level and class, each one step from its field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.school import class_order
from app.domain.text import fold
from app.ui.desk import Desk
from app.ui.palette import LEVEL_SIGNS, LEVELS
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.table import Line, Table
from app.validators.registry import Finding, Level

ALL = "Все"
HEADINGS = ("Уровень", "Класс", "ФИО", "Правило", "Что найдено и что сделать")


class CheckPage(QWidget):
    """Enter or a double click on a finding emits ``chosen``."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.summary = PlainLabel("", "title")
        self.level = QComboBox()
        self.level.addItem("Все уровни", None)
        for one in Level:
            self.level.addItem(f"{LEVEL_SIGNS[one]} {one.label}", one)
        self.class_name = QComboBox()
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText("Поиск: фамилия, правило, слово")
        self.again = Button("Проверить (F5)")
        self.table = Table(HEADINGS, (12, 8, 32, 11, 0), "Замечания", coloured=0)
        self.detail = PlainLabel("")
        self.open_button = Button("Открыть поле (Enter)")
        self._arrange()
        self.setFocusProxy(self.table)
        for box, name in (
            (self.level, "Уровень замечаний"),
            (self.class_name, "Класс"),
            (self.words, "Поиск в замечаниях"),
        ):
            box.setAccessibleName(name)
        self.level.currentIndexChanged.connect(self._fill)
        self.class_name.currentIndexChanged.connect(self._fill)
        self.words.textChanged.connect(self._fill)
        self.again.clicked.connect(desk.check)
        self.table.activated.connect(self._choose)
        self.open_button.clicked.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_detail())
        desk.findings_changed.connect(self.refresh)
        self.refresh()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        for widget, stretch in ((self.level, 0), (self.class_name, 0), (self.words, 1), (self.again, 0)):
            top.addWidget(widget, stretch)
        notice = Notice()
        line = QHBoxLayout(notice)
        line.addWidget(self.detail, 1)
        line.addWidget(self.open_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self.summary)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(notice)

    def refresh(self) -> None:
        """Show the present findings."""
        counts = [f"{one.of_many}: {self.desk.count(one)}" for one in Level]
        self.summary.setText("Проверка — " + (", ".join(counts) if self.desk.checked else "проверяем…"))
        present = self.class_name.currentText()
        names = sorted({one.class_name for one in self.desk.findings if one.class_name}, key=class_order)
        self.class_name.blockSignals(True)
        self.class_name.clear()
        self.class_name.addItems(["Все классы", *names])
        self.class_name.setCurrentIndex(max(self.class_name.findText(present), 0))
        self.class_name.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        kept = self.table.chosen()
        level = self.level.currentData()
        class_name = self.class_name.currentText() if self.class_name.currentIndex() > 0 else ""
        words = fold(self.words.text()).split()
        lines = [
            _line(one)
            for one in sorted(self.desk.findings, key=_by_level)
            if (level is None or one.level == level)
            and (not class_name or one.class_name == class_name)
            and all(word in fold(f"{one.who} {one.rule} {one.title} {one.text}") for word in words)
        ]
        self.table.load(lines)
        places = [place for place, line in enumerate(lines) if line.stands_for == kept]
        if lines:
            self.table.selectRow(places[0] if places else 0)
        self._show_detail()

    def _show_detail(self) -> None:
        finding = self.table.chosen()
        self.open_button.setEnabled(finding is not None)
        if finding is None:
            none = "Замечаний нет." if self.desk.checked else "Проверяем данные…"
            self.detail.setText("Под этот отбор ничего не подходит." if self.desk.findings else none)
            return
        self.detail.setText(f"{finding.title}. {finding.text}\nОснование: {finding.clause}")

    def _choose(self) -> None:
        finding = self.table.chosen()
        if finding is not None:
            self.chosen.emit(finding)


def _by_level(one: Finding) -> int:
    return list(Level).index(one.level)


def _line(one: Finding) -> Line:
    level = f"{LEVEL_SIGNS[one.level]} {one.level.label}"
    return Line((level, one.class_name, one.who, one.rule, one.text), one, LEVELS[one.level])
