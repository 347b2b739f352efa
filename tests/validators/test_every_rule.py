"""Every registered rule has a record that breaks it and one, as like as can be, that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import app.validators
from app.domain.field import Record
from app.domain.year import academic_year, known_years
from app.validators.all_rules import MODULES
from app.validators.registry import RULES, Context, Finding, findings_of, findings_over
from data.records import CHECK_DAY, exams, pupil, school, school_class


@dataclass(frozen=True)
class Case:
    """Records that break a rule and records that keep it; ``field`` is what the finding marks."""

    rule: str
    field: str
    bad: Callable[[], list[Record]]
    good: Callable[[], list[Record]]
    as_of: date = CHECK_DAY


def of(*records: Record) -> list[Record]:
    return list(records)


OTHER = {"snils": "08765430300", "doc_number": "654321"}
OVZ9 = {"ovz": True}
SEPTEMBER = date(2019, 9, 20)

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
    Case("FMT-1", "first_name", lambda: of(pupil(first_name="Aлександр")), lambda: of(pupil(first_name="Семён"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="д'Арк")), lambda: of(pupil(last_name="Мамин-Сибиряк"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="Smith")), lambda: of(pupil(middle_name="Гасан оглы"))),
    Case("FMT-3", "first_name", lambda: of(pupil(first_name="Л.")), lambda: of(pupil(first_name="О"))),
    Case("FMT-3", "last_name", lambda: of(pupil(last_name="-")), lambda: of(pupil(middle_name="нет"))),
    Case("FMT-2", "doc_series", lambda: of(pupil(doc_series="691")), lambda: of(pupil())),
    Case("FMT-2", "doc_series", lambda: of(pupil(doc_series="нет")), lambda: of(pupil(doc_series=None))),
    Case("FMT-2", "doc_number", lambda: of(pupil(doc_number="12345")), lambda: of(pupil(doc_number=None))),
    Case(
        "DOC-2",
        "doc_series",
        lambda: of(pupil(5, doc_series="ОМ")),
        lambda: of(pupil(5, doc_series="XXVIII-ОМ"), pupil(5, doc_kind="foreign_birth", doc_series="нет")),
    ),
    Case("DOC-2", "doc_number", lambda: of(pupil(5, doc_number="1234")), lambda: of(pupil(5))),
    Case(
        "DOC-2",
        "doc_number",
        lambda: of(pupil(5, doc_number="нет")),
        lambda: of(pupil(5, doc_kind="other", doc_number="нет")),
    ),
    *(
        Case("DOC-2", "doc_series", lambda series=series: of(pupil(5, doc_series=series)), lambda: of(pupil(5)))  # type: ignore[misc]
        for series in ("L-ОМ", "LL-ОМ", "IIII-ОМ", "IC-ОМ", "-ОМ", "IVX-ОМ")
    ),
    Case("FMT-2", "doc_number", lambda: of(pupil(doc_number="нет")), lambda: of(pupil())),
    Case(
        "RC-2",
        "doc_kind",
        lambda: of(pupil(doc_kind="foreign_passport", doc_series="6918")),
        lambda: of(pupil(doc_kind="foreign_passport", doc_series="N", doc_number="12345678")),
    ),
    Case("FMT-4", "snils", lambda: of(pupil(snils="11223344596")), lambda: of(pupil(snils="08765430300"))),
    Case("FMT-4a", "snils", lambda: of(pupil(snils="00000000000")), lambda: of(pupil(snils="нет"))),
    Case(
        "FMT-5",
        "doc_kind",
        lambda: of(pupil(9, doc_kind="birth", doc_series="II-ОМ", doc_issued=date(2004, 4, 2))),
        lambda: of(pupil(8, doc_kind="birth", doc_series="II-ОМ", doc_issued=None, birth=date(2006, 1, 12))),
    ),
    Case("FMT-5a", "doc_issued", lambda: of(pupil(doc_issued=date(2018, 3, 14))), lambda: of(pupil())),
    Case(
        "FMT-5a",
        "doc_kind",
        lambda: of(pupil(5, doc_kind="passport", doc_series="6918")),
        lambda: of(pupil(9, doc_issued=None), pupil(9, birth=None)),
    ),
    Case(
        "FMT-5b",
        "doc_issued",
        lambda: of(pupil(12, birth=date(1999, 12, 1), doc_issued=date(2014, 1, 9))),
        lambda: of(pupil(12, birth=date(2000, 1, 15), doc_issued=date(2014, 2, 9))),
    ),
    Case("DATE-1", "doc_issued", lambda: of(pupil(doc_issued=date(2004, 3, 14))), lambda: of(pupil(birth=None))),
    Case("DATE-1", "enrolled", lambda: of(pupil(enrolled=date(2004, 3, 14))), lambda: of(pupil())),
    Case("DATE-2", "birth", lambda: of(pupil(birth=date(2020, 4, 11))), lambda: of(pupil())),
    Case("DATE-2", "consent_date", lambda: of(pupil(consent_date=date(2020, 5, 1))), lambda: of(pupil())),
    Case("DATE-3", "birth", lambda: of(pupil(birth=date(1994, 3, 15))), lambda: of(pupil(birth=date(2002, 3, 15)))),
    Case("DATE-3", "birth", lambda: of(pupil(birth=date(2014, 3, 15))), lambda: of(pupil(birth=date(2020, 5, 1)))),
    Case(
        "DATE-3",
        "birth",
        lambda: of(pupil(11, birth=date(1980, 3, 15))),
        lambda: of(
            pupil(11, birth=date(1980, 3, 15), study_form="mixed"),
            pupil(11, birth=date(1980, 3, 15), category="C4"),
            pupil(11, birth=date(1980, 3, 15), closed_institution=True),
        ),
    ),
    Case("DATE-4", "enrolled", lambda: of(pupil(enrolled=date(2020, 9, 1))), lambda: of(pupil())),
    Case(
        "DATE-4",
        "enrolled",
        lambda: of(pupil(enrolled=date(2009, 3, 14))),
        lambda: of(pupil(enrolled=date(2010, 9, 1))),
    ),
    Case("C1", "category", lambda: of(pupil(5, category="C1")), lambda: of(pupil(9), pupil(11), pupil(12))),
    Case(
        "C1a",
        "category",
        lambda: of(pupil(12, category="C2", exams=[])),
        lambda: of(pupil(12), pupil(12, category="C4")),
    ),
    Case(
        "C2",
        "category",
        lambda: of(pupil(11, category="C2", exams=exams("gve", "rus"), ovz=True)),
        lambda: of(pupil(10)),
    ),
    Case(
        "C3",
        "category",
        lambda: of(pupil(10, category="C2", exams=exams("ege", "geo"))),
        lambda: of(pupil(10, category="C3", exams=exams("ege", "geo"))),
    ),
    Case("C3", "category", lambda: of(pupil(7, category="C3")), lambda: of(pupil(10, category="C2"))),
    Case(
        "C3a",
        "exams",
        lambda: of(pupil(10, category="C3")),
        lambda: of(pupil(10, category="C3", exams=exams("ege", "geo")), pupil(5)),
    ),
    Case("C3a", "exams", lambda: of(pupil(10, category="C3", exams=exams("gve", "geo"))), lambda: of(pupil(10))),
    Case("C4", "category", lambda: of(pupil(10, category="C4")), lambda: of(pupil(11, category="C4"))),
    Case("C5", "category", lambda: of(pupil(11, category="C5")), lambda: of(pupil(11))),
    Case(
        "C5a",
        "exams",
        lambda: of(pupil(11, category="C5", ovz=True, exams=exams("gve", "rus"))),
        lambda: of(pupil(11, category="C5", exams=exams("ege", "rus"))),
    ),
    Case("CAT-3", "category", lambda: of(pupil(11, class_name=None, category="C5")), lambda: of(pupil(11))),
    Case(
        "CAT-5",
        "exams",
        lambda: of(pupil(11, exams=exams("ege", "hist", "phys"))),
        lambda: of(
            pupil(11),
            pupil(11, exams=exams("ege", "math_basic", "math_profile")),
            pupil(11, exams=exams("gve", "hist", "phys"), ovz=True),
            pupil(9, exams=exams("oge", "hist", "phys")),
        ),
    ),
    Case("CAT-6", "category", lambda: of(pupil(10, category="C1")), lambda: of(pupil(10))),
    Case("CAT-6", "category", lambda: of(pupil(9, category="C2")), lambda: of(pupil(9))),
    Case("CAT-6", "category", lambda: of(pupil(11, category="C3")), lambda: of(pupil(11))),
    Case("CAT-7", "category", lambda: of(pupil(5, category="C2")), lambda: of(pupil(5))),
    Case("CAT-7", "category", lambda: of(pupil(10, category="C99")), lambda: of(pupil(10))),
    Case("CAT-7", "exams", lambda: of(pupil(8, exams=exams("oge", "rus"))), lambda: of(pupil(8))),
    Case("EXAM-1", "exams", lambda: of(pupil(9, exams=[])), lambda: of(pupil(9), pupil(10)), SEPTEMBER),
    Case("G9-1", "exams", lambda: of(pupil(9, exams=exams("oge", "rus", "bio", "geo"))), lambda: of(pupil(9))),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"))),
        lambda: of(
            pupil(9),
            pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "native_lang")),
        ),
    ),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "soc"), ovz=True)),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math"), disabled=True)),
    ),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "soc"))),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"))),
        SEPTEMBER,
    ),
    Case("G9-3", "exams", lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio", "chi"))), lambda: of(pupil(9))),
    Case(
        "G9-4",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"), **OVZ9)),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math"), **OVZ9), pupil(9, **OVZ9)),
    ),
    Case("G9-5", "exams", lambda: of(pupil(9, exams=exams("ege", "rus", "math", "bio", "geo"))), lambda: of(pupil(9))),
    Case(
        "G9-5",
        "exams",
        lambda: of(pupil(9, exams=exams("gve", "rus", "math", "bio", "geo"))),
        lambda: of(
            pupil(9, exams=exams("gve", "rus", "math"), ovz=True),
            pupil(9, exams=exams("gve", "rus", "math", "bio", "geo"), closed_institution=True),
        ),
    ),
    Case(
        "G11-1",
        "exams",
        lambda: of(pupil(11, exams=exams("ege", "rus", "geo"))),
        lambda: of(pupil(11), pupil(10, category="C3", exams=exams("ege", "geo"))),
    ),
    Case(
        "G11-1",
        "exams",
        lambda: of(pupil(11, category="C4", exams=[])),
        lambda: of(pupil(11, category="C4", exams=exams("ege", "rus"))),
    ),
    Case(
        "G11-1a",
        "exams",
        lambda: of(pupil(11, category="C4", exams=exams("ege", "rus"))),
        lambda: of(pupil(11, category="C4")),
    ),
    Case(
        "G11-2",
        "exams",
        lambda: of(pupil(11, exams=exams("ege", "rus", "math_basic", "math_profile"))),
        lambda: of(pupil(11)),
    ),
    Case(
        "G11-3",
        "exams",
        lambda: of(pupil(11, category="C5", exams=exams("ege", "math_basic"))),
        lambda: of(pupil(11, category="C5", exams=exams("ege", "math_profile"))),
    ),
    Case(
        "G11-3a",
        "exams",
        lambda: of(pupil(10, category="C3", exams=exams("ege", "math_basic"))),
        lambda: of(pupil(10, category="C3", exams=exams("ege", "geo"))),
    ),
    Case("G11-4", "exams", lambda: of(pupil(11, exams=exams("ege", "rus", "math"))), lambda: of(pupil(11))),
    Case("G11-5", "exams", lambda: of(pupil(11, exams=exams("oge", "rus", "math_basic"))), lambda: of(pupil(11))),
    Case(
        "RC-3",
        "special_seating",
        lambda: of(pupil(11, special_seating=True)),
        lambda: of(pupil(11, special_seating=True, disabled=True), pupil(9, special_seating=True)),
    ),
    Case(
        "RC-3",
        "special_seating",
        lambda: of(pupil(11, ovz=True)),
        lambda: of(pupil(11, ovz=True, special_seating=False)),
    ),
    Case("PD-1", "consent", lambda: of(pupil(consent="absent")), lambda: of(pupil())),
    Case("PD-2", "consent", lambda: of(pupil(consent="refused")), lambda: of(pupil())),
    Case(
        "DUP-1",
        "last_name",
        lambda: of(pupil(), pupil(last_name="БЕРЕЗОВ", class_name="9Б", **OTHER)),
        lambda: of(pupil(), pupil(first_name="Глеб", **OTHER), pupil(birth=None), pupil(birth=None)),
    ),
    Case(
        "DUP-2",
        "doc_number",
        lambda: of(pupil(), pupil(last_name="Жуков", snils=None)),
        lambda: of(pupil(), pupil(doc_series="6919"), pupil(doc_number=None), pupil(doc_number=None)),
    ),
    Case(
        "DUP-2",
        "doc_number",
        lambda: of(*(pupil(doc_kind="residence", doc_series=one, doc_number="A1") for one in ("нет", None))),
        lambda: of(pupil(doc_kind="residence", doc_series="нет"), pupil(doc_kind="other", doc_series="нет")),
    ),
    Case(
        "DUP-2",
        "doc_number",
        lambda: of(*(pupil(doc_kind="other", doc_series="нет", doc_number="A1") for _ in range(2))),
        lambda: of(*(pupil(doc_kind="other", doc_series="нет", doc_number="нет") for _ in range(2))),
    ),
    Case(
        "DUP-3",
        "snils",
        lambda: of(pupil(), pupil(last_name="Жуков")),
        lambda: of(pupil(), pupil(snils="нет"), pupil(snils="нет"), pupil(snils=None), pupil(snils=None)),
    ),
]


def found(records: list[Record], as_of: date) -> list[Finding]:
    context = Context(academic_year("2019-20"), as_of)
    return [*(one for record in records for one in findings_of(record, context)), *findings_over(records, context)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.field}")
def test_rule_tells_the_bad_record(case: Case) -> None:
    mine = [one for one in found(case.bad(), case.as_of) if one.rule == case.rule]
    assert case.field in {one.field for one in mine}
    for one in mine:
        assert one.text.endswith(".")
        assert "None" not in one.text
        assert one.who
        assert (one.title, one.level) == (RULES[one.rule].title, RULES[one.rule].level)
        assert one.clause == Context(academic_year("2019-20"), CHECK_DAY).clause(RULES[one.rule].clause)
        assert "{" not in one.clause


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.field}")
def test_rule_is_silent_on_the_good_record(case: Case) -> None:
    told = [one for one in found(case.good(), case.as_of) if one.rule == case.rule]
    assert told == []


def test_every_rule_has_a_case() -> None:
    assert set(RULES) == {case.rule for case in CASES}


def test_every_module_of_rules_is_listed() -> None:
    folder = Path(app.validators.__path__[0])
    without_rules = {"__init__", "all_rules", "registry", "wording"}
    assert {path.stem for path in folder.glob("*.py")} - without_rules == {
        module.__name__.rpartition(".")[2] for module in MODULES
    }


@pytest.mark.parametrize("name", known_years())
def test_rules_that_a_year_turns_off_exist(name: str) -> None:
    assert set(academic_year(name).rules_off) <= set(RULES)
