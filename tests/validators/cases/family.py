"""Parents and other representatives."""

from datetime import date

from data.records import guardian, pupil
from validators.case import Case, of

CASES = [
    Case(
        "FAM-1",
        "guardians",
        lambda: of(
            pupil(guardians=[]),
            pupil(11, guardians=[], birth=date(2002, 4, 11)),
            pupil(guardians=[guardian(relation="self")]),
        ),
        lambda: of(
            pupil(),
            pupil(5),
            pupil(11, guardians=[], birth=date(2002, 4, 10)),
            pupil(guardians=[guardian(relation=None)]),
            pupil(guardians=[], birth=None),
        ),
    ),
    Case("FAM-1", "guardians", lambda: of(pupil(guardians=[])), lambda: of(pupil(8)), as_of=date(2019, 10, 1)),
    Case(
        "FAM-2",
        "guardians.1.phone",
        lambda: of(pupil(guardians=[guardian(phone=None), guardian(phone=None)])),
        lambda: of(
            pupil(guardians=[guardian(phone=None), guardian()]),
            pupil(guardians=[]),
            pupil(guardians=[guardian(phone=None, unread={"phone": "не применимо"})]),
        ),
    ),
    Case(
        "FAM-3",
        "guardians.1.birth",
        lambda: of(
            pupil(guardians=[guardian(birth=date(1990, 3, 16))]),
            pupil(guardians=[guardian(birth=date(1948, 3, 15))]),
            pupil(guardians=[guardian(relation="father", birth=date(1929, 3, 15))]),
            pupil(guardians=[guardian(relation="guardian", birth=date(2002, 4, 11))]),
        ),
        lambda: of(
            pupil(guardians=[guardian(birth=date(1990, 3, 15))]),
            pupil(guardians=[guardian(birth=date(1948, 3, 16))]),
            pupil(guardians=[guardian(relation="father", birth=date(1929, 3, 16))]),
            pupil(guardians=[guardian(relation="guardian", birth=date(2002, 4, 10))]),
            pupil(guardians=[guardian(relation="guardian", birth=date(1935, 4, 10)), guardian(birth=None)]),
            pupil(guardians=[guardian(relation="self", birth=date(2004, 3, 15)), guardian(relation=None)]),
            pupil(birth=None, guardians=[guardian(birth=date(1948, 3, 15))]),
        ),
    ),
    Case(
        "FAM-4",
        "guardians.2.name",
        lambda: of(pupil(guardians=[guardian(), guardian(name="Березова Ольга Петровна")])),
        lambda: of(pupil(guardians=[guardian(), guardian(name="Берёзов Андрей Ильич"), guardian(name=None)])),
    ),
    Case(
        "FAM-5",
        "guardians.1.ground",
        lambda: of(
            pupil(guardians=[guardian(relation="guardian")]),
            pupil(guardians=[guardian(relation="institution", name=None)]),
        ),
        lambda: of(
            pupil(),
            pupil(guardians=[guardian(relation="guardian", ground="Постановление № 14")]),
            pupil(guardians=[guardian(relation="guardian", unread={"ground": "не применимо"})]),
        ),
    ),
    Case(
        "FAM-6",
        "guardians.1.relation",
        lambda: of(
            pupil(guardians=[guardian(relation="father")]),
            pupil(guardians=[guardian(name="Берёзов Андрей Ильич")]),
            pupil(guardians=[guardian(name="Алиев Рашид Гасан оглы")]),
        ),
        lambda: of(
            pupil(guardians=[guardian(name="Алиева Лейла Гасан кызы")]),
            pupil(guardians=[guardian(name="Смит Джейн", relation="father"), guardian(relation="guardian")]),
        ),
    ),
    Case(
        "FAM-7",
        "guardians.1.doc_issued",
        lambda: of(
            pupil(guardians=[guardian(doc_issued=date(2020, 4, 11))]),
            pupil(guardians=[guardian(doc_issued=date(1975, 5, 4))]),
        ),
        lambda: of(
            pupil(guardians=[guardian(doc_issued=date(2020, 4, 10)), guardian()]),
            pupil(guardians=[guardian(birth=None, doc_issued=date(1975, 5, 4))]),
        ),
    ),
]
