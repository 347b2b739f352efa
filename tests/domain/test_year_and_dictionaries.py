"""The program's data files: they load, their keys agree, and a faulty one is refused with the key."""

from datetime import date
from pathlib import Path

import pytest

from app.domain import dictionaries, year
from app.domain.dictionaries import dictionary, entry
from app.domain.exams import Category, ExamForm
from app.domain.year import academic_year, known_years, read_year
from app.errors import AppError, BadFile
from app.paths import resources

NAMES = sorted(path.stem for path in resources("dictionaries").glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_dictionary_loads_with_unique_keys_and_names(name: str) -> None:
    entries = dictionary(name).entries
    assert entries
    for words in (
        [one.key for one in entries],
        [one.name for one in entries],
        [one.code for one in entries if one.code],
    ):
        assert len(set(words)) == len(words)
    assert dictionary(name).title
    assert dictionary(name).source


def test_entry_of_a_newer_dictionary_stands_for_itself() -> None:
    assert entry("sexes", "male").name == "мужской"
    assert entry("sexes", "x").name == "x"


def test_keys_in_code_are_in_the_dictionaries() -> None:
    assert {one.key for one in dictionary("categories").entries} == set(Category)
    assert {one.key for one in dictionary("exam_forms").entries} == set(ExamForm)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = 'x'", "source"),
        ("кот", "sexes.toml"),
        ("title='x'\nsource='y'\n[[entries]]\nkey='a'\nname='A'\n[[entries]]\nkey='a'\nname='B'", "повторяется"),
        ("title='x'\nsource='y'\n[[entries]]\nkey='a'\nname='A'\nown='B'", "own"),
    ],
)
def test_faulty_dictionary_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str) -> None:
    (tmp_path / "sexes.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(dictionaries, "resources", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(BadFile, match=says):
        dictionary.__wrapped__("sexes")


def test_missing_dictionary_is_refused() -> None:
    with pytest.raises(BadFile, match="nothing"):
        dictionary("nothing")


@pytest.mark.parametrize("name", known_years())
def test_year_loads_and_its_keys_are_in_the_dictionaries(name: str) -> None:
    found = academic_year(name)
    subjects = {one.key for one in dictionary("subjects").entries}
    for exams in (found.gia9, found.gia11):
        assert {one for group in exams.compulsory for one in group} | set(exams.subjects) <= subjects
        assert set(exams.forms) <= set(ExamForm)
        assert found.first_day <= found.choice_ends(exams) <= found.last_day
    for day in found.exam_days:
        assert set(day.subjects) <= subjects
        assert found.first_day <= day.date <= found.last_day
    assert {one.key for one in found.categories} == set(Category)
    assert found.name == name


def test_calendar_of_the_order() -> None:
    found = academic_year("2019-20")
    assert len(found.calendar) == 24
    assert found.choice_ends(found.gia9) == date(2020, 3, 1)
    assert found.choice_ends(found.gia11) == date(2020, 2, 1)
    assert [exams.title if (exams := found.exams_of(grade)) else "" for grade in (8, 9, 10, 12, None)] == [
        "",
        "ГИА-9",
        "ГИА-11",
        "ГИА-11",
        "",
    ]
    assert found.categories_of(10) == ("C2", "C3")
    assert found.categories_of(None) == found.categories_of(5) == ()
    assert found.day_within(date(2026, 1, 1)) == found.last_day
    assert found.day_within(date(2016, 1, 1)) == found.first_day
    assert found.day_within(date(2020, 1, 1)) == date(2020, 1, 1)


RAW = resources("years", "2019-20.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("electives = 2", "electives = 2\ncribs = 3", "cribs"),
        ("electives = 2", "electives = 2\nelectives = 3", "не принят"),
        ("electives = 2", "electives = 'два'", "electives"),
        ('key = "choice_9"\n', 'key = "rooms"\n', "rooms.*повторяется"),
        ("first_day = 2019-09-01", "first_day = 2019-02-31", "не принят"),
        ("first_day = 2019-09-01", "first_day = 2021-09-01", "last_day"),
        ("date = 2020-04-10\nwork", "date = 2021-04-10\nwork", "final_check.*вне"),
        ('choice = "choice_9"', 'choice = "choice_8"', "choice_8"),
        ('scan = "conflict"', 'scan = "может быть"', "scan"),
        ('title = "ГИА-9"', "", "title"),
    ],
)
def test_faulty_year_is_refused_naming_the_key(old: str, new: str, says: str) -> None:
    assert old in RAW
    with pytest.raises(BadFile, match=says):
        read_year(RAW.replace(old, new).encode(), "2019-20.toml")


def test_year_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadFile):
        read_year(b"\xff\xfe\x00", "x.toml")


def test_unknown_year_lists_the_known() -> None:
    with pytest.raises(BadFile) as told:
        academic_year("../2019-20")
    assert "2019-20" in told.value.hint
    assert year.known_years() == known_years()


def test_error_is_one_sentence_and_a_hint() -> None:
    assert str(AppError("Так нельзя.", "Сделайте иначе.")) == "Так нельзя. Сделайте иначе."
    assert str(AppError("Так нельзя.")) == "Так нельзя."
