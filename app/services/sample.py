"""Whether a base is a made-up school's: it says so itself, and screen, paper and packages say it after it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.roles import Right
from app.domain.settings import Setting
from app.services.rights import needs
from app.storage.passport import Passport
from app.storage.settings import remember

_MARK = "demonstration"  # the setting; it goes along into the next year's base, and into every copy
TOLD = "Демонстрационная школа: люди вымышлены, печать с пометкой «ОБРАЗЕЦ», пакеты муниципалитет не примет."
TITLE = "ОБРАЗЕЦ: люди вымышлены"  # over a list that is written into a file


@needs(Right.MANAGE)
def mark_as_sample(passport: Passport) -> None:
    """Let a base say from now on that its people are made up; there is no way back."""
    with passport.writing("Демонстрационная школа", counts=False) as session:
        remember(session, _MARK, True)


def is_sample(passport: Passport) -> bool:
    """Whether the people of a base are made up."""
    with passport.reading() as session:
        return is_sample_in(session)


def is_sample_in(session: Session) -> bool:
    """The same, within an act on the base; asked of the bare table, since every start asks it (see ``lists``)."""
    settings = Setting.__table__
    return session.scalar(select(settings.c.value).where(settings.c.name == _MARK)) is True
