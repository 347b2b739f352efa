"""The school's own card."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.domain.school import Building
from app.validators.registry import Context
from data.records import CHECK_DAY, FACTS, SUMS, school
from validators.case import Case, of

NEXT = date(2020, 4, 11)
NOT_POINT = {"is_point": False, "point_code": None, "point_exams": None}


def pupils(**counts: int) -> Callable[[Context], Context]:
    """The context of a school with these classes."""
    return lambda context: replace(
        context, sums=replace(SUMS, pupils={f"{name[1:]}А": n for name, n in counts.items()})
    )


def responsible(*duties: str) -> dict[str, object]:
    return {"responsibles": [one for one in school().responsibles if one.duty in duties]}


CASES = [
    Case(
        "SUM-6",
        "kind",
        lambda: of(school(kind="basic"), school(kind="primary")),
        lambda: of(school(kind="secondary"), school(kind=None)),
    ),
    Case("SUM-6", "kind", lambda: of(school(kind="primary")), lambda: of(school(kind="basic")), other=pupils(c9=20)),
    Case(
        "CH-AD",
        "legal_address",
        lambda: of(school(legal_address="634050, г. Томск, ул. «Школьная», д. № 1")),
        lambda: of(school(legal_address="634050, г. Томск, ул. 1-я Лётная, д. 1/2"), school(legal_address=None)),
    ),
    Case(
        "CH-AD",
        "buildings.1.address",
        lambda: of(school(buildings=[Building(name="Цех", address="г. Tомск", unread={})])),
        lambda: of(school(buildings=[Building(name="Цех", unread={})])),
    ),
    Case(
        "TERM-1",
        "accreditation_until",
        lambda: of(school(accreditation_until=date(2020, 4, 9))),
        lambda: of(school(accreditation_until=CHECK_DAY), school(accreditation_until=None)),
    ),
    Case("TERM-2", "licence_issued", lambda: of(school(licence_issued=NEXT)), lambda: of(school(licence_issued=None))),
    Case(
        "TERM-2",
        "accreditation_until",
        lambda: of(school(accreditation_until=date(2015, 3, 1))),
        lambda: of(school(accreditation_until=date(2015, 3, 2)), school(accreditation_issued=None)),
    ),
    Case(
        "PPE-10",
        "point_exams",
        lambda: of(school(point_exams=None)),
        lambda: of(school(), school(point_exams=None, unread={"point_exams": "ЕГЭ?"}), school(**NOT_POINT)),
    ),
    Case("PPE-10", "point_code", lambda: of(school(point_code=None)), lambda: of(school())),
    Case(
        "PPE-10",
        "point_exams",
        lambda: of(school(point_exams=None)),
        lambda: of(school(point_code=None)),
        as_of=date(2019, 11, 1),
    ),
    Case(
        "PPE-10",
        "is_point",
        lambda: of(school(is_point=False)),
        lambda: of(school(**NOT_POINT), school(**{**NOT_POINT, "is_point": None, "point_code": "0412"})),
    ),
    Case(
        "CONF-1",
        "confirmed_1",
        lambda: of(school(confirmed_1=None), school(confirmed_1=date(2019, 8, 31)), school(confirmed_1=NEXT)),
        lambda: of(
            school(), school(confirmed_1=date(2019, 9, 1)), school(confirmed_1=None, unread={"confirmed_1": "?"})
        ),
    ),
    Case(
        "CONF-1",
        "confirmed_1",
        lambda: of(school(confirmed_1=None, confirmed_2=None)),
        lambda: of(school(confirmed_2=None)),
        as_of=date(2019, 10, 30),
    ),
    Case(
        "CONF-1",
        "confirmed_2",
        lambda: of(school(confirmed_2=None)),
        lambda: of(school()),
        as_of=date(2019, 10, 31),
    ),
    Case(
        "CONF-2",
        "confirmed_1",
        lambda: of(school(confirmed_1=date(2019, 10, 1))),
        lambda: of(school(confirmed_1=date(2019, 9, 30)), school(confirmed_1=None), school(confirmed_1=NEXT)),
    ),
    Case(
        "CONF-2",
        "confirmed_2",
        lambda: of(school(confirmed_2=date(2019, 10, 31)), school(confirmed_2=date(2019, 9, 26))),
        lambda: of(school(confirmed_2=date(2019, 10, 30)), school(confirmed_2=date(2019, 9, 27))),
    ),
    Case(
        "CONF-3",
        "confirmed_1_by",
        lambda: of(school(confirmed_1_by=None)),
        lambda: of(school(), school(confirmed_1=None, confirmed_1_by=None)),
    ),
    Case(
        "RESP-1",
        "responsibles",
        lambda: of(school(**responsible("monitoring", "gia9"))),
        lambda: of(school(**responsible("gia9", "gia11"))),
        as_of=date(2019, 10, 1),
    ),
    Case(
        "RESP-1",
        "responsibles",
        lambda: of(school(responsibles=[])),
        lambda: of(school(**responsible("gia9"))),
        other=pupils(c8=20, c9=20),
    ),
    Case(
        "RESP-2",
        "keeper_order",
        lambda: of(school(keeper_order="№ 130 от 24.09.2019")),
        lambda: of(
            school(keeper_order="№ 112 от 23.09.2019"),
            school(keeper_order="№ 112"),
            school(keeper_order="№ 112 от 31.02.2020"),
            school(keeper_order=None),
        ),
    ),
    Case(
        "RESP-3",
        "keeper_name",
        lambda: of(school(keeper_name="Осипова Вера Львовна")),
        lambda: of(school(), school(keeper_name=None)),
    ),
    Case(
        "RESP-3",
        "head_name",
        lambda: of(school(head_name="Осипова Вера Львовна")),
        lambda: of(school(head_name="ПЕТРОВА Анна Ивановна")),
        as_of=date(2019, 10, 1),
        facts=replace(FACTS, is_point=None),
    ),
]
