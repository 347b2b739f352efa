"""S1–S5, S7, S8: hostile texts in every field of every card, through every door: nothing is run, lost or passed on."""

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl import load_workbook

from app.domain.field import details_of, field_by_name
from app.domain.field import fields as fields_of
from app.domain.kinds import Text
from app.domain.student import Student
from app.domain.text import fold
from app.errors import AppError, BadFile, BadValue
from app.services.cards import ENTITIES, Card, Edit, load_card, save_card
from app.services.checking import check
from app.services.detail_rows import Row
from app.services.exporting import export_package
from app.services.importing import import_list
from app.services.list_export import export_list
from app.services.lists import CELLS, NAME, SEARCH, find, list_rows
from app.services.pasted import cells_of
from app.services.printing import print_form
from app.services.school import school_card
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.hostile_texts import ALL, CONTROL, FORMULAS, HUGE, INVISIBLE, MARKUP, SHOWN, SQL
from data.papers import texts_of

KEYS_OF = {
    "class": {"name": "9А"},
    "room": {"number": "1"},
    "staff": {"last_name": "Юдин"},
    "student": {"last_name": "Юдин"},
}
KEYS = {"name": "9А", "number": "1", "last_name": "Юдин", "code": "700101", "short_name": "Школа"}


def named(text: str) -> str:
    """A text in signs that workers of a test run can tell each other."""
    return repr(text[:24]).encode("ascii", "replace").decode()


EVERY = pytest.mark.parametrize("text", ALL, ids=named)


def typed(passport: Passport, entity: str, text: str) -> Card:
    """A card in whose every field, and every field of every list, the text is typed; but for what it is known by."""
    model = ENTITIES[entity]
    texts = {one.name: KEYS.get(one.name, text) for one in fields_of(model)}
    rows = {
        told.name: (Row("", {one.name: text for one in fields_of(told.model) if one.name not in told.key}),)
        for told in details_of(model)
        if not told.key
    }
    old = school_card(passport) if entity == "school" else None
    edit = Edit(entity, old.id if old else "", old.version if old else 0, texts, rows)
    saved = save_card(passport, edit).card
    assert saved is not None
    return load_card(passport, entity, saved.id)


def read_as(name: str, entity: str, text: str) -> str | None:
    """What a field holds of a text that its kind reads (mending is for who types or loads); None for one it refuses."""
    try:
        return field_by_name(ENTITIES[entity])[name].exact(text)
    except BadValue:
        return None


@pytest.mark.parametrize("text", ALL[: -len(HUGE)], ids=named)
def test_every_field_holds_a_text_as_it_is_or_tells_why_not(passport: Passport, text: str) -> None:
    for entity in ENTITIES:
        card = typed(passport, entity, text)
        for name, shown in card.texts.items():
            if name in KEYS:
                continue
            tidied = read_as(name, entity, text)
            if tidied is None:
                assert card.unread[name]  # a sentence says why
                assert shown == text.replace("\x00", "\ufffd")  # and it is kept as typed
            else:
                assert shown == tidied
                assert name not in card.unread
    report = check(passport)
    assert report.findings
    assert all(len(one.text) < 2_000 for one in report.findings)  # a megabyte is not said again


@pytest.mark.parametrize("text", HUGE, ids=["letters", "lines"])
@pytest.mark.parametrize("entity", ENTITIES)
def test_a_megabyte_in_a_field_is_refused_and_nothing_is_saved(passport: Passport, entity: str, text: str) -> None:
    before = passport.path.stat().st_size
    for one in fields_of(ENTITIES[entity]):
        old = school_card(passport) if entity == "school" else None
        edit = Edit(
            entity, old.id if old else "", old.version if old else 0, KEYS_OF.get(entity, {}) | {one.name: text}
        )
        with pytest.raises(BadValue) as refusal:
            save_card(passport, edit)
        assert len(str(refusal.value)) < 300
    assert passport.path.stat().st_size == before


@pytest.fixture
def people(passport: Passport) -> Passport:
    """A pupil for each text that a name may hold, of one class."""
    for text in SHOWN:
        save_card(passport, Edit("student", "", 0, {"last_name": text, "first_name": text, "class_name": "9А"}))
    return passport


def names(passport: Passport) -> list[str]:
    return [str(row[CELLS]) for row in list_rows(passport, "student", (NAME,))]


def test_lists_show_every_name_as_it_stands(people: Passport) -> None:
    last = field_by_name(Student)["last_name"]
    assert sorted(names(people)) == sorted(f"{last.exact(text)} {last.exact(text)}" for text in SHOWN)
    tables = people._connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'student'").fetchone()[0]
    assert tables == 1


def test_a_workbook_and_a_text_hold_no_formula(people: Passport, tmp_path: Path) -> None:
    rows = [[name] for name in names(people)]
    export_list(people, tmp_path / "a.xlsx", ["ФИО"], rows)
    (_, *cells) = next(load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_cols())
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [row[0] for row in rows]
    export_list(people, tmp_path / "a.csv", ["ФИО"], rows)
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line for line in lines if re.match(r'"?[=@]|"?[+\-](?!\d[\d \-()]*$)', line)] == []


def test_a_form_prints_every_name_as_it_stands(people: Passport, tmp_path: Path) -> None:
    print_form(people, "graduates", out := tmp_path / "a.pdf", class_name="9А")
    printed = re.sub(r"\s", "", "".join(texts_of(out.read_bytes())))
    for text in (*SQL[:1], *MARKUP, *FORMULAS[:1]):
        assert re.sub(r"\s", "", field_by_name(Student)["last_name"].exact(text)) in printed
    raw = out.read_bytes()
    assert b"/URI" not in raw
    assert b"/Launch" not in raw
    assert b"/JavaScript" not in raw


def test_a_package_carries_every_name_and_comes_back_whole(people: Passport, tmp_path: Path) -> None:
    done = export_package(people, tmp_path, draft=True)
    assert re.fullmatch(
        r"passport-700101-2019-20-[0-9A-Z]{10}-draft\.zip", done.path.name
    )  # no text makes a file's name


@pytest.mark.parametrize("text", [*SHOWN, *INVISIBLE], ids=named)
def test_what_is_loaded_is_what_is_typed(passport: Passport, tmp_path: Path, text: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Фамилия", "Имя", "Отчество", "Класс", "Место рождения"])
    sheet.append(["x", "Лев", "Андреевич", "9А", text])
    for cell, value in zip(sheet[2], (text, "Лев", "Андреевич", "9А", text), strict=True):
        cell.value, cell.data_type = value, "s"
    book.save(path := tmp_path / "a.xlsx")
    report = import_list(passport, path)
    if report.new:
        (name,) = names(passport)
        assert name == f"{field_by_name(Student)['last_name'].tidy(text)} Лев Андреевич"
    else:
        assert report.rejected == 1
        assert report.problems


@pytest.mark.parametrize("text", [HUGE[0], HUGE[0][:45_000]], ids=["megabyte", "too long for a cell"])
def test_a_list_with_such_a_cell_is_refused_whole(passport: Passport, tmp_path: Path, text: str) -> None:
    (path := tmp_path / "a.csv").write_text(f"Фамилия;Имя;Класс;Место рождения\nЮдин;Лев;9А;{text}", encoding="utf-8")
    with pytest.raises(BadFile, match="строка 2") as refusal:
        import_list(passport, path)
    assert len(str(refusal.value)) < 400
    assert names(passport) == []


@pytest.mark.parametrize("text", [*CONTROL, *HUGE], ids=["nul", "escape", "surrogate", "bell", "lost", "huge", "lines"])
def test_no_kind_of_text_takes_what_no_keyboard_makes(text: str) -> None:
    kinds = [one for model in ENTITIES.values() for one in fields_of(model) if isinstance(one.kind, Text)]
    for one in kinds:
        with pytest.raises(BadValue) as refusal:
            one.kind.parse(text)
        assert len(str(refusal.value)) < 300


@EVERY
def test_what_is_pasted_is_parted_and_never_fails(text: str) -> None:
    cells = cells_of(f"Иванов\t{text}\n{text}\tПетров")
    assert cells[0][0] == "Иванов"


def test_a_base_full_of_them_opens_again(people: Passport) -> None:
    before = names(people)
    path = people.path
    people.close()
    with open_passport(path) as again:
        assert names(again) == before


@pytest.mark.parametrize("text", SQL)
def test_a_search_takes_every_sign_for_itself(people: Passport, text: str) -> None:
    rows = list_rows(people, "student", ())
    wanted = [one for one in rows if all(word in one[SEARCH] for word in fold(text).split())]
    found, _ = find(rows, text, ranked=False)
    assert found[: len(wanted)] == wanted
    assert 0 < len(wanted) < len(rows)


def test_a_refusal_is_short_whatever_was_typed(passport: Passport) -> None:
    for text in ALL:
        with pytest.raises(AppError) as refusal:
            save_card(passport, Edit("student", "", 0, {"last_name": "Юдин", "birth": text}), strict=True)
        assert len(str(refusal.value)) < 600
