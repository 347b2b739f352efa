"""The checks of names, СНИЛС and documents serve workers as they serve pupils."""

from datetime import date

import pytest

from app.validators import documents, names, passport, snils
from app.validators.findings import Remark
from data.records import CHECK_DAY, former_document, guardian, worker


def marked(remarks: list[Remark]) -> list[str]:
    return [one.field for one in remarks]


def test_a_right_worker_is_told_nothing() -> None:
    one = worker(doc_department="700-001")
    remarks = [
        *names.stray_signs(one, names.PARTS),
        *names.unfit_forms(one, names.PARTS),
        *names.sex_against_name(one),
        *snils.wrong_control(one),
        *snils.filler_number(one),
        *documents.row_faults(one),
        *documents.strange_series(one),
        *documents.kind_against_citizenship(one),
        *documents.department_elsewhere(one),
        *documents.department_lacking(one),
        *passport.renewal_overdue(one, CHECK_DAY),
        *passport.issued_too_early(one, CHECK_DAY),
        *passport.series_against_issue(one),
    ]
    assert remarks == []


def test_a_worker_is_told_of_the_same_faults() -> None:
    assert marked([*names.stray_signs(worker(last_name="Петровa"), names.PARTS)]) == ["last_name"]
    assert marked([*names.sex_against_name(worker(middle_name="Иванович"))]) == ["sex"]
    assert marked([*snils.wrong_control(worker(snils="11223344596"))]) == ["snils"]
    assert marked([*documents.passport_faults(worker(doc_number="1"))]) == ["doc_number"]
    assert marked([*documents.department_lacking(worker(doc_department=None))]) == ["doc_department"]


@pytest.mark.parametrize(
    ("as_of", "told"),
    [(date(2025, 6, 13), []), (date(2025, 6, 14), ["doc_issued"])],
)
def test_a_worker_renews_the_passport_at_45(as_of: date, told: list[str]) -> None:
    assert marked([*passport.renewal_overdue(worker(birth=date(1980, 3, 15)), as_of)]) == told


def test_a_parent_and_a_former_document_have_only_what_they_have() -> None:
    assert marked([*documents.row_faults(guardian(doc_kind="passport", doc_series="1"))]) == ["doc_series"]
    assert marked([*documents.row_faults(former_document())]) == []
    assert marked([*documents.department_elsewhere(guardian(doc_kind="birth"))]) == []


@pytest.mark.parametrize(
    ("middle_name", "sex"),
    [
        ("Андреевич", names.MALE),
        ("Кузьмич", names.MALE),
        ("Андреевна", names.FEMALE),
        ("Ильинична", names.FEMALE),
        ("Гасан оглы", names.MALE),
        ("Гасан-кызы", names.FEMALE),
        ("Бернар", ""),
        ("нет", ""),
        (None, ""),
    ],
)
def test_sex_is_told_by_the_ending(middle_name: str | None, sex: str) -> None:
    assert names.sex_of(middle_name) == sex
