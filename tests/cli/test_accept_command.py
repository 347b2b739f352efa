"""Accepting from the command line: the keys of the contract, the statuses, one sentence for each package."""

from pathlib import Path

import pytest

from app.services.keys import own_keys
from cli.answers import Say, found
from data.municipality import change, municipality, pupils_of, remove, school, sent

KEYS = {"file", "school", "state", "new", "changed", "same", "conflicts", "errors", "questions", "receipt", "key"}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    with municipality(tmp_path / "m.passport") as made:
        own_keys(made)
    return made.path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    with school(tmp_path / "school.passport") as made:
        return sent(made, tmp_path / "sent")


def test_a_package_is_taken_under_the_keys_of_the_contract(base: Path, package: Path, say: Say) -> None:
    (one,) = found(*say("accept", base, package, "--json"))["packages"]
    assert one.keys() == KEYS | {"gone", "text"}
    assert (one["state"], one["school"], one["conflicts"]) == ("accepted", "700101", 0)
    assert Path(one["receipt"]).is_file()
    (again,) = found(*say("accept", base, package, "--json"))["packages"]
    assert (again["new"], again["changed"], again["same"]) == (0, 0, one["new"])
    status, out, _ = say("accept", base, package)
    assert status == 0
    assert "уже принят" in out
    assert "ответ школе" in out


def test_dry_run_writes_nothing(base: Path, package: Path, say: Say) -> None:
    before = base.read_bytes()
    status, out, _ = say("accept", base, package, "--dry-run")
    assert status == 0
    assert out.startswith("Проба")
    assert base.read_bytes() == before
    assert [one.name for one in package.parent.iterdir()] == [package.name]


def test_one_refused_among_others_needs_the_user(base: Path, package: Path, tmp_path: Path, say: Say) -> None:
    (bad := tmp_path / "bad.zip").write_bytes(b"no")
    status, out, err = say("accept", base, package, bad, "--json")
    assert [one["state"] for one in found(status, out, err)["packages"]] == ["accepted", "refused"]
    assert status == 3
    status, out, err = say("accept", base, bad)
    assert (status, out) == (4, "")
    assert err.strip() == "bad.zip: Это не пакет этой программы: файл другого вида."


def test_missing_people_are_counted_and_not_named_here(base: Path, package: Path, tmp_path: Path, say: Say) -> None:
    from app.storage.opening import open_passport

    say("accept", base, package)
    with open_passport(tmp_path / "school.passport") as passport:
        remove(passport, pupils_of(passport)[:30])
        path = sent(passport, tmp_path / "fewer")
    status, out, _ = say("accept", base, path, "--json")
    (one,) = found(status, out, "")["packages"]
    assert (status, one["state"], one["gone"], one["receipt"]) == (3, "decide", 30, None)


def test_a_municipality_exports_what_it_took(base: Path, package: Path, tmp_path: Path, say: Say) -> None:
    status, _, err = say("export", base, "-o", tmp_path)
    assert (status, "передавать нечего" in err) == (4, True)
    say("accept", base, package)
    done = found(*say("export", base, "-o", tmp_path, "--json"))
    assert Path(done["file"]).name.startswith("collection-700000-2019-20-")
    assert done["counts"]["schools"] == 1


def test_a_school_accepts_nothing(package: Path, tmp_path: Path, say: Say) -> None:
    status, _, err = say("accept", tmp_path / "school.passport", package)
    assert status == 4
    assert "база школы" in err


def test_what_changed_is_told(base: Path, package: Path, tmp_path: Path, say: Say) -> None:
    from app.storage.opening import open_passport

    say("accept", base, package)
    with open_passport(tmp_path / "school.passport") as passport:
        change(passport, pupils_of(passport)[0], last_name="Берёзова")
        path = sent(passport, tmp_path / "next")
    _, out, _ = say("accept", base, path)
    assert "новых 0, изменённых 1" in out
