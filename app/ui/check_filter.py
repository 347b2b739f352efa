"""Which findings the page of the check shows: by level, words, newness, and whether they are explained."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.text import fold
from app.validators.findings import Finding, Level

QUICK = 15_000  # findings that are folded in about 0.15 s


@dataclass(frozen=True, slots=True)
class Filter:
    """``words`` as typed, all of which must be found; ``known`` tells what is not new (None: no matter)."""

    level: Level | None = None
    words: str = ""
    explained: bool = False
    known: Callable[[Finding], bool] | None = None


class Sieve:
    """Takes findings through a filter; what was folded for a search is kept for the next letter typed."""

    def __init__(self) -> None:
        self._folded: dict[int, tuple[Finding, str]] = {}
        self._rules: dict[str, str] = {}

    def take(self, findings: Iterable[Finding], wanted: Filter) -> list[Finding]:
        """Those that pass, in their order."""
        words = fold(wanted.words).split()
        passing = (
            one
            for one in findings
            if (wanted.level is None or one.level is wanted.level)
            and (wanted.explained or one.open)
            and (wanted.known is None or not wanted.known(one))
        )
        if not words:
            return list(passing)
        return [one for one in passing if all(word in self._text(one) for word in words)]

    def fold(self, findings: Iterable[Finding]) -> None:
        """Fold all of these for the searches to come; what is known of others is let go."""
        kept, self._folded = self._folded, {}
        for one in findings:
            if (known := kept.get(id(one))) is not None and known[0] is one:
                self._folded[id(one)] = known
            else:
                self._text(one)

    def folded(self, findings: Sequence[Finding]) -> bool:
        """Whether a search through these is quick."""
        return len(findings) - len(self._folded) < QUICK

    def _text(self, one: Finding) -> str:
        kept = self._folded.get(id(one))
        if kept is None or kept[0] is not one:
            rule = self._rules.get(one.rule) or self._rules.setdefault(one.rule, fold(f"{one.rule} {one.title}"))
            kept = self._folded[id(one)] = one, f"{rule} {fold(f'{one.who} {one.class_name} {one.text}')}"
        return kept[1]
