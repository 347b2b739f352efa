"""One pupil's record handed from the school that he leaves to the one that he comes to.

It is plain lines by part, as in a package: «from» says which school and year it comes from, «students» holds the
one pupil, and each of his lists stands in a part of its own («guardians», «exam_choices» …). Whatever carries them
(a signed file) is another matter: it takes what :func:`lines_of_pupil` gives and hands it to :func:`take_pupil`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.domain.consent import Consent
from app.domain.dictionaries import entry
from app.domain.field import Details, details_by_name, field_by_name, new_id, texts
from app.domain.kinds import Day
from app.domain.roles import Right
from app.domain.school import School
from app.domain.student import Student
from app.errors import BadFile, Refused
from app.exchange.line_values import check_shape, rows_of
from app.services.cards import Card, Edit, find_record, load_card, save_card
from app.services.detail_rows import Row, Rows
from app.services.plain_lines import Line, by_id, owner_of, part_of, plain, plain_detail
from app.services.possible_doubles import possible_doubles
from app.services.rights import needs
from app.storage.passport import Passport

TRANSFER = "transfer"  # the reason of enrolment

# What is not the pupil's but the school's own: its class, its orders, its council, the consent given to it.
_OF_SCHOOL = frozenset(
    {
        *("class_name", "file_number", "enrolled", "enrolment_order", "enrolment_reason", "enrolled_from"),
        *("left", "leaving_order", "leaving_reason", "left_to", "consent", "consent_date", "consent_by"),
        *("admitted", "admission_council", "admission_date", "distinction", "medal"),
    }
)
_LISTS_OF_SCHOOL = frozenset({"moves"})  # the clock of two days ran there
_OF_YEAR = frozenset({"category", "exams"})  # planned for one year's exams

_FROM: dict[str, type | tuple[type, ...]] = {"code": (str, type(None)), "name": (str, type(None)), "year": str}

Lines = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Change:
    """A field or a list in which the record differs from the card that is there: its name, label, both values."""

    name: str
    label: str
    was: str
    now: str

    @property
    def fills(self) -> bool:
        """Whether nothing is entered there now."""
        return not self.was


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a record brings: who, from which school, class and year; the card that is of the same pupil ('' for none),
    why it is, and what differs in it."""

    who: str
    school: str
    class_name: str
    year: str
    same: str = ""
    why: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """The pupil's card now: its id, whether it is new, how many fields and lists of an old one have changed."""

    id: str
    new: bool
    changed: int


def lines_of_pupil(passport: Passport, student_id: str) -> dict[str, list[Line]]:
    """All of one pupil as plain lines by part; nothing is changed.

    Raises :class:`Refused` where there is no such pupil, and for one who refused the processing of personal data.
    """
    with passport.reading() as session:
        student = find_record(session, "student", student_id)
        assert isinstance(student, Student)
        if student.consent == Consent.REFUSED:
            raise Refused("В карточке отказ от обработки данных: передать её другой школе нельзя.")
        code, name = session.execute(select(School.code, School.short_name)).one()
        return {
            "from": [{"code": code, "name": name, "year": passport.year.name}],
            "students": [plain(student)],
            **{part_of(told.model): by_id(map(plain_detail, getattr(student, told.name))) for told in _lists()},
        }


def look_at_pupil(passport: Passport, lines: Lines) -> Newcomer:
    """What a record brings, and which card is of the same pupil: by СНИЛС, document, or name and birth date.

    Raises :class:`BadFile` with part, row and field for lines that our program would not have written,
    :class:`Refused` where several cards fit, or one that is plainly of somebody else.
    """
    record = _read(lines)
    same, why = _same(passport, record.texts)
    if not same:
        return record.newcomer()
    card = load_card(passport, "student", same)
    return record.newcomer(same, why, tuple(_changes(record, card, passport.year.name)))


@needs(Right.IMPORT)
def take_pupil(
    passport: Passport,
    lines: Lines,
    *,
    class_name: str = "",
    enrolled: date | None = None,
    names: Collection[str] | None = None,
) -> Taken:
    """Take a record: a new card under a new permanent id, or what differs into the card that is there.

    A new card is put into ``class_name`` ('' leaves it open), enrolled on a day where one is given, from the school
    that the record comes from. In an old card only the fields and lists in ``names`` change; None is those in which
    nothing is entered. So a record taken twice adds nobody and changes nothing. Raises as :func:`look_at_pupil`.
    """
    found = look_at_pupil(passport, lines)
    record = _read(lines)
    if not found.same:
        return _add(passport, record, class_name, enrolled)
    card = load_card(passport, "student", found.same)
    wanted = {one.name for one in found.changes if (one.fills if names is None else one.name in names)}
    if wanted:
        new = {name: record.texts[name] for name in wanted & record.texts.keys()}
        lists = {name: record.lists[name] for name in wanted & record.lists.keys()}
        save_card(passport, Edit("student", card.id, card.version, new, lists))
    return Taken(card.id, new=False, changed=len(wanted))


def _add(passport: Passport, record: "_Record", class_name: str, enrolled: date | None) -> Taken:
    left_out = _OF_SCHOOL | (frozenset() if record.year == passport.year.name else _OF_YEAR)
    new = {name: text for name, text in record.texts.items() if text and name not in left_out}
    new |= {
        "class_name": class_name,
        "enrolled": Day().show(enrolled),
        "enrolled_from": record.school,
        "enrolment_reason": entry("enrolment_reasons", TRANSFER).name,
    }
    lists = {name: rows for name, rows in record.lists.items() if name not in left_out}
    id = new_id()
    save_card(passport, Edit("student", id, 0, new, lists))
    return Taken(id, new=True, changed=0)


# --- reading ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Record:
    """A record as texts of a card; its lists are rows without ids, for they become rows of this base."""

    school: str
    year: str
    texts: Mapping[str, str]
    lists: Mapping[str, Rows]

    def newcomer(self, same: str = "", why: str = "", changes: tuple[Change, ...] = ()) -> Newcomer:
        who = " ".join(self.texts[name] for name in ("last_name", "first_name", "middle_name") if self.texts[name])
        return Newcomer(who, self.school, self.texts["class_name"], self.year, same, why, changes)


def _lists() -> tuple[Details, ...]:
    """The lists of a pupil that go along."""
    return tuple(told for told in details_by_name(Student).values() if told.name not in _LISTS_OF_SCHOOL)


def _read(lines: Lines) -> _Record:
    parts = {"from", "students", *(part_of(told.model) for told in _lists())}
    if parts != lines.keys() or len(lines["students"]) != 1 or len(lines["from"]) != 1:
        raise BadFile("Это не карточка одного ученика: части не те, какие пишет программа.")
    check_shape("from", lines["from"], _FROM)
    ((source,), (row,)) = lines["from"], rows_of("students", lines["students"], Student)
    student = Student(**row)
    lists = {told.name: tuple(_rows(told, lines, student)) for told in _lists()}
    return _Record(source["name"] or source["code"] or "", source["year"], texts(student), lists)


def _rows(told: Details, lines: Lines, student: Student) -> Iterator[Row]:
    owner, part = owner_of(told.model), part_of(told.model)
    rows = rows_of(part, lines[part], told.model, owner)
    if any(row[owner] != student.id for row in rows):
        raise BadFile(f"Часть {part}: строка о другом ученике.")
    for row in sorted(rows, key=lambda row: row[told.order_by]):
        yield Row("", texts(told.model(**row)))


# --- the same pupil -----------------------------------------------------------------------------------


def _same(passport: Passport, told: Mapping[str, str]) -> tuple[str, str]:
    """The id of the one card that is surely of this pupil, and why; '' for none."""
    found = [one for one in possible_doubles(passport, "student", "", told) if one.sure]
    if not found:
        return "", ""
    if len(found) > 1:
        names = " и ".join(f"{one.who}, {one.class_name}" for one in found[:3])
        raise Refused(f"Карточка подходит к нескольким ученикам: {names}; ничего не принято.", "Уберите двойника.")
    (one,) = found
    its = load_card(passport, "student", one.id).texts
    if all(told[name] and its[name] and told[name] != its[name] for name in ("first_name", "birth")):
        raise Refused(
            f"Совпадает {one.why} с учеником {one.who}, {one.class_name}, но имя и дата рождения другие; ничего не "
            "принято.",
            "Проверьте номера в обеих карточках.",
        )
    return one.id, one.why


def _changes(record: _Record, card: Card, year: str) -> Iterator[Change]:
    left_out = _OF_SCHOOL | (frozenset() if record.year == year else _OF_YEAR)
    for name, told in field_by_name(Student).items():
        if name not in left_out and record.texts[name] not in ("", card.texts[name]):
            yield Change(name, told.label, card.texts[name], record.texts[name])
    for told_list in _lists():
        mine, new = card.details[told_list.name], record.lists[told_list.name]
        if told_list.name not in left_out and new and _said(mine) != _said(new):
            yield Change(told_list.name, told_list.title, _line(mine), _line(new))


def _said(rows: Rows) -> list[dict[str, str]]:
    return [dict(row.texts) for row in rows]


def _line(rows: Rows) -> str:
    return "; ".join(", ".join(text for text in row.texts.values() if text) for row in rows)
