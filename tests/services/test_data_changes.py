"""What an update changes, in words that a person knows, and never a line for what stays."""

import pytest

from app.domain import program_data
from app.services.data_changes import ADDED, CHANGED, GONE, Change, changes_to
from data.updates import MEDALS, NEW_MEDAL, YEAR, more_medals, newer_year, text_of

OWN = text_of(YEAR)
WHERE = "Год 2019/20"


def of_year(before: str, after: str) -> list[Change]:
    """The changes when one text of the year file becomes another, without that of its edition."""
    assert before in OWN
    told = changes_to({YEAR: newer_year().replace(before.encode(), after.encode(), 1)})
    return [one for one in told if one.title != "редакция"]


def test_the_same_content_changes_nothing() -> None:
    assert changes_to({}) == ()
    assert changes_to({name: program_data.own(name) for name in program_data.own_names()}) == ()


def test_a_newer_edition_is_told_even_alone() -> None:
    assert changes_to({YEAR: newer_year()}) == (Change(WHERE, CHANGED, "редакция", "1", "2"),)


def test_a_moved_day_of_the_calendar() -> None:
    row = OWN.split("[[calendar]]")[1]
    date = next(line for line in row.splitlines() if line.startswith("date"))
    work = next(line for line in row.splitlines() if line.startswith("work")).partition('"')[2].rstrip('"')
    (change,) = of_year(row, row.replace(date, "date = 2020-02-14"))
    day = date.partition("= ")[2]
    assert (change.where, change.what, change.title) == (f"{WHERE}, сроки работ", CHANGED, work)
    assert (change.before, change.after) == (".".join(reversed(day.split("-"))), "14.02.2020")


def test_a_work_that_goes_and_one_that_comes() -> None:
    row = "[[calendar]]" + OWN.split("[[calendar]]")[1]
    gone, *rest = of_year(row, "")
    assert (gone.where, gone.what, rest) == (f"{WHERE}, сроки работ", GONE, [])
    with program_data.wearing({YEAR: newer_year().replace(row.encode(), b"", 1)}):
        come = [one for one in changes_to({}) if one.what == ADDED]
    assert [one.title for one in come] == [gone.title]


def test_numbers_and_switches_are_called_by_their_names() -> None:
    limit = OWN[OWN.index("[limits.room_seats]") :].splitlines()[1]
    (change,) = of_year(f"[limits.room_seats]\n{limit}", "[limits.room_seats]\nvalue = 99")
    assert (change.where, change.title, change.after) == (f"{WHERE}, числа правил", "мест в аудитории", "99")
    switch = OWN[OWN.index("[switches.july_retake]") :].splitlines()[1]
    other = "on = false" if "true" in switch else "on = true"
    (change,) = of_year(f"[switches.july_retake]\n{switch}", f"[switches.july_retake]\n{other}")
    assert change.title == "пересдача в июле"
    assert {change.before, change.after} == {"действует: да", "действует: нет"}


def test_entries_that_come_change_and_are_closed() -> None:
    closed = more_medals().replace(b'key = "regional"\n', b'key = "regional"\nclosed = true\n', 1)
    found = changes_to({MEDALS: closed})
    assert found == (
        Change("Список «Медаль»", CHANGED, next(one.title for one in found), "закрыто: нет", "закрыто: да"),
        Change("Список «Медаль»", ADDED, "медаль для пробы"),
    )
    first, *rest = text_of(MEDALS).split("[[entries]]\n")
    turned = "[[entries]]\n".join([first, *(f"{one.rstrip()}\n\n" for one in reversed(rest))])
    assert changes_to({MEDALS: turned.encode()}) == (Change("Список «Медаль»", CHANGED, "порядок строк"),)
    assert NEW_MEDAL not in text_of(MEDALS)


def test_a_year_that_the_program_does_not_have() -> None:
    name = "years/2001-02.toml"
    year = program_data.own(YEAR).replace(b'"2019-20"', b'"2001-02"', 1).replace(b'"2019/20"', b'"2001/02"', 1)
    assert changes_to({name: year}) == (Change("Год 2001/02", ADDED, "весь учебный год"),)
    with program_data.wearing({name: year}):
        assert changes_to({}) == (Change("Год 2001/02", GONE, "весь учебный год"),)


@pytest.mark.parametrize(("before", "after", "what"), [("length = 1024", "length = 99", CHANGED)])
def test_a_column_of_the_layout(before: str, after: str, what: str) -> None:
    layout = text_of("ris.toml")
    (change,) = changes_to({"ris.toml": layout.replace(before, after, 1).encode()})
    assert (change.where, change.what) == ("Файлы для РИС", what)
    assert (change.before, change.after) == ("знаков: 1024", "знаков: 99")


def test_no_line_is_in_the_language_of_the_file() -> None:
    """Every number and switch of a year has words of its own."""
    changed = newer_year().replace(b"value = ", b"value = 1")
    for on, off in ((b"on = true", b"on = @"), (b"on = false", b"on = true"), (b"on = @", b"on = false")):
        changed = changed.replace(on, off)
    told = [one for one in changes_to({YEAR: changed}) if "числа" in one.where or "разрешено" in one.where]
    assert len(told) > 12
    assert not [one.title for one in told if one.title.isascii()]
