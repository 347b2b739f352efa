"""Class lists from real workbooks: figures that add up, nothing lost, nothing guessed, nothing half done."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import AppError, BadFile, Refused
from app.services.cards import Edit, load_card, save_card
from app.services.importing import import_students
from app.services.progress import Cancelled
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.choices import choice_of
from data.lists import IVANOV, NAMES, PETROVA, everybody, figures, save, whole_base
from data.people import People, snils_of


def test_a_list_is_loaded_and_the_second_load_adds_nobody(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [NAMES, IVANOV, PETROVA])
    before = whole_base(passport)
    dry = import_students(passport, path, dry_run=True)
    assert whole_base(passport) == before
    real = import_students(passport, path)
    assert dry == real
    assert figures(real) == (2, 2, 0, 0, 0)
    ivanov, petrova = everybody(passport)
    assert (ivanov["last_name"], ivanov["birth"], ivanov["version"]) == ("Иванов", date(2004, 2, 1), 1)
    assert petrova["middle_name"] == "нет"
    after = whole_base(passport)
    assert figures(import_students(passport, path)) == (2, 0, 0, 2, 0)
    assert whole_base(passport) == after
    assert load_card(passport, "student", ivanov["id"]).texts["birth"] == "01.02.2004"


def test_a_change_is_told_and_counts_the_version_and_a_blank_clears_nothing(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", [NAMES, IVANOV, PETROVA]))
    again = save(
        tmp_path / "b.xlsx", [[*NAMES, "Место рождения"], [*IVANOV[:4], "9Б", "г. Томск"], [*PETROVA[:4], "", ""]]
    )
    dry = import_students(passport, again, dry_run=True)
    report = import_students(passport, again)
    assert dry == report
    assert figures(report) == (2, 0, 1, 1, 0)
    assert [(one.label, one.old, one.new) for one in report.changes] == [
        ("Класс", "9А", "9Б"),
        ("Место рождения", "", "г. Томск"),
    ]
    ivanov, petrova = everybody(passport)
    assert (ivanov["version"], ivanov["class_name"]) == (2, "9Б")
    assert (petrova["version"], petrova["class_name"]) == (1, "9Б")


def test_an_import_mends_what_was_typed_unreadable(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", [NAMES[:3] + NAMES[4:], IVANOV[:3] + IVANOV[4:]]))
    id = everybody(passport)[0]["id"]
    save_card(passport, Edit("student", id, 1, {"birth": "31.02.2004"}))
    report = import_students(passport, save(tmp_path / "b.xlsx", [NAMES, IVANOV]))
    assert figures(report) == (1, 0, 1, 0, 0)
    assert report.changes[0].old == "31.02.2004"
    card = load_card(passport, "student", id)
    assert (card.texts["birth"], card.unread, card.version) == ("01.02.2004", {}, 3)


def test_a_row_with_bad_cells_is_rejected_whole_and_every_cell_is_named(passport: Passport, tmp_path: Path) -> None:
    rows = [["Список 9А класса"], [], [*NAMES[:4], "№ СНИЛС"], [*IVANOV[:3], "31.02.2004", "12"], [*PETROVA[:4], "нет"]]
    report = import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert figures(report) == (2, 1, 0, 0, 1)
    assert [(one.sheet, one.row, one.column, one.value) for one in report.problems] == [
        ("Лист1", 4, "D «Дата рождения»", "31.02.2004"),
        ("Лист1", 4, "E «№ СНИЛС»", "12"),
    ]
    assert all(one.text for one in report.problems)
    assert len(set(report.whose)) == 1
    assert report.whose[0].startswith(" ".join(IVANOV[:2])), "whom the row names"
    assert [row["last_name"] for row in everybody(passport)] == ["Петрова"]


def test_rejected_rows_are_marked_and_the_mended_file_loads(passport: Passport, tmp_path: Path) -> None:
    rows = [
        ["Список 9А класса"],
        [*NAMES[:4], "Номер документа", "Место рождения"],
        [*IVANOV[:3], "31.02.2004", "012345", "=1+1"],
        [*PETROVA[:4], "000077", "г. Томск"],
    ]
    path = save(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["F3"].data_type = "s"  # the text «=1+1», no formula
    book.save(path)
    out = tmp_path / "rejected.xlsx"
    report = import_students(passport, path, rejects=out)
    assert figures(report) == (2, 1, 0, 0, 1)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    assert (sheet["A1"].value, sheet["D2"].value, sheet["A3"].value) == ("Список 9А класса", "Дата рождения", "Иванов")
    assert (sheet["E3"].value, sheet["E3"].number_format) == ("012345", "@")
    assert (sheet["F3"].value, sheet["F3"].data_type) == ("=1+1", "s")
    assert sheet["D3"].fill.fgColor.rgb == "FFFFE699"
    assert "31.02.2004" in sheet["D3"].comment.text
    assert sheet["A3"].comment is None
    sheet["D3"].value = "28.02.2004"
    book.save(out)
    assert figures(import_students(passport, out)) == (1, 1, 0, 0, 0)
    ivanov = everybody(passport)[0]
    assert (ivanov["doc_number"], ivanov["birth_place"], ivanov["class_name"]) == ("012345", "=1+1", "9А")


def test_rejects_never_overwrite_the_list(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [NAMES, IVANOV])
    with pytest.raises(Refused):
        import_students(passport, path, rejects=path)
    with pytest.raises(BadFile, match="не записан"):
        import_students(passport, save(path, [NAMES, [*IVANOV[:4], "Я"], PETROVA]), rejects=tmp_path / "no" / "r.xlsx")
    assert everybody(passport) == []


def test_doubled_rows_and_rows_of_two_pupils_are_rejected(passport: Passport, tmp_path: Path) -> None:
    heads = [*NAMES, "СНИЛС"]
    one, two = snils_of(130_000_001), snils_of(130_000_002)
    first = save(tmp_path / "a.xlsx", [heads, [*IVANOV, one], [*PETROVA, two], [*IVANOV, one]])
    report = import_students(passport, first)
    assert figures(report) == (3, 2, 0, 0, 1)
    assert "строка 2" in report.problems[0].text
    mixed = save(tmp_path / "b.xlsx", [heads, [*IVANOV, two]])
    report = import_students(passport, mixed)
    assert figures(report) == (1, 0, 0, 0, 1)
    assert "нескольким карточкам" in report.problems[0].text
    other = save(tmp_path / "c.xlsx", [heads, ["Ким", "Олег", "", "05.05.2003", "9А", one]])
    report = import_students(passport, other)
    assert figures(report) == (1, 0, 0, 0, 1)  # a typo in a number must not put one child into another's card
    assert "проверьте номер" in report.problems[0].text


def test_pupils_are_found_by_id_number_document_and_name(passport: Passport, tmp_path: Path) -> None:
    heads = ["Фамилия", "Имя", "Отчество", "Класс", "СНИЛС", "Вид документа", "Серия", "Номер"]
    pupil = ["Дёмин", "Артём", "Олегович", "9А", snils_of(130_000_003), "паспорт", "6904", "012345"]
    import_students(passport, save(tmp_path / "a.xlsx", [heads, pupil]))
    id = everybody(passport)[0]["id"]
    for number, (names, values) in enumerate(
        [
            (["id", "Фамилия", "Имя"], [id, "Дёмин", "Артём"]),
            (["СНИЛС", "Фамилия", "Имя"], [pupil[4], "Дёмин", "Артём"]),
            (["Серия и номер", "Фамилия", "Имя"], ["69 04 № 012345", "Дёмин", "Артём"]),
            (["ФИО", "Класс"], ["ДЕМИН АРТЕМ", "9 а"]),
        ]
    ):
        report = import_students(passport, save(tmp_path / f"{number}.xlsx", [names, values]))
        assert report.new == 0, names
        assert report.rejected == 0, report.problems
    assert len(everybody(passport)) == 1


def test_a_row_without_a_name_may_change_but_not_add(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", [[*NAMES, "СНИЛС"], [*IVANOV, snils_of(130_000_001)]]))
    rows = [["СНИЛС", "Место рождения"], [snils_of(130_000_001), "г. Томск"], [snils_of(130_000_009), "г. Томск"]]
    report = import_students(passport, save(tmp_path / "b.xlsx", rows))
    assert figures(report) == (2, 0, 1, 0, 1)
    assert "нет фамилии" in report.problems[0].text


def test_values_as_lists_have_them(passport: Passport, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    digits = "".join(sign for sign in snils_of(12_345_678) if sign.isdigit())
    save(
        path,
        [
            ["Ф.И.О.", "Дата рожд.", "№ СНИЛС", "Паспорт", "Код подр.", "ОВЗ", "Предметы", "Класс"],
            ["ИВАНОВ  Иван\xa0Иванович", 38018, int(digits), "6904 012345", "700-001", True, "русский, матем.", 9],
            ["Петрова Анна", date(2004, 4, 3), digits, "I-OM № 123456", " ", False, "", "9"],
        ],
    )
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C3"].value, sheet["E3"].value = 7, 12  # a lost СНИЛС, and a format that shows zeros
    sheet["E3"].number_format = "000\\-000"
    book.save(path)
    report = import_students(passport, path)
    assert figures(report) == (2, 1, 0, 0, 1)
    assert [one.column for one in report.problems] == ["C «№ СНИЛС»"]
    ivanov = everybody(passport)[0]
    assert ivanov["last_name"] == "Иванов"
    assert ivanov["birth"] == date(2004, 2, 1)
    assert (ivanov["snils"], ivanov["doc_series"], ivanov["doc_number"]) == (digits, "6904", "012345")
    assert (ivanov["ovz"], ivanov["doc_kind"]) == (True, "passport")
    sheet["C3"].value = "нет"
    book.save(path)
    assert import_students(passport, path).new == 1
    petrova = everybody(passport)[1]
    assert (petrova["doc_department"], petrova["ovz"], petrova["doc_kind"]) == ("000-012", False, "birth")
    assert (petrova["doc_series"], petrova["birth"], petrova["middle_name"]) == ("I-ОМ", date(2004, 4, 3), None)


def test_formulas_errors_and_hidden_things(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [NAMES, IVANOV, PETROVA, ["Ким", "Олег", "-", "=DATE(2004,1,1)", "9А"]])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["E3"].value, sheet["E3"].data_type = "#N/A", "e"
    sheet.row_dimensions[2].hidden = True
    hidden = book.create_sheet("Старый")
    hidden.append(NAMES)
    hidden.append(["Юдин", "Лев", "-", "01.01.2004", "9А"])
    hidden.sheet_state = "hidden"
    book.save(path)
    report = import_students(passport, path)
    assert figures(report) == (3, 1, 0, 0, 2)
    assert [(one.row, one.column[0], one.value) for one in report.problems] == [(3, "E", "#N/A"), (4, "D", "")]
    told = " ".join(report.notices)
    assert "формулы (1)" in told
    assert "скрыто строк: 1" in told
    assert "«Старый» не читался" in told
    assert figures(import_students(passport, path, sheet="Старый"))[1] == 1
    with pytest.raises(BadFile, match="нет листа"):
        import_students(passport, path, sheet="Никакой")


def test_lines_that_are_nobody(passport: Passport, tmp_path: Path) -> None:
    rows = [
        ["МБОУ СОШ № 1"],
        ["Список 9А класса"],
        [],
        ["№ п/п", *NAMES[:4]],
        [1, 2, 3, 4, 5],
        [1, *IVANOV[:4]],
        ["№ п/п", *NAMES[:4]],
        [],
        [2, *PETROVA[:4]],
        [3],
        ["", "Итого: 2"],
        ["Классный руководитель", "", "________"],
        ["", "  ", "\xa0"],
    ]
    report = import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert figures(report) == (2, 2, 0, 0, 0)
    assert {row["class_name"] for row in everybody(passport)} == {"9А"}
    told = " ".join(report.notices)
    assert all(
        word in told for word in ("Итого: 2", "Классный руководитель", "номерами столбцов", "повторяет заголовки")
    )
    assert ("Лист1", "№ п/п", "") in report.columns
    assert ("Лист1", "Фамилия", "Фамилия") in report.columns


def test_headings_in_two_rows(passport: Passport, tmp_path: Path) -> None:
    rows = [
        ["Список 9А класса"],
        ["ФИО", "Паспорт", "", "", "Родитель", ""],
        ["", "серия", "номер", "когда выдан", "ФИО", "телефон"],
        ["Иванов Иван Иванович", "6904", "123456", "01.03.2018", "Иванова Ольга", "8 913 123-45-67"],
    ]
    report = import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert figures(report) == (1, 1, 0, 0, 0)
    ivanov = everybody(passport)[0]
    assert (ivanov["doc_series"], ivanov["doc_number"], ivanov["doc_issued"]) == ("6904", "123456", date(2018, 3, 1))
    assert ivanov["phone"] is None  # a parent's telephone is not the pupil's


def test_several_sheets_are_several_classes(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["ФИО"], ["Иванов Иван"]], title="9А")
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("9 Б класс")
    other.append(["Имя", "Фамилия"])
    other.append(["Анна", "Петрова"])
    book.create_sheet("Свод").append(["Всего", 2])
    book.save(path)
    report = import_students(passport, path)
    assert figures(report) == (2, 2, 0, 0, 0)
    assert [row["class_name"] for row in everybody(passport)] == ["9А", "9Б"]
    assert "Новые классы: 9А, 9Б." in report.notices
    assert any("«Свод» пропущен" in one for one in report.notices)


def test_exams(passport: Passport, tmp_path: Path) -> None:
    heads = [*NAMES, "Выбранные предметы", "Форма ГИА"]
    rows = [
        heads,
        [*IVANOV, "русский; математика; физика", ""],
        [*PETROVA, "русский, математика", "ГВЭ"],
        ["Ким", "Олег", "-", "01.01.2009", "5А", "русский", ""],
        ["Юдин", "Лев", "-", "01.01.2002", "11А", "русский, математика базовая", ""],
    ]
    path = save(tmp_path / "a.xlsx", rows)
    report = import_students(passport, path)
    assert figures(report) == (4, 3, 0, 0, 1)
    assert "ГИА нет" in report.problems[0].text
    forms = {row["last_name"]: choice_of(load_card(passport, "student", row["id"])) for row in everybody(passport)}
    assert forms["Иванов"] == (("math", "oge"), ("phys", "oge"), ("rus", "oge"))
    assert forms["Петрова"] == (("math", "gve"), ("rus", "gve"))
    assert forms["Юдин"] == (("math_basic", "ege"), ("rus", "ege"))
    assert figures(import_students(passport, path)) == (4, 0, 0, 3, 1)
    rows[1][5] = "русский; математика; химия"
    report = import_students(passport, save(path, rows))
    assert figures(report) == (4, 0, 1, 2, 1)
    assert report.changes[0].new == "Химия (ОГЭ), Математика (ОГЭ), Русский язык (ОГЭ)"
    assert load_card(passport, "student", everybody(passport)[0]["id"]).version == 2


def test_electives_leave_the_compulsory_subjects_unsaid(passport: Passport, tmp_path: Path) -> None:
    rows = [
        [*NAMES, "Предметы по выбору"],
        [*IVANOV, "физика, химия"],
        ["Юдин", "Лев", "-", "01.01.2002", "11А", "физика"],
        ["Юдина", "Анна", "-", "01.01.2002", "11А", "математика базовая"],
        ["Ким", "Олег", "-", "01.01.2003", "10А", "география"],
        ["Пак", "Инна", "-", "01.01.2009", "5А", "-"],
    ]
    path = save(tmp_path / "a.xlsx", rows)
    report = import_students(passport, path)
    assert figures(report) == (5, 5, 0, 0, 0)
    assert any("добавлены обязательные" in one for one in report.notices)
    chosen = {
        row["last_name"]: [subject for subject, _ in choice_of(load_card(passport, "student", row["id"]))]
        for row in everybody(passport)
    }
    assert chosen == {
        "Иванов": ["chem", "math", "phys", "rus"],
        "Юдин": ["phys", "rus"],
        "Юдина": ["math_basic", "rus"],
        "Ким": ["geo"],
        "Пак": [],
    }
    assert figures(import_students(passport, path)) == (5, 0, 0, 5, 0)


def test_a_mapping_file(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["Прозвище", "Имя", "Отчество"], ["Иванов", "Иван", "Иванович"]])
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"Прозвище": "last_name", "Отчество": ""}), encoding="utf-8")
    import_students(passport, path, mapping=mapping)
    assert (everybody(passport)[0]["last_name"], everybody(passport)[0]["middle_name"]) == ("Иванов", None)
    for text in ("{", "[1]", '{"a": 1}', '{"Имя": "nickname"}'):
        mapping.write_text(text, encoding="utf-8")
        with pytest.raises(BadFile):
            import_students(passport, path, mapping=mapping)
    with pytest.raises(BadFile, match="не читается"):
        import_students(passport, path, mapping=tmp_path / "no.json")


def test_markup_and_other_dangers_stay_letters(passport: Passport, tmp_path: Path) -> None:
    names = [
        "<b>Иванов</b>",
        "<img src=C:\\x.png>",
        "Иванов <b",
        "]]>",
        "{0}",
        "%s",
        "'); DROP TABLE student;--",
        "@SUM",
    ]
    rows = [["Фамилия", "Имя", "Класс"], *([name, "Иван", "9А"] for name in names)]
    assert figures(import_students(passport, save(tmp_path / "a.xlsx", rows)))[1] == len(names)
    found = {row["last_name"] for row in everybody(passport)}
    assert "Иванов <b" in found
    assert {name.casefold() for name in found} == {name.casefold() for name in names}  # case of names is mended
    assert len(found) == len(names)


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([], "заполненной"),
        ([["Столбец", "Другой"], ["а", "б"]], "заголовками"),
        ([["Серия", "Отчество"], ["а", "б"]], "заголовками"),
        ([NAMES], "ни одной строки"),
    ],
)
def test_lists_with_nothing_to_read(passport: Passport, tmp_path: Path, rows: list[list[str]], word: str) -> None:
    before = whole_base(passport)
    with pytest.raises(AppError, match=word):
        import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert whole_base(passport) == before


def test_a_foreign_file_changes_nothing(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", [NAMES, IVANOV]))
    before = whole_base(passport)
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"Surname;Name")
    with pytest.raises(BadFile, match="заголовками"):
        import_students(passport, path)
    assert whole_base(passport) == before


def test_a_cancelled_import_leaves_nothing(passport: Passport, tmp_path: Path) -> None:
    people = People(1)
    names = ["last_name", "first_name", "birth", "class_name"]
    rows = [[people.pupil("7А")[name] for name in names] for _ in range(1200)]
    path = save(tmp_path / "a.xlsx", [["Фамилия", "Имя", "Дата рождения", "Класс"], *rows])
    told: list[tuple[int, int]] = []
    import_students(passport, path, dry_run=True, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 1200)
    assert told[-1] == (1200, 1200)
    before = whole_base(passport)
    for stop in range(len(told) + 3):  # the real run tells more: it also writes
        calls = iter(range(stop))

        def cancelling(done: int, total: int, calls: Any = calls) -> None:
            if next(calls, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            import_students(passport, path, progress=cancelling)
        assert whole_base(passport) == before


CELLS = {
    "Фамилия": ["Иванов", "ИВАНОВ", "Петрова", "Ёлкин", ""],
    "Имя": ["Иван", "Анна", ""],
    "Отчество": ["Иванович", "-", "", "Петровна"],
    "Дата рождения": ["01.02.2004", "2.1.04", 38018, "", "31.02.2004"],
    "Класс": ["9А", "9 б", "", "Я"],
    "СНИЛС": [snils_of(130_000_001), snils_of(130_000_002), "нет", "", "12"],
    "Серия": ["6904", ""],
    "Номер": ["123456", "012345", ""],
    "Предметы": ["русский", "русский, матем.", "", "труд"],
}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*(st.sampled_from(values) for values in CELLS.values())), min_size=1, max_size=12))
def test_figures_add_up_and_a_second_load_adds_nobody(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("import")
    path = save(folder / "a.xlsx", [list(CELLS), *rows])
    with new_passport(folder / "a.passport", year="2019-20", kind="school", code="700101", name="Школа") as passport:
        try:
            dry = import_students(passport, path, dry_run=True)
        except BadFile:
            assert not any(any(row[place] for place in (0, 1, 2, 3, 5, 6, 7, 8)) for row in rows)
            return
        first = import_students(passport, path)
        assert dry == first
        assert figures(first)[1] == len(everybody(passport))
        after = whole_base(passport)
        second = import_students(passport, path)
        figures(second)
        assert second.new == 0
        if not first.rejected:  # rows that speak of one pupil twice may be told apart otherwise once he is there
            assert (second.changed, second.same) == (0, first.new + first.changed)
            assert whole_base(passport) == after
