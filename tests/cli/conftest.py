"""Running commands in the process, on a base with a list loaded."""

from pathlib import Path

import openpyxl
import pytest

from app.cli import run
from app.domain.field import field_by_name
from app.domain.student import Student
from cli.answers import Say
from data.people import People


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command; its exit status, what it printed, what it told beside."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = run([str(one) for one in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (made := tmp_path / "Папка школы № 1").mkdir()
    return made


@pytest.fixture
def base(folder: Path, say: Say) -> Path:
    path = folder / "школа.passport"
    arguments = ("--year", "2019-20", "--kind", "school", "--code", "700101", "--name", "МБОУ «СОШ № 1»")
    assert say("new", path, *arguments)[0] == 0
    return path


@pytest.fixture
def pupils(folder: Path, seed: int) -> Path:
    """A list of five pupils, one of them with an impossible birth date."""
    people = People(seed)
    rows = [people.pupil(name) for name in ("9А", "9А", "9А", "11А", "5Б")]
    rows[1]["birth"] = "31.02.2004"
    fields = list(rows[0])
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([field_by_name(Student)[name].label for name in fields])
    for row in rows:
        book.active.append([row.get(name, "") for name in fields])
    path = folder / "Список учеников.xlsx"
    book.save(path)
    return path


@pytest.fixture
def filled(base: Path, pupils: Path, say: Say) -> Path:
    assert say("import", base, pupils)[0] == 3
    return base
