"""A newer year file: rehearsed first, taken into the base, never over a newer one."""

from pathlib import Path

import pytest

from app.errors import BadFile, Refused
from app.paths import resources
from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.year_file import LARGEST, read_year_file, rehearse, take_year
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.validators.registry import Level
from data.people import People

OWN = resources("years", "2019-20.toml").read_text(encoding="utf-8")
NEWER = OWN.replace("edition = 1\n", "edition = 2\n")
OFF = '\n[[rules]]\nid = "DOC-2"\nwhy = "проба"\non = false\n'
MILD = '\n[[rules]]\nid = "DOC-2"\nwhy = "проба"\nlevel = "question"\n'
SEVERE = '\n[[rules]]\nid = "FMT-1"\nwhy = "проба"\nlevel = "error"\ngrades = [5]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "2019-20.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def spoiled(passport: Passport) -> Passport:
    """A base with a wrong certificate and a Latin letter in class 5, and a Latin letter in class 6."""
    people = People(4)
    save_card(passport, Edit("student", "a", 0, people.pupil("5А") | {"doc_number": "12"}))
    save_card(passport, Edit("student", "b", 0, people.pupil("5А") | {"first_name": "Aлла"}))
    save_card(passport, Edit("student", "c", 0, people.pupil("6А") | {"first_name": "Aлла"}))
    return passport


def test_rehearsal_tells_what_gets_worse_and_what_is_cleared(spoiled: Passport, tmp_path: Path) -> None:
    file = read_year_file(written(tmp_path, NEWER + OFF + SEVERE))
    found = rehearse(spoiled, file.year)
    assert (found.cards, found.by_rule()) == (1, {"FMT-1": 1})
    assert (found.count(Level.ERROR), found.count(Level.QUESTION)) == (1, 0)
    assert [(one.id, one.rule) for one in found.cleared] == [("a", "DOC-2")]
    assert spoiled.year.edition == 1  # a rehearsal takes nothing
    milder = rehearse(spoiled, read_year_file(written(tmp_path, NEWER + MILD)).year)
    assert (milder.worse, [one.rule for one in milder.cleared]) == ((), ["DOC-2"])


def test_same_rules_change_nothing(spoiled: Passport) -> None:
    found = rehearse(spoiled, spoiled.year)
    assert (found.cards, found.worse, found.cleared) == (0, (), ())


def test_taken_file_holds_and_stays_with_the_base(spoiled: Passport, tmp_path: Path) -> None:
    take_year(spoiled, read_year_file(written(tmp_path, NEWER + OFF)))
    assert spoiled.year.edition == 2
    assert "DOC-2" not in {one.rule for one in check(spoiled).findings}
    spoiled.close()
    with open_passport(spoiled.path) as again:
        assert again.year.edition == 2
        assert "DOC-2" not in {one.rule for one in check(again).findings}
        with pytest.raises(Refused, match="не новее"):
            take_year(again, read_year_file(written(tmp_path, NEWER)))


def test_file_of_another_year_is_refused(passport: Passport) -> None:
    with pytest.raises(Refused, match="новая база"):
        take_year(passport, read_year_file(resources("years", "2025-26.toml")))


@pytest.mark.parametrize(("text", "says"), [("", "не принят"), ("x" * (LARGEST + 1), "велик"), ("\0", "не принят")])
def test_bad_file_is_refused_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        read_year_file(written(tmp_path, text))


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="не прочитан"):
        read_year_file(tmp_path / "nothing.toml")
