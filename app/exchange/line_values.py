"""Lines of plain values read back as what records hold, each value held to what its kind could itself have made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer

from app.domain.ageing import Ageing, ageing_fields
from app.domain.choice_kinds import Choices, keys_of
from app.domain.field import Field, Record, fields
from app.domain.program_data import renewed
from app.errors import BadFile, BadValue

_LONGEST_UNREAD = 5_000  # characters of a text that is no value of its field
_REMEMBERED = 50_000  # values that were found good, by field

Row = dict[str, Any]


@dataclass(slots=True)
class Place:
    """Where a reader is, for the sentence of a refusal."""

    part: str
    row: int = 0
    field: str = ""

    def bad(self, why: str) -> BadFile:
        """The refusal, with the path to the value."""
        told = f", поле {self.field}" if self.field else ""
        return BadFile(f"Часть {self.part}, строка {self.row}{told}: {why}.")


def rows_of(part: str, lines: Sequence[Mapping[str, Any]], model: type[Record], owner: str = "") -> list[Row]:
    """The rows of a record's part: values by column, with ``unread``.

    ``owner`` names the column by which a detail points at its record. Raises :class:`BadFile` with part, row and
    field for keys that are missing or too many, for values of a wrong type, and for such that no typing could have
    made: a code that is in no dictionary, a day that is none, a text too long.
    """
    place = Place(part)
    told = {one.name: one for one in fields(model)}
    held_to = [(one, _type_of(one), _good(one)) for one in told.values()]  # found once: a field is slow to hash
    ages = issubclass(model, Ageing)
    expected = {"id", "unread", *told} | ({owner, "place"} if owner else set()) | ({"unconfirmed"} if ages else set())
    rows = []
    for place.row, line in enumerate(lines, 1):
        place.field = ""
        _check_keys(place, line, expected)
        row: Row = {"id": checked_id(place, line["id"]), "unread": _unread(place, line["unread"], told)}
        if owner:
            place.field = owner
            row |= {owner: checked_id(place, line[owner]), "place": _whole(place, line["place"])}
        if ages:
            row["unconfirmed"] = _waiting(place, line["unconfirmed"], model)
        for one, kind, good in held_to:
            place.field = one.name
            row[one.name] = _value(place, one, kind, good, line[one.name])
        rows.append(row)
    return rows


def check_shape(part: str, lines: Iterable[Mapping[str, Any]], shape: Mapping[str, type | tuple[type, ...]]) -> None:
    """Hold lines that are no records to their keys and types. Raises as :func:`rows_of`."""
    place = Place(part)
    for place.row, line in enumerate(lines, 1):
        place.field = ""
        _check_keys(place, line, set(shape))
        for place.field, kind in shape.items():
            if type(line[place.field]) not in (kind if isinstance(kind, tuple) else (kind,)):
                raise place.bad("значение другого вида")


def checked_id(place: Place, value: Any) -> str:
    """A permanent id as we write them: a UUID in small letters."""
    if isinstance(value, str) and len(value) == 36:
        try:
            if str(UUID(value)) == value:
                return value
        except ValueError:
            pass
    raise place.bad("номер записи не такой, каким его делает программа")


def shown(one: Field, line: Mapping[str, Any]) -> str:
    """What a line that was found good holds in a field, as people read it; '' for «не внесено»."""
    text = line["unread"].get(one.name, "")
    value = line[one.name]
    if text or value is None:
        return str(text)
    return one.kind.show(date.fromisoformat(value) if _type_of(one) is date else value)


def _check_keys(place: Place, line: Mapping[str, Any], expected: set[str]) -> None:
    if missing := expected - line.keys():
        raise place.bad(f"нет поля {min(missing)}")
    if added := line.keys() - expected:
        raise place.bad(f"лишнее поле {min(added)[:40]}")


def _unread(place: Place, value: Any, told: Mapping[str, Field]) -> dict[str, str]:
    place.field = "unread"
    if not isinstance(value, dict) or not value.keys() <= told.keys():
        raise place.bad("здесь стоят тексты по именам полей")
    if not all(isinstance(text, str) and 0 < len(text) <= _LONGEST_UNREAD for text in value.values()):
        raise place.bad("текст не такой, какой бывает")
    return cast("dict[str, str]", value)


def _waiting(place: Place, value: Any, model: type[Record]) -> list[str] | None:
    """The names of fields that wait to be confirmed, in the order of the card."""
    place.field = "unconfirmed"
    if not isinstance(value, list) or [name for name in ageing_fields(model) if name in value] != value:
        raise place.bad("здесь стоят имена полей, которые стареют")
    return value or None


def _whole(place: Place, value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10_000:
        raise place.bad("место в списке — не число")
    return value


def _value(place: Place, one: Field, kind: type, good: set[Any], value: Any) -> Any:
    """The value that a record holds; None is «не внесено». ``good`` are values of the field that were found good."""
    if value is None:
        return None
    if kind is date:
        value = _day(place, value)
    elif type(value) is not kind:
        raise place.bad("значение другого вида")
    if value not in good:
        _check(place, one, value)
        if len(good) < _REMEMBERED:
            good.add(value)
    return value


@renewed
@cache
def _good(_one: Field) -> set[Any]:
    return set()


@cache
def _type_of(one: Field) -> type:
    sql = one.kind.sql()
    if isinstance(sql, Date):
        return date
    if isinstance(sql, Boolean):
        return bool
    return int if isinstance(sql, Integer) else str


def _day(place: Place, value: Any) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise place.bad("это не день")
    return day


def _check(place: Place, one: Field, value: Any) -> None:
    """What a kind holds comes back from what it shows; anything else was never typed into our program."""
    if isinstance(one.kind, Choices):  # their order is that of the sender's dictionary
        unknown = set(keys_of(value)) - {entry.key for entry in one.kind.entries()}
        if unknown or " ".join(keys_of(value)) != value:
            raise place.bad("код, которого в словаре нет")
        return
    try:
        same = one.kind.parse(one.kind.show(value)) == value
    except BadValue as problem:
        raise place.bad(problem.text.rstrip(".")) from None
    if not same:
        raise place.bad("такого значения у этого поля не бывает")
