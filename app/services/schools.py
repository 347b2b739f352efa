"""The schools of a municipality: their list, whether it is closed, and whose keys are known and confirmed."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.field import field_by_name
from app.domain.imprint import SCHOOL
from app.domain.keys import Correspondent
from app.domain.received import JoinedField, ListedSchool, ReceivedPackage, ReceivedPerson
from app.domain.roles import Right
from app.domain.school import School
from app.domain.text import clean
from app.errors import BadValue, Refused
from app.exchange.signing import words_of
from app.services.arrivals import CLOSED, present
from app.services.holding import know_school
from app.services.keys import KnownKeys, take_card
from app.services.rights import needs
from app.storage.passport import Passport
from app.storage.settings import remember, setting


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school of the list; ``words`` are those of its key, '' where none is known; ``holds`` whether a package of
    it was accepted."""

    code: str
    name: str
    words: str
    confirmed: bool
    holds: bool


def schools(passport: Passport) -> tuple[SchoolLine, ...]:
    """The listed schools by code."""
    with passport.reading() as session:
        known = {one.code: one for one in session.scalars(select(Correspondent)) if one.kind == SCHOOL}
        held = set(session.scalars(select(ReceivedPackage.school_code).where(ReceivedPackage.present)))
        return tuple(
            SchoolLine(
                one.code,
                one.name,
                words_of(known[one.code].verifying) if one.code in known else "",
                one.code in known and known[one.code].confirmed_at is not None,
                one.code in held,
            )
            for one in session.scalars(select(ListedSchool).order_by(ListedSchool.code))
        )


@needs(Right.MANAGE)
def add_school(passport: Passport, code: str, name: str) -> None:
    """Put a school on the list, or give it another name. Raises :class:`BadValue` for a code that is none."""
    told = field_by_name(School)
    value, shown = told["code"].kind.parse(code), clean(name, 255)
    if not value or not shown:
        raise BadValue("Внесите код ОО и название школы.")
    with passport.writing("Школа в списке") as session:
        know_school(session, value, shown)


@needs(Right.MANAGE)
def remove_school(passport: Passport, code: str, *, with_packages: bool = False) -> None:
    """Take a school off the list, with its key. Raises :class:`Refused` while a package of it is held, unless
    ``with_packages`` says that this is to go too."""
    with passport.writing("Школа убрана из списка") as session:
        if present(session, code) is not None and not with_packages:
            raise Refused(f"От школы {code} принят пакет; он пропал бы вместе с ней.")
        for table in (ReceivedPackage, JoinedField, ReceivedPerson):
            session.execute(delete(table).where(table.school_code == code))
        session.execute(delete(ListedSchool).where(ListedSchool.code == code))
        session.execute(delete(Correspondent).where(Correspondent.kind == SCHOOL, Correspondent.code == code))


@needs(Right.MANAGE)
def take_school_card(passport: Passport, path: Path, *, instead: bool = False) -> KnownKeys:
    """Know the key of a school from the file that it sent, and have the school on the list.

    Raises as :func:`app.services.keys.take_card` does.
    """
    taken = take_card(passport, path, instead=instead)
    with passport.writing("Школа в списке") as session:
        if session.get(ListedSchool, taken.code) is None:
            know_school(session, taken.code, taken.name)
    return taken


def is_closed(passport: Passport) -> bool:
    """Whether only packages of listed schools are let in."""
    with passport.reading() as session:
        return closed(session)


def closed(session: Session) -> bool:
    """As :func:`is_closed`, in a session."""
    return bool(setting(session, CLOSED, default=False))


@needs(Right.MANAGE)
def close_list(passport: Passport, *, yes: bool) -> None:
    """Let in only packages of listed schools, or of any."""
    with passport.writing("Список школ закрыт или открыт") as session:
        remember(session, CLOSED, yes)
