"""What is not entered, or could not be read."""

from datetime import date

from app.domain.school import Building
from data.records import BUILDING, guardian, pupil, school, school_class
from validators.case import Case, of

CASES = [
    Case("REQ-1", "birth_place", lambda: of(pupil(9, birth_place=None)), lambda: of(pupil(5, birth_place=None))),
    Case("REQ-1", "class_name", lambda: of(pupil(9, class_name=None)), lambda: of(pupil(9))),
    Case("REQ-1", "middle_name", lambda: of(pupil(5, middle_name=None)), lambda: of(pupil(5, middle_name="нет"))),
    Case("REQ-1", "category", lambda: of(pupil(9, category=None)), lambda: of(pupil(5, category=None))),
    Case("REQ-1", "teacher", lambda: of(school_class(teacher=None)), lambda: of(school_class())),
    Case("REQ-1", "head_name", lambda: of(school(head_name=None)), lambda: of(school())),
    Case("REQ-2", "birth", lambda: of(pupil(5, birth=None)), lambda: of(pupil(9, birth=None))),
    Case("REQ-2", "consent", lambda: of(pupil(9, consent=None)), lambda: of(pupil(5, consent=None))),
    Case(
        "READ-1",
        "birth",
        lambda: of(pupil(9, birth=None, unread={"birth": "31.02.2004"})),
        lambda: of(pupil(9)),
    ),
    Case("READ-1", "gone", lambda: of(pupil(9, unread={"gone": "поле старой программы"})), lambda: of(pupil(9))),
    Case("READ-1", "phone", lambda: of(school(phone=None, unread={"phone": "8"})), lambda: of(school())),
    Case(
        "REQ-1",
        "buildings.2.address",
        lambda: of(
            school(buildings=[Building(name=BUILDING, address="д. 1", unread={}), Building(name="2", unread={})])
        ),
        lambda: of(school()),
    ),
    Case("REQ-2", "guardians.1.name", lambda: of(pupil(guardians=[guardian(name=None)])), lambda: of(pupil())),
    Case(
        "READ-1",
        "guardians.1.phone",
        lambda: of(pupil(guardians=[guardian(phone=None, unread={"phone": "мамин"})])),
        lambda: of(pupil(guardians=[guardian(phone=None, unread={"phone": "не применимо"})])),
    ),
    Case(
        "READ-1",
        "birth",
        lambda: of(pupil(birth=None, unread={"birth": "31.02.2004"}, left=date(2020, 2, 3))),
        lambda: of(pupil(left=date(2020, 2, 3))),
    ),
]
