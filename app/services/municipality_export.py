"""What a municipality gives on for the region: the packages of its schools as they were signed, and its own workers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import __version__
from app.disk import Beside, why
from app.domain.consent import Consent
from app.domain.imprint import MUNICIPALITY
from app.domain.received import JoinedField, ListedSchool, ReceivedPackage
from app.domain.roles import Right
from app.domain.school import School
from app.domain.staff import Staff
from app.errors import BadFile, Refused
from app.exchange.collection import collect, collection_name
from app.services.exporting import Exported
from app.services.holding import content_of, presents
from app.services.keys import signer
from app.services.plain_lines import by_id, detail_parts, plain
from app.services.progress import Progress, silent
from app.services.read_only import read_only
from app.services.receivers import NOBODY, Receiver
from app.services.rights import needs
from app.storage.history import note
from app.storage.passport import Passport
from app.storage.schema import HEAD


@needs(Right.EXPORT)
def export_collection(
    passport: Passport, folder: Path, *, to: Receiver = NOBODY, progress: Progress = silent
) -> Exported:
    """Write all that the municipality holds of its schools into a folder, as one signed file.

    Where fields were chosen from two copies of a school's base, the package stands as the school signed it, and the
    choices beside it as lines. Raises :class:`Refused` for a school's base and while nothing is held,
    :class:`BadFile` where the folder cannot be written; then there is no file.
    """
    if passport.kind != MUNICIPALITY:
        raise Refused("Свод делается из базы муниципалитета, а это база школы.")
    if not folder.is_dir():
        raise BadFile(f"Папки {folder} нет.", "Создайте её или выберите другую.")
    with passport.writing("Свод школ") as session:
        rows = presents(session)
        packages = dict(_packages(session, progress, len(rows)))
        if not packages:
            raise Refused("В базу муниципалитета ещё не принят ни один пакет: передавать нечего.")
        workers = [one for one in read_only(session, Staff) if one.consent != Consent.REFUSED]
        parts = {
            "staff": by_id(plain(one) for one in workers),
            **detail_parts(Staff, workers),
            "schools": [_school(session, one) for one in rows],
            "joined": list(_joined(session)),
        }
        counts = {name: len(lines) for name, lines in parts.items()}
        about = _about(session, passport, counts, to)
        packed = collect(about, packages, parts, signer(session))
        packages.clear()
        note(session, "Свод школ", f"школ {len(rows)}, код {packed.receipt}")
        name = collection_name(about["municipality"]["code"], passport.year.name, packed.receipt, to.ending)
        sealed, password = to.sealed(packed.content)
        try:
            with Beside(folder / name) as file:
                file.write(sealed)
                session.commit()
                file.put()
        except OSError as problem:
            raise BadFile(f"Свод в папку {folder} не записан: {why(problem)}.", "Выберите другую папку.") from problem
    return Exported(folder / name, packed.fingerprint, packed.receipt, counts, draft=False, password=password)


def _packages(session: Session, progress: Progress, total: int) -> Iterator[tuple[str, bytes]]:
    for done, row in enumerate(presents(session)):
        progress(done, total)
        if (content := content_of(session, row)) is not None:
            yield row.school_code, content


def _about(session: Session, passport: Passport, counts: dict[str, int], to: Receiver) -> dict[str, Any]:
    code, name = session.execute(select(School.code, School.short_name)).one()
    return {
        "program_version": __version__,
        "schema": HEAD,
        "kind": passport.kind,
        "year": passport.year.name,
        "municipality": {"code": code or "", "name": name or ""},
        "receiver": to.told,
        "counts": counts,
    }


def _school(session: Session, row: ReceivedPackage) -> dict[str, Any]:
    """A line of the board: the package by its codes, and how the school stands by it."""
    listed = session.get(ListedSchool, row.school_code)
    told = {name: getattr(row, name) for name in ("fingerprint", "receipt", "sequence", "state", "two_copies")}
    name = listed.name if listed else ""
    return {"id": row.school_code, "name": name, **told, "standing": row.standing}


def _joined(session: Session) -> Iterator[dict[str, Any]]:
    """The fields chosen from two copies of a base, which no package holds."""
    query = select(JoinedField).order_by(
        JoinedField.school_code, JoinedField.part, JoinedField.record_id, JoinedField.field
    )
    for one in session.scalars(query):
        told = {"school": one.school_code, "part": one.part, "record_id": one.record_id, "field": one.field}
        yield {**told, "value": one.value}
