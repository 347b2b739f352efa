"""A made-up municipality with its schools, and their packages, for the tests of taking them."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import delete, update

from app.domain.keys import KeyPair
from app.domain.school import School
from app.domain.student import Student
from app.services.exporting import export_package
from app.services.lists import ID, list_rows
from app.services.receivers import NOBODY, Receiver
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.seed import SEED
from data.whole_school import whole_school

YEAR = "2019-20"
AS_OF = date(2020, 8, 31)  # the last day of the year, as of which everything is checked after it
PUPILS = 60


def municipality(path: Path) -> Passport:
    """An empty municipality's base, open."""
    return new_passport(path, year=YEAR, kind="municipality", code="700000", name="Департамент образования")


@cache
def _template(pupils: int) -> Path:
    """A clean school that is made once; each test works on a copy."""
    path = Path(mkdtemp()) / "template.passport"
    whole_school(path, pupils, year=YEAR, as_of=AS_OF, seed=SEED).close()
    return path


def school(path: Path, code: str = "700101", *, pupils: int = PUPILS) -> Passport:
    """A clean school with a code of its own, open; its people are those of every school of this module."""
    shutil.copyfile(_template(pupils), path)
    passport = open_passport(path)
    with passport.writing() as session:
        session.execute(update(School).values(code=code, short_name=f"МБОУ «Школа {code}»"))
        session.execute(delete(KeyPair))
    return passport


def second_copy(passport: Passport, path: Path) -> Passport:
    """The base copied as it is, keys included, as people do to type on two computers."""
    with passport.writing() as session:
        session.connection().exec_driver_sql("PRAGMA user_version")
    shutil.copyfile(passport.path, path)
    for ending in ("-wal", "-shm"):
        beside = passport.path.with_name(passport.path.name + ending)
        if beside.exists():
            shutil.copyfile(beside, path.with_name(path.name + ending))
    return open_passport(path)


def sent(passport: Passport, folder: Path, to: Receiver = NOBODY) -> Path:
    """The school's package in a folder of its own."""
    folder.mkdir(exist_ok=True)
    return export_package(passport, folder, to=to).path


def pupils_of(passport: Passport) -> list[str]:
    """The ids of the pupils in the order of the list."""
    return [row[ID] for row in list_rows(passport, "student", ())]


def change(passport: Passport, id: str, **values: object) -> None:
    """Write values into a pupil past the card: what they mean is the test's affair."""
    with passport.writing() as session:
        session.execute(update(Student).where(Student.id == id).values(**values))


def remove(passport: Passport, ids: list[str]) -> None:
    """Take pupils out past the card."""
    with passport.writing() as session:
        session.execute(delete(Student).where(Student.id.in_(ids)))
