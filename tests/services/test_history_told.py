"""Looking into the history, putting a value back, the bin, and what packages say of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from app.domain.actors import Actor
from app.domain.field import field_by_name
from app.domain.student import Student
from app.errors import Refused
from app.exchange.package import open_package
from app.services.bulk import removal
from app.services.cards import Edit, load_card, save_card, save_cards
from app.services.columns import read_lines
from app.services.confirming import confirm_class
from app.services.deleted import back_edit, deleted
from app.services.detail_rows import Row
from app.services.explaining import explain
from app.services.exporting import export_package
from app.services.history import (
    Asked,
    Line,
    card_history,
    check_history,
    history,
    names_in_history,
    value_edit,
    whole_history,
)
from app.services.importing import import_students
from app.services.list_export import export_list
from app.services.season import is_frozen
from app.storage.passport import Passport
from app.validators.registry import Finding, Level
from data.lists import NAMES, save
from data.people import People


@pytest.fixture
def pupil(passport: Passport) -> str:
    lists = {"guardians": (Row("", {"name": "Юдина Ольга Петровна", "phone": "8 913 123-45-67"}),)}
    texts = {"last_name": "Юдин", "first_name": "Пётр", "middle_name": "Ильич", "class_name": "9А"}
    save_card(passport, Edit("student", "one", 0, texts, lists))
    return "one"


def change(passport: Passport, id: str, texts: dict[str, str], **given: object) -> None:
    version = load_card(passport, "student", id).version
    save_card(passport, Edit("student", id, version, texts, **given))  # type: ignore[arg-type]


def said(lines: tuple[Line, ...]) -> list[tuple[str, str, str]]:
    return [(one.label, one.was, one.became) for one in lines]


def test_values_are_told_as_the_card_shows_them(passport: Passport, pupil: str) -> None:
    change(passport, pupil, {"birth": "1.2.2004", "ovz": "да", "phone": "дома"})
    change(passport, pupil, {"birth": "", "phone": "8 (913) 123-45-67", "category": "не применимо"})
    lines = card_history(passport, "student", pupil)
    by_label = {(one.number, one.label): (one.was, one.became) for one in lines}
    last = lines[0].number
    assert by_label[last, "Дата рождения"] == ("01.02.2004", "")
    assert by_label[last, "Телефон участника"] == ("дома", "+7 913 123-45-67")
    assert by_label[last - 1, field_by_name(Student)["ovz"].label] == ("", "да")
    assert lines[-1].label == "Обучающийся"
    assert lines[-1].became == "Юдин Пётр Ильич, 9А"
    assert {one.who for one in lines} == {"Юдин Пётр Ильич, 9А"}
    assert {one.what for one in lines} == {"Карточка", "Новая карточка"}


def test_rows_of_lists_are_told_by_what_stands_in_them(passport: Passport, pupil: str) -> None:
    card = load_card(passport, "student", pupil)
    (row,) = card.details["guardians"]
    more = Row("", {"name": "Юдин Илья Ильич"})
    change(passport, pupil, {}, details={"guardians": (Row(row.id, {**row.texts, "phone": ""}), more)})
    change(passport, pupil, {}, details={"guardians": (more,)})
    lines = card_history(passport, "student", pupil)
    assert ("Представитель: Телефон", "+7 913 123-45-67", "") in said(lines)
    assert ("Представитель", "", "Юдин Илья Ильич") in said(lines)
    assert ("Представитель", "Юдина Ольга Петровна", "удалено") in said(lines)
    assert {one.list for one in lines} == {"", "guardians"}


def test_the_history_of_one_field_goes_back_to_its_first_value(passport: Passport, pupil: str) -> None:
    for name in ("Юдинцев", "Юдаков"):
        change(passport, pupil, {"last_name": name, "phone": name})
    lines = card_history(passport, "student", pupil, "last_name")
    assert said(lines) == [
        ("Фамилия", "Юдинцев", "Юдаков"),
        ("Фамилия", "Юдин", "Юдинцев"),
        ("Фамилия", "", "Юдин"),
    ]


def test_a_confirmation_and_an_explanation_stand_on_the_card(passport: Passport, pupil: str) -> None:
    with passport.writing("Перенос") as session:
        session.execute(update(Student).values(unconfirmed=["category"]))
    confirm_class(passport, "9А")
    finding = Finding("DAT-9", Level.QUESTION, "", "student", pupil, "", "", "birth", "", "", values=(("a", "b"),))
    explain(passport, [finding], "по документу верно")
    told = {(one.what, one.label): one.became for one in card_history(passport, "student", pupil)}
    assert any(what == "Подтверждение класса" and "подтверждено" in label for what, label in told)
    assert "по документу верно" in told["Пояснение", "Пояснение"]


def test_pages_and_filters_of_the_whole_history(passport: Passport, pupil: str) -> None:
    passport.actor = Actor("2", "Петрова О. П.")
    for number in range(5):
        change(passport, pupil, {"phone": f"+7913000000{number}"})
    page = history(passport, limit=3)
    assert [one.number for one in page.lines] == [7, 6, 5]
    assert page.before == 5
    assert {one.number for one in history(passport, before=page.before, limit=10).lines} == {1, 2, 3, 4}
    assert history(passport, before=2).before == 0
    assert names_in_history(passport) == (
        ("База создана", "Карточка", "Новая карточка"),
        ("Ответственный", "Петрова О. П."),
    )
    assert len(history(passport, Asked(what="Карточка", actor="Петрова О. П.")).lines) == 5
    assert history(passport, Asked(actor="Ответственный")).lines[-1].what == "База создана"
    today = history(passport).lines[0].when.date()
    assert len(history(passport, Asked(day=today)).lines) == len(whole_history(passport))
    assert history(passport, Asked(day=today - timedelta(days=2))).lines == ()
    assert {one.who for one in history(passport, Asked(words="ЮДИН")).lines} == {"Юдин Пётр Ильич, 9А"}


def test_an_act_over_many_is_told_in_numbers_until_asked_for(passport: Passport, tmp_path: Path, seed: int) -> None:
    people = People(seed)
    keys = ("last_name", "first_name", "middle_name", "birth", "class_name")
    rows = [[one[name] for name in keys] for one in (people.pupil("9А") for _ in range(60))]
    report = import_students(passport, save(tmp_path / "a.xlsx", [list(NAMES), *rows]))
    number = history(passport).lines[0].number
    assert [(one.label, one.became) for one in history(passport).lines if one.number == number] == [
        ("Класс", "новых записей: 1"),
        ("Обучающийся", f"новых записей: {report.new}"),
    ]
    assert history(passport).lines[0].detail == "a.xlsx"
    assert len(history(passport, Asked(number=number)).lines) == report.new + 1


def test_order_goes_by_number_and_not_by_the_clock(
    passport: Passport, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.storage import history as storage

    class Back(storage.datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Back":
            return cls(2001, 1, 1)

    with monkeypatch.context() as context:
        context.setattr(storage, "datetime", Back)
        change(passport, pupil, {"phone": "дома"})
    lines = card_history(passport, "student", pupil)
    assert lines[0].when.year == 2001
    assert lines[0].became == "дома"


# --- putting back ---------------------------------------------------------------------------------------


def test_a_value_is_put_back_as_an_edit_of_the_card(passport: Passport, pupil: str) -> None:
    change(passport, pupil, {"phone": "дома"})
    change(passport, pupil, {"phone": "8 913 123-45-67"})
    line = card_history(passport, "student", pupil)[0]
    assert line.restorable
    saved = save_card(passport, value_edit(passport, line), what="Возврат значения")
    assert saved.card is not None
    assert saved.card.texts["phone"] == "дома"
    assert card_history(passport, "student", pupil)[0].what == "Возврат значения"
    save_card(passport, saved.undo)
    assert load_card(passport, "student", pupil).texts["phone"] == "+7 913 123-45-67"
    with pytest.raises(Refused, match="и так стоит"):
        value_edit(passport, card_history(passport, "student", pupil)[1])


def test_a_row_of_a_list_and_a_value_in_it_are_put_back(passport: Passport, pupil: str) -> None:
    before = load_card(passport, "student", pupil).details["guardians"]
    (row,) = before
    change(passport, pupil, {}, details={"guardians": (Row(row.id, {**row.texts, "phone": "дома"}),)})
    value = card_history(passport, "student", pupil)[0]
    change(passport, pupil, {}, details={"guardians": ()})
    gone = card_history(passport, "student", pupil)[0]
    with pytest.raises(Refused, match="больше нет"):
        value_edit(passport, value)
    save_card(passport, value_edit(passport, gone))
    with pytest.raises(Refused, match="снова стоит"):
        value_edit(passport, gone)
    save_card(passport, value_edit(passport, value))
    assert load_card(passport, "student", pupil).details["guardians"] == before


def test_what_is_no_field_of_a_card_cannot_be_put_back(passport: Passport, pupil: str) -> None:
    made = card_history(passport, "student", pupil)[-1]
    assert not made.restorable
    with pytest.raises(Refused, match="вернуть нельзя"):
        value_edit(passport, made)
    change(passport, pupil, {"phone": "дома"})
    line = card_history(passport, "student", pupil)[0]
    save_card(passport, Edit("student", pupil, load_card(passport, "student", pupil).version, remove=True))
    with pytest.raises(Refused, match="удалили"):
        value_edit(passport, line)


# --- the bin --------------------------------------------------------------------------------------------


def test_a_removed_card_comes_back_whole_under_its_id(passport: Passport, pupil: str) -> None:
    change(passport, pupil, {"phone": "дома", "birth": "01.02.2004"})
    before = load_card(passport, "student", pupil)
    edit = Edit("student", pupil, before.version, remove=True)
    save_card(passport, edit, why="внесён дважды")
    (one,) = deleted(passport)
    assert (one.entity, one.id, one.kind, one.who, one.why) == (
        "student",
        pupil,
        "Обучающийся",
        "Юдин Пётр Ильич, 9А",
        "внесён дважды",
    )
    saved = save_card(passport, back_edit(passport, one), what="Возврат из корзины")
    assert saved.card is not None
    assert saved.card.texts == before.texts
    assert saved.card.details == before.details
    assert deleted(passport) == ()
    with pytest.raises(Refused, match="уже есть"):
        save_card(passport, back_edit(passport, one))
    assert card_history(passport, "student", pupil)[1].who == "Юдин Пётр Ильич, 9А"


def test_the_bin_holds_each_card_once_and_the_newest_first(passport: Passport, pupil: str) -> None:
    save_card(passport, Edit("student", "two", 0, {"last_name": "Ким", "class_name": "9А"}))
    save_cards(passport, removal(read_lines(passport, "student", [pupil, "two"], ())))
    for one in deleted(passport):
        save_card(passport, back_edit(passport, one))
    save_card(passport, Edit("student", "two", 1, remove=True))
    save_card(passport, Edit("student", pupil, 1, remove=True))
    assert [one.id for one in deleted(passport)] == [pupil, "two"]


def test_a_class_made_meanwhile_or_gone_is_no_hindrance(passport: Passport, pupil: str) -> None:
    save_card(passport, Edit("student", pupil, load_card(passport, "student", pupil).version, remove=True))
    with passport.reading() as session:
        id, version = session.execute(text("SELECT id, version FROM school_class")).one()
    save_card(passport, Edit("class", id, version, remove=True))
    assert [one.entity for one in deleted(passport)] == ["class", "student"]
    saved = save_card(passport, back_edit(passport, deleted(passport)[1]))
    assert saved.made
    assert not is_frozen(passport)


# --- outside the base -----------------------------------------------------------------------------------


def manifest(path: Path) -> dict[str, Any]:
    return dict(open_package(path.read_bytes()).manifest)


def test_a_package_holds_the_head_of_the_cards_and_stays_the_same(
    passport: Passport, pupil: str, tmp_path: Path
) -> None:
    first = export_package(passport, tmp_path, draft=True)
    with passport.reading() as session:
        hashes = dict(session.execute(text("SELECT number, hash FROM history_act")).all())
    told = manifest(first.path)["history"]
    assert told == {"number": 2, "hash": hashes[2].hex(), "earlier": []}
    content = first.path.read_bytes()
    assert [one.what for one in history(passport).lines[:1]] == ["Пакет для МОУО"]
    again = export_package(passport, tmp_path, draft=True)
    assert again.path.read_bytes() == content
    change(passport, pupil, {"phone": "дома"})
    other = export_package(passport, tmp_path, draft=True)
    assert other.sequence == first.sequence + 1
    after = manifest(other.path)["history"]
    assert after != told
    assert after["earlier"] == [hashes[2].hex()]
    assert check_history(passport) == ()


def test_a_history_written_anew_is_told_by_the_packages(passport: Passport, pupil: str, tmp_path: Path) -> None:
    done = export_package(passport, tmp_path, draft=True)
    driver = passport._connection
    driver.execute("DROP TRIGGER temp.history_fixed_history_act_UPDATE")
    driver.execute("UPDATE history_act SET hash = x'00' WHERE number = 2")
    told = check_history(passport)
    assert told[0].endswith("действие № 2.")
    assert done.receipt in told[1]
    assert pupil


def test_an_exported_list_is_noted_with_its_columns(passport: Passport, tmp_path: Path) -> None:
    export_list(passport, tmp_path / "a.csv", ["ФИО", "Класс"], [["Юдин", "9А"]])
    (line,) = [one for one in history(passport).lines if one.what == "Выгрузка списка"]
    assert line.detail == "строк 1, столбцы: ФИО, Класс"
