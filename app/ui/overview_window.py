"""The window «Сводка по школе»: tables of numbers for the head, a tab each, and the same on paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.domain.overview_table import Lead, OverviewTable
from app.services.progress import Progress
from app.ui.bars import BarCells, Share
from app.ui.behind_window import BehindWindow
from app.ui.desk import Desk
from app.ui.file_dialogs import PDF, ask_save, documents
from app.ui.pages import Pages
from app.ui.palette import ACCENT
from app.ui.plain import PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.overview import Overview

_SIGNS = 6  # of an average sign around a heading in bold
_BAR_SIGNS = 28
_HINT = "Enter или двойной щелчок по числу показывает, кто за ним стоит. Выбывшие и уволенные не считаются."


class OverviewWindow(QDialog):
    """One walks from number to number by the arrows; ``lead_wanted`` says what stands behind the chosen one."""

    lead_wanted = Signal(str, object)  # what is counted, Lead

    def __init__(self, parent: QWidget, desk: Desk, told: "Overview") -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Сводка по школе на {Day().show(told.day)}")
        give_room(self, 1150, 600)
        self._desk, self._told = desk, told
        self.tabs = QTabWidget()
        for block in told.blocks:
            self.tabs.addTab(self._table(block), block.title)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(f"{told.name}, {told.year} учебный год. {_HINT}", "quiet"))
        box.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("Сохранить в PDF…", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.save_button, close):
            button.setAutoDefault(False)  # Enter is for the tables
        self.save_button.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)

    def _table(self, block: OverviewTable) -> Table:
        headings = ("", *block.headings, *((block.bar.heading,) if block.bar else ()))
        widths = (0, *(len(one) + _SIGNS for one in block.headings), *((_BAR_SIGNS,) if block.bar else ()))
        table = Table(headings, widths, block.title)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.lines.numbers = frozenset(range(1, len(block.headings) + 1))
        if block.bar:
            BarCells(table, len(headings) - 1)
        table.load(
            [Line(_cells(block, row), colour=ACCENT if one.strong else "") for row, one in enumerate(block.rows)]
        )
        table.setCurrentIndex(table.model().index(0, 1))
        table.activated.connect(lambda index: self._follow(block, index.row(), index.column() - 1))
        return table

    def _follow(self, block: OverviewTable, row: int, column: int) -> None:
        """Tell what stands behind a number; from the name of a line, or its bar, behind the first of its numbers."""
        lead = block.leads.get((row, column if 0 <= column < len(block.headings) else 0))
        if lead is None:
            return
        heading = (block.headings[column],) if 0 <= column < len(block.headings) else ()
        self.lead_wanted.emit(", ".join((block.title, block.rows[row].label, *heading)), lead)

    def _save(self) -> None:
        from app.services.overview import save_overview  # noqa: PLC0415 - loaded by now

        path = ask_save(self, "Сохранить сводку", documents() / "Сводка по школе.pdf", PDF)
        if path is not None:
            self._desk.run(
                "Готовим сводку…",
                lambda progress: save_overview(self._desk.passport, self._told, path, progress),
                lambda pages: self._desk.said.emit(f"Сводка сохранена, страниц: {pages}. {path}"),
            )


def show_overview(parent: QWidget, pages: Pages) -> None:
    """Read the tables beside the window and show them."""
    desk = pages.desk

    def read(progress: Progress) -> "Overview":
        from app.services.overview import overview  # noqa: PLC0415 - brings the paper

        return overview(desk.passport, desk.findings, desk.day, progress)

    def show(told: "Overview") -> None:
        window = OverviewWindow(parent, desk, told)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.lead_wanted.connect(lambda what, lead: follow(window, pages, what, lead))
        window.open()

    desk.run("Считаем…", read, show)


def follow(window: QDialog, pages: Pages, what: str, lead: Lead) -> None:
    """Go where a number leads: to the check, to the forms, or to the list of those who are counted in it."""
    if lead.kind == "findings":
        name, level = lead.keys
        window.accept()
        pages.show_findings(() if name == "*" else (f"class {name}",), Level(level))
    elif lead.kind == "forms":
        window.accept()
        pages.show_form(lead.keys[0])
    else:
        behind = BehindWindow(window, pages.desk.passport, what, lead)
        behind.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        behind.card_wanted.connect(lambda id: _open(window, pages, lead.kind, id))
        behind.open()


def _open(window: QDialog, pages: Pages, entity: str, id: str) -> None:
    window.accept()
    pages.settled(lambda: pages.open_card(entity, id))


def _cells(block: OverviewTable, row: int) -> tuple[str, ...]:
    one = block.rows[row]
    numbers = (str(number).replace("-", "−") for number in one.numbers)
    if block.bar is None:
        return one.label, *numbers
    length = block.share(row)
    return one.label, *numbers, "" if length is None else Share(block.told(row), length)
