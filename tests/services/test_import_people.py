"""Rows that may mean another record wait for a person, whose word is then taken; templates and remembered columns."""

from pathlib import Path

import openpyxl
import pytest

from app.domain.field import field_by_name
from app.domain.student import Student
from app.errors import Refused
from app.exchange.list_kinds import list_kind, list_kinds
from app.services.cards import load_card
from app.services.importing import NEW, SKIP, import_list, import_students, save_template
from app.storage.passport import Passport
from data.lists import IVANOV, NAMES, everybody, figures, save
from data.people import People, mother_of, snils_of

HEADS = [*NAMES, "СНИЛС"]
ONE, TWO = snils_of(130_000_001), snils_of(130_000_002)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ([*IVANOV[:3], "01.02.2005", "9А", ""], "Дата рождения: в базе 01.02.2004, в строке 01.02.2005"),
        ([*IVANOV[:3], "02.01.2004", "9А", ""], "Дата рождения: в базе 01.02.2004"),
        (["Иванова", *IVANOV[1:], ""], "Фамилия: в базе Иванов"),
        (["Иванов", "Семён", "Иванович", "01.02.2004", "9А", ONE], "совпадает СНИЛС"),
    ],
)
def test_a_doubtful_row_waits_for_a_person(passport: Passport, tmp_path: Path, row: list[str], why: str) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", [HEADS, [*IVANOV, ONE]]))
    id = everybody(passport)[0]["id"]
    path = save(tmp_path / "b.xlsx", [HEADS, row])
    report = import_students(passport, path)
    assert figures(report) == (1, 0, 0, 0, 1)
    doubt = report.doubtful[0]
    assert (doubt.row, doubt.candidates[0].id, doubt.may_be_new) == (2, id, True)
    assert doubt.candidates[0].why.startswith(why)
    place = (doubt.sheet, doubt.row)
    assert figures(import_students(passport, path, decisions={place: SKIP}, dry_run=True)) == (1, 0, 0, 0, 1)
    assert figures(import_students(passport, path, decisions={place: NEW}, dry_run=True)) == (1, 1, 0, 0, 0)
    with pytest.raises(Refused, match="Карточки"):
        import_students(passport, path, decisions={place: "no such id"})
    assert figures(import_students(passport, path, decisions={place: id})) == (1, 0, 1, 0, 0)
    assert figures(import_students(passport, path)) == (1, 0, 0, 1, 0)
    assert len(everybody(passport)) == 1


def test_namesakes_proved_apart_or_spoken_of_by_other_rows_are_plain(passport: Passport, tmp_path: Path) -> None:
    other = [*IVANOV[:3], "01.02.2005", "9А"]
    import_students(passport, save(tmp_path / "a.xlsx", [HEADS, [*IVANOV, ONE]]))
    assert import_students(passport, save(tmp_path / "b.xlsx", [HEADS, [*other, TWO]]), dry_run=True).new == 1
    both = save(tmp_path / "c.xlsx", [HEADS, [*other, ""], [*IVANOV, ONE]])
    assert figures(import_students(passport, both)) == (2, 1, 0, 1, 0)
    assert figures(import_students(passport, both)) == (2, 0, 0, 2, 0)


def test_columns_once_told_are_remembered_for_the_same_headings(passport: Passport, tmp_path: Path) -> None:
    heads = ["Прозвище", "Имя", "Когда появился"]
    mapping = {"Прозвище": "last_name", "Когда появился": "birth"}
    path = save(tmp_path / "a.xlsx", [["Список"], heads, ["Иванов", "Иван", "01.02.2004"]])
    import_students(passport, path, mapping=mapping, dry_run=True)
    import_students(passport, path, mapping=mapping)
    again = save(tmp_path / "b.xlsx", [[one.upper() for one in heads], ["Юдин", "Лев", "01.03.2004"]], "Другой лист")
    report = import_students(passport, again)
    assert figures(report) == (1, 1, 0, 0, 0)
    assert any("как вы выбрали" in one for one in report.notices)
    assert everybody(passport)[1]["birth"].year == 2004
    report = import_students(passport, again, mapping={"Прозвище": "last_name", "Когда появился": ""})
    assert [one[2] for one in report.columns] == ["Фамилия", "Имя", ""]


@pytest.mark.parametrize("entity", list(list_kinds()))
def test_an_empty_template_is_a_list_of_its_kind_with_an_example(
    passport: Passport, tmp_path: Path, entity: str
) -> None:
    path = tmp_path / "template.xlsx"
    save_template(passport, entity, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    kind = list_kind(entity)
    assert book.sheetnames[0] == kind.title
    assert book.worksheets[2].sheet_state == "hidden"
    offered = [one.formula1 for one in sheet.data_validations.dataValidation]
    assert offered
    assert all(one.startswith("'Списки значений'!$") for one in offered)
    with pytest.raises(Exception, match="ни одной строки"):
        import_list(passport, path, entity)  # the example is nobody
    with pytest.raises(Refused):
        save_template(passport, entity, passport.path)


def test_a_filled_template_of_pupils_loses_nothing(passport: Passport, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "template.xlsx"
    save_template(passport, "students", path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    people = People(seed)
    written = [people.pupil(name) for name in ("9А", "11А", "1Б")]
    for number, texts in enumerate(written, 3):
        texts["doc_number"] = f"00{texts['doc_number'][2:]}"
        mother = {f"guardian_{name}": text for name, text in mother_of(texts).items()}
        for column, target in _columns(sheet):
            sheet.cell(number, column).value = (texts | mother).get(target, "")
    book.save(path)
    report = import_students(passport, path)
    assert figures(report) == (3, 3, 0, 0, 0), report.problems
    assert not any("не взят" in one or "пропущен:" in one for one in report.notices)
    assert any("пример" in one for one in report.notices)
    known = field_by_name(Student)
    found = {row["doc_number"]: row["id"] for row in everybody(passport)}
    for texts in written:
        card = load_card(passport, "student", found[texts["doc_number"]])
        assert {name: card.texts[name] for name in texts} == {
            name: known[name].tidy(text) for name, text in texts.items()
        }
        assert card.details["guardians"][0].texts["name"] == mother_of(texts)["name"]
        assert not card.unread


def _columns(sheet: object) -> list[tuple[int, str]]:
    labels = {one.label: one.name for one in list_kind("students").targets.values()}
    heads = [(cell.column, cell.value) for cell in sheet[1]]  # type: ignore[index]
    return [(column, labels[label]) for column, label in heads if label in labels]
