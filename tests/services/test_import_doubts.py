"""Cells of a list that must not cost a pupil, or another pupil's card: dashes, telephones, bare days."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.importing import import_students
from app.storage.passport import Passport
from data.lists import IVANOV, NAMES, PETROVA, everybody, figures, save, whole_base


@pytest.mark.parametrize("dash", ["-", "—", "нет", "НЕТ", " - ", "--"])
def test_a_dash_is_a_blank_where_nothing_can_be_lacking(passport: Passport, tmp_path: Path, dash: str) -> None:
    heads = [*NAMES, "Телефон", "Место рождения", "Почта", "Дата выдачи", "Степень родства", "№ СНИЛС"]
    full = [*IVANOV, "89131234567", "г. Томск", "a@b.ru", "01.03.2018", "мать", "нет"]
    import_students(passport, save(tmp_path / "a.xlsx", [heads, full]))
    before = whole_base(passport)
    rows = [heads, [*IVANOV, *[dash] * 6], [*PETROVA, *[dash] * 6]]
    report = import_students(passport, save(tmp_path / "b.xlsx", rows))
    assert figures(report) == (2, 1, 0, 1, 0), report.problems
    ivanov, petrova = everybody(passport)
    assert tuple(ivanov.values()) in whole_base(passport)[0]
    assert tuple(ivanov.values()) in before[0]
    assert (petrova["phone"], petrova["birth_place"], petrova["doc_issued"], petrova["snils"]) == (*[None] * 3, "нет")


@pytest.mark.parametrize("dash", ["-", "нет"])
def test_pupils_without_a_document_number_are_two(passport: Passport, tmp_path: Path, dash: str) -> None:
    heads = [*NAMES, "Вид документа", "Серия", "Номер"]
    rows = [
        heads,
        [*IVANOV, "свидетельство о рождении", dash, dash],
        [*PETROVA, "свидетельство о рождении", dash, dash],
    ]
    report = import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert figures(report) == (2, 2, 0, 0, 0), report.problems
    assert [row["doc_number"] for row in everybody(passport)] == ["нет", "нет"]
    rules = {one.rule for one in check(passport, date(2020, 1, 20)).findings}
    assert "DUP-2" not in rules
    assert "DOC-2" in rules


HEADS = [*NAMES, "Телефон", "Код подр.", "Дата зачисления"]
ODD = ["2-10-33", "70-00", "осенью"]


def test_a_cell_that_nobody_is_asked_for_costs_no_pupil(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [HEADS, [*IVANOV, *ODD], PETROVA])
    before = whole_base(passport)
    dry = import_students(passport, path, dry_run=True)
    assert whole_base(passport) == before
    first = import_students(passport, path)
    assert dry == first
    assert figures(first) == (2, 2, 0, 0, 0)
    told = [one for one in first.notices if "не прочитано" in one]
    assert len(told) == 3
    assert told[0].startswith("Лист «Лист1», строка 2, столбец F «Телефон»: «2-10-33» не прочитано")
    ivanov = everybody(passport)[0]
    card = load_card(passport, "student", ivanov["id"])
    assert [card.texts[name] for name in ("phone", "doc_department", "enrolled")] == ODD
    assert set(card.unread) == {"phone", "doc_department", "enrolled"}
    found = [one.field for one in check(passport, date(2020, 1, 20)).findings if one.rule == "READ-1"]
    assert set(found) == set(card.unread)
    after = whole_base(passport)
    second = import_students(passport, path)
    assert figures(second) == (2, 0, 0, 2, 0)
    assert (second.changes, second.notices) == ((), tuple(one for one in first.notices if "Новые классы" not in one))
    assert whole_base(passport) == after


def test_an_unread_cell_takes_no_value_away_and_a_read_one_mends_it(passport: Passport, tmp_path: Path) -> None:
    heads = [*NAMES, "Телефон", "Телефон родителя"]
    import_students(passport, save(tmp_path / "a.xlsx", [heads, [*IVANOV, "89131234567", "дома"]]))
    odd = save(tmp_path / "b.xlsx", [heads, [*IVANOV, "спросить", "2-10-33"]])
    dry = import_students(passport, odd, dry_run=True)
    report = import_students(passport, odd)
    assert dry == report
    assert figures(report) == (1, 0, 1, 0, 0)
    assert [(one.label, one.old, one.new) for one in report.changes] == [("Телефон представителя", "дома", "2-10-33")]
    assert any("«спросить» не прочитано" in one for one in report.notices)
    ivanov = everybody(passport)[0]
    guardian = load_card(passport, "student", ivanov["id"]).details["guardians"][0]
    assert (ivanov["phone"], guardian.texts["phone"], ivanov["version"]) == ("+79131234567", "2-10-33", 2)
    assert figures(import_students(passport, odd)) == (1, 0, 0, 1, 0)
    report = import_students(passport, save(tmp_path / "c.xlsx", [heads, [*IVANOV, "", "89137654321"]]))
    assert [(one.old, one.new) for one in report.changes] == [("2-10-33", "+7 913 765-43-21")]
    card = load_card(passport, "student", ivanov["id"])
    assert [(row.texts["phone"], dict(row.unread)) for row in card.details["guardians"]] == [("+7 913 765-43-21", {})]


def test_what_was_typed_unread_elsewhere_stays(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", [NAMES, IVANOV]))
    id = everybody(passport)[0]["id"]
    save_card(passport, Edit("student", id, 1, {"email": "почта", "snils": "12"}))
    import_students(passport, save(tmp_path / "b.xlsx", [[*NAMES, "Телефон"], [*IVANOV, "2-10-33"]]))
    assert everybody(passport)[0]["unread"] == {"email": "почта", "snils": "12", "phone": "2-10-33"}


def test_a_row_rejected_for_another_cell_names_both(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "rejected.xlsx"
    path = save(tmp_path / "a.xlsx", [[*NAMES, "Телефон"], [*IVANOV[:3], "31.02.2004", "9А", "2-10-33"], PETROVA])
    report = import_students(passport, path, rejects=out)
    assert figures(report) == (2, 1, 0, 0, 1)
    assert [one.value for one in report.problems] == ["31.02.2004", "2-10-33"]
    assert not any("не прочитано" in one for one in report.notices)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert (sheet["F2"].value, bool(sheet["D2"].comment), bool(sheet["F2"].comment)) == ("2-10-33", True, True)


def test_bare_days_are_numbers_or_texts_of_a_list_only(passport: Passport, tmp_path: Path) -> None:
    rows = [
        NAMES,
        [*IVANOV[:3], 38018, "9А"],
        [*PETROVA[:3], "38080", "9Б"],
        ["Ким", "Олег", "-", "10910", "9А"],
        ["Юдин", "Лев", "-", "1.2.2004 0:00:00", "9А"],
    ]
    report = import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert figures(report) == (4, 3, 0, 0, 1)
    assert [(one.row, one.value) for one in report.problems] == [(4, "10910")]
    assert "Год 1929" in report.problems[0].text
    births = {row["last_name"]: row["birth"] for row in everybody(passport)}
    assert births == {"Иванов": date(2004, 2, 1), "Петрова": date(2004, 4, 3), "Юдин": date(2004, 2, 1)}


def test_a_workbook_that_counts_from_1904(passport: Passport, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "rejected.xlsx"
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append([*NAMES, "СНИЛС"])
    sheet.append([*IVANOV[:3], 36556, "9А", ""])
    sheet.append([*PETROVA[:3], date(2004, 4, 3), "9Б", ""])
    sheet.append(["Ким", "Олег", "-", 36556, "9А", "12"])
    book.save(path)
    assert figures(import_students(passport, path, rejects=out)) == (3, 2, 0, 0, 1)
    assert [row["birth"] for row in everybody(passport)] == [date(2004, 2, 1), date(2004, 4, 3)]
    book = openpyxl.load_workbook(out)
    book.worksheets[0]["F2"].value = "нет"
    book.save(out)
    assert figures(import_students(passport, out)) == (1, 1, 0, 0, 0)
    assert everybody(passport)[1]["birth"] == date(2004, 2, 1)
