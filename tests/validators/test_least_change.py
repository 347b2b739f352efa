"""The least change a finding names is there, and where it is given as texts, putting them clears the finding."""

import pytest

from app.domain.field import field_by_name
from app.validators import (
    centre,
    clock,
    conditions,
    consent,
    dates,
    documents,
    enrolment,
    family,
    former,
    health,
    last_year,
    names,
    passport,
    required,
    snils,
    unread,
)
from app.validators.registry import RULES, findings_of
from data.records import pupil
from validators.case import Case, told
from validators.cases import CASES

MODULES = (
    centre,
    clock,
    conditions,
    consent,
    dates,
    documents,
    enrolment,
    family,
    former,
    health,
    last_year,
    names,
    passport,
    required,
    snils,
    unread,
)
FUNCTIONS = {id(one) for module in MODULES for one in vars(module).values()}
MINE = {one.id for one in RULES.values() if id(one.function) in FUNCTIONS}


@pytest.mark.parametrize("id", sorted(MINE))
def test_rule_is_told_to_typist_and_checker(id: str) -> None:
    one = RULES[id]
    assert one.norm.endswith(".")
    assert one.checker.endswith(".")
    assert all(phrase.endswith(".") for phrase in one.phrases)


@pytest.mark.parametrize("case", [one for one in CASES if one.rule in MINE], ids=lambda one: f"{one.rule}-{one.field}")
def test_least_change_is_named_and_clears(case: Case) -> None:
    context = case.context()
    records = {one.id: one for one in case.bad()}
    for found in [one for one in told(list(records.values()), context) if one.rule == case.rule]:
        assert found.least
        assert not found.least.endswith(".")
        assert found.least[0].islower()
        record = records[found.id]
        for name, text in found.change:
            setattr(record, name, field_by_name(type(record))[name].kind.read(text))
        if found.change:
            again = [one for one in findings_of(record, context) if one.rule == case.rule]
            assert (found.rule, found.field) not in {(one.rule, one.field) for one in again}


def least(rule: str, **changed: object) -> str:
    case = Case(rule, "", lambda: [pupil(**changed)], list)
    return next(one.least for one in told(case.bad(), case.context()) if one.rule == rule)


def change(rule: str, **changed: object) -> dict[str, str]:
    case = Case(rule, "", lambda: [pupil(**changed)], list)
    return dict(next(one.change for one in told(case.bad(), case.context()) if one.rule == rule))


def test_slips_that_would_explain_a_snils_are_named_where_they_are_few() -> None:
    assert least("FMT-4", snils="11223344559") == "переставить соседние цифры, если на карточке 112-233-445 95"
    assert least("FMT-4", snils="08765430377").startswith("исправить одну цифру, если на карточке 057-654-303 77 или")
    assert ", или исправить одну цифру" in least("FMT-4", snils="11223434595")
    assert least("FMT-4", snils="11223344596") == "внести СНИЛС с карточки заново"  # more than three numbers would do


def test_latin_letters_are_changed_only_where_they_can_mean_one_thing() -> None:
    assert change("FMT-1", first_name="Cемён") == {"first_name": "Семён"}
    assert change("FMT-1", last_name="Кузbмин") == {}
    assert change("FMT-1", last_name="Smith") == {}


def test_letters_among_digits_are_changed_to_digits() -> None:
    assert change("FMT-2", doc_series="69О4") == {"doc_series": "6904"}
    assert change("FMT-2", doc_number="12345") == {}


def test_the_other_kind_of_document_is_named() -> None:
    assert "Свидетельство" in least("FMT-2", doc_series="II-ОМ")
    assert "Паспорт" in least("DOC-2", doc_kind="birth", doc_series="6918")
