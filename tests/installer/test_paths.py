"""Where the program keeps what it remembers: of the system, or beside a portable program."""

import sys
from pathlib import Path

import pytest

from app.paths import DATA, resources, user_data

NAME = "school-passport"


@pytest.fixture(autouse=True)
def _no_folder_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own folder is not named here: it would go before all others."""
    monkeypatch.delenv(DATA)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program on a stick, at a computer whose user has a folder of his own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "school-passport.exe"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return folder


def test_an_installed_program_remembers_where_the_system_says(stick: Path, tmp_path: Path) -> None:
    assert user_data() == tmp_path / "home" / NAME
    assert user_data().is_dir()
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("mark", ["portable.txt", "data"])
def test_a_portable_program_leaves_nothing_on_the_computer(stick: Path, tmp_path: Path, mark: str) -> None:
    (stick / mark).mkdir() if mark == "data" else (stick / mark).touch()
    assert user_data() == stick / "data"
    assert user_data().is_dir()
    assert not (tmp_path / "home").exists()


def test_from_source_a_folder_data_means_nothing(stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys, "frozen")
    (stick / "data").mkdir()
    assert user_data() == tmp_path / "home" / NAME
    assert resources("fonts").is_dir()


@pytest.mark.parametrize(
    ("system", "variable", "expected"),
    [
        ("linux", "", ".local/share"),
        ("darwin", "", "Library/Application Support"),
        ("win32", "", "AppData/Local"),
        ("win32", "LOCALAPPDATA", "set"),
        ("linux", "XDG_DATA_HOME", "set"),
    ],
)
def test_each_system_has_a_place_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, variable: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "set"))
    assert user_data() == tmp_path / expected / NAME
