"""The board «школы × работы»: what each school has sent, and how its works stand by their last days."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.domain.received import ListedSchool, ReceivedPackage
from app.domain.year import AcademicYear, Work
from app.services import moments
from app.services.holding import presents
from app.services.standing import Standing, standing_again
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class BoardCell:
    """A school's forms of one work. ``late``: its last day is past and not all are handed in."""

    forms: int
    signed: int
    stale: int
    late: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A school. ``state`` is that of its present package (accepted, transferred), '' where none was accepted yet;
    ``received_at`` is local; ``returned`` is the code of a newer package that was sent back, '' for none.
    ``cells`` stand as the board's works do; None where the school has no such work."""

    code: str
    name: str
    state: str
    received_at: datetime | None
    sequence: int
    package: str
    errors: int
    questions: int
    two_copies: bool
    returned: str
    cells: tuple[BoardCell | None, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All schools of the list by code, and the works that want a signed form, by last day."""

    works: tuple[Work, ...]
    rows: tuple[BoardRow, ...]
    today: date


def works_of(year: AcademicYear) -> tuple[Work, ...]:
    """The works of a year that want a signed form, by last day."""
    return tuple(sorted((one for one in year.calendar if one.scan_due), key=lambda one: one.date))


def board(passport: Passport, today: date | None = None) -> Board:
    """The board as of a day (today, or the nearest day of the year): read from what was told at acceptance."""
    day = today or passport.year.day_within(date.today())
    works = works_of(passport.year)
    with passport.reading() as session:
        held = {one.school_code: one for one in presents(session)}
        names = {one.code: one.name for one in session.scalars(select(ListedSchool))}
        returned = {
            one.school_code: one
            for one in session.scalars(
                select(ReceivedPackage).where(ReceivedPackage.state == "returned").order_by(ReceivedPackage.received_at)
            )
        }
        codes = sorted({*names, *held})
        rows = (_row(code, names.get(code, ""), held.get(code), returned.get(code), (works, day)) for code in codes)
        return Board(works, tuple(rows), day)


def _row(
    code: str,
    name: str,
    held: ReceivedPackage | None,
    back: ReceivedPackage | None,
    asked: tuple[tuple[Work, ...], date],
) -> BoardRow:
    works, day = asked
    returned = back.receipt if back is not None and _is_newer(back, held) else ""
    if held is None:
        return BoardRow(code, name, "", None, 0, "", 0, 0, False, returned, (None,) * len(works))
    told = standing_again(held.standing)
    return BoardRow(
        code,
        name,
        held.state,
        moments.local(held.received_at),
        held.sequence,
        held.receipt,
        told.errors,
        told.questions,
        held.two_copies,
        returned,
        tuple(_cell(told, one, day) for one in works),
    )


def _is_newer(back: ReceivedPackage, held: ReceivedPackage | None) -> bool:
    return held is None or (back.received_at > held.received_at and back.receipt not in held.follows)


def _cell(told: Standing, work: Work, day: date) -> BoardCell | None:
    found = told.works.get(work.key)
    if found is None or not found.forms:
        return None
    late = work.date < day and found.signed < found.forms
    return BoardCell(found.forms, found.signed, found.stale, late)
