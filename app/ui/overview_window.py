"""The window «Сводка по школе»: tables of numbers for the head, a tab each, and the same on paper."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.domain.control_totals import TotalsBlock, TotalsRow
from app.domain.kinds import Day
from app.services.progress import Progress
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_save, documents
from app.ui.palette import ACCENT
from app.ui.plain import PlainLabel
from app.ui.table import Line, Table

if TYPE_CHECKING:
    from app.services.overview import Overview

READINESS = "Готовность"  # blocks that begin so tell a whole and the part of it that is ready
_BAR = 10  # signs of a whole bar
_SIGNS = 6  # of an average sign around a heading in bold


class OverviewWindow(QDialog):
    """Read by the arrows; a line that sums others is coloured and says «всего» by its name."""

    def __init__(self, parent: QWidget, desk: Desk, told: "Overview") -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Сводка по школе на {Day().show(told.day)}")
        self.resize(1150, 600)
        self._desk, self._told = desk, told
        self.tabs = QTabWidget()
        for block in told.blocks:
            self.tabs.addTab(_table(block), block.title)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(f"{told.name}, {told.year} учебный год. Выбывшие и уволенные не считаются.", "quiet"))
        box.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("Сохранить в PDF…", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        self.save_button.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)

    def _save(self) -> None:
        from app.services.overview import save_overview  # noqa: PLC0415 - loaded by now

        path = ask_save(self, "Сохранить сводку", documents() / "Сводка по школе.pdf", "PDF (*.pdf)")
        if path is not None:
            self._desk.run(
                "Готовим сводку…",
                lambda _progress: save_overview(self._desk.passport, self._told, path),
                lambda pages: self._desk.said.emit(f"Сводка сохранена, страниц: {pages}. {path}"),
            )


def show_overview(parent: QWidget, desk: Desk) -> None:
    """Read the tables beside the window and show them."""

    def read(progress: Progress) -> "Overview":
        from app.services.overview import overview  # noqa: PLC0415 - brings the paper

        return overview(desk.passport, desk.findings, desk.day, progress)

    desk.run("Считаем…", read, lambda told: OverviewWindow(parent, desk, told).open())


def _table(block: TotalsBlock) -> Table:
    ready = block.title == f"{READINESS} по классам"
    headings = ("", *block.headings, *((READINESS,) if ready else ()))
    widths = (0, *(len(one) + _SIGNS for one in headings[1:]))
    table = Table(headings, (*widths[:-1], 26) if ready else widths, block.title)
    table.load([Line(_cells(row, bar=ready), colour=ACCENT if row.strong else "") for row in block.rows])
    table.selectRow(0)
    return table


def _cells(row: TotalsRow, *, bar: bool) -> tuple[str, ...]:
    return (row.label, *map(_shown, row.numbers), *((_bar(row.numbers[1], row.numbers[0]),) if bar else ()))


def _shown(number: int) -> str:
    return str(number).replace("-", "−")


def _bar(part: int, whole: int) -> str:
    """«████████░░ 83 %»: the part in signs and in words; not a hundred while something is missing."""
    share = part / whole if whole else 0.0
    full = int(share * _BAR)
    return f"{'█' * full}{'░' * (_BAR - full)} {int(share * 100)} %"
