"""Other data in place of the program's own: nothing that was kept of the former is met afterwards."""

import ast
import threading
from pathlib import Path

import pytest

import app
from app.domain import program_data
from app.domain.choice_kinds import Choice
from app.domain.dictionaries import dictionary, entry
from app.domain.year import academic_year, known_years
from app.errors import BadFile
from app.exchange.list_kinds import SUBJECT, list_kind
from app.exchange.ris.columns import layout
from app.validators.staff_posts import named_subjects

SUBJECTS = "dictionaries/subjects.toml"
MORE = '\n[[entries]]\nkey = "runes"\nname = "рунология"\nshort = "руны"\n'


def test_other_data_are_met_everywhere_and_only_while_they_hold() -> None:
    kind = Choice("subjects")
    assert named_subjects("учитель рунологии") == ()
    with program_data.wearing({SUBJECTS: program_data.own(SUBJECTS) + MORE.encode()}):
        assert entry("subjects", "runes").name == "рунология"
        assert kind.parse("руны") == "runes"
        assert named_subjects("учитель рунологии") == ("runes",)
        assert SUBJECT + "runes" in list_kind("choices").targets
    assert entry("subjects", "runes").name == "runes"
    assert named_subjects("учитель рунологии") == ()
    assert SUBJECT + "runes" not in list_kind("choices").targets


def test_what_is_tried_in_one_thread_is_not_met_in_another() -> None:
    """Neither is what the one keeps of it, nor what the other reads for the first time meanwhile."""
    tried, seen = threading.Event(), threading.Event()
    found: list[object] = []

    def try_other_data() -> None:
        with program_data.wearing({SUBJECTS: program_data.own(SUBJECTS) + MORE.encode()}):
            found.append(entry("subjects", "runes").name)
            tried.set()
            assert seen.wait(20)
            found.append(named_subjects("учитель рунологии"))

    program_data.read_anew()
    thread = threading.Thread(target=try_other_data)
    thread.start()
    assert tried.wait(20)
    here = entry("subjects", "runes").name, named_subjects("учитель рунологии"), dict(program_data.worn())
    seen.set()
    thread.join()
    assert here == ("runes", (), {})
    assert found == ["рунология", ("runes",)]


def test_what_ends_in_an_error_leaves_the_former_data() -> None:
    before = dictionary("medals")
    with pytest.raises(BadFile), program_data.wearing({"dictionaries/medals.toml": b"?"}):
        dictionary("medals")
    assert dictionary("medals") == before


def test_years_and_the_layout_come_from_the_same_data() -> None:
    year = program_data.own("years/2019-20.toml").replace(b'"2019-20"', b'"2001-02"', 1)
    own = layout()
    with program_data.wearing({"years/2001-02.toml": year, "ris.toml": program_data.own("ris.toml")}):
        assert known_years()[0] == "2001-02"
        assert academic_year("2001-02").name == "2001-02"
        assert layout() is not own
    assert "2001-02" not in known_years()


@pytest.mark.parametrize("name", ["years/2026-27.toml", "dictionaries/medals.toml", "ris.toml", "years/2999-00.toml"])
def test_names_of_data(name: str) -> None:
    assert program_data.is_data(name)


@pytest.mark.parametrize(
    "name",
    [
        *("data.toml", "makers.txt", "years/x.toml", "dictionaries/new.toml", "help/card.md", "style.qss", ""),
        *("../ris.toml", "years/../ris.toml", "/ris.toml", "ris.toml\n", "years\\2026-27.toml", "Ris.toml"),
    ],
)
def test_names_of_anything_else(name: str) -> None:
    assert not program_data.is_data(name)


# Whatever keeps something of the data says so

READERS = {"dictionary", "entry", "academic_year", "known_years", "layout", "read_year"}
ASKED = {"entries", "show", "parse", "short"}  # of kinds whose values are entries


def _marks(node: ast.FunctionDef) -> set[str]:
    return {ast.unparse(one).partition("(")[0] for one in node.decorator_list}


def _reads(node: ast.FunctionDef, known: set[str]) -> bool:
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    asked = {
        one.func.attr for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    }
    return bool(names & known or asked & ASKED)


def test_every_cache_over_the_data_is_renewed_with_them() -> None:
    forgotten = []
    for path in Path(app.__file__).parent.rglob("*.py"):
        functions = [one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)]
        known, before = set(READERS), -1
        while len(known) != before:
            before = len(known)
            known |= {one.name for one in functions if _reads(one, known)}
        forgotten += [
            f"{path.name}: {one.name}"
            for one in functions
            if one.name in known and _marks(one) & {"cache", "lru_cache"} and "renewed" not in _marks(one)
        ]
    assert forgotten == []
