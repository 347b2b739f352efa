"""Making a package of a school for the municipality: what goes in, what stays out, when it is refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app import __version__
from app.disk import why, write_whole
from app.domain.explanations import Explanation
from app.domain.field import Detail, Record, details_of, fields
from app.domain.forms import PrintedForm
from app.domain.imprint import SCHOOL
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass, class_order
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.errors import BadFile, Refused
from app.exchange.package import pack, package_name
from app.services.cards import with_details
from app.services.checking import check
from app.services.progress import Progress, silent
from app.storage.passport import Passport
from app.storage.schema import HEAD
from app.validators.registry import Finding, Level

OPEN_CHANNEL = "open"
REFUSED_CONSENT = "refused"

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that lies in its folder.

    ``counts`` tells by part how many lines it has, and under ``left_out`` how many pupils stayed out of it;
    ``left_out`` names these by class and number in the list. ``receipt`` is what both sides compare by
    telephone. ``questions`` wait for a correction or an explanation: the municipality will ask them.
    """

    path: Path
    fingerprint: str
    receipt: str
    counts: Mapping[str, int]
    draft: bool
    left_out: tuple[str, ...] = ()
    questions: int = 0


@dataclass(slots=True)
class _Content:
    """What the file held at one moment, as plain lines by part."""

    code: str
    name: str
    parts: dict[str, list[dict[str, Any]]]
    outside: frozenset[str]  # ids of pupils who stay out
    left_out: tuple[str, ...]


def export_package(
    passport: Passport, folder: Path, *, channel: str = OPEN_CHANNEL, draft: bool = False, progress: Progress = silent
) -> Exported:
    """Write the package of the school into a folder and tell what it holds.

    The file is held for the check and the reading, so that what goes out is what was checked. Who refused consent
    goes nowhere, so errors in that card do not stop the rest. The same data make the same bytes under the same
    name. Raises :class:`Refused` while errors remain (unless ``draft``, which marks manifest and name), for a
    municipality's file and for a channel that is not there yet; :class:`BadFile` where the folder cannot be
    written. A refusal leaves no file.
    """
    _check_asked(passport, folder, channel)
    progress(0, _STEPS)
    with passport.held():
        findings = check(passport).findings
        progress(1, _STEPS)
        with passport.reading() as session:
            content = _content(session, findings)
    asked = [one.level for one in findings if one.open and one.id not in content.outside]
    errors = asked.count(Level.ERROR)
    if errors and not draft:
        raise Refused(
            f"В данных ошибок: {errors}; пакет не сделан.",
            "Исправьте их (страница «Проверка», команда check) или сделайте черновик (--draft).",
        )
    packed = pack(_about(passport, content, channel=channel, draft=draft), content.parts)
    progress(2, _STEPS)
    path = folder / package_name(content.code, passport.year.name, packed.receipt, draft=draft)
    try:
        write_whole(path, packed.content)
    except OSError as problem:
        raise BadFile(f"Пакет в папку {folder} не записан: {why(problem)}.", "Выберите другую папку.") from problem
    progress(_STEPS, _STEPS)
    questions = asked.count(Level.QUESTION)
    return Exported(path, packed.fingerprint, packed.receipt, _counts(content), draft, content.left_out, questions)


def _check_asked(passport: Passport, folder: Path, channel: str) -> None:
    if channel != OPEN_CHANNEL:
        raise Refused("Пакет для защищённого канала ещё не готов; пакет не сделан.", "Есть канал open.")
    if passport.kind != SCHOOL:
        raise Refused("Пакет делается из базы школы, а это база муниципалитета.")
    if not folder.exists():
        raise BadFile(f"Папки {folder} нет.", "Создайте её или выберите другую.")
    if not folder.is_dir():
        raise BadFile(f"{folder} — не папка.", "Укажите папку, куда положить пакет.")


def _about(passport: Passport, content: _Content, *, channel: str, draft: bool) -> dict[str, Any]:
    """The manifest without its parts. No count of findings: rules look at the day, and a clock must not
    change the bytes; whoever receives the package checks it himself."""
    return {
        "program_version": __version__,
        "schema": HEAD,
        "kind": passport.kind,
        "year": passport.year.name,
        "rules": {"edition": passport.year.edition},
        "school": {"code": content.code, "name": content.name},
        "channel": channel,
        "draft": draft,
        "counts": _counts(content),
    }


def _counts(content: _Content) -> dict[str, int]:
    return {**{name: len(lines) for name, lines in content.parts.items()}, "left_out": len(content.left_out)}


def _content(session: Session, findings: Iterable[Finding]) -> _Content:
    school = session.scalars(select(School).options(*with_details(School))).one()
    students = session.scalars(select(Student).options(*with_details(Student))).all()
    staff = session.scalars(select(Staff).options(*with_details(Staff))).all()
    inside = [one for one in students if one.consent != REFUSED_CONSENT]
    workers = [one for one in staff if one.consent != REFUSED_CONSENT]
    ids = {one.id for one in (*inside, *workers)}
    outside = frozenset(one.id for one in (*students, *staff)) - ids
    forms = session.scalars(select(PrintedForm).options(selectinload(PrintedForm.lines))).all()
    silent_of = {one.key for one in findings if not outside.isdisjoint(one.others)}  # they name who stays out
    explained = [
        one
        for one in session.scalars(select(Explanation))
        if one.record_id not in outside and (one.record_id, one.rule, one.field) not in silent_of
    ]
    parts = {
        "school": [_plain(school)],
        **_lists(School, [school]),
        "classes": _sorted(_plain(one) for one in session.scalars(select(SchoolClass))),
        "students": _sorted(_plain(one) for one in inside),
        **_lists(Student, inside),
        "staff": _sorted(_plain(one) for one in workers),
        **_lists(Staff, workers),
        "rooms": _sorted(_plain(one) for one in session.scalars(select(Room))),
        "forms": _sorted(_form(one, ids) for one in forms),
        "explanations": _sorted(_explanation(one) for one in explained),
    }
    left_out = (*_left_out(students), *_workers_left_out(staff))
    return _Content(school.code or "", school.short_name or "", parts, outside, left_out)


def plain_parts(session: Session) -> dict[str, list[dict[str, Any]]]:
    """The lines of a package by part, of everybody whose data may leave the school."""
    return _content(session, ()).parts


def _lists(model: type[Record], records: Sequence[Record]) -> dict[str, list[dict[str, Any]]]:
    """The details of records by part: «exam_choices», «guardians» …"""
    return {
        f"{told.model.__tablename__}s": _sorted(
            _detail(one) for record in records for one in getattr(record, told.name)
        )
        for told in details_of(model)
    }


def _sorted(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda line: str(line["id"]))


def _plain(record: Record) -> dict[str, Any]:
    """A record's id and fields as JSON has them: days in ISO, dictionary keys, null for «не внесено»."""
    values = {one.name: getattr(record, one.name) for one in fields(type(record))}
    days = {name: value.isoformat() for name, value in values.items() if isinstance(value, date)}
    return {"id": record.id, **values, **days, "unread": dict(record.unread or {})}


def _detail(detail: Detail) -> dict[str, Any]:
    """A detail with the id of the record it belongs to and its place in the list."""
    owner = next(iter(type(detail).__table__.foreign_keys)).parent.name
    return {**_plain(detail), owner: getattr(detail, owner), "place": detail.place}


def _form(form: PrintedForm, ids: set[str]) -> dict[str, Any]:
    return {
        "id": form.id,
        "number": form.number,
        "kind": form.kind,
        "scope": form.scope,
        "whole": form.whole,
        "printed_at": _moment(form.printed_at),
        "pages": form.pages,
        "fingerprint": form.fingerprint,
        "people": {line.person_id: line.fingerprint for line in form.lines if line.person_id in ids},
    }


def _explanation(one: Explanation) -> dict[str, Any]:
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
        "written_at": _moment(one.written_at),
    }


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _left_out(students: Iterable[Student]) -> Iterator[str]:
    """Pupils whose data may not leave the school (PD-2), by class and number in its list, never by name."""
    ordered = sorted(students, key=lambda one: (class_order(one.class_name), fold(one.full_name), one.id))
    numbers: dict[str, int] = {}
    for one in ordered:
        name = one.class_name or "без класса"
        numbers[name] = numbers.get(name, 0) + 1
        if one.consent == REFUSED_CONSENT:
            yield f"{name}, № {numbers[name]} по списку"


def _workers_left_out(staff: Iterable[Staff]) -> Iterator[str]:
    """Workers whose data may not leave the school, by number in the list of workers, never by name."""
    for number, one in enumerate(sorted(staff, key=lambda one: (fold(one.full_name), one.id)), 1):
        if one.consent == REFUSED_CONSENT:
            yield f"работники, № {number} по списку"
