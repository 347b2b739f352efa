"""Fingerprints: any printed value changes them, nothing else does."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.student import Student
from app.printer.fingerprint import digest, form_fingerprint, line_fingerprint
from app.printer.form import Signature
from app.printer.graduates import GRADUATES
from data.papers import sheet_of, stamp_of
from data.records import exams, pupil

PARTS = st.lists(st.text(max_size=8), max_size=6)

PRINTED = {
    "last_name": "Юдин",
    "first_name": "Глеб",
    "middle_name": "нет",
    "birth": None,
    "sex": "female",
    "citizenship": "398",
    "snils": "нет",
    "category": "C4",
    "doc_kind": "birth",
    "doc_series": "6919",
    "doc_number": "123457",
    "doc_issued": None,
    "doc_issuer": "ОВД",
    "ovz": True,
    "disabled": True,
    "study_form": "evening",
    "birth_place": "г. Асино",
    "registered_address": "г. Томск",
    "actual_address": None,
    "unread": {"birth": "31.02.2004"},
    "exams": exams("gve", "rus", "math"),
}
NOT_PRINTED = {
    "phone": "+79130000000",
    "language": "русский",
    "file_number": "И-15",
    "doc_department": "700-001",
    "version": 9,
    "unread": {"phone": "нет связи"},
}


def fingerprint(student: Student) -> str:
    return line_fingerprint(sheet_of(GRADUATES, [student]).lines[0].cells)


@given(PARTS, PARTS)
def test_only_equal_lists_have_equal_digests(one: list[str], other: list[str]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_digest_is_over_parts_with_their_lengths_in_bytes() -> None:
    assert digest(["Иванов", "", "9А"]) == sha256("12:Иванов0:3:9А".encode()).hexdigest()[:12]


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_value_changes_the_persons_and_the_forms(name: str) -> None:
    before, after = pupil(9), pupil(9, **{name: PRINTED[name]})
    if name == "unread":
        before.birth = after.birth = None
    assert fingerprint(before) != fingerprint(after)
    assert _form([before]) != _form([after])


@pytest.mark.parametrize("name", NOT_PRINTED)
def test_what_is_not_printed_changes_nothing(name: str) -> None:
    assert fingerprint(pupil(9)) == fingerprint(pupil(9, **{name: NOT_PRINTED[name]}))


@pytest.mark.parametrize(
    "changed",
    [
        {"school": "Лицей"},
        {"code": "700102"},
        {"year": "2020-21"},
        {"class_name": "9Б"},
        {"part": "Не весь класс"},
        {"signatures": (Signature("Директор", "А. А. Юдин", True),)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_heading_and_signatures_change_the_forms_only(changed: dict) -> None:
    sheet = sheet_of(GRADUATES, [pupil(9)])
    other = replace(sheet, **changed)
    assert stamp_of(sheet).fingerprint != stamp_of(other).fingerprint
    assert sheet.lines == other.lines


def test_order_of_lines_is_left_to_the_names() -> None:
    sheet = sheet_of(GRADUATES, [])
    assert form_fingerprint(sheet, ["a", "b"]) == form_fingerprint(sheet, ["b", "a"])
    assert form_fingerprint(sheet, ["a", "b"]) != form_fingerprint(sheet, ["a", "a", "b"])


def _form(pupils: list[Student]) -> str:
    return stamp_of(sheet_of(GRADUATES, pupils)).fingerprint
