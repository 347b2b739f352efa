"""The parts of the page of the check that need no window: filter, tree of stretches, next finding."""

import pytest

from app.services.checking import in_order
from app.ui.check_filter import Filter, Sieve
from app.ui.check_nodes import BY_CLASS, BY_RULE, arranged, below, by_level, root_of
from app.ui.next_finding import next_open
from app.validators.findings import Level
from ui.checks import made

SCHOOL = made(id="s", entity="school", class_name="", who="Школа", level=Level.QUESTION, rule="T-10")
CLASS = made(id="c", entity="class", who="Класс 5А", level=Level.ADVICE, rule="T-9")
FIRST = made(id="a", text="СНИЛС неверен.")
SECOND = made(id="b", who="Ёлкина Анна", class_name="9Б", rule="T-2", level=Level.QUESTION, explained="верно")
OTHER = made(id="b", who="Ёлкина Анна", class_name="9Б", rule="T-10")
WORKER = made(id="w", entity="staff", class_name="", who="Кедрова Анна")
ALL = in_order((SCHOOL, CLASS, FIRST, SECOND, OTHER, WORKER))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), [SCHOOL, CLASS, FIRST, OTHER, WORKER]),
        (Filter(explained=True), list(ALL)),
        (Filter(level=Level.ERROR), [FIRST, OTHER, WORKER]),
        (Filter(words="елкина 9б"), [OTHER]),
        (Filter(words="ЕЛКИНА т-10"), [OTHER]),
        (Filter(words="t-10"), [SCHOOL, OTHER]),
        (Filter(words="снилс"), [FIRST]),
        (Filter(known=lambda one: one.entity != "staff"), [WORKER]),
    ],
)
def test_filter_takes_what_is_wanted(wanted: Filter, found: list[object]) -> None:
    assert Sieve().take(ALL, wanted) == found


def test_sieve_keeps_what_it_folded_only_of_what_is_there() -> None:
    sieve = Sieve()
    many = [made(id=str(number), text=f"Номер {number}.") for number in range(20_000)]
    assert not sieve.folded(many)
    sieve.fold(many)
    assert sieve.folded(many)
    assert [one.id for one in sieve.take(many, Filter(words="номер 19999"))] == ["19999"]
    sieve.fold(many[:5])
    assert not sieve.folded(many)


def test_tree_by_classes() -> None:
    root = root_of(ALL, "Вся школа")
    assert (root.counts, root.parted) == ((3, 2, 1), True)
    top = below(ALL, root, BY_CLASS)
    assert [(one.title, one.counts, one.parted) for one in top] == [
        ("Школа", (0, 1, 0), False),
        ("5А", (1, 0, 1), True),
        ("9Б", (1, 1, 0), True),
        ("Работники", (1, 0, 0), True),
    ]
    assert [one.title for one in below(ALL, top[1], BY_CLASS)] == ["Класс 5А", "Юдин Глеб"]
    assert below(ALL, top[0], BY_CLASS) == []
    (pupil,) = below(ALL, top[2], BY_CLASS)
    assert ALL[pupil.start : pupil.end] == (OTHER, SECOND)
    assert below(ALL, pupil, BY_CLASS) == []


def test_tree_by_rules_counts_rules_as_numbers() -> None:
    shown = arranged(ALL, BY_RULE)
    top = below(shown, root_of(shown, "Все правила"), BY_RULE)
    assert [one.title for one in top] == ["Ошибки", "Вопросы", "Советы"]
    assert [one.title for one in below(shown, top[0], BY_RULE)] == ["Проба (T-1)", "Проба (T-10)"]
    assert [one.title for one in below(shown, top[1], BY_RULE)] == ["Проба (T-2)", "Проба (T-10)"]


def test_nothing_found_has_a_root_and_nothing_below() -> None:
    root = root_of((), "Вся школа")
    assert (root.counts, root.parted, below((), root, BY_CLASS)) == ((0, 0, 0), False, [])


def test_errors_stand_first_in_a_table() -> None:
    assert by_level(ALL) == [FIRST, OTHER, WORKER, SCHOOL, SECOND, CLASS]


@pytest.mark.parametrize(
    ("at", "by", "found"),
    [
        (None, 1, (FIRST, False)),
        (None, -1, (WORKER, False)),
        (FIRST, 1, (OTHER, False)),
        (FIRST, -1, (WORKER, True)),
        (WORKER, 1, (FIRST, True)),
        (SCHOOL, 1, (FIRST, False)),
        (SECOND, -1, (OTHER, False)),
        (SECOND, 1, (WORKER, False)),
        (made(id="b", who="Ёлкина Анна", class_name="9Б", rule=""), 1, (OTHER, False)),
        (made(id="b", who="Ёлкина Анна", class_name="9Б", rule=""), -1, (FIRST, False)),
        (made(id="gone", who="Яковлев Илья", class_name="9Б"), 1, (WORKER, False)),
    ],
)
def test_next_error_is_the_next_in_the_list(at: object, by: int, found: object) -> None:
    assert next_open(ALL, Level.ERROR, at, by) == found


def test_explained_questions_are_passed_over() -> None:
    assert next_open(ALL, Level.QUESTION, None, 1) == (SCHOOL, False)
    assert next_open(ALL, Level.QUESTION, SCHOOL, 1) == (SCHOOL, True)
    assert next_open((SECOND,), Level.QUESTION, None, 1) == (None, False)


def test_two_findings_of_one_key_are_both_come_to() -> None:
    twice = (made(text="Первое."), made(text="Второе."))
    assert next_open(twice, Level.ERROR, twice[0], 1) == (twice[1], False)
    assert next_open(twice, Level.ERROR, twice[1], 1) == (twice[0], True)
