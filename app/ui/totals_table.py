"""The control totals as a table: a line for each number to compare, each block under its title."""

from app.domain.control_totals import Totals, TotalsBlock
from app.ui.palette import ACCENT
from app.ui.table import Line, Table

_NUMBERS = 5  # no block has more headings


class TotalsTable(Table):
    """Lines that are read, not chosen: one walks through them by the arrows and leaves by Tab."""

    def __init__(self) -> None:
        super().__init__(("", *("",) * _NUMBERS), (0, *(10,) * _NUMBERS), "Контрольные суммы: что уйдёт в пакете")
        self.horizontalHeader().hide()

    def show_totals(self, totals: Totals) -> None:
        """Show other numbers."""
        self.load([line for block in totals.blocks if block.rows for line in _lines(block)])


def _lines(block: TotalsBlock) -> list[Line]:
    titles = Line(_cells(block.title, block.headings), colour=ACCENT)
    return [titles, *(Line(_cells(row.label, tuple(map(str, row.numbers)))) for row in block.rows)]


def _cells(label: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    return (label, *numbers, *("",) * (_NUMBERS - len(numbers)))
