"""The edition of a base: of the ordinary cabinet, or of the «Защищённый канал» (a school in the ViPNet network).

The edition decides whether the base may hold images of papers on health, and which channel its packages may take.
"""

from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain import channels
from app.domain.health_images import HealthImage
from app.domain.roles import Right
from app.errors import Refused
from app.services.rights import needs
from app.storage.passport import Passport
from app.storage.settings import remember, setting

_NAME = "edition"


class Edition(StrEnum):
    """What a base is for; the words are also those of the channels of its packages."""

    OPEN = channels.OPEN
    PROTECTED = channels.PROTECTED


def edition(passport: Passport) -> Edition:
    """The edition of a base; a base that says nothing is of the ordinary one."""
    with passport.reading() as session:
        return edition_in(session)


def edition_in(session: Session) -> Edition:
    """As :func:`edition`, within a session; a value of a newer program counts as the ordinary edition."""
    return Edition.PROTECTED if setting(session, _NAME) == Edition.PROTECTED else Edition.OPEN


def image_count(passport: Passport) -> int:
    """How many pages of images the base holds."""
    with passport.reading() as session:
        return _count(session)


@needs(Right.MANAGE)
def set_edition(passport: Passport, wanted: Edition, *, drop_images: bool = False) -> None:
    """Make the base one of another edition.

    Back to the ordinary one it goes without images only: raises :class:`Refused` while there are any, unless they are
    to be dropped along (``drop_images``), which nothing brings back.
    """
    with passport.writing("Смена канала") as session:
        count = _count(session) if wanted is Edition.OPEN else 0
        if count and not drop_images:
            raise Refused(
                f"В базе есть изображения документов об ОВЗ, страниц: {count}; в обычном кабинете их быть не должно.",
                "Уберите их на карточках или согласитесь удалить все сразу.",
            )
        if wanted is Edition.OPEN:
            session.execute(delete(HealthImage))
        remember(session, _NAME, wanted.value)


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(HealthImage)) or 0
