"""Looking into one school of a municipality: its pupils, workers and findings, as its package says them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.field import field_by_name
from app.domain.received import ReceivedPackage
from app.domain.school import class_order
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.exchange.receipt import open_receipt
from app.services.checking import check
from app.services.holding import held_of, lines_of, school_base
from app.services.progress import Progress, silent
from app.services.read_only import read_only
from app.services.school import school_name
from app.storage.passport import Passport
from app.validators.findings import Finding

PUPILS = ("class_name", "birth", "snils")
WORKERS = ("post", "birth", "snils")

_NAMED = ("id", "last_name", "first_name", "middle_name")


@dataclass(frozen=True, slots=True)
class SchoolLook:
    """A school as it stands here: rows of name and :data:`PUPILS` (or :data:`WORKERS`) as people read them.

    ``answers`` is what the school said to our remarks: the remark, the answer, and whether it is closed.
    """

    name: str
    pupils: tuple[tuple[str, ...], ...]
    workers: tuple[tuple[str, ...], ...]
    findings: tuple[Finding, ...]
    answers: tuple[tuple[str, str, str], ...]


def look_into(passport: Passport, code: str, progress: Progress = silent) -> SchoolLook:
    """Open a school in memory and tell what is in it; it cannot be changed here."""
    progress(0, 2)
    with passport.reading() as session:
        told = tuple(_answers(session, code))
    with school_base(passport, code) as base:
        progress(1, 2)
        with base.reading() as session:
            pupils = read_only(session, Student, columns=(*_NAMED, *PUPILS))
            workers = read_only(session, Staff, columns=(*_NAMED, *WORKERS))
        pupils.sort(key=lambda one: (class_order(one.class_name), fold(one.full_name)))
        workers.sort(key=lambda one: fold(one.full_name))
        return SchoolLook(
            school_name(base),
            tuple(_row(one, PUPILS) for one in pupils),
            tuple(_row(one, WORKERS) for one in workers),
            check(base).findings,
            told,
        )


def _answers(session: Session, code: str) -> Iterator[tuple[str, str, str]]:
    """The lines of the held package about remarks, with the remarks as we wrote them."""
    lines = (lines_of(session, held_of(session, code)) or {}).get("answers", [])
    if not lines:
        return
    kept = session.scalars(select(ReceivedPackage.answer).where(ReceivedPackage.school_code == code))
    remarks = {remark.id: remark.text for content in kept for remark in open_receipt(content)[0].remarks}
    for line in lines:
        state = "закрыто школой" if line["closed"] else ""
        yield remarks.get(line["id"], "замечание не от этой базы"), line["answer"], state


def _row(one: Student | Staff, columns: tuple[str, ...]) -> tuple[str, ...]:
    told = field_by_name(type(one))
    return (one.full_name, *(told[name].kind.show(getattr(one, name)) for name in columns))
