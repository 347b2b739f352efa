"""A case of a rule: records that break it and records that keep it, and what the rules say of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.field import Record
from app.domain.year import academic_year
from app.validators.context import SchoolFacts
from app.validators.registry import Context, Finding, findings_of, findings_over
from data.records import CHECK_DAY, FACTS, SUMS


@dataclass(frozen=True)
class Case:
    """Records that break a rule and records that keep it; ``field`` is what the finding marks.

    ``year``, ``as_of`` and ``facts`` are what the rule is asked with; ``other`` replaces more of the context.
    """

    rule: str
    field: str
    bad: Callable[[], list[Record]]
    good: Callable[[], list[Record]]
    as_of: date = CHECK_DAY
    year: str = "2019-20"
    facts: SchoolFacts = FACTS
    other: Callable[[Context], Context] = lambda context: context

    def context(self) -> Context:
        """The context in which the rule is asked."""
        return self.other(Context(academic_year(self.year), self.as_of, self.facts, SUMS))


def of(*records: Record) -> list[Record]:
    """Records of one entity."""
    return list(records)


def told(records: list[Record], context: Context) -> list[Finding]:
    """What all rules say of records of one entity."""
    return [*(one for record in records for one in findings_of(record, context)), *findings_over(records, context)]
