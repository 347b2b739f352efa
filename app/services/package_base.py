"""A package opened as a base in memory: whoever receives it looks at it and checks it by the same rules as the school.

Nothing of it is brought up to date or put right: the lines are held to what our program writes, and then they are rows.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.explanations import LONGEST, Explanation
from app.domain.field import Record, details_of
from app.domain.forms import PrintedForm, PrintedLine
from app.domain.imprint import SCHOOL
from app.domain.last_year import LastPupil, LastYear
from app.domain.listed import Listed, listed_values
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import BadFile
from app.exchange.line_values import Place, Row, check_shape, checked_id, rows_of
from app.exchange.package import OpenedPackage
from app.services.check_context import TOLD_MISTAKES
from app.services.package_content import LAST_PUPIL
from app.services.plain_lines import owner_of, part_of
from app.storage.passport import Passport
from app.storage.rows import insert_rows
from app.storage.settings import remember
from app.storage.snapshots import new_snapshot

Lines = Sequence[Mapping[str, Any]]

RECORDS: dict[str, type[Record]] = {
    "school": School,
    "classes": SchoolClass,
    "students": Student,
    "staff": Staff,
    "rooms": Room,
}

_TEXT = (str, type(None))


def package_base(package: OpenedPackage, year: str, taken_year: bytes | None = None) -> Passport:
    """The school of a package as an open base in memory; close it when done.

    ``taken_year`` is the year file that the receiver has taken in place of the program's own. Raises
    :class:`BadFile` with part, row and field for parts that are missing or unknown and for lines that our program
    would not have written.
    """
    passport = new_snapshot(SCHOOL, year, taken_year)
    try:
        with passport.writing() as session:
            _load(session, package.lines)
    except IntegrityError:
        passport.close()
        raise BadFile("Записи пакета не сходятся: строка указывает на запись, которой в нём нет.") from None
    except BaseException:
        passport.close()
        raise
    return passport


def known_parts() -> tuple[str, ...]:
    """The names of all parts that a package has."""
    details = [part_of(told.model) for model in RECORDS.values() for told in details_of(model)]
    return (*RECORDS, *details, *_OTHERS)


def _load(session: Session, lines: Mapping[str, Lines]) -> None:
    names = set(known_parts())
    if missing := names - lines.keys():
        raise BadFile(f"В пакете нет части {min(missing)}.")
    if added := lines.keys() - names:
        raise BadFile(f"В пакете лишняя часть {min(added)[:40]}.")
    if len(lines["school"]) != 1:
        raise BadFile("В пакете не одна школа.")
    school = str(lines["school"][0]["id"])
    for part, model in RECORDS.items():
        rows = rows_of(part, lines[part], model)
        _insert(session, model, rows, {} if model is School else {"school_id": school})
        if model is School or details_of(model):  # rooms and pupils point at buildings and classes by name
            _load_details(session, model, lines, rows)
    for part, load in _OTHERS.items():
        load(session, lines[part], school)


def _load_details(session: Session, model: type[Record], lines: Mapping[str, Lines], owners: list[Row]) -> None:
    there = {row["id"] for row in owners}
    for told in details_of(model):
        owner, part = owner_of(told.model), part_of(told.model)
        rows = rows_of(part, lines[part], told.model, owner)
        for place, row in enumerate(rows, 1):
            if row[owner] not in there:
                raise Place(part, place, owner).bad("записи с таким номером в пакете нет")
        _insert(session, told.model, rows, {})


def _insert(session: Session, model: type[Record], rows: list[Row], same: dict[str, Any]) -> None:
    listed = issubclass(model, Listed)
    for row in rows:
        row.update(same, version=1)
        if listed:
            row.update(listed_values(model, row))
    insert_rows(session, cast(Table, model.__table__), rows)


_FORM: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "number": int,
    "kind": str,
    "scope": str,
    "whole": bool,
    "printed_at": str,
    "uploaded_at": _TEXT,
    "pages": int,
    "fingerprint": str,
    "people": dict,
}


def _load_forms(session: Session, lines: Lines, school: str) -> None:
    check_shape("forms", lines, _FORM)
    rows, people = [], []
    for number, line in enumerate(lines, 1):
        place = Place("forms", number)
        values = {**line, "printed_at": _moment(place, line["printed_at"]), "unread": {}, "version": 1}
        values["uploaded_at"] = None if line["uploaded_at"] is None else _moment(place, line["uploaded_at"])
        rows.append({**values, "school_id": school, "printed_by": "", "id": checked_id(place, line["id"])})
        for person, fingerprint in line["people"].items():
            if not isinstance(fingerprint, str) or len(fingerprint) > 16:
                raise place.bad("отпечаток не такой, каким его делает программа")
            people.append({"form_id": line["id"], "person_id": checked_id(place, person), "fingerprint": fingerprint})
    insert_rows(session, cast(Table, PrintedForm.__table__), rows)
    insert_rows(session, cast(Table, PrintedLine.__table__), people)


def _load_mistakes(session: Session, lines: Lines, _school: str) -> None:
    check_shape("mistakes", lines, {"id": str})
    if lines:
        remember(session, TOLD_MISTAKES, [line["id"] for line in lines])


_EXPLANATION: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "entity": str,
    "record_id": str,
    "rule": str,
    "field": str,
    "text": str,
    "values": list,
    "by": str,
    "written_at": str,
}


def _load_explanations(session: Session, lines: Lines, _school: str) -> None:
    check_shape("explanations", lines, _EXPLANATION)
    rows = []
    for number, line in enumerate(lines, 1):
        place = Place("explanations", number)
        if not all(
            isinstance(one, list) and len(one) == 2 and all(isinstance(text, str) for text in one)
            for one in line["values"]
        ):
            raise place.bad("значения — это пары «название, значение»")
        if len(line["text"]) > LONGEST:
            raise place.bad("пояснение слишком длинное")
        rows.append({**line, "written_at": _moment(place, line["written_at"]), "unread": {}, "version": 1})
    insert_rows(session, cast(Table, Explanation.__table__), rows)


def _load_last_year(session: Session, lines: Lines, _school: str) -> None:
    check_shape("last_year", lines, {"id": str, "workers": int})
    for line in lines[:1]:
        session.add(LastYear(id=1, year=line["id"], given_at=datetime(1970, 1, 1), workers=line["workers"]))


def _load_last_pupils(session: Session, lines: Lines, _school: str) -> None:
    check_shape("last_pupils", lines, {**dict.fromkeys(LAST_PUPIL, _TEXT), "id": str, "ovz": (bool, type(None))})
    rows = [dict(line) for line in lines]
    for number, row in enumerate(rows, 1):
        row["birth"] = None if row["birth"] is None else _day(Place("last_pupils", number, "birth"), row["birth"])
    if rows:
        session.execute(insert(LastPupil), rows)


_ANSWER: dict[str, type | tuple[type, ...]] = {"id": str, "answer": str, "closed": bool}
_PROPOSAL: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("id", "entity", "record_id", "field", "old", "new", "ground"), str),
    "letter": int,
}


_OTHERS: dict[str, Callable[[Session, Lines, str], None]] = {
    "forms": _load_forms,
    "mistakes": _load_mistakes,
    "explanations": _load_explanations,
    "last_year": _load_last_year,
    "last_pupils": _load_last_pupils,
    # What the school said to remarks, and what it proposed by letter, is read where it is answered.
    "answers": lambda _session, lines, _school: check_shape("answers", lines, _ANSWER),
    "proposals": lambda _session, lines, _school: check_shape("proposals", lines, _PROPOSAL),
    "attachments": lambda _session, _lines, _school: None,  # held to their files when the package was opened
}


def _moment(place: Place, text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).replace(tzinfo=None)
    except ValueError:
        raise place.bad("это не время") from None


def _day(place: Place, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise place.bad("это не день") from None
