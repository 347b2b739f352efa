"""A table of the overview: its numbers, the one that is drawn as a bar, and where each number leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.control_totals import TotalsBlock

Kind = Literal["student", "staff", "room", "findings", "forms"]


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands behind a number: ids of records, a class and a level of findings, or kinds of forms."""

    kind: Kind
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Which column of a table is drawn: as a part of another column, or (``whole`` None) against the largest."""

    heading: str
    part: int
    whole: int | None = None


@dataclass(frozen=True)
class OverviewTable(TotalsBlock):
    """``leads`` by row and column of the number."""

    bar: Bar | None = None
    leads: Mapping[tuple[int, int], Lead] = field(default_factory=dict)

    def share(self, row: int) -> float | None:
        """The length of a row's bar, 0 to 1; None where it has none, as a sum beside the lines that it sums."""
        if self.bar is None:
            return None
        part, whole = self.bar.part, self.bar.whole
        one = self.rows[row]
        if whole is not None:
            return share(one.numbers[part], one.numbers[whole])
        if one.strong:
            return None
        return share(one.numbers[part], max(other.numbers[part] for other in self.rows if not other.strong))

    def told(self, row: int) -> str:
        """What stands beside the bar: per cent of a whole, or the number itself; '' without a bar."""
        length = self.share(row)
        if self.bar is None or length is None:
            return ""
        return per_cent(length) if self.bar.whole is not None else str(self.rows[row].numbers[self.bar.part])


def share(part: int, whole: int) -> float:
    """A part of a whole, 0 to 1; of nothing it is 0."""
    return min(part / whole, 1.0) if whole else 0.0


def per_cent(of: float) -> str:
    """«83 %»; not a hundred while something is missing."""
    return f"{int(of * 100 + 1e-9)} %"
