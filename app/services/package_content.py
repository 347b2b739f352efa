"""What a package of a school holds: its records as lines by part, and who stays out of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.consent import Consent
from app.domain.explanations import Explanation
from app.domain.forms import PrintedForm
from app.domain.last_year import LastPupil, LastYear
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass, class_order
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.services.answers import answered_lines
from app.services.check_context import mistakes
from app.services.plain_lines import Line, by_id, detail_parts, moment, plain
from app.services.proposing import proposed_lines
from app.services.read_only import read_only
from app.validators.registry import Finding

LAST_PUPIL = ("id", "last_name", "first_name", "middle_name", "birth", "sex", "snils", "class_name", "ovz")


@dataclass(slots=True)
class Content:
    """What the file held at one moment, as plain lines by part.

    ``outside`` are the ids of pupils and workers who stay out, ``left_out`` tells them by class and number.
    """

    code: str
    name: str
    parts: dict[str, list[Line]]
    outside: frozenset[str]
    left_out: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The lines of each part, and how many people stay out."""
        return {**{name: len(lines) for name, lines in self.parts.items()}, "left_out": len(self.left_out)}


def content_of(session: Session, findings: Iterable[Finding]) -> Content:
    """Everything of the school that may go out. ``findings`` tell which explanations name somebody who stays out."""
    school = read_only(session, School)[0]
    students = read_only(session, Student)
    staff = read_only(session, Staff)
    inside = [one for one in students if one.consent != Consent.REFUSED]
    workers = [one for one in staff if one.consent != Consent.REFUSED]
    ids = {one.id for one in (*inside, *workers)}
    outside = frozenset(one.id for one in (*students, *staff)) - ids
    parts = {
        "school": [plain(school)],
        **detail_parts(School, [school]),
        "classes": by_id(plain(one) for one in read_only(session, SchoolClass)),
        "students": by_id(plain(one) for one in inside),
        **detail_parts(Student, inside),
        "staff": by_id(plain(one) for one in workers),
        **detail_parts(Staff, workers),
        "rooms": by_id(plain(one) for one in read_only(session, Room)),
        **_register(session, ids),
        "explanations": by_id(_explanation(one) for one in _spoken(session, findings, outside)),
        "answers": answered_lines(session),
        "proposals": [one for one in proposed_lines(session) if one["record_id"] not in outside],
        **_last_year(session, outside),
    }
    left_out = (*_left_out(students), *_workers_left_out(staff))
    return Content(school.code or "", school.short_name or "", parts, outside, left_out)


def _register(session: Session, ids: set[str]) -> dict[str, list[Line]]:
    """The printed forms, and whose newest slip says that there is a mistake (a rule asks for both)."""
    forms = session.scalars(select(PrintedForm).options(selectinload(PrintedForm.lines)))
    return {
        "forms": by_id(_form(one, ids) for one in forms),
        "mistakes": [{"id": id} for id in sorted(mistakes(session) & ids)],
    }


def _form(form: PrintedForm, ids: set[str]) -> Line:
    return {
        "id": form.id,
        "number": form.number,
        "kind": form.kind,
        "scope": form.scope,
        "whole": form.whole,
        "printed_at": moment(form.printed_at),
        "uploaded_at": None if form.uploaded_at is None else moment(form.uploaded_at),
        "pages": form.pages,
        "fingerprint": form.fingerprint,
        "people": {line.person_id: line.fingerprint for line in form.lines if line.person_id in ids},
    }


def _spoken(session: Session, findings: Iterable[Finding], outside: frozenset[str]) -> Iterator[Explanation]:
    """The explanations that name nobody who stays out."""
    silent_of = {one.key for one in findings if not outside.isdisjoint(one.others)}
    for one in session.scalars(select(Explanation)):
        if one.record_id not in outside and (one.record_id, one.rule, one.field) not in silent_of:
            yield one


def _explanation(one: Explanation) -> Line:
    """An explanation with the values it was given for: whoever checks again sees whether it still holds."""
    return {
        "id": one.id,
        "entity": one.entity,
        "record_id": one.record_id,
        "rule": one.rule,
        "field": one.field,
        "text": one.text,
        "values": [list(pair) for pair in one.values],
        "by": one.by,
        "written_at": moment(one.written_at),
    }


def _last_year(session: Session, outside: frozenset[str]) -> dict[str, list[Line]]:
    """What rules compare with, so that they find the same at the receiver's."""
    given = session.get(LastYear, 1)
    sums: list[Line] = [] if given is None else [{"id": given.year, "workers": given.workers}]
    pupils = [one for one in session.scalars(select(LastPupil)) if one.id not in outside]
    return {"last_year": sums, "last_pupils": by_id(_last_pupil(one) for one in pupils)}


def _last_pupil(one: LastPupil) -> Line:
    values: dict[str, Any] = {name: getattr(one, name) for name in LAST_PUPIL}
    return {**values, "birth": None if one.birth is None else one.birth.isoformat()}


def _left_out(students: Iterable[Student]) -> Iterator[str]:
    """Pupils whose data may not leave the school (PD-2), by class and number in its list, never by name."""
    ordered = sorted(students, key=lambda one: (class_order(one.class_name), fold(one.full_name), one.id))
    numbers: dict[str, int] = {}
    for one in ordered:
        name = one.class_name or "без класса"
        numbers[name] = numbers.get(name, 0) + 1
        if one.consent == Consent.REFUSED:
            yield f"{name}, № {numbers[name]} по списку"


def _workers_left_out(staff: Iterable[Staff]) -> Iterator[str]:
    """Workers whose data may not leave the school, by number in the list of workers, never by name."""
    for number, one in enumerate(sorted(staff, key=lambda one: (fold(one.full_name), one.id)), 1):
        if one.consent == Consent.REFUSED:
            yield f"работники, № {number} по списку"
