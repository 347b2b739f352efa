"""The command ``change``: fields, exams and rows of lists, as in the card."""

from pathlib import Path

import pytest

from app.services.cards import load_card
from app.storage.opening import open_passport
from cli.answers import FINDING, Say, found, ids
from data.choices import choice_of


def test_change_saves_and_tells_the_findings_of_the_record(filled: Path, say: Say) -> None:
    (*_, last) = ids(filled)
    done = found(*say("change", filled, "student", last, "snils=112-233-445 96", "phone=89138000001", "--json"))
    assert set(done) == {"findings"}
    assert all(set(one) == FINDING and one["id"] == last for one in done["findings"])
    assert any(one["field"] == "snils" for one in done["findings"])
    status, out, _ = say("change", filled, "student", last, "snils=112-233-445 95")
    assert "Сохранено." in out
    assert status in (0, 3)


def test_change_takes_rows_of_lists(filled: Path, say: Say) -> None:
    (*_, last) = ids(filled)
    say("change", filled, "student", last, "guardians.1.name=Юдина Ольга", "guardians.1.phone=89131112233")
    say("change", filled, "student", last, "guardians.1.relation=мать", "guardians.2.relation=отец")
    with open_passport(filled) as passport:
        first, second = load_card(passport, "student", last).details["guardians"]
    assert (first.texts["name"], first.texts["relation"], second.texts["relation"]) == ("Юдина Ольга", "мать", "отец")
    say("change", filled, "student", last, "guardians.1.name=", "guardians.1.phone=", "guardians.1.relation=")
    with open_passport(filled) as passport:
        assert len(load_card(passport, "student", last).details["guardians"]) == 1


def test_change_takes_exams(filled: Path, say: Say) -> None:

    (*_, last) = ids(filled)
    say("change", filled, "student", last, "exams=rus:ege,math_basic:ege")
    with open_passport(filled) as passport:
        assert choice_of(load_card(passport, "student", last)) == (("math_basic", "ege"), ("rus", "ege"))
    say("change", filled, "student", last, "exams=")
    with open_passport(filled) as passport:
        assert choice_of(load_card(passport, "student", last)) == ()


@pytest.mark.parametrize(
    ("change", "status", "text"),
    [
        ("student shoe=42", 4, "Поля «shoe» нет"),
        ("student birth=31.02.2004", 4, "Такой даты нет"),
        ("student exams=rus", 4, "предмет:форма"),
        ("student aunts.1.name=А", 4, "Списка «aunts» нет"),
        ("student guardians.2.name=А", 4, "число от 1 до 1"),
        ("student guardians.1=А", 4, "Поля «» нет"),
        ("student guardians.1.shoe=42", 4, "Поля «shoe» нет"),
        ("student exams=rus:oge,rus:gve", 4, "дважды"),
        ("student exams=alchemy:oge", 4, "Нет в списке"),
        ("teacher name=x", 4, "Записей вида «teacher» нет"),
        ("student birth", 2, "ожидается ПОЛЕ=ЗНАЧЕНИЕ"),
    ],
)
def test_change_refuses_in_a_sentence(filled: Path, say: Say, change: str, status: int, text: str) -> None:
    entity, change = change.split(" ", 1)
    before = found(*say("export", filled, "-o", filled.parent, "--draft", "--json"))["receipt"]
    got, _, err = say("change", filled, entity, ids(filled)[0], "language=русский", change)
    assert got == status
    assert text in err
    assert found(*say("export", filled, "-o", filled.parent, "--draft", "--json"))["receipt"] == before


def test_change_of_nobody_and_of_one_field_twice(filled: Path, say: Say) -> None:
    assert say("change", filled, "student", "nobody", "phone=")[0] == 4
    status, _, err = say("change", filled, "student", ids(filled)[0], "language=а", "language=б")
    assert status == 4
    assert "дважды" in err
