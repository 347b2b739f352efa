"""How rules are registered and run: findings never block typing or saving.

A rule is a function with a permanent id, a level and the clause it stands on. It takes one record and the
context and yields remarks; a rule over many takes all records of its entity at once. Numbers, dates and
whether the rule holds come from the academic year.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear


class Level(StrEnum):
    """An error refuses the package, a question wants a correction or an explanation, advice is advice."""

    ERROR = "error"
    QUESTION = "question"
    ADVICE = "advice"

    @property
    def label(self) -> str:
        """The level's name on screen and paper."""
        return {"error": "Ошибка", "question": "Вопрос", "advice": "Совет"}[self.value]

    @property
    def of_many(self) -> str:
        """The level's name after a number: «5 ошибок»; used as «ошибок: 5»."""
        return {"error": "ошибок", "question": "вопросов", "advice": "советов"}[self.value]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the record: the year and the day as of which is checked."""

    year: AcademicYear
    as_of: date

    def clause(self, template: str) -> str:
        """A rule's clause with the orders that are in force in the year in place of their names in braces."""
        return self.year.cite(template)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of one record: a sentence with the values found and what to do, the field to mark."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with everything a list, a card or a package needs to show it; plain values only."""

    rule: str
    level: Level
    title: str
    entity: str
    id: str
    class_name: str
    who: str
    field: str
    text: str
    clause: str


RecordT = TypeVar("RecordT", bound=Record)
OneRule = Callable[[RecordT, Context], Iterable[Remark]]
ManyRule = Callable[[Sequence[RecordT], Context], Iterable[tuple[RecordT, Remark]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. ``many`` rules see all records of the entity, the others one at a time.

    ``leavers``: whether it also looks at who has left the school; most rules have no more to say of them.
    """

    id: str
    title: str
    level: Level
    clause: str
    entity: type[Record]
    many: bool
    function: Callable[..., Any]
    leavers: bool = False

    def holds(self, context: Context) -> bool:
        """Whether the rule is on in the context's year."""
        return self.id not in context.year.rules_off


RULES: dict[str, Rule] = {}


def rule(
    id: str, title: str, level: Level, clause: str, entity: type[RecordT], *, leavers: bool = False
) -> Callable[[OneRule[RecordT]], OneRule[RecordT]]:
    """Register a rule over one record."""

    def register(function: OneRule[RecordT]) -> OneRule[RecordT]:
        _add(Rule(id, title, level, clause, entity, False, function, leavers))
        return function

    return register


def rule_over_all(
    id: str, title: str, level: Level, clause: str, entity: type[RecordT]
) -> Callable[[ManyRule[RecordT]], ManyRule[RecordT]]:
    """Register a rule over all records of an entity (doubles, sums)."""

    def register(function: ManyRule[RecordT]) -> ManyRule[RecordT]:
        _add(Rule(id, title, level, clause, entity, True, function))
        return function

    return register


def _add(new: Rule) -> None:
    if new.id in RULES:
        raise ValueError(f"rule {new.id} is registered twice")
    RULES[new.id] = new


ENTITIES: dict[type[Record], str] = {
    School: "school",
    SchoolClass: "class",
    Student: "student",
    Staff: "staff",
    Room: "room",
}


def has_left(record: Record, as_of: date) -> bool:
    """Whether a pupil has left the school, or a worker was dismissed, by that day."""
    day = record.left if isinstance(record, Student) else record.dismissed if isinstance(record, Staff) else None
    return day is not None and day <= as_of


def findings_of(record: Record, context: Context) -> Iterator[Finding]:
    """What the rules over one record say of this one; of who has left only the few rules that look at him."""
    left = has_left(record, context.as_of)
    for one in RULES.values():
        if not one.many and isinstance(record, one.entity) and one.holds(context) and (one.leavers or not left):
            for remark in one.function(record, context):
                yield _finding(one, record, remark, context)


def findings_over(records: Sequence[Record], context: Context) -> Iterator[Finding]:
    """What the rules over all records of an entity say of these; who has left is no double of anybody."""
    records = [record for record in records if not has_left(record, context.as_of)]
    for one in RULES.values():
        if one.many and one.holds(context) and records and isinstance(records[0], one.entity):
            for record, remark in one.function(records, context):
                yield _finding(one, record, remark, context)


def _finding(one: Rule, record: Record, remark: Remark, context: Context) -> Finding:
    return Finding(
        one.id,
        one.level,
        one.title,
        ENTITIES[type(record)],
        record.id or "",
        _class_of(record),
        _who(record),
        remark.field,
        remark.text,
        context.clause(one.clause),
    )


def _class_of(record: Record) -> str:
    if isinstance(record, SchoolClass):
        return record.name
    return record.class_name or "" if isinstance(record, Student) else ""


def _who(record: Record) -> str:
    if isinstance(record, Student | Staff):
        return record.full_name or "(без имени)"
    if isinstance(record, Room):
        return f"Аудитория {record.number or '(без номера)'}"
    if isinstance(record, SchoolClass):
        return f"Класс {record.name}"
    return record.short_name or "Школа" if isinstance(record, School) else ""
