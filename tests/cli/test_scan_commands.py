"""``scan`` and ``uploads`` as the contract of the command line says."""

import json
import random
from pathlib import Path

import pytest

from app.storage.opening import open_passport
from cli.answers import Say
from data.scan_heaps import save_pdf, scans_of


@pytest.fixture
def heap(filled: Path, folder: Path, say: Say, seed: int) -> Path:
    """Scans of a printed and signed form of class 9А."""
    pdf = folder / "форма.pdf"
    assert say("print", filled, "final_check", "--class", "9А", "-o", pdf)[0] == 0
    with open_passport(filled) as passport:
        return save_pdf(folder / "скан.pdf", scans_of(passport, 1, pdf, random.Random(seed), dpi=200))


def test_scans_are_read_and_files_made(filled: Path, heap: Path, folder: Path, say: Say) -> None:
    status, out, err = say("scan", filled, heap, "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert set(told) == {"pages", "missing", "double", "failures", "stopped"}
    page = told["pages"][0]
    assert (page["form"], page["number"], page["page"], page["verdict"]) == ("final_check", 1, 1, "current")
    assert {box["state"] for box in page["boxes"]} == {"signed"}
    assert page["quality"]["remarks"] == []
    (made := folder / "выгрузка").mkdir()
    status, out, err = say("uploads", filled, "-o", made, "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert [Path(one["path"]).is_file() for one in told["files"]] == [True]
    assert told["missing"] == []


def test_what_needs_the_user_is_told_by_the_status(filled: Path, heap: Path, folder: Path, say: Say) -> None:
    (folder / "x.jpg").write_bytes(b"no picture")
    status, out, err = say("scan", filled, heap, folder / "x.jpg", folder / "none.pdf")
    assert status == 3
    assert "форма № 1, стр. 1 из 1" in out
    assert "x.jpg — не скан" in err
    assert "none.pdf не читается" in err
    assert say("scan", filled)[0] == 2
    assert say("uploads", filled, "-o", folder / "нет")[0] == 4
