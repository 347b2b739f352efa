"""Commands that make a file take a name that no system could have for what it is, before anything is made."""

from hashlib import sha256
from pathlib import Path

import pytest

from app.cli import run
from app.storage.opening import new_passport

BAD = ["CON.pdf", "nul", "a.", "a ", "a:b.pdf", "a?.pdf", "ё" * 130, "a\tb.pdf"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "a.passport"
    new_passport(path, year="2024-25", kind="school", code="700101", name="Школа").close()
    return path


def state(folder: Path) -> dict[str, str]:
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in folder.iterdir() if one.is_file()}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["new", "print", "new-year", "demo"])
def test_a_bad_name_is_refused_and_nothing_is_made(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    out = str(tmp_path / name)
    words = {
        "new": [out, "--year", "2024-25", "--kind", "school", "--code", "700102", "--name", "Школа"],
        "print": [str(base), "staff", "-o", out],
        "new-year": [str(base), "-o", out],
        "demo": [out],
    }
    before = state(base.parent)
    assert run([command, *words[command]]) == 4
    told = capsys.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
    assert state(base.parent) == before


@pytest.mark.parametrize("name", ["Отчёт № 1 (9А).pdf", " a.pdf", "ё" * 100 + ".pdf"])
def test_an_unusual_name_that_works_is_taken(base: Path, tmp_path: Path, name: str) -> None:
    assert run(["print", str(base), "staff", "-o", str(tmp_path / name)]) == 0
    assert [one.name for one in tmp_path.iterdir()] == [name]
