"""Explanations: kept with the values they hold for, lapsed when one changes, never for an error."""

from datetime import date

import pytest

from app.errors import BadValue, Refused
from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.explaining import explain, phrases_for, withdraw
from app.services.rechecking import check_record
from app.storage.passport import Passport
from app.validators.findings import Finding, Level
from app.validators.phrases import COMMON
from data.people import People

AS_OF = date(2019, 9, 30)
WHY = "Так записано в свидетельстве."


@pytest.fixture
def latin(passport: Passport) -> str:
    """The id of a pupil whose name has a Latin letter, of which a question asks."""
    saved = save_card(passport, Edit("student", "", 0, People(5).pupil("5А") | {"first_name": "Aлла"}))
    assert saved.card is not None
    return saved.card.id


def question(passport: Passport, id: str, rule: str = "FMT-1") -> Finding:
    return next(one for one in check_record(passport, "student", id, AS_OF) if one.rule == rule)


def test_explained_question_says_so_in_every_check(passport: Passport, latin: str) -> None:
    assert question(passport, latin).open
    assert explain(passport, [question(passport, latin)], f"  {WHY} ", by="Петрова А. И.") == 1
    found = question(passport, latin)
    assert (found.explained, found.open) == (WHY, False)
    report = check(passport, AS_OF)
    assert [one.explained for one in report.findings if one.key == found.key] == [WHY]
    assert report.explained == 1


def test_explanation_lapses_with_the_value_and_holds_again_with_it(passport: Passport, latin: str) -> None:
    explain(passport, [question(passport, latin)], WHY)
    card = load_card(passport, "student", latin)
    saved = save_card(passport, Edit("student", latin, card.version, {"first_name": "Aнна"}))
    found = question(passport, latin)
    assert found.open
    assert "было Aлла, стало Aнна" in found.lapsed
    assert WHY in found.lapsed
    save_card(passport, saved.undo)
    assert question(passport, latin).explained == WHY


def test_change_of_another_field_leaves_it(passport: Passport, latin: str) -> None:
    explain(passport, [question(passport, latin)], WHY)
    card = load_card(passport, "student", latin)
    save_card(passport, Edit("student", latin, card.version, {"file_number": "А-7"}))
    assert question(passport, latin).explained == WHY


def test_new_explanation_takes_the_place_of_the_old_one(passport: Passport, latin: str) -> None:
    explain(passport, [question(passport, latin)], WHY)
    explain(passport, [question(passport, latin)], "Иначе.")
    assert question(passport, latin).explained == "Иначе."
    withdraw(passport, question(passport, latin))
    assert question(passport, latin).open


@pytest.mark.parametrize("text", ["", "  ", "…", "-", "я" * 501])
def test_text_that_says_nothing_is_refused(passport: Passport, latin: str, text: str) -> None:
    with pytest.raises(BadValue):
        explain(passport, [question(passport, latin)], text)
    assert question(passport, latin).open


def test_error_is_not_explained_and_nothing_is_kept(passport: Passport, latin: str) -> None:
    card = load_card(passport, "student", latin)
    save_card(passport, Edit("student", latin, card.version, {"doc_number": "12"}))
    error = question(passport, latin, "DOC-2")
    assert error.level is Level.ERROR
    with pytest.raises(Refused, match="исправляют"):
        explain(passport, [question(passport, latin), error], WHY)
    assert question(passport, latin).open


def test_phrases_of_a_rule_come_before_the_common_ones() -> None:
    assert phrases_for("DUP-1")[0] == "Разные люди, сверено с документами обоих."
    assert phrases_for("FMT-1")[-len(COMMON) :] == COMMON
    assert phrases_for("NO-SUCH-RULE") == COMMON
