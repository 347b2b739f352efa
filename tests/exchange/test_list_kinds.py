"""One list in four kinds of file is one list: the same rows, whatever the file is called."""

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.errors import BadFile
from app.exchange.class_list import read_list
from app.exchange.list_kinds import list_kind
from app.exchange.sheets import read_workbook
from app.services.importing import import_students
from app.storage.passport import Passport
from data.books import Table, Zeros, save_csv, save_ods, save_xls, save_xlsx
from data.lists import IVANOV, NAMES, PETROVA, everybody, figures
from data.people import snils_of

SAVE: dict[str, Callable[[Path, Table], Path]] = {
    ".xlsx": save_xlsx,
    ".ods": save_ods,
    ".xls": save_xls,
    ".csv": save_csv,
    ".txt": lambda path, rows: save_csv(path, rows, "utf-16", "\t"),
}
KINDS = pytest.mark.parametrize("ending", SAVE)
SNILS = snils_of(12_000_001)  # begins with a zero
DIGITS = "".join(filter(str.isdigit, SNILS))
LIST = [
    ["Список 9А класса"],
    [],
    ["№", *NAMES[:4], "СНИЛС", "Номер документа", "Телефон", "Адрес"],
    [1, "Иванов", "Иван", "Иванович", date(2004, 2, 1), Zeros(DIGITS), "000077", "+7 913 123-45-67", "=1+1"],
    [2, " Петрова ", "Анна", "-", "03.04.2004", SNILS, "123456", 89131234567, "ул. Мира; 5,\nкв. 2"],
    [3, "Ким", "Олег", "", 38018, "", "", "", '«Дом» "А"'],
    ["", "", "", "", "", "", "", "", ""],
    [],
]


@KINDS
def test_every_kind_gives_the_same_rows(tmp_path: Path, ending: str) -> None:
    found = read_list(
        SAVE[ending](tmp_path / f"9А{ending}", LIST), list_kind("students"), None, {"Адрес": "birth_place", "№": ""}, {}
    )
    (part,) = found.parts
    assert [row.number for row in part.rows] == [4, 5, 6]
    assert [problem for row in part.rows for problem in row.problems] == []
    ivanov, petrova, kim = (row.values for row in part.rows)
    assert [one["class_name"] for one in (ivanov, petrova, kim)] == ["9А"] * 3
    assert [one["birth"] for one in (ivanov, petrova, kim)] == [date(2004, 2, 1), date(2004, 4, 3), date(2004, 2, 1)]
    assert (ivanov["snils"], ivanov["doc_number"], ivanov["phone"]) == (DIGITS, "000077", "+79131234567")
    assert (petrova["last_name"], petrova["middle_name"], petrova["snils"]) == ("Петрова", "нет", DIGITS)
    assert (petrova["doc_number"], petrova["phone"]) == ("123456", "+79131234567")
    assert [one["birth_place"] for one in (ivanov, kim)] == ["=1+1", '«Дом» "А"']
    assert petrova["birth_place"].split() == "ул. Мира; 5, кв. 2".split()


@KINDS
def test_every_kind_is_loaded_and_twice_adds_nobody(passport: Passport, tmp_path: Path, ending: str) -> None:
    path = SAVE[ending](tmp_path / f"список{ending}", [NAMES, IVANOV, PETROVA, [*IVANOV[:3], "31.02.2004", "9А"]])
    out = tmp_path / "rejected.xlsx"
    report = import_students(passport, path, rejects=out)
    assert figures(report) == (3, 2, 0, 0, 1)
    assert [(one.row, one.column, one.value) for one in report.problems] == [(4, "D «Дата рождения»", "31.02.2004")]
    assert figures(import_students(passport, path)) == (3, 0, 0, 2, 1)
    assert [one["last_name"] for one in everybody(passport)] == ["Иванов", "Петрова"]
    assert read_workbook(out).sheets[0].rows[1][:4] == [*IVANOV[:3], "31.02.2004"]


@KINDS
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv", "a.xlsm", "a"])
def test_the_content_is_believed_and_not_the_name(tmp_path: Path, ending: str, name: str) -> None:
    path = SAVE[ending](tmp_path / name, [NAMES, IVANOV])
    book = read_workbook(path)
    assert book.sheets[0].rows == [NAMES, IVANOV]
    own = {ending, *{".xlsx": [".xlsm"], ".txt": [".csv"]}.get(ending, [])} | {""}
    told = [one for one in book.notices if "прочитан как есть" in one]
    assert bool(told) == (path.suffix not in own)
    assert all(path.suffix in one for one in told)


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls", ".csv"])
def test_a_sheet_is_asked_for_by_name(tmp_path: Path, ending: str) -> None:
    path = SAVE[ending](tmp_path / f"Лист1{ending}", [NAMES])
    assert read_workbook(path, "Лист1").sheets[0].rows == [NAMES]
    with pytest.raises(BadFile, match="нет листа «Лист2»") as caught:
        read_workbook(path, "Лист2")
    assert "Есть: Лист1" in caught.value.hint


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls", ".csv"])
def test_an_empty_list_is_told(tmp_path: Path, ending: str) -> None:
    with pytest.raises(BadFile, match=r"нет ни одной заполненной ячейки|пустой"):
        read_list(SAVE[ending](tmp_path / f"a{ending}", []), list_kind("students"), None, {}, {})


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls"])
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(tmp_path: Path, ending: str) -> None:
    path = SAVE[ending](tmp_path / f"a{ending}", LIST)
    raw = path.read_bytes()
    step = max(len(raw) // 150, 1)
    for place in range(8, len(raw), step):
        for broken in (raw[:place], raw[:place] + bytes([raw[place] ^ 0x55]) + raw[place + 1 :]):
            path.write_bytes(broken)
            with contextlib.suppress(BadFile):  # any other exception fails the test
                read_workbook(path)
