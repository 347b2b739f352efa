"""The check of 1,000 pupils against bare loading of the same pupils, and of one card among 10,000."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import select

from app.domain.exams import ExamChoice
from app.domain.field import new_id
from app.domain.student import Student
from app.services.cards import school_id, with_details
from app.services.checking import check
from app.services.class_cards import ensure_class
from app.services.detail_rows import apply_texts
from app.services.rechecking import check_record
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.people import People

ROUNDS = 5
BUDGET_ALL_MS = 500
BUDGET_ONE_MS = 20
AS_OF = date(2019, 9, 30)


def filled(folder: Path, pupils: int) -> tuple[Passport, str]:
    """A school with so many pupils of classes 1–11, and the id of one of them."""
    people = People(7)
    names = [f"{grade}{letter}" for grade in range(1, 12) for letter in "АБВ"]
    passport = new_passport(
        folder / f"{pupils}.passport", year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»"
    )
    with passport.writing() as session:
        school = school_id(session)
        for number in range(pupils):
            name = names[number % len(names)]
            ensure_class(session, school, name)
            exams = [ExamChoice(subject=one, form=form, unread={}) for one, form in people.exams(name)]
            student = Student(id=new_id(), school_id=school, unread={}, exams=exams)
            apply_texts(student, people.pupil(name))
            session.add(student)
    return passport, student.id


def median_ms(work: Callable[[], object]) -> float:
    """The median time of a work, after one run for warmth."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def load(passport: Passport) -> object:
    with passport.reading() as session:
        return session.scalars(select(Student).options(*with_details(Student))).all()


def load_one(passport: Passport, id: str) -> object:
    with passport.reading() as session:
        return session.get_one(Student, id, options=with_details(Student))


def main() -> None:
    """Print both checks with their budgets and ratios to the bare loading."""
    with tempfile.TemporaryDirectory() as folder:
        passport, _ = filled(Path(folder), 1_000)
        with passport:
            ours = median_ms(lambda: check(passport, AS_OF))
            bare = median_ms(lambda: load(passport))
        tell("check of 1,000 pupils", ours, BUDGET_ALL_MS, bare)
        passport, id = filled(Path(folder), 10_000)
        with passport:
            ours = median_ms(lambda: check_record(passport, "student", id, AS_OF))
            bare = median_ms(lambda: load_one(passport, id))
        tell("check of one card among 10,000", ours, BUDGET_ONE_MS, bare)


def tell(name: str, ours: float, budget: int, bare: float) -> None:
    sys.stdout.write(
        f"{name}: ours {ours:.1f} ms (budget {budget} ms), yardstick {bare:.1f} ms, ratio {ours / bare:.1f}\n"
    )


if __name__ == "__main__":
    main()
