"""Other cards that may be of the same person or hold the same paper, told while a card is still being typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.domain.field import Record, field_by_name
from app.domain.kinds import NONE
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.errors import BadValue
from app.services.read_only import read_only
from app.storage.passport import Passport
from app.validators.likeness import COMPARED, document_key, person_key, proven_apart, slipped, snils_key

Person = TypeVar("Person", bound=Student | Staff)

MODELS: dict[str, type[Student] | type[Staff]] = {"student": Student, "staff": Staff}
COMPARED_HERE = tuple(name for name in COMPARED if name not in {"class_name", "left", "dismissed"})
_ALIKE = (
    (snils_key, "тот же СНИЛС"),
    (document_key, "тот же документ"),
    (person_key, "те же ФИО и дата рождения"),
)


@dataclass(frozen=True, slots=True)
class Double:
    """Another card: whose, in which class ('' for a worker), and in what it is alike; ``sure`` unless by a slip."""

    id: str
    who: str
    class_name: str
    why: str
    sure: bool = True


def possible_doubles(passport: Passport, entity: str, id: str, texts: Mapping[str, str]) -> tuple[Double, ...]:
    """The stored cards that are alike with what is typed, by name.

    ``id`` is that of the card itself, '' for a new one; of ``texts`` those of :data:`COMPARED_HERE` count, and one
    that cannot be read counts as not entered.
    """
    model = MODELS[entity]
    typed: Student | Staff = model(id=id, **{name: _read(model, name, texts.get(name, "")) for name in COMPARED_HERE})
    if all(key(typed) is None for key, _ in _ALIKE):
        return ()
    with passport.reading() as session:
        others = [one for one in maybe_doubles(session, typed) if one.id != id]
    found = []
    for one in others:
        same = _same(typed, one)
        if why := same or _slip(typed, one):
            found.append(Double(one.id, one.full_name, getattr(one, "class_name", None) or "", why, bool(same)))
    return tuple(sorted(found, key=lambda one: (fold(one.who), one.id)))


def _same(typed: Student | Staff, other: Student | Staff) -> str:
    return ", ".join(why for key, why in _ALIKE if key(typed) is not None and key(typed) == key(other))


def _slip(typed: Student | Staff, other: Student | Staff) -> str:
    if person_key(typed) is None or person_key(other) is None or proven_apart(typed, other):
        return ""
    name = slipped(typed, other)
    return f"отличается только «{field_by_name(type(typed))[name].label}»" if name else ""


def _read(model: type[Student] | type[Staff], name: str, text: str) -> object:
    try:
        return field_by_name(model)[name].kind.read(text)
    except BadValue:
        return None


def maybe_doubles(session: Session, record: Person) -> Sequence[Person]:
    """The record, if stored, and all who may be doubles of it, with the compared columns only.

    SQLite cannot fold Russian letters, so this takes too many rather than too few: whoever has the same name,
    birth date, СНИЛС or number of document. A number with letters may have been typed with look-alikes,
    so it takes every number with letters, of which there are few.
    """
    model = type(record)
    same: list[ColumnElement[bool]] = [model.id == record.id]
    if record.birth:
        same.append(model.birth == record.birth)
    if person_key(record) is not None:
        name = fold(record.full_name)
        same.append(model.search.between(name, f"{name}\U0010ffff"))  # which begins with the folded name
    if record.snils and record.snils != NONE:
        same.append(model.snils == record.snils)
    if (number := record.doc_number) and number != NONE:
        digits = number.isascii() and number.isdigit()
        same.append(model.doc_number == number if digits else model.doc_number.op("GLOB")("*[^0-9]*"))
    ids = session.scalars(select(model.id).where(or_(*same))).all()
    return read_only(session, model, ids, compared_columns(model))


def compared_columns(model: type[Record]) -> tuple[str, ...]:
    """The columns by which records may be doubles, and what a finding of one needs."""
    return tuple(name for name in ("id", "unread", *COMPARED) if hasattr(model, name))
