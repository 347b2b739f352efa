"""How rules are registered and run: findings never block typing or saving.

A rule is a function with a permanent id, a level and the clause it stands on. It takes one record and the
context and yields remarks; a rule over many takes all records of its entity at once. Numbers, dates and
whether the rule holds, and of which level it is, come from the academic year.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, TypeVar, Unpack

from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import RuleSetting
from app.validators.context import Context
from app.validators.findings import Finding, Level, Remark, weaker
from app.validators.spoken import spoken_of

__all__ = [
    "ENTITIES",
    "RULES",
    "Context",
    "Finding",
    "Level",
    "Remark",
    "Rule",
    "findings_of",
    "findings_over",
    "has_left",
    "rule",
    "rule_over_all",
]

RecordT = TypeVar("RecordT", bound=Record)
OneRule = Callable[[RecordT, Context], Iterable[Remark]]
ManyRule = Callable[[Sequence[RecordT], Context], Iterable[tuple[RecordT, Remark]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. ``many`` rules see all records of the entity, the others one at a time.

    ``norm`` is what must be so, for the page of rules; ``checker`` what the one who checks does about a finding;
    ``uses`` the fields and lists it speaks of (none: the field it marks); ``grades`` the only grades it has
    anything to say of (None: of everybody), beside who has no class, such as graduates of earlier years; ``needs``
    the fields and lists of which one at least must hold something, for it is silent otherwise and need not be asked;
    ``phrases`` stock explanations beside the common ones.
    ``leavers``: whether it also looks at who has left the school; most rules have no more to say of them.
    """

    id: str
    title: str
    level: Level
    clause: str
    entity: type[Record]
    many: bool
    function: Callable[..., Any]
    norm: str = ""
    checker: str = ""
    uses: tuple[str, ...] = ()
    grades: frozenset[int] | None = None
    needs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    leavers: bool = False

    def level_for(self, context: Context, grade: int | None) -> Level | None:
        """Its level in the context's year for a grade; None where it does not hold."""
        if self.grades is not None and grade is not None and grade not in self.grades:
            return None
        level: Level | None = self.level
        for setting in context.year.settings_of(self.id):
            if _meant(setting, context, grade):
                level = None if not setting.on else Level(setting.level) if setting.level else level
        return level


def _meant(setting: RuleSetting, context: Context, grade: int | None) -> bool:
    if setting.grades and grade not in setting.grades:
        return False
    return (setting.first is None or setting.first <= context.as_of) and (
        setting.last is None or context.as_of <= setting.last
    )


RULES: dict[str, Rule] = {}


class More(TypedDict, total=False):
    """What may be told of a rule besides id, title, level, clause and entity; see :class:`Rule`."""

    norm: str
    checker: str
    uses: tuple[str, ...]
    grades: frozenset[int] | None
    needs: tuple[str, ...]
    phrases: tuple[str, ...]
    leavers: bool


def rule(
    id: str, title: str, level: Level, clause: str, entity: type[RecordT], **more: Unpack[More]
) -> Callable[[OneRule[RecordT]], OneRule[RecordT]]:
    """Register a rule over one record."""

    def register(function: OneRule[RecordT]) -> OneRule[RecordT]:
        _add(Rule(id, title, level, clause, entity, False, function, **more))
        return function

    return register


def rule_over_all(
    id: str, title: str, level: Level, clause: str, entity: type[RecordT], **more: Unpack[More]
) -> Callable[[ManyRule[RecordT]], ManyRule[RecordT]]:
    """Register a rule over all records of an entity (doubles).

    It may be run over a part of them, if that holds everybody who has something in common with one of the part."""

    def register(function: ManyRule[RecordT]) -> ManyRule[RecordT]:
        _add(Rule(id, title, level, clause, entity, True, function, **more))
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
    values = vars(record)  # a record is read whole before it is checked; this is thrice as fast as its attributes
    for needs, rules in _chosen(type(record), context, _grade(record), left=left, many=False):
        if needs and not any(map(values.get, needs)):
            continue
        for one, level in rules:
            for remark in one.function(record, context):
                yield _finding(one, level, record, remark, context)


def findings_over(records: Sequence[Record], context: Context) -> Iterator[Finding]:
    """What the rules over all records of an entity say of these; who has left is no double of anybody."""
    records = [record for record in records if not has_left(record, context.as_of)]
    if not records:
        return
    for _, rules in _chosen(type(records[0]), context, None, left=False, many=True):
        for one, level in rules:
            for record, remark in one.function(records, context):
                yield _finding(one, level, record, remark, context)


Chosen = tuple[tuple[tuple[str, ...], tuple[tuple[Rule, Level], ...]], ...]


def _chosen(model: type[Record], context: Context, grade: int | None, *, left: bool, many: bool) -> Chosen:
    """The rules that hold for records of a class and grade, with their levels, by what they need; found once."""
    asked = (model, grade, left, many)
    found: Chosen | None = context.chosen.get(asked)
    if found is None:
        groups: dict[tuple[str, ...], list[tuple[Rule, Level]]] = {}
        for one in RULES.values():
            asked_at_all = one.many == many and issubclass(model, one.entity) and (one.leavers or not left)
            if asked_at_all and (level := one.level_for(context, grade)) is not None:
                groups.setdefault(one.needs, []).append((one, level))
        found = context.chosen[asked] = tuple((needs, tuple(rules)) for needs, rules in groups.items())
    return found


def _grade(record: Record) -> int | None:
    return record.grade if isinstance(record, Student) else None


def _finding(one: Rule, level: Level, record: Record, remark: Remark, context: Context) -> Finding:
    return Finding(
        rule=one.id,
        level=weaker(level, remark.at_most),
        title=one.title,
        entity=ENTITIES[type(record)],
        id=record.id or "",
        class_name=_class_of(record),
        who=_who(record),
        field=remark.field,
        text=remark.text,
        clause=context.clause(one.clause),
        checker=one.checker,
        least=remark.least,
        change=remark.change,
        values=(*spoken_of(record, one.uses or (remark.field,)), *remark.values),
        others=remark.others,
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
