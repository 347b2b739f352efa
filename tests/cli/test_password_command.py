"""The password on the command line: from a file or the environment, and never told back."""

from pathlib import Path

import pytest

from app.cli.passwords import VARIABLE
from app.storage.opening import open_passport
from cli.answers import Say

PASSWORD = "длинный пароль школы"
NEW = ("--year", "2024-25", "--kind", "school", "--code", "700101", "--name", "Школа")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the password, as Notepad of Windows writes it."""
    path = tmp_path / "пароль.txt"
    path.write_bytes(b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\n")
    return path


@pytest.fixture
def locked(tmp_path: Path, say: Say, file: Path) -> Path:
    """A base under the password, made on the command line."""
    path = tmp_path / "locked.passport"
    assert say("new", path, *NEW, "--password-file", file) == (0, f"Создана база: {path}\nУчебный год: 2024/25\n", "")
    return path


def test_a_base_without_a_password_is_warned_about(tmp_path: Path, say: Say) -> None:
    status, _, err = say("new", tmp_path / "a.passport", *NEW)
    assert status == 0
    assert "без пароля" in err


def test_the_password_comes_from_a_file_or_the_environment(
    locked: Path, file: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say("forms", locked, "--password-file", file)[0] == 0
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert say("forms", locked)[0] == 0
    with open_passport(locked, PASSWORD) as passport:
        assert passport.has_password


def test_a_base_under_a_password_needs_it(locked: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    before = locked.read_bytes()
    status, out, err = say("check", locked)
    assert (status, out) == (4, "")
    assert "под паролем" in err
    monkeypatch.setenv(VARIABLE, "не тот пароль")
    status, out, err = say("check", locked)
    assert (status, out) == (4, "")
    assert "пароль не тот" in err
    assert "не тот пароль" not in err
    assert locked.read_bytes() == before


def test_a_password_for_a_base_without_one_is_not_taken_silently(base: Path, file: Path, say: Say) -> None:
    status, _, err = say("check", base, "--password-file", file)
    assert status == 4
    assert "без пароля, а пароль дан" in err
    assert PASSWORD not in err


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00", b"one\ntwo\n", b"x" * 5000])
def test_a_file_that_holds_no_password_is_refused(base: Path, tmp_path: Path, say: Say, content: bytes) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_bytes(content)
    status, _, err = say("check", base, "--password-file", odd)
    assert status == 4
    assert "Файл с паролем не прочитан" in err


def test_a_file_that_is_not_there_is_told(base: Path, tmp_path: Path, say: Say) -> None:
    status, _, err = say("check", base, "--password-file", tmp_path / "nowhere.txt")
    assert status == 4
    assert "Файл с паролем не прочитан" in err


def test_the_next_year_opens_by_the_same_password(locked: Path, tmp_path: Path, say: Say, file: Path) -> None:
    made = tmp_path / "next.passport"
    assert say("new-year", locked, "-o", made)[0] == 4
    assert say("new-year", locked, "-o", made, "--password-file", file)[0] == 0
    assert say("check", made)[0] == 4
    assert say("check", made, "--password-file", file)[0] in {0, 3}
    assert say("new-year", locked, "-o", made, "--password-file", file)[0] == 0  # already made, and known as such
