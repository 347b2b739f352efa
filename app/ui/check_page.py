"""The page «Проверка»: all findings as a tree and a table, and what can be done about the chosen one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.kinds import Day
from app.ui.check_filter import Filter, Sieve
from app.ui.check_nodes import BY_CLASS, BY_RULE, Key, by_level
from app.ui.check_tree import CheckTree
from app.ui.day_box import DayBox
from app.ui.desk import Desk
from app.ui.finding_details import FindingDetails
from app.ui.finding_lines import HEADINGS, WIDTHS, FindingLines
from app.ui.gaps_band import GapsBand
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import Button, Notice, PlainLabel, give_focus
from app.ui.table import Table
from app.ui.wrapping import WrapLine
from app.validators.findings import Finding, Level

if TYPE_CHECKING:
    from app.services.check_rounds import Before

FEW = 3000  # findings that are searched at every letter
TYPING_MS = 200  # among more, a pause in typing after which the words are looked for
GROUPINGS = {"по классам": BY_CLASS, "по правилам": BY_RULE}
_SUMMARY_SIGNS = 30  # of average width: in less, it is broken into too many lines
_WORDS_SIGNS = 34  # of average width: what its placeholder takes


class CheckPage(QWidget):
    """Enter or a double click on a finding emits ``chosen``; what is done about one is asked of the pages."""

    chosen = Signal(object)
    mend_wanted = Signal(object)
    explain_wanted = Signal()
    withdraw_wanted = Signal(object)
    confirm_wanted = Signal()
    other_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._sieve = Sieve()
        self._before: Before | None = None
        self._old = True  # what is shown is not of the present findings
        self.summary = PlainLabel("", "title")
        self.grouping = QComboBox()
        self.grouping.addItems(list(GROUPINGS))
        self.level = QComboBox()
        self.level.addItem("Все уровни", None)
        for one in Level:
            self.level.addItem(f"{LEVEL_SIGNS[one]} {one.label}", one)
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText("Поиск: фамилия, правило, слово")
        self.words.setToolTip(self.words.placeholderText())
        self.only_new = QCheckBox("Только новое")
        self.with_explained = QCheckBox("Показать пояснённые")
        self.day = DayBox(desk.passport.year)
        self.again = Button("Проверить (F5)")
        self.gaps = GapsBand()
        self.tree = CheckTree()
        self.table = Table(HEADINGS, WIDTHS, "Замечания", coloured=0)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.details = FindingDetails()
        self._lines = FindingLines()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._arrange()
        self._connect()
        give_focus(self, self.table)
        self.read_before()
        self.refresh()

    def _arrange(self) -> None:
        for named, name in (
            (self.level, "Уровень замечаний"),
            (self.words, "Поиск в замечаниях"),
            (self.grouping, "Как разложить замечания"),
        ):
            named.setAccessibleName(name)
        self.words.setMinimumWidth(self.words.fontMetrics().averageCharWidth() * _WORDS_SIGNS)
        self.summary.setMinimumWidth(self.summary.fontMetrics().averageCharWidth() * _SUMMARY_SIGNS)
        top = WrapLine()
        top.add(self.summary, grows=True)
        top.add(self.day)
        top.add(self.again)
        filters = WrapLine()
        for widget in (self.grouping, self.level, self.words, self.only_new, self.with_explained):
            filters.add(widget, grows=widget is self.words)
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.addWidget(self.table)
        lower.addWidget(self.details)
        lower.setSizes([330, 210])
        lower.setStretchFactor(0, 1)
        both = QSplitter()
        both.addWidget(self.tree)
        both.addWidget(lower)
        both.setSizes([270, 930])
        both.setStretchFactor(1, 1)
        for splitter in (lower, both):
            splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addLayout(top)
        box.addWidget(self._make_band())
        box.addWidget(self.gaps)
        box.addLayout(filters)
        box.addWidget(both, 1)

    def _make_band(self) -> QWidget:
        """The strip that says for which day all this is, when it is not today."""
        self.band = Notice()
        self.band_text = PlainLabel()
        self.band_text.setAccessibleName("На какой день проверено")
        self.today_button = Button("Проверить на сегодня")
        line = QHBoxLayout(self.band)
        line.setContentsMargins(10, 4, 10, 4)
        line.addWidget(self.band_text, 1)
        line.addWidget(self.today_button)
        self.band.hide()
        return self.band

    def _connect(self) -> None:
        self.grouping.currentIndexChanged.connect(self._fill)
        self.level.currentIndexChanged.connect(self._fill)
        self.only_new.toggled.connect(self._fill)
        self.with_explained.toggled.connect(self._fill)
        self.words.textChanged.connect(self._on_words)
        self.words.returnPressed.connect(self._look)
        self._typing.timeout.connect(self._look)
        self.again.clicked.connect(self.desk.check_again)
        self.day.changed.connect(self.desk.present.set_day)
        self.day.refused.connect(self.desk.said)
        self.today_button.clicked.connect(lambda: self.day.put(None))
        self.tree.changed.connect(self._show_node)
        self.table.activated.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        self.details.open_wanted.connect(self._choose)
        self.details.mend_wanted.connect(lambda: self.mend_wanted.emit(self.present))
        self.details.explain_wanted.connect(self.explain_wanted)
        self.details.confirm_wanted.connect(self.confirm_wanted)
        self.details.withdraw_wanted.connect(lambda: self.withdraw_wanted.emit(self.present))
        self.details.other_wanted.connect(lambda: self.other_wanted.emit(self.present))
        self.desk.findings_changed.connect(self._on_findings)
        self.desk.present.remembered.connect(self.read_before)

    # --- showing --------------------------------------------------------------------------------------

    def _on_findings(self) -> None:
        """The findings are put into lines when somebody looks at them."""
        self._old = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was found meanwhile."""
        super().showEvent(event)
        if self._old:
            self.refresh()

    def read_before(self) -> None:
        """Read with which check the present one is compared."""
        from app.services.check_rounds import before  # noqa: PLC0415 - brings the rules

        self._before = before(self.desk.passport)
        when = f"с {self._before.checked_at:%d.%m %H:%M}" if self._before else "с прошлой проверки"
        self.only_new.setText(f"Только новое {when}")
        self.only_new.setEnabled(self._before is not None)
        if self.only_new.isChecked():
            self._fill()

    def refresh(self) -> None:
        """Show the present findings."""
        self._old = False
        counts = [f"{one.of_many}: {self.desk.count(one)}" for one in Level]
        self.summary.setText("Проверка — " + (", ".join(counts) if self.desk.checked else "проверяем…"))
        day = self.desk.as_of
        self.band.setVisible(day is not None)
        if day is not None:
            self.band_text.setText(
                f"Проверено не на сегодня, а на {Day().show(day)}: все замечания и счётчики — на этот день."
            )
        self.gaps.show_findings(self.desk.findings)
        self._fill()

    def filter(self) -> Filter:
        """What is wanted of the findings."""
        known = self._before.had if self.only_new.isChecked() and self._before is not None else None
        level = self.level.currentData()  # a box gives plain text back
        return Filter(Level(level) if level else None, self.words.text(), self.with_explained.isChecked(), known)

    def show_only(self, *, level: Level | None = None, node: Key = ()) -> None:
        """Show the findings of a level at a node of the tree by classes, nothing else filtered away."""
        for box in (self.level, self.grouping, self.words, self.only_new):
            box.blockSignals(True)
        self.level.setCurrentIndex(self.level.findData(level))
        self.grouping.setCurrentIndex(0)
        self.words.clear()
        self.only_new.setChecked(False)
        for box in (self.level, self.grouping, self.words, self.only_new):
            box.blockSignals(False)
        self._fill()
        self.tree.choose(node)

    def _on_words(self) -> None:
        if len(self.desk.findings) <= FEW:
            self._look()
        else:
            self._typing.start()

    def _look(self) -> None:
        """Look for the words that were typed; among very many findings they are made ready beside the window."""
        self._typing.stop()
        findings = self.desk.findings
        if self._sieve.folded(findings) or not self.words.text().strip():
            self._fill()
        else:
            self.summary.setText("Проверка — ищем…")
            self.desk.present.aside(lambda: self._sieve.fold(findings), lambda _: self.refresh())

    def _fill(self) -> None:
        self._typing.stop()
        passing = self._sieve.take(self.desk.findings, self.filter())
        self.tree.load(passing, GROUPINGS[self.grouping.currentText()])
        self._show_node()

    def _show_node(self) -> None:
        """The findings of the chosen node; one stays on the same finding, or on the place where it was."""
        kept, place = self.present, self.table.currentIndex().row()
        self._lines = FindingLines(by_level(self.tree.shown))
        self.table.load(self._lines)
        found = self._lines.place_of(kept) if kept is not None else 0
        if self._lines:
            self.table.selectRow(found if found >= 0 else min(max(place, 0), len(self._lines) - 1))
        self._show_details()

    def _show_details(self) -> None:
        none = "Замечаний нет." if self.desk.checked else "Проверяем данные…"
        if self.desk.findings and self.desk.checked:
            none = "Под этот отбор ничего не подходит."
        self.details.show_finding(self.present, none, sum(last - first + 1 for first, last in self._stretches()))

    # --- what is chosen -------------------------------------------------------------------------------

    @property
    def present(self) -> Finding | None:
        """The finding on which one stands."""
        found: Finding | None = self.table.chosen()
        return found

    def marked(self) -> list[Finding]:
        """The findings that are marked, in their order."""
        return [one for first, last in self._stretches() for one in self._lines.findings[first : last + 1]]

    def _stretches(self) -> list[tuple[int, int]]:
        """The first and last row of each marked stretch: to ask for every marked row is slow among very many."""
        marked = self.table.selectionModel().selection()
        parts = (marked.at(place) for place in range(marked.count()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def _choose(self) -> None:
        if self.present is not None:
            self.chosen.emit(self.present)
