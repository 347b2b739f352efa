"""The rows with which the next school year's base begins, read from the old one.

What comes along is decided in ``app.domain.carry_over`` for whole records and by each field for its values.
Permanent ids stay, so that the two years can be compared and a list loaded later finds everybody again.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.ageing import Ageing, ageing_fields
from app.domain.carry_over import SETTINGS_OF_A_YEAR, come_along
from app.domain.field import Detail, Model, OnNewYear, Record, fields
from app.domain.listed import Listed, listed_values
from app.domain.school import SchoolClass, grade_of
from app.domain.settings import Setting
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.users import User
from app.services.last_year import KEPT
from app.services.new_year_plan import BASIC_ENDS, Fate, NewYearPlan, PupilPlan, next_class, still_here
from app.services.year_file import YearFile
from app.storage.passport import Passport

PROFILED = 10  # the first grade whose classes have a profile

Row = dict[str, Any]
Rows = dict[type[Model], list[Row]]


@dataclass(slots=True)
class Content:
    """All rows of the new base as they will be stored, each class after those it points at.

    A class that has to be made has no id yet. ``pupils`` and ``workers`` are what last year's base is remembered by;
    ``file`` is the file of the year where one was given; ``digest`` is over all of it.
    """

    rows: Rows
    pupils: list[Row]
    workers: int
    file: YearFile | None
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        told = {model.__tablename__: rows for model, rows in self.rows.items()}
        whole = [told, self.pupils, self.workers, self.file.content if self.file else None]
        text = json.dumps(whole, default=_plain, sort_keys=True, ensure_ascii=False)
        self.digest = hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def content_of(old: Passport, plan: NewYearPlan, file: YearFile | None) -> Content:
    """Read the old base at one moment and make the new rows by a plan."""
    planned = {one.id: one for one in plan.pupils}
    rows: Rows = {}
    renamed: dict[str, str] = {}  # the classes that are there again, by their old names
    with old.reading() as session:
        for model in come_along():
            stays = _stays(model, planned, plan, rows)
            found = [row for row in _all(session, model) if stays(row)]
            if model is SchoolClass:
                before = {row["id"]: row["name"] for row in found}
                found = _moved_up(found, plan)
                renamed = {before[row["id"]]: row["name"] for row in found if row["id"] is not None}
            rows[model] = [_renewed(model, row, planned) for row in found]
        rows[User] = [{**row, "classes": _after(row["classes"], renamed)} for row in rows[User]]
        table = Student.__table__
        query = select(*(table.c[name] for name in KEPT)).where(still_here(plan.old_year)).order_by(table.c.id)
        pupils = [dict(row) for row in session.execute(query).mappings()]
    return Content(rows, pupils, len(rows[Staff]), file)


def _all(session: Session, model: type[Model]) -> Iterator[Row]:
    table = cast(Table, model.__table__)
    query = select(table).order_by(*table.primary_key.columns)
    return (dict(row) for row in session.execute(query).mappings())


def _stays(
    model: type[Model], planned: Mapping[str, PupilPlan], plan: NewYearPlan, rows: Rows
) -> Callable[[Row], bool]:
    """Whether a row of a class comes along; a detail does with its record, which stands among the ``rows`` already."""
    if model is Student:
        return lambda row: row["id"] in planned and planned[row["id"]].fate.stays
    if model is Staff:
        return lambda row: row["dismissed"] is None or row["dismissed"] > plan.old_year.last_day
    if model is User:
        return lambda row: row["closed"] is None
    if model is Setting:
        return lambda row: row["name"] not in SETTINGS_OF_A_YEAR
    if issubclass(model, Detail):
        key = next(iter(model.__table__.foreign_keys))
        owner = key.parent.name
        ids = {row["id"] for one, some in rows.items() if one.__table__ is key.column.table for row in some}
        return lambda row: row[owner] in ids
    return lambda _: True


def _moved_up(rows: list[Row], plan: NewYearPlan) -> list[Row]:
    """Classes move up with their pupils; one in which somebody is kept stays, or is made where it has moved up too.

    An empty class goes with the others up to class 9, after which nobody can tell whether there will be a next one."""
    grades = {grade_of(one.class_name) for one in plan.pupils}
    going = {one.class_name for one in plan.pupils if one.fate is Fate.MOVED}
    emptied = {one.class_name for one in plan.pupils} - going
    going |= {row["name"] for row in rows if (grade_of(row["name"]) or 0) < BASIC_ENDS} - emptied
    found: dict[str, Row] = {}
    for row in rows:
        above = next_class(row["name"], grades)
        if above and row["name"] in going:
            found[above] = {**row, "name": above}
    gone = {row["id"] for row in found.values()}
    there = {row["name"]: row for row in rows if row["id"] not in gone}
    for name in {one.to_class for one in plan.pupils if one.to_class}.difference(found):
        found[name] = there.get(name) or _new_class(rows[0], name)
    return [found[name] for name in sorted(found)]


def _new_class(like: Row, name: str) -> Row:
    return {**dict.fromkeys(like), "unread": {}, "school_id": like["school_id"], "name": name}


def _after(classes: list[str], renamed: Mapping[str, str]) -> list[str]:
    """What becomes of a teacher's classes; one that is there no more leaves him without, until the owner gives one."""
    return sorted(renamed[name] for name in classes if name in renamed)


def _renewed(model: type[Model], row: Row, planned: Mapping[str, PupilPlan]) -> Row:
    """A row as the new year begins with it: what begins anew is empty, what ages waits to be confirmed."""
    if not issubclass(model, Record):
        return row
    begun = [one.name for one in fields(model) if one.on_new_year is OnNewYear.BEGIN]
    unread = {name: text for name, text in row["unread"].items() if name not in begun}
    new = {**row, **dict.fromkeys(begun), "unread": unread, "version": 1}
    if model is Student:
        one = planned[row["id"]]
        new |= {"class_name": one.to_class or None, "category": one.category or None}
        unread.pop("category", None)
    if model is SchoolClass and grade_of(new["name"]) == PROFILED:
        unread.pop("profile", None)  # «не применимо» below; asked for from here on
    if issubclass(model, Ageing):
        new["unconfirmed"] = [name for name in ageing_fields(model) if new[name] is not None] or None
    if issubclass(model, Listed):
        new |= listed_values(model, new)
    return new
