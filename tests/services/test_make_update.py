"""The maker's tool: a key, a signed file that the program takes, the number of the program's own data."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.domain import program_data
from app.exchange.signing import public_of
from app.exchange.update_file import read_update
from app.services import updates
from app.services.keys import confirm_keys, save_card, take_card
from app.services.updating import plan_update
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.updates import MEDALS, YEAR, more_medals, newer_year

ROOT = Path(app.__file__).parents[1]
CENTRE = {"year": "2019-20", "kind": "municipality", "code": "700000", "name": "Департамент образования"}


@pytest.fixture(autouse=True)
def own_data_again() -> Iterator[None]:
    yield
    program_data.wear({})


def tool(*arguments: object, fails: bool = False) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "make_update.py", *map(str, arguments)],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert (done.returncode != 0) is fails, done.stderr
    return done.stderr if fails else done.stdout


def test_a_key_and_a_file_of_it(passport: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = tool("key", tmp_path / "secret")
    secret = bytes.fromhex((tmp_path / "secret").read_text())
    assert line.split()[0] == public_of(secret)
    if os.name == "posix":
        assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    tool("key", tmp_path / "secret", fails=True)  # never over one that is there
    (tmp_path / "year").write_bytes(newer_year())
    out = tmp_path / "out.passport-update"
    tool("file", out, f"{YEAR}={tmp_path / 'year'}", "--number", 7, "--key", tmp_path / "secret", "--about", "Сроки")
    assert secret.hex() not in out.read_bytes().decode("utf-8", "replace")
    (tmp_path / "makers.txt").write_text(line, encoding="utf-8")
    monkeypatch.setattr(updates, "resources", tmp_path.joinpath)
    planned = plan_update(passport, out)
    assert (planned.maker, planned.update.about) == ("name of the maker", "Сроки")


def test_a_municipality_signs_by_the_key_of_its_base(passport: Passport, tmp_path: Path) -> None:
    base = tmp_path / "centre.passport"
    with new_passport(base, **CENTRE) as centre:
        card = save_card(centre, tmp_path)
    (tmp_path / "medals").write_bytes(more_medals())
    out = tmp_path / "out.passport-update"
    tool("file", out, f"{MEDALS}={tmp_path / 'medals'}", "--number", 7, "--base", base)
    known = take_card(passport, card)
    confirm_keys(passport, known.kind, known.code)
    assert plan_update(passport, out).maker == "МОУО: Департамент образования"


def test_what_the_program_would_refuse_is_not_written(tmp_path: Path) -> None:
    tool("key", tmp_path / "secret")
    (tmp_path / "medals").write_bytes(more_medals('\n[[entries]]\nkey = "regional"\nname = "вторая"\n'))
    out = tmp_path / "out.passport-update"
    told = tool("file", out, f"{MEDALS}={tmp_path / 'medals'}", "--number", 7, "--key", tmp_path / "secret", fails=True)
    assert "повторяется ключ «regional»" in told
    assert not out.exists()


def test_there_is_no_maker_and_no_secret_in_the_sources() -> None:
    assert updates._makers() == []


def test_the_stamp_is_that_of_the_files() -> None:
    """After a change of a year, a list or ris.toml: .ci/make_update.py stamp."""
    assert tool("stamp") == f"unchanged: number {program_data.issue().number}\n"


def test_read_back(tmp_path: Path) -> None:
    tool("key", tmp_path / "secret")
    (tmp_path / "year").write_bytes(newer_year())
    out = tmp_path / "out.passport-update"
    tool("file", out, f"{YEAR}={tmp_path / 'year'}", "--number", 9, "--key", tmp_path / "secret")
    update = read_update(out.read_bytes())
    assert (update.number, dict(update.files)) == (9, {YEAR: newer_year()})
