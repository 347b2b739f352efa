"""A row that makes or changes a pupil, a worker or a room."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.exams import ExamChoice
from app.domain.field import Record, fields, new_id
from app.domain.listed import listed_values, listing_of
from app.domain.rooms import Room
from app.domain.school import Building, SchoolClass, class_order
from app.domain.student import Student
from app.exchange.class_list import Part, Row
from app.services.import_exams import Wanted, chosen, exams_text, new_choice, wanted_exams, write_exams
from app.services.import_guardian import NOBODY, make_guardian, own_values, write_guardian
from app.services.import_match import Known, Values
from app.services.import_state import Change, Plan, State, is_student, who
from app.services.import_writes import Changed, beginning, table_of

_NAMED = {True: ("last_name", "first_name"), False: ("number",)}  # by whether it is a person


def is_named(plan: Plan, row: Row) -> bool:
    """Whether a row says enough of whom it is about to make a record."""
    return all(row.values.get(name) for name in _NAMED[plan.kind.person])


def is_complete(plan: Plan, row: Row) -> bool:
    """Whether a row tells enough for a new record: the name, and with exams the class that gives their form."""
    if not is_named(plan, row):
        return False
    return not (row.exams or row.electives) or bool(row.exam_form or row.values.get("class_name"))


def put_record(plan: Plan, part: Part, row: Row, known: Known | None) -> State | None:
    """Make or change the record of a row; None where the row turns out to be no good, which is noted in it."""
    wanted = wanted_exams(plan, part, row, known) if is_student(plan.kind) else None
    if row.problems:
        return None
    if known is None:
        _add(plan, row, wanted)
        return State.NEW
    known.claimed = (row.sheet, row.number)
    return _change(plan, known, row, wanted)


_BLANKS: dict[str, Values] = {}


def _blank(plan: Plan) -> Values:
    """A record of the kind with nothing entered."""
    if plan.kind.key not in _BLANKS:
        more = NOBODY if is_student(plan.kind) else {}
        _BLANKS[plan.kind.key] = dict.fromkeys((one.name for one in fields(plan.kind.model)), None) | more
    return _BLANKS[plan.kind.key]


def _add(plan: Plan, row: Row, wanted: Wanted | None) -> None:
    id = new_id()
    own = {"id": id, "version": 1, "unread": row.unread, "school_id": plan.school}
    values = _blank(plan) | row.values | own | listed_values(plan.kind.model, row.values)
    plan.register.add(Known(id, 0, values, claimed=(row.sheet, row.number)))
    plan.writes.made[plan.kind.model].append(own_values(values) if row.unread else values)
    if is_student(plan.kind):
        make_guardian(plan.writes, id, values)
        plan.watched.append((id, None, values))
    if wanted:
        plan.writes.made[ExamChoice] += [new_choice(id, subject, form) for subject, form in wanted.items()]


def _change(plan: Plan, known: Known, row: Row, wanted: Wanted | None) -> State:
    old = known.values
    new = _new_values(old, row)
    told = list(_told(plan, row, old, new))
    there = chosen(plan, known) if wanted is not None else {}
    if wanted is not None and wanted != there:
        told.append(Change(row.sheet, row.number, who(old), "Экзамены", exams_text(there), exams_text(wanted)))
    if not told:
        return State.SAME
    plan.changes += told
    if not listing_of(plan.kind.model).sources.isdisjoint(new):
        new |= listed_values(plan.kind.model, old | new)
    _write_change(plan, known, new, wanted if wanted != there else None)
    plan.register.change(known, new)
    return State.CHANGED


def _write_change(plan: Plan, known: Known, new: Values, wanted: Wanted | None) -> None:
    old = dict(known.values)
    mine = own_values(new)
    before = own_values({name: old[name] for name in mine})
    if "unread" in mine and mine["unread"] == before["unread"]:  # only the representative's texts are other ones
        del mine["unread"], before["unread"]
    plan.writes.changed.append(Changed(plan.kind.model, known.id, known.version, before, mine))
    if is_student(plan.kind):
        exams = {"exams": set(chosen(plan, known).items())}
        after = {"exams": set(wanted.items())} if wanted is not None else exams
        write_guardian(plan.writes, known.id, old, new)
        plan.watched.append((known.id, old | exams, old | new | after))
    if wanted is not None:
        write_exams(plan, known.id, wanted)


def _new_values(old: Values, row: Row) -> Values:
    """What a row changes of a record. What it says in vain is kept as a card keeps it, but in place of no value."""
    before = old["unread"] or {}
    told_values = ((name, value) for name, value in row.values.items() if value is not None)
    new = {name: value for name, value in told_values if old[name] != value or name in before}
    unread = {name: text for name, text in before.items() if name not in new}
    unread |= {name: text for name, text in row.unread.items() if old[name] is None}
    return new if unread == before else {**new, "unread": unread}


def _told(plan: Plan, row: Row, old: Values, new: Values) -> Iterator[Change]:
    before: Values = old["unread"] or {}
    after: Values = new.get("unread", before)
    for name in {**new, **after}:
        told = plan.kind.fields.get(name)
        if told and (name in new or after.get(name) != before.get(name)):
            show = told.kind.show
            was, now = before.get(name) or show(old[name]), after.get(name) or show(new.get(name))
            yield Change(row.sheet, row.number, who(old), plan.kind.targets[name].label, was, now)


_HOMES: dict[type[Record], tuple[type[SchoolClass] | type[Building], str]] = {
    Student: (SchoolClass, "class_name"),
    Room: (Building, "building"),
}


def make_homes(session: Session, plan: Plan) -> None:
    """Make the classes that pupils, and the buildings that rooms, are put into and that are not there yet."""
    if plan.kind.model not in _HOMES:
        return
    home, name = _HOMES[plan.kind.model]
    named = {values.get(name) for values in plan.writes.made[plan.kind.model]}
    named |= {one.new.get(name) for one in plan.writes.changed if one.model is plan.kind.model}
    missing = {one for one in named if one} - set(session.scalars(select(table_of(home).c.name)))
    plan.homes = sorted(missing, key=class_order)
    place = session.scalar(select(func.coalesce(func.max(Building.place) + 1, 0))) or 0
    for number, one in enumerate(plan.homes, place):
        more = {"place": number} if home is Building else {}
        plan.writes.made[home].append(beginning(school_id=plan.school, name=one, **more))
