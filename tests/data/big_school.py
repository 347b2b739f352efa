"""A school's file with as many made-up pupils as a measurement wants, written past the mapped objects."""

from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.domain.field import fields, new_id
from app.domain.listed import listed_values
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.services.cards import school_id
from app.storage.opening import new_passport
from data.people import People

_STEP = 5_000


def big_school(path: Path, pupils: int, seed: int = 1) -> None:
    """A file with so many pupils in 33 classes; 100,000 of them in some twenty seconds."""
    people = People(seed)
    kinds = {one.name: one.kind for one in fields(Student)}
    names = [f"{grade}{letter}" for grade in range(1, 12) for letter in "АБВ"]
    told_school = {"year": "2019-20", "kind": "school", "code": "700101", "name": "МБОУ «СОШ № 1»"}
    with new_passport(path, **told_school) as passport, passport.writing() as session:
        fixed = {"version": 1, "unread": {}, "school_id": school_id(session)}
        session.execute(insert(SchoolClass), [{"id": new_id(), "name": name, **fixed} for name in names])
        for start in range(0, pupils, _STEP):
            numbers = range(start, min(start + _STEP, pupils))
            told = [people.pupil(people.random.choice(names)) for _ in numbers]
            rows = [{name: kind.read(one.get(name, "")) for name, kind in kinds.items()} for one in told]
            session.execute(insert(Student.__table__), [_whole(row, fixed) for row in rows])


def _whole(values: dict[str, Any], fixed: dict[str, Any]) -> dict[str, Any]:
    return {"id": new_id(), **fixed, **values, **listed_values(Student, values)}
