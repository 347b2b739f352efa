"""The window of rules: what each asks, on what it stands, and whether it holds in this year."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from app.domain.text import fold
from app.domain.year import AcademicYear
from app.services.rules_page import RuleLine, rule_lines
from app.ui.palette import LEVEL_SIGNS, LEVELS, QUIET
from app.ui.plain import Button, PlainLabel
from app.ui.room import Pane, give_room
from app.ui.table import Line, Table

HEADINGS = ("Правило", "В этом году", "О ком", "О чём")
OFF = "– выключено"


class RulesWindow(QDialog):
    """Search over a table, and under it all that is known of the rule."""

    def __init__(self, parent: QWidget, year: AcademicYear) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Правила проверки, {year.title} учебный год")
        self._rules = [(one, _searched(one)) for one in rule_lines(year)]
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText("Поиск: номер правила или слово")
        self.words.setAccessibleName("Поиск в правилах")
        self.count = PlainLabel("", "quiet", wrap=False)
        self.table = Table(HEADINGS, (12, 18, 16, 0), "Правила", coloured=1)
        self.head = PlainLabel("", "head")
        self.norm = PlainLabel()
        self.checker = PlainLabel()
        self.phrases = PlainLabel()
        self.clause = PlainLabel("", "quiet")
        self.why = PlainLabel("", "question")
        self.close_button = Button("Закрыть")
        self._arrange()
        self.words.textChanged.connect(self._fill)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_rule())
        self.close_button.clicked.connect(self.accept)
        self._fill()
        self.words.setFocus()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.count)
        lower = Pane()
        told = QVBoxLayout(lower)
        for label in (self.head, self.why, self.norm, self.checker, self.phrases, self.clause):
            told.addWidget(label)
        told.addStretch(1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(lower)
        both.setSizes([330, 200])
        both.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.addLayout(top)
        box.addWidget(both, 1)
        box.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        give_room(self, 900, 620)

    def _fill(self) -> None:
        words = fold(self.words.text()).split()
        found = [one for one, text in self._rules if all(word in text for word in words)]
        self.table.load([_line(one) for one in found])
        self.count.setText(f"Правил: {len(found)} из {len(self._rules)}")
        if found:
            self.table.selectRow(0)
        self._show_rule()

    def _show_rule(self) -> None:
        one: RuleLine | None = self.table.chosen()
        told = _told(one) if one is not None else ("Такого правила нет.", "", "", "", "", "")
        labels = (self.head, self.why, self.norm, self.checker, self.phrases, self.clause)
        for label, text in zip(labels, told, strict=True):
            label.setText(text)
            label.setVisible(bool(text))


def _told(one: RuleLine) -> tuple[str, ...]:
    return (
        f"{one.id}. {one.title}",
        f"В этом году: {one.why}" if one.why else "",
        one.norm,
        f"Проверяющему: {one.checker}" if one.checker else "",
        f"Готовые пояснения: {' '.join(f'«{phrase}»' for phrase in one.phrases)}" if one.phrases else "",
        f"Основание: {one.clause}",
    )


def _line(one: RuleLine) -> Line:
    level = f"{LEVEL_SIGNS[one.level]} {one.level.label}" if one.level else OFF
    return Line((one.id, level, one.of, one.title), one, LEVELS[one.level] if one.level else QUIET)


def _searched(one: RuleLine) -> str:
    return fold(f"{one.id} {one.title} {one.of} {one.norm} {one.checker} {one.clause}")
