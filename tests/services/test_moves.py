"""The two-day clock: what a save notes by itself, how it is taken back, and who is overdue."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.services import moves
from app.services.cards import Card, Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.importing import import_students
from app.services.moves import State, clocks
from app.storage.passport import Passport
from data.choices import chosen
from data.lists import NAMES, save
from data.people import People

FRIDAY = date(2020, 2, 21)  # Monday after it is a day off


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, FRIDAY)


def at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(moves, "today", lambda: day)


def made(passport: Passport, **more: str) -> Card:
    saved = save_card(passport, Edit("student", "", 0, People(3).pupil("9А") | more))
    assert saved.card is not None
    return saved.card


def change(passport: Passport, card: Card, **texts: str) -> Card:
    saved = save_card(passport, Edit("student", card.id, card.version, texts))
    assert saved.card is not None
    return saved.card


def noted(card: Card) -> Sequence[tuple[str, str, str]]:
    return [(row.texts["kind"], row.texts["learned"], row.texts["entered"]) for row in card.details["moves"]]


def test_new_card_of_the_autumn_is_no_change(passport: Passport) -> None:
    assert noted(made(passport)) == []
    assert noted(made(passport, enrolled="01.09.2019", snils="")) == []


def test_coming_in_the_middle_of_the_year_is_noted(passport: Passport) -> None:
    card = made(passport, enrolled="17.02.2020")
    assert noted(card) == [("зачисление", "21.02.2020", "21.02.2020")]
    assert noted(change(passport, card, enrolled="18.02.2020")) == noted(card)  # on the same day it is one change


def test_leaving_and_another_passport_are_noted(passport: Passport) -> None:
    card = change(passport, made(passport), doc_number="999999", last_name="Другова")
    assert [kind for kind, _, _ in noted(card)] == ["ФИО или документ"]
    card = change(passport, card, left="20.02.2020")
    assert [kind for kind, _, _ in noted(card)] == ["ФИО или документ", "выбытие"]


def test_what_is_entered_for_the_first_time_is_no_change(passport: Passport) -> None:
    card = made(passport, doc_number="", ovz="")
    assert noted(change(passport, card, doc_number="123456", ovz="да", phone="89138000000")) == []
    assert [one[0] for one in noted(change(passport, load_card(passport, "student", card.id), ovz="нет"))] == [
        "ОВЗ, инвалидность"
    ]


def test_paper_of_this_year_is_a_change_and_an_old_one_is_not(passport: Passport) -> None:
    card = made(passport)
    for issued, found in (("02.03.2018", []), ("10.02.2020", ["ОВЗ, инвалидность"])):
        row = Row("", {"kind": "заключение ПМПК", "number": issued, "issued": issued})
        now = load_card(passport, "student", card.id)
        papers = (*now.details["health_papers"], row)
        saved = save_card(passport, Edit("student", card.id, now.version, {}, {"health_papers": papers}))
        assert saved.card is not None
        assert [kind for kind, _, _ in noted(saved.card)] == found


def test_exams_are_a_change_only_after_the_choice_is_closed(
    passport: Passport, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = made(passport)
    for day, subject, found in ((date(2020, 3, 1), "bio", []), (date(2020, 3, 2), "geo", ["экзамены после срока"])):
        at(monkeypatch, day)
        edit = Edit("student", card.id, card.version, {}, chosen((("rus", "oge"), (subject, "oge"))))
        saved = save_card(passport, edit)
        assert saved.card is not None
        card = saved.card
        assert [kind for kind, _, _ in noted(card)] == found


def test_change_that_waited_is_entered_by_the_save(passport: Passport, monkeypatch: pytest.MonkeyPatch) -> None:
    card = made(passport)
    row = Row("", {"kind": "выбытие", "learned": "18.02.2020"})
    saved = save_card(passport, Edit("student", card.id, card.version, {}, {"moves": (row,)}))
    (clock,) = clocks(passport, FRIDAY)
    assert (clock.kind, clock.due, clock.state) == ("выбытие", date(2020, 2, 20), State.OVERDUE)
    assert clocks(passport, date(2020, 2, 20))[0].state is State.WAITING
    assert saved.card is not None
    assert noted(change(passport, saved.card, left="18.02.2020")) == [("выбытие", "18.02.2020", "21.02.2020")]
    assert [one.state for one in clocks(passport, FRIDAY)] == [State.LATE]


def test_working_days_are_those_of_the_calendar(passport: Passport) -> None:
    card = made(passport)
    rows = tuple(
        Row("", {"kind": kind, "learned": learned, "entered": entered})
        for kind, learned, entered in (
            ("выбытие", "21.02.2020", "26.02.2020"),  # Tuesday and Wednesday are the two working days
            ("зачисление", "21.02.2020", "27.02.2020"),
            ("ФИО или документ", "", ""),
        )
    )
    save_card(passport, Edit("student", card.id, card.version, {}, {"moves": rows}))
    found = {one.kind: (one.state, one.due) for one in clocks(passport, date(2020, 3, 2))}
    assert found == {
        "зачисление": (State.LATE, date(2020, 2, 26)),
        "ФИО или документ": (State.WAITING, None),
    }


def test_taking_a_save_back_takes_its_change_back_and_again(passport: Passport) -> None:
    before = made(passport)
    saved = save_card(passport, Edit("student", before.id, before.version, {"doc_number": "999999"}))
    back = save_card(passport, saved.undo)
    assert back.card is not None
    assert (back.card.texts, back.card.details) == (before.texts, before.details)
    again = save_card(passport, back.undo)
    assert again.card is not None
    assert saved.card is not None
    assert (again.card.texts, again.card.details) == (saved.card.texts, saved.card.details)


def test_nothing_is_noted_outside_the_year(passport: Passport, monkeypatch: pytest.MonkeyPatch) -> None:
    card = made(passport)
    at(monkeypatch, date(2026, 11, 26))
    assert noted(change(passport, card, doc_number="999999")) == []


def test_import_notes_who_came_and_whose_paper_changed(passport: Passport, tmp_path: Path) -> None:
    headings = [*NAMES, "СНИЛС", "Номер документа", "Дата зачисления"]
    anna = ["Петрова", "Анна", "-", "03.04.2004", "9А", "112-233-445 95", "123456", "01.09.2019"]
    import_students(passport, save(tmp_path / "1.xlsx", [headings, anna]))
    assert clock_kinds(passport) == []
    came = ["Юдин", "Лев", "-", "03.05.2004", "9А", "087-654-303 00", "654321", "17.02.2020"]
    import_students(passport, save(tmp_path / "2.xlsx", [headings, [*anna[:6], "999999", anna[7]], came]))
    assert clock_kinds(passport) == ["document", "enrolment"]
    import_students(passport, save(tmp_path / "2.xlsx", [headings, [*anna[:6], "999999", anna[7]], came]))
    assert clock_kinds(passport) == ["document", "enrolment"]


def clock_kinds(passport: Passport) -> list[str]:
    with passport.reading() as session:
        return sorted(kind for (kind,) in session.connection().exec_driver_sql("SELECT kind FROM move"))
