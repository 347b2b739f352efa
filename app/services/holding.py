"""The packages that a municipality holds: kept as they were signed, opened again, and told over all schools."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from app.domain.field import field_by_name
from app.domain.received import JoinedField, ListedSchool, ReceivedPackage, ReceivedPerson
from app.domain.taken_year import TakenYear
from app.domain.text import fold
from app.errors import Refused
from app.exchange.line_values import shown
from app.exchange.package import OpenedPackage, lines_again, manifest_again, open_package
from app.services.arrivals import Arrival, present
from app.services.branches import Patches, patched
from app.services.differences import ENTITIES, PEOPLE, Line, Lines, who_of
from app.services.package_base import RECORDS, package_base
from app.storage.passport import Passport
from app.storage.rows import insert_rows

KEPT = 3  # packages of a school whose content stays: the present one, and those from which two copies may have parted


def held_of(session: Session, code: str) -> ReceivedPackage:
    """The present package of a school. Raises :class:`Refused` where none was accepted."""
    found = present(session, code)
    if found is None:
        raise Refused(f"От школы {code} ещё ничего не принято.")
    return found


def content_of(session: Session, row: ReceivedPackage) -> bytes | None:
    """The signed package of a row; None where only its row is left."""
    packed = session.scalar(select(ReceivedPackage.content).where(ReceivedPackage.fingerprint == row.fingerprint))
    return None if packed is None else zlib.decompress(packed)


def head_of(session: Session, row: ReceivedPackage | None) -> str:
    """The hash with which the history of a school ended in a package; '' where the package is not kept."""
    content = None if row is None else content_of(session, row)
    told: str = "" if content is None else manifest_again(content).get("history", {}).get("hash", "")
    return told


def lines_of(session: Session, row: ReceivedPackage | None) -> dict[str, list[dict[str, Any]]] | None:
    """The lines of a package as the school signed it; None where there is none."""
    content = None if row is None else content_of(session, row)
    return None if content is None else lines_again(content)


def patches_of(session: Session, code: str) -> Patches:
    """What a person chose for a school from another copy of its base."""
    rows = session.scalars(select(JoinedField).where(JoinedField.school_code == code))
    return {(one.part, one.record_id, one.field): one.value for one in rows}


def standing_lines(session: Session, row: ReceivedPackage | None) -> dict[str, list[dict[str, Any]]] | None:
    """The lines of a school as they stand here: those of its package, with fields chosen from another copy."""
    lines = lines_of(session, row)
    if row is None or lines is None:
        return None
    taken = patches_of(session, row.school_code)
    return patched(lines, taken) if taken else lines


def school_base(passport: Passport, code: str) -> Passport:
    """A school as it stands at the municipality, open in memory for looking; close it when done.

    Fields that were chosen from another copy stand in it. Raises :class:`Refused` where nothing was accepted.
    """
    with passport.reading() as session:
        row, taken, year = held_of(session, code), patches_of(session, code), taken_year(session)
        content = content_of(session, row) or b""
    package = open_package(content)
    lines = patched(package.lines, taken) if taken else package.lines
    return package_base(OpenedPackage(package.opened, lines), passport.year.name, year)


def taken_year(session: Session) -> bytes | None:
    """The year file that this base took in place of the program's own, for checking packages by it."""
    return session.scalar(select(TakenYear.content))


def common_lines(session: Session, came: Arrival, held: ReceivedPackage) -> Lines | None:
    """The lines of the newest package from which both the held one and this one were made, if it is still kept."""
    both = set(held.follows) & set(came.manifest.follows)
    rows = session.scalars(
        select(ReceivedPackage)
        .where(ReceivedPackage.school_code == came.manifest.code, ReceivedPackage.receipt.in_(both))
        .order_by(ReceivedPackage.sequence.desc())
    )
    return next((lines for row in rows if (lines := lines_of(session, row)) is not None), None)


def replace_present(session: Session, row: ReceivedPackage, content: bytes, lines: Lines) -> None:
    """Let a package count for its school from now on; what was derived from the one before goes."""
    code = row.school_code
    session.execute(update(ReceivedPackage).where(ReceivedPackage.school_code == code).values(present=False))
    session.execute(delete(JoinedField).where(JoinedField.school_code == code))
    row.present, row.content = True, zlib.compress(content, 6)
    session.add(row)
    session.flush()
    keep_people(session, code, lines)
    kept = (
        select(ReceivedPackage.fingerprint)
        .where(ReceivedPackage.school_code == code, ReceivedPackage.content.is_not(None))
        .order_by(ReceivedPackage.sequence.desc())
        .limit(KEPT)
    )
    session.execute(
        update(ReceivedPackage)
        .where(ReceivedPackage.school_code == code, ~ReceivedPackage.present)
        .where(ReceivedPackage.fingerprint.not_in(kept.scalar_subquery()))
        .values(content=None)
    )


def keep_people(session: Session, code: str, lines: Lines) -> None:
    """The rows about people of a school, told anew."""
    session.execute(delete(ReceivedPerson).where(ReceivedPerson.school_code == code))
    insert_rows(session, cast(Table, ReceivedPerson.__table__), list(_people(code, lines)))


_LEFT = {"students": "left", "staff": "dismissed"}


def _people(code: str, lines: Lines) -> Iterator[dict[str, Any]]:
    for part in PEOPLE:
        for line in lines[part]:
            yield _person(code, part, line)


def _person(code: str, part: str, line: Line) -> dict[str, Any]:
    name, left = who_of(part, line), line[_LEFT[part]]
    place = field_by_name(RECORDS[part])["post" if part == "staff" else "class_name"]
    return {
        "school_code": code,
        "entity": ENTITIES[part],
        "record_id": line["id"],
        "name": name,
        "key": fold(name),
        "place": shown(place, line),
        "snils": line["snils"] or "",
        "birth": date.fromisoformat(line["birth"]) if line["birth"] else None,
        "left": date.fromisoformat(left) if left else None,
    }


def know_school(session: Session, code: str, name: str) -> None:
    """Have a school on the list, by the name it gives itself."""
    session.merge(ListedSchool(code=code, name=name))


def row_of(came: Arrival, *, state: str, standing: Mapping[str, Any], answer: bytes, at: Any) -> ReceivedPackage:
    """The row of a package that came; it counts for nothing yet."""
    told = came.manifest
    return ReceivedPackage(
        fingerprint=came.fingerprint,
        school_code=told.code,
        receipt=came.receipt,
        sequence=told.sequence,
        follows=list(told.follows),
        state=state,
        present=False,
        two_copies=False,
        received_at=at,
        counts=dict(told.counts),
        standing=dict(standing),
        sealing=told.sealing if came.sealed else "",
        answer=answer,
    )


def presents(session: Session) -> Sequence[ReceivedPackage]:
    """The packages that count now, by school."""
    query = select(ReceivedPackage).where(ReceivedPackage.present).order_by(ReceivedPackage.school_code)
    return session.scalars(query).all()
