"""A copy of a school's base in which nobody can be told, and in which the same mistakes are found as in the real one.

Only what rules read is copied, row by row: everything that is not named here (drafts, scans, images, keys, the history,
what was loaded, sent and answered) stays out by itself. Names and numbers get stand-ins, days of a person's life are
moved together.
"""

import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.choice_kinds import Choice, Choices
from app.domain.courses import Course
from app.domain.exams import Attempt, ExamChoice, ExamResult
from app.domain.family import FormerDocument, FormerName, Guardian
from app.domain.field import Field, Model, field_by_name, says_not_applicable
from app.domain.health import HealthPaper
from app.domain.imprint import SCHOOL, Imprint
from app.domain.kinds import ClassName, Digits, Email, FullName, PersonName, Phone
from app.domain.last_year import LastPupil, LastYear
from app.domain.listed import Listed, listed_values
from app.domain.moves import Move
from app.domain.paper_kinds import DepartmentCode, DocNumber, DocSeries, Snils
from app.domain.rooms import BrokenPlaces, Room, RoomNumber
from app.domain.school import Building, Responsible, School, SchoolClass
from app.domain.settings import Setting
from app.domain.staff import Staff
from app.domain.stand_ins import StandIns
from app.domain.student import Student, full_name
from app.domain.taken_year import TakenYear
from app.domain.text import fold
from app.errors import BadValue, Refused
from app.services.check_context import TOLD_MISTAKES, mistakes
from app.services.checking import check
from app.services.progress import Progress, silent
from app.storage.opening import build_base
from app.storage.passport import Passport
from app.storage.rows import insert_rows
from app.storage.snapshots import fill_in_memory

COPIED: tuple[type[Model], ...] = (
    *(Imprint, TakenYear, School, Building, Responsible, SchoolClass, Room, Staff, Course, Student, Guardian),
    *(FormerDocument, FormerName, HealthPaper, Move, Attempt, ExamChoice, ExamResult, LastYear, LastPupil),
)
_TOUCHED = frozenset(COPIED) - {Imprint, TakenYear, LastYear}
# Texts that rules read by their words, and that say nothing of a person.
_KEPT = frozenset({"post", "classes", "load", "language", "qualification", "speciality", "snils_absence", "head_post"})
_LIFE = frozenset({"birth", "doc_issued", "until"})  # the days that are moved; «until» of former papers only
_LIVES = (Student, Staff, Guardian, FormerDocument, FormerName, LastPupil)
_NAMES = ("last_name", "first_name", "middle_name")
ATTEMPTS = 6  # ways of moving a person's days, until the same is found in the card

Row = dict[str, Any]
Tables = dict[type[Model], list[Row]]
Found = dict[str, Counter[str]]  # by record, how often each rule speaks of it


@dataclass(frozen=True, slots=True)
class Anonymous:
    """The copy as the content of a file (a base without a password), and how many findings of which rules differ."""

    content: bytes = field(repr=False)
    differing: Mapping[str, int]


def anonymous_copy(passport: Passport, as_of: date | None = None, progress: Progress = silent) -> Anonymous:
    """Copy a school's base with stand-ins for all that tells who somebody is.

    The copy is checked as the original is; where moved days change what is found in a card, they are moved
    otherwise, up to :data:`ATTEMPTS` times. Raises :class:`Refused` for a municipality's base, and what ``progress``
    raises.
    """
    if passport.kind != SCHOOL:
        raise Refused("Обезличить можно только базу школы.", "Сохраните файл для поддержки без копии базы.")
    with passport.held():
        tables, told = _read(passport)
        wanted = _found(passport, as_of)
    stand_ins = StandIns(secrets.token_bytes(32), _all_names(tables))
    lives, guarded = _lives(tables), {row["id"]: row["student_id"] for row in tables[Guardian]}
    attempts: dict[str, int] = {}
    for attempt in range(ATTEMPTS):
        progress(attempt, ATTEMPTS)
        made = _replaced(tables, stand_ins, lives, attempts)
        differing = _differing(wanted, _check(made, told, as_of))
        if not differing or attempt == ATTEMPTS - 1:
            break
        for record in differing:
            for whose in {life for id, life in lives.items() if record in {id, guarded.get(id)}}:
                attempts[whose] = attempts.get(whose, 0) + 1
    return Anonymous(_file_of(made, told), _by_rule(differing))


def _read(passport: Passport) -> tuple[Tables, list[str]]:
    with passport.reading() as session:
        tables = {model: [dict(row) for row in session.execute(select(model.__table__)).mappings()] for model in COPIED}
        return tables, sorted(mistakes(session))


def _found(passport: Passport, as_of: date | None) -> Found:
    found: Found = {}
    for one in check(passport, as_of).findings:
        found.setdefault(one.id, Counter())[one.rule] += 1
    return found


def _check(tables: Tables, told: Sequence[str], as_of: date | None) -> Found:
    with fill_in_memory(Path("копия"), _filling(tables, told)) as copy:
        return _found(copy, as_of)


def _differing(wanted: Found, found: Found) -> dict[str, Counter[str]]:
    """By record, the rules that speak of it more or less often than they should."""
    nothing: Counter[str] = Counter()
    both = {id: (wanted.get(id, nothing), found.get(id, nothing)) for id in wanted.keys() | found.keys()}
    return {id: (one - other) + (other - one) for id, (one, other) in both.items() if one != other}


def _by_rule(differing: Mapping[str, Counter[str]]) -> dict[str, int]:
    return dict(sorted(sum(differing.values(), Counter()).items()))


def _file_of(tables: Tables, told: Sequence[str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.passport"
        build_base(path, _filling(tables, told))
        return path.read_bytes()


def _filling(tables: Tables, told: Sequence[str]) -> Callable[[Session], None]:
    def fill(session: Session) -> None:
        for model, rows in tables.items():
            insert_rows(session, cast(Table, model.__table__), rows)
        if told:
            session.add(Setting(name=TOLD_MISTAKES, value=list(told)))

    return fill


# --- what stands for what -----------------------------------------------------------------------------


def _all_names(tables: Tables) -> Iterable[str]:
    """The texts of every name of a person in the tables, typed ones that could not be read among them."""
    for model, rows in tables.items():
        kinds = {name: one.kind for name, one in field_by_name(model).items()}
        named = [name for name, kind in kinds.items() if isinstance(kind, PersonName | FullName)]
        for row in rows:
            yield from (row[name] for name in named or _NAMES if row.get(name))
            yield from (text for name, text in (row.get("unread") or {}).items() if name in named)


def _replaced(tables: Tables, stand_ins: StandIns, lives: Mapping[str, str], attempts: Mapping[str, int]) -> Tables:
    def moved(row: Row, day: date) -> date:
        whose = lives[row["id"]]
        return stand_ins.day(day, whose, attempts.get(whose, 0))

    return {
        model: [_row(model, row, stand_ins, moved) for row in rows] if model in _TOUCHED else rows
        for model, rows in tables.items()
    }


def _row(model: type[Model], row: Row, stand_ins: StandIns, moved: Callable[[Row, date], date]) -> Row:
    known = field_by_name(Student if model is LastPupil else model)
    made = dict(row)
    for name, value in row.items():
        if isinstance(value, str) and (told := known.get(name)):
            made[name] = _text(told, value, stand_ins)
        elif isinstance(value, date) and name in _LIFE and model in _LIVES:
            made[name] = moved(row, value)
    if row.get("unread"):
        made["unread"] = {name: _unread(known.get(name), text, stand_ins) for name, text in row["unread"].items()}
    if issubclass(model, Listed):
        made |= listed_values(cast(type[Model], model), made)
    return made


def _text(told: Field, value: str, stand_ins: StandIns) -> str:
    """What stands for a value of a field."""
    if told.name in _KEPT:
        return value
    for kinds, made in _STANDS:
        if isinstance(told.kind, kinds):
            return made(stand_ins, value)
    return stand_ins.text(value)


def _number(stand_ins: StandIns, value: str) -> str:
    """ИНН of a person; the other codes of registers are of the school and public."""
    return stand_ins.inn(value) if len(value) == 12 else value


_STANDS: tuple[tuple[tuple[type[Any], ...], Callable[[StandIns, str], str]], ...] = (
    ((Choice, Choices, ClassName, DocSeries, DepartmentCode, RoomNumber, BrokenPlaces), lambda _, value: value),
    ((Snils,), StandIns.snils),
    ((Phone,), StandIns.phone),
    ((Email,), StandIns.email),
    ((PersonName, FullName, DocNumber), StandIns.name),
    ((Digits,), _number),
)


def _unread(told: Field | None, text: str, stand_ins: StandIns) -> str:
    if says_not_applicable(text):
        return text
    return stand_ins.scrambled(text, lambda made: told is None or not _is_read(told, made))


def _is_read(told: Field, text: str) -> bool:
    try:
        told.value(text)
    except BadValue:
        return False
    return True


def _lives(tables: Tables) -> dict[str, str]:
    """By record, whose days are moved together: those of one birth date, and of one name though the dates differ, so
    that two cards of one person stay as near to each other as they are."""
    births: dict[str, date] = {}
    people = [row for model in (LastPupil, Student, Staff) for row in tables[model]]
    for row in people:
        if row["birth"]:
            births[_name_of(row)] = min(row["birth"], births.get(_name_of(row), row["birth"]))
    lives = {row["id"]: str(births.get(_name_of(row)) or _name_of(row)) for row in people}
    lives |= {row["id"]: str(row["birth"] or row["name"]) for row in tables[Guardian]}
    former = [row for model in (FormerDocument, FormerName) for row in tables[model]]
    return lives | {row["id"]: lives[row["student_id"]] for row in former}


def _name_of(row: Row) -> str:
    return fold(full_name(row["last_name"], row["first_name"], row["middle_name"]))
