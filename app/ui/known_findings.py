"""The findings known at present: by record, in the order of a list, counted while they come and go.

The list is put together only when it is asked for, so that a save in a large school costs its own card alone.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.validators.findings import Finding, Level

if TYPE_CHECKING:
    from app.services.checking import Place

Findings = tuple[Finding, ...]


class KnownFindings:
    """``all_in_order`` is a whole check's findings, in its order."""

    def __init__(self, all_in_order: Iterable[Finding] = ()) -> None:
        by_id: dict[str, list[Finding]] = {}
        for one in all_in_order:
            by_id.setdefault(one.id, []).append(one)
        self._by_id: dict[str, Findings] = {id: tuple(some) for id, some in by_id.items()}
        self._order = list(self._by_id)  # the records in the order of the list
        self._open: Counter[Level] = Counter()
        self._all: Findings | None = None
        for some in self._by_id.values():
            self._open.update(one.level for one in some if one.open)

    def of(self, id: str) -> Findings:
        """What is known of one record, errors first."""
        return self._by_id.get(id, ())

    def all(self) -> Findings:
        """Everything, in the order of a list."""
        if self._all is None:
            self._all = tuple(one for id in self._order for one in self._by_id[id])
        return self._all

    def count(self, level: Level) -> int:
        """How many of a level still wait for a correction or an explanation."""
        return self._open[level]

    def by_record(self) -> Mapping[str, Sequence[Finding]]:
        """The findings by record, for whoever asks what was known before."""
        return self._by_id

    def put(self, found: Mapping[str, Findings]) -> None:
        """Take these as the findings of their records; () where a record has none, or is gone."""
        for id, now in found.items():
            before = self._by_id.get(id, ())
            if now == before:
                continue
            self._all = None
            self._open.subtract(one.level for one in before if one.open)
            self._open.update(one.level for one in now if one.open)
            self._move(id, before, now)

    def _move(self, id: str, before: Findings, now: Findings) -> None:
        from app.services.checking import place_of  # noqa: PLC0415 - the first window is there without the rules

        def place_at(other: str) -> "Place":
            return place_of(self._by_id[other][0])

        stays = bool(before and now) and place_of(before[0]) == place_of(now[0])
        if before and not stays:
            del self._order[bisect_left(self._order, place_of(before[0]), key=place_at)]
            del self._by_id[id]
        if now and not stays:
            self._order.insert(bisect_left(self._order, place_of(now[0]), key=place_at), id)
        if now:
            self._by_id[id] = now
