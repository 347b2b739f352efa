"""Findings as the lines of a table, made only when they are painted."""

from collections.abc import Sequence
from typing import overload

from app.ui.palette import LEVEL_SIGNS, LEVELS, QUIET
from app.ui.table import Line
from app.validators.findings import Finding

HEADINGS = ("Уровень", "Класс", "Кто", "Что найдено и что сделать")
WIDTHS = (13, 7, 24, 0)
EXPLAINED = "✔"


class FindingLines(Sequence[Line]):
    """One line for each finding; ten thousand cost nothing before they are seen."""

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        self.findings = findings

    def __len__(self) -> int:
        return len(self.findings)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return FindingLines(self.findings[place])
        return line_of(self.findings[place])

    def place_of(self, wanted: Finding) -> int:
        """Where the same finding stands, -1 where it stands no more."""
        return next((place for place, one in enumerate(self.findings) if one.key == wanted.key), -1)


def line_of(one: Finding) -> Line:
    """The line of a finding; what was explained is quiet, what lapsed says so first."""
    sign = EXPLAINED if one.explained else LEVEL_SIGNS[one.level]
    text = f"Пояснение потеряло силу. {one.text}" if one.lapsed else one.text
    if one.explained:
        text = f"Пояснено: «{one.explained}» {one.text}"
    colour = QUIET if one.explained else LEVELS[one.level]
    return Line((f"{sign} {one.level.label}", one.class_name, one.who, text), one, colour)
