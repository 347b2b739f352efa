"""Coming and leaving."""

from datetime import date
from typing import Any

from app.domain.student import Student
from data.records import pupil
from validators.case import Case, of


def leaver(grade: int = 9, **changed: Any) -> Student:
    values = {
        "left": date(2020, 2, 3),
        "leaving_order": "№ 30 от 03.02.2020",
        "leaving_reason": "transfer",
        "left_to": "МБОУ СОШ № 1 г. Асино",
    }
    return pupil(grade, **(values | changed))


def newcomer(grade: int = 9, **changed: Any) -> Student:
    values = {
        "enrolled": date(2019, 9, 1),
        "enrolment_order": "№ 12 от 01.09.2019",
        "enrolment_reason": "transfer",
        "enrolled_from": "МАОУ СОШ № 4 г. Томска",
    }
    return pupil(grade, **(values | changed))


CASES = [
    *(
        Case("ENR-1", name, lambda name=name: of(leaver(**{name: None})), lambda: of(leaver()))  # type: ignore[misc]
        for name in ("leaving_order", "leaving_reason", "left_to")
    ),
    Case(
        "ENR-1",
        "leaving_order",
        lambda: of(leaver(5, leaving_order=None, left=date(2019, 9, 1))),
        lambda: of(
            leaver(leaving_order=None, left=date(2019, 8, 31)),
            leaver(leaving_order=None, left=date(2020, 4, 11)),
            leaver(leaving_order=None, unread={"leaving_order": "не применимо"}),
            leaver(left_to=None, leaving_reason="graduated_9"),
        ),
    ),
    Case(
        "ENR-2",
        "left",
        lambda: of(leaver(enrolled=date(2020, 2, 4))),
        lambda: of(leaver(enrolled=date(2020, 2, 3)), leaver(), newcomer()),
    ),
    Case(
        "ENR-3",
        "leaving_reason",
        lambda: of(leaver(8, leaving_reason="graduated_9"), leaver(10, leaving_reason="graduated_11")),
        lambda: of(
            leaver(9, leaving_reason="graduated_9"),
            leaver(12, leaving_reason="graduated_11"),
            leaver(class_name=None, leaving_reason="graduated_9"),
        ),
    ),
    Case(
        "ENR-4",
        "enrolment_order",
        lambda: of(newcomer(enrolment_order=None)),
        lambda: of(newcomer(), newcomer(enrolment_order=None, enrolled=date(2019, 8, 31)), newcomer(enrolled=None)),
    ),
    Case(
        "ENR-4",
        "enrolled_from",
        lambda: of(newcomer(enrolled_from=None), newcomer(enrolled_from=None, enrolment_reason=None)),
        lambda: of(
            newcomer(1, enrolled_from=None, enrolment_reason=None),
            newcomer(10, enrolled_from=None, enrolment_reason="tenth_class"),
            newcomer(enrolled_from=None, unread={"enrolled_from": "не применимо"}),
            newcomer(enrolled_from=None, enrolled=date(2020, 4, 11)),
        ),
    ),
    Case(
        "ENR-5",
        "left",
        lambda: of(leaver(left=None)),
        lambda: of(leaver(), pupil(), leaver(left=None, unread={"left": "31.02.2020"})),
    ),
    Case(
        "ENR-6",
        "enrolment_reason",
        lambda: of(newcomer(9, enrolment_reason="first_class"), newcomer(11, enrolment_reason="tenth_class")),
        lambda: of(
            newcomer(10, enrolment_reason="tenth_class"),
            newcomer(9, enrolment_reason="first_class", enrolled=date(2011, 9, 1)),
            newcomer(9, enrolment_reason="first_class", class_name=None),
        ),
    ),
    Case(
        "ENR-7",
        "leaving_reason",
        lambda: of(leaver(birth=date(2005, 2, 4), leaving_reason="left_at_15")),
        lambda: of(
            leaver(birth=date(2005, 2, 3), leaving_reason="left_at_15"),
            leaver(birth=date(2005, 2, 4)),
            leaver(birth=None, leaving_reason="expelled"),
        ),
    ),
]
