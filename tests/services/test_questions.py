"""The «Отчёт о вопросах и пояснениях» on a real file: what stands on it, when it is stale, when it is refused."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Refused
from app.printer.forms import form_of
from app.services.checking import check
from app.services.explaining import explain, withdraw
from app.services.form_board import form_board
from app.services.printing import FormState, hand_over, orders_of, print_form
from app.services.register import forms
from app.services.sheets import Holdings
from app.services.supplements import print_changes
from app.services.verdicts import stale_numbers
from app.storage.passport import Passport
from app.validators.findings import Finding, Level
from data.papers import texts_of
from data.people import People
from services.form_acts import add, change

KIND = "questions"


@pytest.fixture
def twins(passport: Passport, seed: int) -> list[str]:
    """Two cards of one name and birth date, each a question."""
    people = People(seed)
    same = {"last_name": "Зырянов", "first_name": "Кирилл", "middle_name": "нет", "birth": "12.06.2008"}
    return [add(passport, people, "5А", sex="мужской", **same) for _ in range(2)]


def found(passport: Passport, rule: str = "DUP-1") -> list[Finding]:
    return [one for one in check(passport).findings if one.rule == rule]


def report(passport: Passport) -> FormState:
    (state,) = [one for one in forms(passport, check(passport).findings) if one.kind == KIND]
    return state


def lines(passport: Passport, findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """By the id of each line, its texts."""
    with passport.reading() as session:
        (asked,) = Holdings(session, passport.year, findings=tuple(findings)).papers(form_of(KIND))
        return {line.key: tuple(piece.text for cell in line.cells for piece in cell) for line in asked.sheet().lines}


def test_questions_and_explanations_are_read_on_paper(passport: Passport, twins: list[str], tmp_path: Path) -> None:
    first, second = found(passport)
    assert explain(passport, [first], "Разные люди, сверено с документами.", "Петрова А. И.") == 1
    printed = print_form(passport, KIND, tmp_path / "1.pdf")
    asked = [one for one in check(passport).findings if one.level is Level.QUESTION or one.explained]
    assert printed.records == len(asked)
    text = " ".join("".join(texts_of(printed.path.read_bytes())).split())
    for told in ("Отчёт о вопросах и пояснениях", "DUP-1. Те же ФИО", "Разные люди,", "Петрова А. И.", "М.П."):
        assert told in text
    assert text.count("нет пояснения") == len(asked) - 1
    one, other = lines(passport, found(passport)).items()
    assert len(one[0]) == len(other[0]) == 32
    assert one[1][:2] == ("5А", first.who)
    assert one[1][-3:-1] == ("Разные люди, сверено с документами.", "Петрова А. И.")
    assert other[1] == ("5А", second.who, f"DUP-1. {second.title}", second.text, "нет пояснения")


def test_errors_and_unexplained_advice_do_not_stand_on_it(passport: Passport, twins: list[str]) -> None:
    (question, *_) = found(passport)
    error = replace(question, level=Level.ERROR, field="a")
    advice = replace(question, level=Level.ADVICE, field="b")
    explained = replace(question, level=Level.ADVICE, field="c", explained="Так и есть.")
    assert len(lines(passport, [error, advice])) == 0
    assert len(lines(passport, [question, explained, error, advice])) == 2
    assert len(lines(passport, [question, question])) == 2  # one rule may ask twice of one field


def test_a_withdrawn_or_lapsed_explanation_makes_it_stale(passport: Passport, twins: list[str], tmp_path: Path) -> None:
    assert report(passport).state == "missing"
    (first, _) = found(passport)
    explain(passport, [first], "Разные люди.", "Петрова А. И.")
    print_form(passport, KIND, tmp_path / "1.pdf")
    assert (report(passport).state, report(passport).number) == ("printed", 1)
    explained = found(passport)[0]
    withdraw(passport, explained)
    now = report(passport)
    assert (now.state, [one.how for one in now.stale], now.supplemented) == ("stale", ["changed"], False)
    board = form_board(passport, findings=check(passport).findings)
    assert board.changed[KIND, ""] == ("Зырянов Кирилл (DUP-1)",)
    explain(passport, [explained], "Разные люди.", "Петрова А. И.")
    assert report(passport).state == "printed"
    change(passport, "student", twins[0], last_name="Зимин")  # no double any more: both questions are gone
    now = report(passport)
    assert [one.how for one in now.stale].count("removed") == 2
    assert "снятый вопрос" in form_board(passport, findings=check(passport).findings).changed[KIND, ""]


def test_without_a_check_its_state_is_not_told_and_it_is_not_printed(
    passport: Passport, twins: list[str], tmp_path: Path
) -> None:
    assert KIND not in {one.kind for one in (*forms(passport), *form_board(passport).states)}
    for every in (True, False):
        with pytest.raises(Refused, match="печатается по проверке"):
            hand_over(passport, orders_of(KIND, every=every))
    print_form(passport, KIND, tmp_path / "1.pdf")
    change(passport, "student", twins[0], last_name="Зимин")
    with passport.reading() as session:
        assert stale_numbers(session, passport.year, [1]) == set()  # a scan of it is not called old unchecked


def test_nothing_to_report_and_supplements_are_refused(passport: Passport, twins: list[str], tmp_path: Path) -> None:
    for every in (True, False):
        with pytest.raises(Refused, match="Вопросов и пояснений нет"):
            hand_over(passport, orders_of(KIND, every=every, findings=()))
    print_form(passport, KIND, tmp_path / "1.pdf")
    change(passport, "student", twins[0], last_name="Зимин")
    with pytest.raises(Refused, match="печатается заново целиком"):
        print_changes(passport, 1, tmp_path / "2.pdf")
