"""The lists of a card (exams, parents, former documents …) as plain rows of text, and writing them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm.attributes import flag_modified

from app.domain.field import (
    Detail,
    Details,
    Field,
    Record,
    as_typed,
    details_of,
    field_by_name,
    new_id,
    texts,
    why_unread,
)
from app.domain.text import fold
from app.errors import BadValue, Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One of a list: its id ('' for one that is not stored yet) and the text of every field.

    ``unread`` names the fields whose text could not be read, with the sentence why; it is no part of what the
    row says, so rows that differ in it alone are equal.
    """

    id: str
    texts: Mapping[str, str]
    unread: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def blank(self) -> bool:
        """Whether nothing is entered in it."""
        return not any(text.strip() for text in self.texts.values())


Rows = tuple[Row, ...]


def rows_of(record: Record) -> dict[str, Rows]:
    """The lists of a record whose details are loaded, by name."""
    return {one.name: tuple(map(row_of, getattr(record, one.name))) for one in details_of(type(record))}


def row_of(detail: Detail) -> Row:
    """One detail as plain text."""
    return Row(detail.id, texts(detail), reasons(detail))


def reasons(record: Record) -> dict[str, str]:
    """Why the text of a field could not be read, by field; «не применимо» needs no reason."""
    told = {name: why_unread(type(record), name, text) for name, text in (record.unread or {}).items()}
    return {name: why for name, why in told.items() if why}


def apply_texts(record: Record, new: Mapping[str, str], *, strict: bool = False) -> None:
    """Read texts into a record's fields; what is no value is kept as typed in ``unread``.

    Raises :class:`Refused` for a field that does not exist, :class:`BadValue` for an unreadable text where it
    may not be kept (``strict``, or the key of a record).
    """
    known = field_by_name(type(record))
    unread = dict(record.unread or {})
    for name, text in new.items():
        if name not in known:
            raise Refused(f"Поля «{name}» нет.", f"Есть: {', '.join(known)}.")
        _apply(record, known[name], text, unread, strict=strict or is_required(record, name))
    if unread != record.unread:
        record.unread = dict(sorted(unread.items()))  # in one order, so that what is taken back is as it was


def _apply(record: Record, told: Field, text: str, unread: dict[str, str], *, strict: bool) -> None:
    value = None
    try:
        value, kept = told.value(text)
    except BadValue as problem:
        if strict:
            raise BadValue(f"Поле «{told.label}»: {problem.text}", problem.hint) from None
        kept = as_typed(text)
    if kept:
        unread[told.name] = kept
    else:
        unread.pop(told.name, None)
    if getattr(record, told.name) != value:
        setattr(record, told.name, value)


def is_required(record: Record, name: str) -> bool:
    """Whether a record cannot be stored without the field: it is known by it."""
    return not type(record).__table__.columns[name].nullable


def check_required(record: Record) -> None:
    """Refuse a record without the field it is known by."""
    for name, told in field_by_name(type(record)).items():
        if is_required(record, name) and getattr(record, name) is None:
            raise BadValue(f"Поле «{told.label}» должно быть заполнено; ничего не сохранено.")


def apply_rows(record: Record, told: Details, wanted: Sequence[Row], *, strict: bool = False) -> None:
    """Make a list of a record exactly these rows, in this order, keeping the records of those that stay.

    Blank rows are left out. The record's own version grows with any change, so that a stale save is refused.
    Raises :class:`Refused` where two rows are alike in the key of the list.
    """
    there: list[Detail] = list(getattr(record, told.name))
    before = tuple(map(row_of, there))
    rows = [row for row in wanted if not row.blank]
    known = {one.id: one for one in there}
    free = [one for one in there if one.id not in {row.id for row in rows}]
    kept = []
    for place, row in enumerate(rows):
        detail = known.get(row.id) or _same_key(free, told, row) or told.model(id=row.id or new_id(), unread={})
        kept.append(_written(detail, row, place, strict=strict))
    _refuse_doubles(told, kept)
    kept.sort(key=lambda one: getattr(one, told.order_by))
    if [one.id for one in kept] != [one.id for one in there]:
        setattr(record, told.name, kept)
    if tuple(map(row_of, kept)) != before:
        flag_modified(record, "unread")


def _written(detail: Detail, row: Row, place: int, *, strict: bool) -> Detail:
    apply_texts(detail, row.texts, strict=strict)
    check_required(detail)
    if detail.place != place:
        detail.place = place
    return detail


def _same_key(free: list[Detail], told: Details, row: Row) -> Detail | None:
    """The stored detail that an unknown row means: taken out and put back, it stays the same record."""
    known = field_by_name(told.model)
    key = [fold(row.texts.get(name, "")) for name in told.key]
    for one in free:
        if any(key) and [fold(known[name].kind.show(getattr(one, name))) for name in told.key] == key:
            return one
    return None


def _refuse_doubles(told: Details, rows: Sequence[Detail]) -> None:
    known = field_by_name(told.model)
    seen: set[tuple[object, ...]] = set()
    for one in rows:
        values = tuple(getattr(one, name) for name in told.key)
        if values and None not in values and values in seen:
            named = ", ".join(known[name].kind.show(getattr(one, name)) for name in told.key)
            raise Refused(f"«{told.title}»: «{named}» стоит дважды; ничего не сохранено.", "Оставьте одну строку.")
        seen.add(values)
