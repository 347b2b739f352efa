"""The commands backup, restore and verify."""

import json
from pathlib import Path

import pytest

from cli.answers import Say, found, ids


def spoil(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.fixture
def copy(filled: Path, folder: Path, say: Say) -> Path:
    """A copy of the filled base in a folder that was not there."""
    data = found(*say("backup", filled, "-o", folder / "копии", "--json"))
    assert set(data) == {"path", "result", "number"}
    assert data["result"] == "made"
    return Path(data["path"])


def test_backup_makes_a_copy_once(filled: Path, copy: Path, folder: Path, say: Say) -> None:
    assert copy.parent == folder / "копии"
    again = found(*say("backup", filled, "-o", folder / "копии", "--json"))
    assert (again["result"], again["path"]) == ("same", str(copy))
    status, out, err = say("backup", filled, "-o", folder / "другие")
    assert (status, err) == (0, "")
    assert out.startswith("Копия № ")


def test_backup_where_it_cannot_be_is_refused(filled: Path, say: Say) -> None:
    before = filled.read_bytes()
    status, out, err = say("backup", filled, "-o", filled)
    assert (status, out) == (4, "")
    assert "не папка" in err
    assert filled.read_bytes() == before


def test_restore_puts_the_base_back_and_sets_the_present_aside(
    filled: Path, copy: Path, folder: Path, pupils: Path, say: Say
) -> None:
    people = ids(filled)
    one = people[0]
    assert say("change", filled, "student", one, "last_name=Другая")[0] in (0, 3)
    changed = filled.read_bytes()
    data = found(*say("restore", copy, "-o", filled, "--json"))
    assert data["result"] == "restored"
    assert Path(data["path"]) == filled
    assert Path(data["aside"]).read_bytes() == changed
    assert ids(filled) == people
    data = found(*say("restore", copy, "-o", folder / "new.passport", "--json"))
    assert data["aside"] is None
    assert ids(folder / "new.passport") == people


def test_restore_of_a_damaged_or_foreign_copy_is_refused(filled: Path, copy: Path, folder: Path, say: Say) -> None:
    other = folder / "other.passport"
    named = ("--year", "2019-20", "--kind", "school", "--code", "700102", "--name", "Школа № 2")
    assert say("new", other, *named)[0] == 0
    before = filled.read_bytes()
    foreign = found(*say("backup", other, "-o", folder / "копии", "--json"))["path"]
    status, _, err = say("restore", foreign, "-o", filled)
    assert status == 4
    assert "700102" in err
    spoil(copy, 9000)
    assert say("restore", copy, "-o", filled)[0] == 4
    assert say("restore", folder / "нет.copy", "-o", filled)[0] == 4
    assert filled.read_bytes() == before
    assert sorted(path.name for path in folder.glob("*возврат*")) == []


def test_verify_tells_what_was_looked_at(filled: Path, copy: Path, say: Say) -> None:
    status, out, _ = say("verify", filled, "--json")
    data = json.loads(out)
    assert (status, data["result"]) == (0, "ok")
    assert all(one["wrong"] == "" for one in data["checks"])
    assert len(data["checks"]) >= 6
    assert str(copy) in [one["path"] for one in data["copies"]]
    spoil(copy, 9000)
    status, out, _ = say("verify", filled, "--json")
    data = json.loads(out)
    assert (status, data["result"]) == (3, "bad")
    assert {one["path"]: one["result"] for one in data["copies"]}[str(copy)] == "damaged"


@pytest.mark.parametrize("place", [100, 4096 * 40 + 7])
def test_verify_of_a_damaged_base_names_its_copies(filled: Path, copy: Path, say: Say, place: int) -> None:
    spoil(filled, place)
    before = filled.read_bytes()
    status, out, err = say("verify", filled)
    assert (status, err) == (3, "")
    assert out.startswith("✖ открывается: ")
    assert str(copy) in out
    assert filled.read_bytes() == before


def test_what_is_missing_is_told_by_every_command(filled: Path, copy: Path, say: Say) -> None:
    assert say("change", filled, "student", ids(filled)[0], "last_name=Другая")[0] in (0, 3)
    filled.write_bytes(copy.read_bytes())  # an old copy put there by hand
    status, _, err = say("forms", filled)
    assert status == 0
    assert "нет последних сохранений" in err
    status, out, _ = say("verify", filled)
    assert status == 3
    assert "последние сохранения: недостаёт: " in out
