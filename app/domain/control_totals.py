"""What two sides compare of a package by eye: numbers over the whole school, in blocks as shown and printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A line: what is counted, and a number for each heading of its block; ``strong`` where it sums other lines."""

    label: str
    numbers: tuple[int, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TotalsBlock:
    """Lines under one title; ``headings`` are those of the numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[TotalsRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The control totals of one school and year, of those only whose data go out."""

    code: str
    name: str
    year: str
    blocks: tuple[TotalsBlock, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        blocks = [
            [one.title, list(one.headings), [[row.label, list(row.numbers), row.strong] for row in one.rows]]
            for one in self.blocks
        ]
        return {"code": self.code, "name": self.name, "year": self.year, "blocks": blocks}


def totals_from(told: Mapping[str, Any]) -> Totals:
    """What :meth:`Totals.plain` gave."""
    blocks = tuple(
        TotalsBlock(title, tuple(headings), tuple(map(_row, rows))) for title, headings, rows in told["blocks"]
    )
    return Totals(told["code"], told["name"], told["year"], blocks)


def _row(told: list[Any]) -> TotalsRow:
    label, numbers, strong = told
    return TotalsRow(label, tuple(numbers), strong)
