"""Classes."""

from dataclasses import replace
from datetime import date

from data.records import FACTS, school_class
from validators.case import Case, of

STRANGER = "Осипова Вера Львовна"
PROFILE = {"name": "10А", "profile": None}

CASES = [
    Case(
        "CLS-1",
        "teacher",
        lambda: of(school_class(teacher=STRANGER)),
        lambda: of(school_class(), school_class(teacher="рябинина  ОЛЬГА Олеговна"), school_class(teacher=None)),
        as_of=date(2019, 10, 1),
    ),
    Case(
        "CLS-2",
        "profile",
        lambda: of(school_class(**PROFILE), school_class(name="12Б")),
        lambda: of(
            school_class(name="10А", profile="universal"),
            school_class(**PROFILE, unread={"profile": "не применимо"}),
            school_class(name="9А", profile=None),
        ),
        facts=replace(FACTS, workers=None),
    ),
]
