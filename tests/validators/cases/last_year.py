"""A pupil against last year's base."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.family import FormerName
from app.domain.last_year import LastPupil
from app.domain.student import Student
from app.validators.registry import Context
from data.records import pupil
from validators.case import Case, of


def was(**changed: Any) -> Callable[[Context], Context]:
    """A context in which last year's base has the pupil of class 9 as he was in class 8."""
    values = {
        "last_name": "Берёзов",
        "first_name": "Лев",
        "middle_name": "Андреевич",
        "birth": date(2004, 3, 15),
        "sex": "male",
        "snils": "11223344595",
        "class_name": "8А",
        "ovz": False,
    }
    last = LastPupil(**(values | changed))

    def found(student: Student) -> LastPupil | None:
        return None if student.id == "new" else last

    return lambda context: replace(context, last_pupil=found)


CASES = [
    Case(
        "LY-1",
        "class_name",
        lambda: of(pupil(8), pupil(10)),
        lambda: of(pupil(9), pupil(8, id="new"), pupil(class_name=None)),
        other=was(),
    ),
    Case(
        "LY-1",
        "class_name",
        lambda: of(pupil(11), pupil(9)),
        lambda: of(pupil(11, category="C4"), pupil(12)),
        other=was(class_name="11А"),
    ),
    Case(
        "LY-1",
        "class_name",
        lambda: of(pupil(11, category="C4")),
        lambda: of(pupil(10)),
        other=was(class_name="9Б"),
    ),
    Case("LY-1", "class_name", lambda: of(pupil(10)), lambda: of(pupil(12)), other=was(class_name="12А")),
    Case(
        "LY-2",
        "birth",
        lambda: of(pupil(birth=date(2004, 3, 16))),
        lambda: of(pupil(), pupil(birth=None), pupil(id="new", birth=date(2004, 3, 16))),
        other=was(),
    ),
    Case("LY-3", "sex", lambda: of(pupil(sex="female")), lambda: of(pupil(), pupil(sex=None)), other=was()),
    Case(
        "LY-4",
        "snils",
        lambda: of(pupil(snils="08765430300"), pupil(snils="нет")),
        lambda: of(pupil(), pupil(snils=None)),
        other=was(),
    ),
    Case(
        "LY-5",
        "last_name",
        lambda: of(pupil(last_name="Липов")),
        lambda: of(
            pupil(last_name="Березов"),
            pupil(last_name="Липов", former_names=[FormerName(last_name="Берёзов", unread={})]),
            pupil(last_name=None),
            pupil(id="new", last_name="Липов"),
        ),
        other=was(),
    ),
    Case("LY-5", "middle_name", lambda: of(pupil(middle_name="нет")), lambda: of(pupil()), other=was()),
    Case("LY-6", "ovz", lambda: of(pupil(ovz=False)), lambda: of(pupil(ovz=True), pupil(5)), other=was(ovz=True)),
]
