"""A whole made-up school in which nothing is wrong as of a day, written into a real file past the mapped objects.

Every field that rules look at is right, and the hard cases of real schools are among the pupils, so a check that
finds an error or a question here is wrong itself. 100,000 pupils take some two minutes.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.field import Record, details_by_name, fields, new_id
from app.domain.last_year import LastPupil, LastYear
from app.domain.listed import Listed, listed_values
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import academic_year
from app.services.cards import school_id, with_details
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data import whole_house
from data.whole_gia import Moment
from data.whole_people import Name, Papers, Values
from data.whole_pupils import Pupil, Pupils

SHARES = (11, 11, 10, 10, 10, 9, 9, 9, 10, 5, 5, 1)  # classes 1–12 of a hundred pupils
SIZE = 26
LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"


def whole_school(path: Path, pupils: int, *, year: str, as_of: date, seed: int) -> Passport:
    """Make a clean school of so many pupils as of a day, and open it."""
    passport = new_passport(path, year=year, kind="school", code="700101", name="МБОУ «Школа № 1»")
    with passport.writing() as session:
        _Writer(session, Moment(academic_year(year), as_of), random.Random(seed)).write(pupils)
    return passport


def classes_of(pupils: int) -> Iterator[tuple[str, int, int]]:
    """Name, grade and size of the classes of a school of so many pupils; those of a grade are nearly as large."""
    for grade, share in enumerate(SHARES, 1):
        whole = max(pupils * share // sum(SHARES), 4)
        count = -(-whole // SIZE)
        for place in range(count):
            first, second = divmod(place, len(LETTERS))
            letters = f"{LETTERS[first - 1]}{LETTERS[second]}" if first else LETTERS[second]
            yield f"{grade}{letters}", grade, whole // count + (place < whole % count)


def with_last_year(passport: Passport) -> None:
    """Give a school the base of last year in which everybody who was there then was one class below.

    As many left after its class 11 as have come since, so that the school is as large as it was."""
    year = passport.year
    with passport.writing() as session:
        here = session.scalars(
            select(Student).where(Student.enrolled < year.first_day).options(*with_details(Student))
        ).all()
        pupils = [_last(one) for one in here if one.grade and (one.grade > 1 or one.enrolled is None)]
        workers = len(session.scalars(select(Staff.id)).all())
        begins = year.first_day.year - 1
        given = LastYear(id=1, year=f"{begins}-{(begins + 1) % 100:02}", given_at=datetime(2020, 1, 1), workers=workers)
        here_now = session.scalar(select(func.count()).select_from(Student).where(Student.left.is_(None))) or 0
        gone = [LastPupil(id=new_id(), class_name="11А") for _ in range(here_now - len(pupils))]
        session.add_all([given, *pupils, *gone])


def _last(one: Student) -> LastPupil:
    kept = ("id", "last_name", "first_name", "middle_name", "birth", "sex", "snils", "ovz")
    below = f"{(one.grade or 2) - 1}{(one.class_name or '').lstrip('0123456789')}"
    values = {name: getattr(one, name) for name in kept}
    if one.former_names:
        values |= {name: getattr(one.former_names[0], name) for name in kept[1:4]}
    return LastPupil(**values, class_name=below)


class _Writer:
    """Writes a school record by record into the tables; kept are only the names that others point at."""

    def __init__(self, session: Session, now: Moment, source: random.Random) -> None:
        self.session = session
        self.now = now
        self.papers = Papers(source)
        self.school = school_id(session)

    def write(self, pupils: int) -> None:
        classes = list(classes_of(pupils))
        teachers = self._staff(max(len(classes) + 12, 45), [name for name, *_ in classes], max(len(classes), 12))
        self._school(teachers, max(len(classes), 12))
        form = {12: "mixed"}
        rows = [
            {
                "name": name,
                "teacher": teachers[12 + place].whole,
                "profile": "universal" if grade > 9 else None,
                "study_form": form.get(grade, "full"),
                "language": "русский",
                "shift": "first",
                "unread": {} if grade > 9 else {"profile": "не применимо"},
            }
            for place, (name, grade, _) in enumerate(classes)
        ]
        self._insert(SchoolClass, rows)
        source = Pupils(self.now, self.papers)
        for name, grade, size in classes:
            self._pupils(list(source.of_class(name, grade, size)))

    def _school(self, workers: Sequence[Name], rooms: int) -> None:
        values = whole_house.school(self.now, workers[0], workers[1])
        self.session.execute(update(School).values(**values))
        known = details_by_name(School)
        lists = {
            "buildings": whole_house.buildings(),
            "responsibles": whole_house.responsibles(self.now, workers[1:4], self.papers),
        }
        for name, rows in lists.items():
            self._details(known[name].model, "school_id", [(self.school, rows)])
        self._insert(Room, whole_house.rooms(rooms))

    def _staff(self, count: int, classes: Sequence[str], rooms: int) -> list[Name]:
        names, rows = [], []
        for place in range(count):
            led = [classes[place % len(classes)]]
            name, values = whole_house.worker(self.now, self.papers, place, led, rooms)
            names.append(name)
            rows.append({"id": new_id(), **values})
        self._insert(Staff, rows)
        lists = [(row["id"], whole_house.courses(self.now, self.papers)) for row in rows]
        self._details(details_by_name(Staff)["courses"].model, "staff_id", lists)
        return names

    def _pupils(self, pupils: Sequence[Pupil]) -> None:
        ids = [new_id() for _ in pupils]
        self._insert(Student, [{"id": id, **one.values} for id, one in zip(ids, pupils, strict=True)])
        for name, told in details_by_name(Student).items():
            lists = [(id, one.lists.get(name, [])) for id, one in zip(ids, pupils, strict=True)]
            self._details(told.model, "student_id", lists)

    def _insert(self, model: type[Record], rows: Sequence[Values]) -> None:
        empty: Values = {one.name: None for one in fields(model)}
        whole = [{"id": new_id(), "version": 1, "unread": {}, "school_id": self.school, **empty, **row} for row in rows]
        if issubclass(model, Listed):
            whole = [row | listed_values(model, row) for row in whole]
        if whole:
            self.session.execute(insert(model.__table__), whole)

    def _details(self, model: type[Any], owner: str, lists: Sequence[tuple[str, Sequence[Values]]]) -> None:
        empty: Values = {one.name: None for one in fields(model)}
        whole = [
            {"id": new_id(), "version": 1, "unread": {}, owner: id, "place": place, **empty, **row}
            for id, rows in lists
            for place, row in enumerate(rows)
        ]
        if whole:
            self.session.execute(insert(model.__table__), whole)


def cases_of(passport: Passport) -> dict[str, int]:
    """How many pupils of each hard case a school has, told by what stands in its cards."""
    with passport.reading() as session:
        return {name: len(session.scalars(select(Student.id).where(told)).all()) for name, told in HARD.items()}


HARD = {
    "no отчество": Student.middle_name == "нет",
    "double surname": Student.last_name.contains("-"),
    "оглы or кызы": Student.middle_name.op("GLOB")("* [ко][гы][лз]ы"),
    "foreign document": Student.doc_kind.in_(("foreign_passport", "residence")),
    "foreign citizenship": Student.citizenship != "643",
    "twins": Student.first_name.in_(("Данила", "Карина", "Арина", "Родион")),
    "ё": Student.last_name.contains("ё"),
    "retake": Student.category == "C4",
    "class 12": Student.class_name.startswith("12"),
    "family education": Student.study_form == "family",
    "newcomer": Student.moves.any(kind="enrolment"),
    "leaver": Student.left.is_not(None),
    "disabled with a paper": Student.disabled & Student.health_papers.any(kind="mse"),
    "C3 with ЕГЭ": (Student.category == "C3") & Student.exams.any(form="ege"),
    "ГВЭ": Student.exams.any(form="gve"),
    "not applicable": Student.unread.op("->>")("enrolled_from") == "не применимо",
}
