"""The demonstration school: its files are what the generator makes, and it shows both faults and a clean class."""

import tomllib
from pathlib import Path

import openpyxl

from app.domain.field import Record, details_by_name, field_by_name
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.paths import resources
from app.services.checking import check
from app.services.demonstration import demo_passport
from app.services.importing import import_students
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data import demo_school


def test_the_stored_files_are_what_the_generator_makes() -> None:
    stored = openpyxl.load_workbook(resources("demo", "pupils.xlsx"))
    made = demo_school.build()
    assert stored.sheetnames == made.sheetnames
    for one, other in zip(stored.worksheets, made.worksheets, strict=True):
        assert one.sheet_state == other.sheet_state
        rows = [[_plain(cell) for cell in row] for row in one.iter_rows()]
        assert rows == [[_plain(cell) for cell in row] for row in other.iter_rows()], one.title
    assert resources("demo", "school.toml").read_text(encoding="utf-8") == demo_school.WHOLE


def _tidy(model: type[Record], texts: dict[str, str]) -> None:
    known = field_by_name(model)
    assert {name: known[name].tidy(text) for name, text in texts.items()} == texts


def _plain(cell: object) -> tuple[object, str]:
    value = cell.value  # type: ignore[attr-defined]
    if value == "":
        value = None
    return value.date() if hasattr(value, "date") else value, cell.number_format if value else ""  # type: ignore[attr-defined]


def test_every_card_of_the_school_can_be_read() -> None:
    told = tomllib.loads(demo_school.WHOLE)
    _tidy(School, told["school"])
    for model, name in ((SchoolClass, "classes"), (Room, "rooms")):
        for texts in told[name]:
            _tidy(model, texts)
    for model, cards in ((School, [told]), (Staff, told["workers"])):
        for card in cards:
            for name, rows in card.get("lists", {}).items():
                for row in rows:
                    _tidy(details_by_name(model)[name].model, row)
    for worker in told["workers"]:
        _tidy(Staff, worker["texts"])
    assert tuple(one["name"] for one in told["classes"]) == demo_school.CLASSES


def test_the_whole_school_is_loaded(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "rejected.xlsx"
    report = import_students(passport, resources("demo", "pupils.xlsx"), rejects=out)
    assert (report.read, report.new, report.rejected) == (280, 275, 5)
    assert {one.sheet for one in report.problems} == {"5Б", "8А класс", "8Б класс", "9А класс", "9Б"}
    assert {heading for _, heading, label in report.columns if not label} == {"№ п/п"}
    assert openpyxl.load_workbook(out).sheetnames == ["5Б", "8А класс", "8Б класс", "9А класс", "9Б"]
    again = import_students(passport, resources("demo", "pupils.xlsx"))
    assert (again.read, again.same, again.rejected) == (280, 275, 5)
    assert again.changes == ()


def test_one_class_shows_faults_and_one_is_clean(tmp_path: Path) -> None:
    with open_passport(demo_passport(tmp_path)) as passport:
        errors = [one for one in check(passport).findings if one.level == "error" and one.entity == "student"]
    assert {"FMT-4", "CAT-6", "G9-2", "REQ-1"} <= {one.rule for one in errors if one.class_name == "9Б"}
    assert [one.rule for one in errors if one.class_name == "11А"] == []
