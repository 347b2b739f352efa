"""The «Лист изменений»: only changed lines, and the form it supplements is good again."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.services.cards import Edit, load_card, save_card
from app.services.printing import Change, print_form
from app.services.school import school_card
from app.services.supplements import print_changes
from app.storage.passport import Passport
from data.papers import codes_in, pictures_of, texts_of
from data.people import People
from services.form_acts import add, add_all, change, state


@pytest.fixture
def pupils(passport: Passport, seed: int, tmp_path: Path) -> list[str]:
    """Five pupils of 9А whose form № 1 is printed."""
    people = People(seed)
    made = [add(passport, people, "9А", last_name=name) for name in ("Агеев", "Быков", "Волков", "Гусев", "Дроздов")]
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    return made


def test_only_changed_added_and_removed_lines_are_printed(
    passport: Passport, pupils: list[str], seed: int, tmp_path: Path
) -> None:
    change(passport, "student", pupils[1], doc_number="777777")
    change(passport, "student", pupils[2], class_name="9Б")
    add(passport, People(seed + 1), "9А", last_name="Еремеев")
    printed = print_changes(passport, 1, tmp_path / "2.pdf")
    assert (printed.number, printed.kind, printed.records) == (2, "changes", 3)
    text = "".join(texts_of(printed.path.read_bytes()))
    assert "Лист изменений к форме № 1" in text
    assert "«Данные о выпускниках» от" in text
    for told in ("Изменено", "777777", "Добавлено", "Еремеев", "Исключено из списка", "Волков"):
        assert told in text
    for untouched in ("Агеев", "Гусев", "Дроздов"):
        assert untouched not in text
    (code,) = [one for one in codes_in(pictures_of(printed.path.read_bytes())[0]) if one.startswith("PSH")]
    assert "|changes|9А|2|1/" in code

    now = state(passport, "graduates", "9А")
    assert (now.state, now.number, now.stale) == ("printed", 1, ())


def test_a_later_change_makes_it_stale_again_and_a_new_printing_takes_its_place(
    passport: Passport, pupils: list[str], tmp_path: Path
) -> None:
    change(passport, "student", pupils[1], doc_number="777777")
    print_changes(passport, 1, tmp_path / "2.pdf")
    change(passport, "student", pupils[1], doc_number="888888")
    assert state(passport, "graduates", "9А").stale == (Change(pupils[1], "changed"),)
    print_changes(passport, 1, tmp_path / "3.pdf")
    assert state(passport, "graduates", "9А").state == "printed"
    print_form(passport, "graduates", tmp_path / "4.pdf", class_name="9А")
    change(passport, "student", pupils[1], doc_number="777777")  # as on the old supplement
    assert state(passport, "graduates", "9А").number == 4
    assert state(passport, "graduates", "9А").state == "stale"


def test_a_removed_card_is_named_as_gone(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    save_card(passport, Edit("student", pupils[0], load_card(passport, "student", pupils[0]).version, remove=True))
    text = texts_of(print_changes(passport, 1, tmp_path / "2.pdf").path.read_bytes())[0]
    assert "Карточка удалена" in text
    assert state(passport, "graduates", "9А").state == "printed"


def test_the_school_and_its_rooms_have_supplements_too(passport: Passport, tmp_path: Path) -> None:
    rooms = add_all(passport, "room")
    print_form(passport, "school_1", tmp_path / "1.pdf")
    print_form(passport, "rooms", tmp_path / "2.pdf")
    change(passport, "school", school_card(passport).id, phone="+7 3825 12-34-56")
    change(passport, "room", rooms[3], seats="9")
    text = texts_of(print_changes(passport, 1, tmp_path / "3.pdf").path.read_bytes())[0]
    assert "Телефон школы" in text
    assert "Учредитель" not in text
    print_changes(passport, 2, tmp_path / "4.pdf")
    assert [state(passport, kind).state for kind in ("school_1", "rooms")] == ["printed", "printed"]


def test_refusals_are_sentences(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    out = tmp_path / "no.pdf"
    with pytest.raises(Refused, match="ничего не изменилось"):
        print_changes(passport, 1, out)
    with pytest.raises(Refused, match="Формы № 9 в журнале нет"):
        print_changes(passport, 9, out)
    change(passport, "student", pupils[1], doc_number="777777")
    print_changes(passport, 1, tmp_path / "2.pdf")
    with pytest.raises(Refused, match="сам лист изменений") as refused:
        print_changes(passport, 2, out)
    assert "1" in refused.value.hint
    print_form(passport, "graduates", tmp_path / "3.pdf", who=pupils[:2])
    with pytest.raises(Refused, match="не целиком"):
        print_changes(passport, 3, out)
    print_form(passport, "slip", tmp_path / "4.pdf", who=pupils[:1])
    with pytest.raises(Refused, match="печатается заново целиком"):
        print_changes(passport, 4, out)
    print_form(passport, "graduates", tmp_path / "5.pdf", class_name="9А")
    with pytest.raises(Refused, match="напечатана заново"):
        print_changes(passport, 1, out)
    assert not out.exists()
