"""Year files: they load whole, agree with the known dates, and a broken copy is refused with the key."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain import year
from app.domain.dictionaries import dictionary
from app.domain.exams import Category, ExamForm
from app.domain.year import academic_year, known_years, read_year
from app.errors import BadFile
from app.paths import resources

# gia-rules.md 3: all dates of the four years that have files; those of 2026/27 are computed there too.
ATTEMPTS = {
    "2019-20": ("2019-12-04 2020-02-05 2020-05-06", "2020-02-12 2020-03-11 2020-05-18"),
    "2024-25": ("2024-12-04 2025-02-05 2025-04-09", "2025-02-12 2025-03-12 2025-04-21"),
    "2025-26": ("2025-12-03 2026-02-04 2026-04-08", "2026-02-11 2026-03-11 2026-04-20"),
    "2026-27": ("2026-12-02 2027-02-03 2027-04-14", "2027-02-10 2027-03-10 2027-04-19"),
}


@pytest.mark.parametrize("name", known_years())
def test_year_loads_and_its_keys_are_in_the_dictionaries(name: str) -> None:
    path = resources("years", f"{name}.toml")
    found = read_year(path.read_bytes(), path.name)  # which, unlike a start, searches for faults
    subjects = {one.key for one in dictionary("subjects").entries}
    for exams in (found.gia9, found.gia11):
        assert {one for group in exams.compulsory for one in group} | set(exams.subjects) <= subjects
        assert set(exams.forms) <= set(ExamForm)
        assert found.first_day <= found.choice_ends(exams) <= found.last_day
    for day in found.exam_days:
        assert set(day.subjects) <= subjects
        assert found.first_day <= day.date <= (found.exams_until or found.last_day)
        assert day.date.weekday() < 6
    assert {one.key for one in found.categories} == set(Category)
    assert {one.key for one in found.calendar} == {one.key for one in dictionary("works").entries}
    assert found.name == name


@pytest.mark.parametrize("name", ATTEMPTS)
def test_formulas_give_the_known_days(name: str) -> None:
    found = academic_year(name)
    for kind, days in zip(("essay", "interview"), ATTEMPTS[name], strict=True):
        rows = list(found.attempt_days(kind))  # type: ignore[arg-type]
        assert " ".join(str(day) for _, day in rows) == days
        assert [row.attempt for row, _ in rows] == [1, 2, 3]
        assert [row.day(found.first_day.year, found.working_days) for row, _ in rows] == [day for _, day in rows]


def test_every_computed_row_says_from_what() -> None:
    for name in known_years():
        found = academic_year(name)
        assert all(work.note for work in found.calendar if work.status == "I")
        assert all(row.note for row, _ in (*found.attempt_days("essay"),) if row.status == "I")
    assert {row.status for row, _ in academic_year("2026-27").attempt_days("interview")} == {"I"}
    assert {work.status for work in academic_year("2019-20").calendar} == {"S"}


def test_deadlines_are_those_of_the_year() -> None:
    ends = {
        name: [academic_year(name).choice_ends(one) for one in (academic_year(name).gia11, academic_year(name).gia9)]
        for name in known_years()
    }
    assert ends["2019-20"] == [date(2020, 2, 1), date(2020, 3, 1)]  # Saturday and Sunday, not moved
    assert ends["2024-25"] == [date(2025, 2, 1), date(2025, 3, 1)]
    assert ends["2025-26"] == [date(2026, 2, 2), date(2026, 3, 2)]  # both moved from Sunday
    assert ends["2026-27"] == [date(2027, 2, 1), date(2027, 3, 1)]


def test_contradictions_have_a_reading() -> None:
    works = {work.key: work for work in academic_year("2019-20").calendar}
    assert (works["staff"].scan, works["staff"].scan_due) == ("conflict", False)
    assert (works["choice_9"].scan, works["choice_9"].scan_due) == ("conflict", True)
    assert works["rooms"].scan_due
    assert not works["points_9"].scan_due


def test_switches_medals_and_limits() -> None:
    old, new = academic_year("2019-20"), academic_year("2025-26")
    assert (old.switches.july_retake.on, new.switches.july_retake.on) == (False, True)
    for name in known_years():  # the experiment does not name the region
        experiment = academic_year(name).switches.two_exams_for_vocational
        assert (experiment.on, experiment.status) == (False, "V")
    assert (old.medals_of(11), new.medals_of(11)) == (("federal_1", "regional"), ("federal_1", "federal_2"))
    assert new.medals_of(9) == old.medals_of(None) == ()
    assert (old.limits.blind_room_seats.value, old.limits.change_working_days.value) == (8, 2)


def test_only_main_days_are_those_without_a_choice() -> None:
    old, new = academic_year("2019-20").only_main_days, academic_year("2025-26").only_main_days
    assert old["gia11", "eng"] == date(2020, 6, 11)  # the oral part is on other days
    assert [key for key in old if key[0] == "gia9"] == []  # of ОГЭ 2020 only the period is known
    assert {key[1]: day for key, day in new.items() if key[0] == "gia9"} == {
        "rus": date(2026, 6, 9),
        "math": date(2026, 6, 2),
    }
    assert ("gia11", "inf") not in new  # two days to choose from
    assert academic_year("2026-27").only_main_days == {}


def test_two_working_days_pass_over_days_off() -> None:
    days = academic_year("2019-20").working_days
    assert days.after(date(2020, 4, 30), 2) == date(2020, 5, 7)  # 1–5 May are off
    assert days.after(date(2019, 9, 6), 2) == date(2019, 9, 10)  # over a weekend
    assert academic_year("2024-25").working_days.holds(date(2024, 11, 2))  # a working Saturday


def test_calendar_of_the_order() -> None:
    found = academic_year("2019-20")
    assert len(found.calendar) == 24
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


def test_no_code_asks_which_year_it_is() -> None:
    root = Path(year.__file__).parent.parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare | ast.Match):
                compared = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
                assert not compared & {*known_years(), *range(2018, 2028)}, path.name


RAW = resources("years", "2019-20.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("electives = 2", "electives = 2\ncribs = 3", "неизвестный ключ «gia9.cribs»"),
        ("electives = 2", "electives = 2\nelectives = 3", "ключ повторяется: «electives = 3»"),
        ("electives = 2", "electives = 'два'", "«gia9.electives», ожидается целое число"),
        ("first_day = 2019-09-01", "first_day = 2019-02-31", "строка 6, запись не прочитана: «first_day"),
        ("first_day = 2019-09-01", 'first_day = "сентябрь"', "«first_day», ожидается дата"),
        ('scan = "conflict"', 'scan = "может быть"', r"«calendar\[4\].scan», недопустимое значение 'может быть'"),
        ('title = "ГИА-9"', "", "нет ключа «gia9.title»"),
        ('work = "essay_1"', "attempt = 1", "ключ повторяется: «attempt = 1»"),
        ("[limits.room_seats]", "[limits.seats]", "неизвестный ключ «limits.seats»"),
        ("value = 8", "value = -8", "limits.blind_room_seats.value.*целое число >= 0"),
        ("\nnth = 1", "\nnth = 6", r"«essay_days\[1\].nth»"),
        ('weekday = "wed"', 'weekday = "среда"', r"essay_days\[1\].weekday.*среда"),
        ("edition = 1", "edition = 1\nedition = 1", "ключ повторяется: «edition"),
        ("edition = 1", "edition = [", "запись не прочитана"),
    ],
)
def test_file_of_another_shape_is_refused_naming_the_key(old: str, new: str, says: str) -> None:
    refused(old, new, says)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('key = "choice_9"\n', 'key = "rooms"\n', "rooms.*повторяется"),
        ('key = "C2"', 'key = "C1"', "categories, ключ «C1» повторяется"),
        ('key = "regional"', 'key = "federal_1"', "medals, ключ «federal_1» повторяется"),
        ("date = 2019-09-23", "date = 2020-09-23", "keeper вне учебного года"),
        ("attempt = 2", "attempt = 1", "essay_days, attempt, ключ «1» повторяется"),
        ("[gia9]", '[[rules]]\nid = "C1"\nwhy = "проба"\n[gia9]', "rules, «C1»: ничего не меняет"),
        (
            "[gia9]",
            '[[rules]]\nid = "C1"\nwhy = ""\non = false\nfirst = 2020-02-02\nlast = 2020-02-01\n[gia9]',
            "last раньше",
        ),
        ('subjects = ["geo", "lit"]', 'subjects = ["geo", "geo"]', "exam_days.*20.03.2020 gia11 geo"),
        ("first_day = 2019-09-01", "first_day = 2021-09-01", "last_day"),
        ("last_day = 2020-08-31", "last_day = 2021-08-31", "last_day, ожидается 2020 год"),
        ('name = "2019-20"', 'name = "2019-2020"', "ожидается «2019-20»"),
        ("date = 2020-04-10\nwork", "date = 2021-04-10\nwork", "final_check.*вне"),
        ("first = 2020-06-12", "first = 2021-06-12", "days_off, «День России» вне"),
        ("last = 2020-01-08", "last = 2019-01-08", "Новогодние каникулы»: last раньше first"),
        ("date = 2020-03-20", "date = 2018-03-20", "exam_days, 20.03.2018 вне"),
        ("last = 2020-09-24", "last = 2020-10-24", "exam_periods, 24.10.2020 вне"),
        ("last = 2020-09-24", "last = 2020-09-01", "exam_periods, 07.09.2020: last раньше first"),
        ('key = "final_check"', 'key = "finl_check"', "finl_check.*нет в словаре «Работа календаря»"),
        ('subjects = ["rus"]', 'subjects = ["rys"]', "exam_days, subjects: «rys» нет в словаре «Предмет"),
        ('subjects = ["phys", "chem", "bio"', 'subjects = ["phys", "cem", "bio"', "gia9, subjects и compulsory: «cem»"),
        ('forms = ["oge", "gve"]', 'forms = ["oge", "gwe"]', "gia9, forms: «gwe»"),
        ('key = "C5"', 'key = "C6"', "categories, key: «C6»"),
        ('second_subjects = ["math_profile"]', 'second_subjects = ["maths"]', "medals, second_subjects: «maths»"),
        ('choice = "choice_9"', 'choice = "choice_8"', "choice_8"),
        ('work = "interview_3"', 'work = "interview_4"', "interview_days, attempt = 3: работы «interview_4»"),
        ('reading = "no"\n', "", "calendar, «staff»: reading"),
        ("date = 2020-05-18", "date = 2020-05-04", "interview_days, attempt = 3: date 04.05.2020, а по формуле 18.05"),
        ('month = 5\nweekday = "wed"\nnth = 1', 'month = 5\nweekday = "wed"\nnth = 5', "такого дня в месяце нет"),
        ("_{number}.pdf", "_{surname}.pdf", "uploads, name: .*не образец имени"),
        ("_{number}.pdf", "_{number.real.__class__}.pdf", "uploads, name: .*не образец имени"),
        ("_{number}.pdf", ".pdf", "uploads, name: ожидается имя файла .pdf с {number}"),
        ("{school}_{form}", "{school}/{form}", "uploads, name: ожидается имя файла"),
        ("megabytes = 10", "megabytes = 0", "uploads: megabytes и dpi больше нуля"),
        ("date = 2020-01-15\nwork", "date = 2020-01-25\nwork", "срок «essay_2» позже чем за 14 дн. до 05.02.2020"),
    ],
)
def test_file_that_contradicts_itself_is_refused_naming_the_key(old: str, new: str, says: str) -> None:
    refused(old, new, says)


def refused(old: str, new: str, says: str) -> None:
    assert old in RAW
    with pytest.raises(BadFile, match=says) as told:
        read_year(RAW.replace(old, new, 1).encode(), "2019-20.toml")
    assert str(told.value).startswith("Файл учебного года 2019-20.toml не принят: ")
    assert "Expected" not in str(told.value)


LINES = RAW.splitlines()


@given(some.integers(0, len(LINES) - 1), some.sampled_from(LINES), some.booleans())
def test_spoilt_file_is_taken_whole_or_refused_in_russian(place: int, line: str, extra: bool) -> None:
    spoilt = [*LINES[:place], line, *LINES[place + (not extra) :]]
    said = why_refused("\n".join(spoilt))
    assert not said or re.search(r"не принят: (?:[a-z]\w*|.*«|.*строк)", said), said  # the key, or the line
    assert not re.search("Expected|Object|Invalid", said), said


def why_refused(text: str) -> str:
    """What is said of a file; '' where it is taken."""
    try:
        read_year(text.encode(), "2019-20.toml")
    except BadFile as told:
        return str(told)
    return ""


def test_conflict_or_inferred_row_without_a_note_is_refused() -> None:
    later = resources("years", "2026-27.toml").read_text(encoding="utf-8")
    line = next(line for line in later.splitlines() if line.startswith("note = ") and "Перенесено" in line)
    with pytest.raises(BadFile, match="school_1»: нет note"):
        read_year(later.replace(line + "\n", "").encode(), "x.toml")


def test_year_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadFile, match="это не текст"):
        read_year(b"\xff\xfe\x00", "x.toml")


def test_unknown_year_lists_the_known() -> None:
    with pytest.raises(BadFile) as told:
        academic_year("../2019-20")
    assert "2019-20" in told.value.hint
    assert year.known_years() == known_years()
