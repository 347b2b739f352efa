"""Saving a school in terms of РИС: what lies in the folder, who stays out, and a failure that leaves nothing."""

import errno
import json
import re
from datetime import date
from pathlib import Path

import pytest

from app.errors import BadFile, Refused
from app.exchange.ris.columns import layout
from app.services import ris_export
from app.services.cards import Edit, load_card, save_card
from app.services.package_content import content_of
from app.services.progress import Cancelled
from app.services.ris_export import save_ris
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.ris_lines import table
from data.whole_school import whole_school


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Passport:
    """A school of 300 in which nothing is wrong; tests only read it."""
    path = tmp_path_factory.mktemp("whole") / "whole.passport"
    return whole_school(path, 300, year="2019-20", as_of=date(2020, 2, 10), seed=20191001)


def read(folder: Path) -> dict[str, bytes]:
    return {f"ris/{one.relative_to(folder).as_posix()}": one.read_bytes() for one in folder.rglob("*.csv")}


def test_whole_school_is_written(whole: Passport, tmp_path: Path) -> None:
    done = save_ris(whole, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["ris-700101-2019-20"]
    made = read(done.folder)
    assert set(made) == set(done.lines)
    for name, count in done.lines.items():
        if name.startswith("ris/ege/"):
            assert len(table(made, "ege", name.split("/")[2][:-4])) == count
    assert done.lines["ris/gia9/rbd_Participants.csv"] > 20
    assert done.lines["ris/ege/rbd_ParticipantsExams.csv"] > done.lines["ris/ege/rbd_Participants.csv"]
    assert done.not_coded == done.lines["ris/not_coded.csv"] > 0


PATTERNS = {
    "BirthDay": r"\d\d\.\d\d\.\d{4}",
    "ExamDate": r"(\d{4}\.\d\d\.\d\d)?",
    "DeleteType": r"[047]",
    "Sex": r"[01]",
    "LimitPotencial": r"[01]?",
    "Gia": r"[0-3]",
    "BirthYear": r"\d{4}",
    "AuditoriumCode": r"\d{4}",
    "PValue": r"[12]|\d{3}-\d{3}-\d{3} \d\d",
    "Snils": r"(\d{3}-\d{3}-\d{3} \d\d)?",
    "IsTOM": r"[01]",
    "SubjectCode": r"\d{0,2}",
}


def test_every_cell_has_the_shape_of_its_column(whole: Passport, tmp_path: Path) -> None:
    made = read(save_ris(whole, tmp_path).folder)
    for told in layout().tables:
        for base in ("ege", "gia9"):
            for row in table(made, base, told.name):
                for column in told.of(base):
                    cell = row[column.label]
                    assert not (column.absent and cell), column
                    assert len(cell) <= (column.length or len(cell)), column
                    pattern = PATTERNS.get(column.name)
                    assert column.absent or not pattern or re.fullmatch(pattern, cell), (column, cell)


def test_same_data_make_the_same_files(whole: Passport, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert read(save_ris(whole, tmp_path / "a").folder) == read(save_ris(whole, tmp_path / "b").folder)


def test_who_refused_consent_is_in_no_file(tmp_path: Path, seed: int) -> None:
    school = whole_school(tmp_path / "a.passport", 120, year="2019-20", as_of=date(2020, 2, 10), seed=seed)
    with school:
        with school.reading() as session:
            id = next(one["id"] for one in content_of(session, ()).parts["students"] if one["class_name"] == "9А")
        before = read(save_ris(school, tmp_path).folder)
        assert any(id.encode() in content for content in before.values())
        card = load_card(school, "student", id)
        save_card(school, Edit("student", id, card.version, {"consent": "отказ"}))
        (tmp_path / "again").mkdir()
        after = read(save_ris(school, tmp_path / "again").folder)
    assert not any(id.encode() in content for content in after.values())


def test_folder_that_is_there_is_not_touched(whole: Passport, tmp_path: Path) -> None:
    (tmp_path / "ris-700101-2019-20").mkdir()
    (tmp_path / "ris-700101-2019-20" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="не тронута"):
        save_ris(whole, tmp_path)
    assert [one.name for one in (tmp_path / "ris-700101-2019-20").iterdir()] == ["mine.txt"]
    with pytest.raises(BadFile, match="нет"):
        save_ris(whole, tmp_path / "none")


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), Cancelled()])
def test_failure_leaves_nothing(
    whole: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    real, left = ris_export.write_whole, [5]

    def write(path: Path, content: bytes) -> None:
        left[0] -= 1
        if not left[0]:
            raise failure
        real(path, content)

    monkeypatch.setattr(ris_export, "write_whole", write)
    with pytest.raises((BadFile, Cancelled)) as told:
        save_ris(whole, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert isinstance(told.value, Cancelled) or "не хватает места" in told.value.text


def test_municipality_has_no_such_files(tmp_path: Path) -> None:
    path = tmp_path / "m.passport"
    with new_passport(path, year="2019-20", kind="municipality", code="700000", name="МОУО") as municipality:
        with pytest.raises(Refused, match="база муниципалитета"):
            save_ris(municipality, tmp_path)
        assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == []


def test_parts_are_those_of_a_package(whole: Passport) -> None:
    with whole.reading() as session:
        parts = content_of(session, ()).parts
    assert {"school", "students", "exam_choices", "attempts", "staff", "rooms", "classes"} <= set(parts)
    assert json.dumps(parts, ensure_ascii=False)
