"""Whose a box of a form is, in words."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.staff import Staff
from app.domain.student import Student

_ID = 36  # signs of an id
_PLACES = 500  # ids that one question to the base may hold


def names_in(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """Names of people and signers by the keys of boxes (or scopes of forms); what is no key of a person stays."""
    wanted = sorted(set(keys))
    names = {key: _plain(key) for key in wanted}
    for start in range(0, len(wanted), _PLACES):
        some = wanted[start : start + _PLACES]
        students = session.execute(select(Student).where(Student.id.in_(some))).scalars()
        names |= {one.id: one.full_name or "без имени" for one in students}
        workers = session.execute(select(Staff).where(Staff.id.in_(some))).scalars()
        names |= {one.id: one.full_name or "без имени" for one in workers}
    return names


def _plain(key: str) -> str:
    if key.startswith("signer."):
        return f"подпись {key.removeprefix('signer.')} под формой"
    return "удалённая карточка" if len(key) == _ID else key
