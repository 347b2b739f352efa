"""Names, documents and СНИЛС of workers; names in the cards of the school and of classes."""

from datetime import date

from app.domain.school import Responsible
from data.records import school, school_class, worker
from validators.case import Case, of

FOREIGN = {"citizenship": "762", "doc_kind": "residence", "doc_series": "82", "doc_department": None}


def named(name: str) -> list[Responsible]:
    return [Responsible(duty="gia9", name=name, unread={}), Responsible(duty="gia11", unread={})]


CASES = [
    Case(
        "FMT-1w",
        "last_name",
        lambda: of(worker(last_name="Пeтрова"), worker(last_name="О'Нил")),
        lambda: of(worker(last_name="Петрова-Водкина"), worker(last_name=None), worker(middle_name="нет")),
    ),
    Case("FMT-1s", "head_name", lambda: of(school(head_name="Петровa Анна Ивановна")), lambda: of(school())),
    Case(
        "FMT-1s",
        "responsibles.1.name",
        lambda: of(school(responsibles=named("Петровa Анна"))),
        lambda: of(school(responsibles=named("Петрова Анна"))),
    ),
    Case(
        "FMT-1c",
        "teacher",
        lambda: of(school_class(teacher="Рябинина Oльга Олеговна")),
        lambda: of(school_class(), school_class(teacher=None)),
    ),
    Case("FMT-3w", "first_name", lambda: of(worker(first_name="А.")), lambda: of(worker(middle_name="нет"))),
    Case("FMT-3s", "keeper_name", lambda: of(school(keeper_name="Петрова А. И.")), lambda: of(school())),
    Case(
        "FMT-3s",
        "responsibles.1.name",
        lambda: of(school(responsibles=named("Петрова А.И."))),
        lambda: of(school(responsibles=named("Петрова Анна Ивановна"))),
    ),
    Case("FMT-3c", "teacher", lambda: of(school_class(teacher="Рябинина О. О.")), lambda: of(school_class())),
    Case("SEX-1w", "sex", lambda: of(worker(sex="male")), lambda: of(worker(), worker(middle_name="нет", sex="male"))),
    Case("FMT-4w", "snils", lambda: of(worker(snils="11223344596")), lambda: of(worker(), worker(snils="нет"))),
    Case("FMT-4aw", "snils", lambda: of(worker(snils="00000000000")), lambda: of(worker(snils=None))),
    Case("FMT-2w", "doc_series", lambda: of(worker(doc_series="690")), lambda: of(worker(), worker(doc_series=None))),
    Case("FMT-2w", "doc_number", lambda: of(worker(doc_number="12345")), lambda: of(worker(doc_number=None))),
    Case(
        "RC-2w",
        "doc_kind",
        lambda: of(worker(**{**FOREIGN, "doc_series": "6904"})),
        lambda: of(worker(), worker(**FOREIGN)),
    ),
    Case("DOC-2w", "doc_kind", lambda: of(worker(doc_kind="birth")), lambda: of(worker(), worker(doc_kind=None))),
    Case(
        "DOC-3w",
        "doc_number",
        lambda: of(worker(doc_kind="travel_passport", doc_series="71", doc_number="12")),
        lambda: of(worker(doc_kind="travel_passport", doc_series="71", doc_number="1234567"), worker(**FOREIGN)),
    ),
    Case(
        "CH-DSw",
        "doc_series",
        lambda: of(worker(**{**FOREIGN, "doc_series": "8#"})),
        lambda: of(worker(**FOREIGN), worker(**{**FOREIGN, "doc_series": "нет"})),
    ),
    Case(
        "DOC-6w",
        "citizenship",
        lambda: of(worker(citizenship="762")),
        lambda: of(worker(), worker(**FOREIGN), worker(citizenship=None)),
    ),
    Case(
        "DOC-7w",
        "doc_department",
        lambda: of(worker(**{**FOREIGN, "doc_department": "700-001"})),
        lambda: of(worker(), worker(**FOREIGN)),
    ),
    # 45 on 10.01.2020, and 90 days later is the 9th of April; the check is of the 10th.
    Case(
        "FMT-5w",
        "doc_issued",
        lambda: of(worker(birth=date(1975, 1, 10)), worker(doc_issued=date(1998, 1, 10), doc_series="6998")),
        lambda: of(worker(birth=date(1975, 1, 11)), worker(birth=None), worker(doc_issued=None)),
    ),
    Case(
        "FMT-5aw",
        "doc_issued",
        lambda: of(worker(doc_issued=date(1994, 3, 14))),
        lambda: of(worker(), worker(birth=None), worker(doc_issued=None)),
    ),
    Case(
        "DOC-9w",
        "doc_series",
        lambda: of(worker(doc_series="6910")),
        lambda: of(worker(), worker(doc_series="6999"), worker(doc_issued=None)),
    ),
]
