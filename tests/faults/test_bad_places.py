"""Where a base may be read only, may not be opened at all, or may not be made: told before anything is done."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from app.errors import AppError, OnShare, ReadOnly, Refused
from app.services.backups import Reason, copy_before
from app.services.cards import Edit, save_card
from app.services.drafts import drafts
from app.services.lists import list_rows
from app.services.school import school_card
from app.storage import whereabouts
from app.storage.access import why_read_only
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.talking import small_disk

TOLD = {"year": "2019-20", "kind": "school", "code": "700101", "name": "Школа"}


def state(folder: Path) -> dict[str, str]:
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    (folder := tmp_path / "диск").mkdir()
    with small_disk(folder, "8m") as there:
        if not there:
            pytest.skip("no right to mount a disk")
        yield folder


def lock(disk: Path, *, read_only: bool) -> None:
    subprocess.run(["mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(disk)], check=True)


def edit(passport: Passport) -> None:
    card = school_card(passport)
    save_card(passport, Edit("school", card.id, card.version, {"short_name": "Другая"}))


@pytest.mark.parametrize("password", ["", "длинный пароль школы"])
def test_a_read_only_medium_opens_for_reading_and_refuses_at_once(disk: Path, password: str) -> None:
    base = disk / "school.passport"
    new_passport(base, **TOLD, password=password).close()
    before = state(disk)
    lock(disk, read_only=True)
    with open_passport(base, password) as passport:
        assert passport.read_only == (
            "База school.passport открыта только для чтения: диск или флешка защищены от записи."
        )
        assert school_card(passport).texts["short_name"] == "Школа"
        assert list_rows(passport, "student", ()) == []
        assert drafts(passport) == ()
        for act in (edit, lambda one: one.rekey("x")):
            with pytest.raises(ReadOnly, match="только для чтения"):
                act(passport)
    lock(disk, read_only=False)
    assert state(disk) == before
    with open_passport(base, password) as passport:
        edit(passport)


def test_what_was_not_closed_is_told_with_its_log(disk: Path) -> None:
    base = disk / "school.passport"
    with new_passport(base, **TOLD) as passport:
        edit(passport)
        files = {one: one.read_bytes() for one in disk.iterdir()}
    for path, content in files.items():
        path.write_bytes(content)
    before = state(disk)
    lock(disk, read_only=True)
    with pytest.raises(Refused, match=r"не была закрыта.*school\.passport-wal") as refused:
        open_passport(base)
    assert "Скопируйте оба файла" in refused.value.hint
    lock(disk, read_only=False)
    assert state(disk) == before
    with open_passport(base) as passport:
        assert school_card(passport).texts["short_name"] == "Другая"


def test_why_is_told_by_what_stands_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "a.passport"
    assert why_read_only(base) == ""
    base.write_bytes(b"x")
    assert why_read_only(base) == ""
    denied = base
    monkeypatch.setattr(os, "access", lambda path, _how: path != denied)
    assert why_read_only(base) == "файл защищён от записи"
    denied = tmp_path
    assert why_read_only(base) == "в папку нельзя писать"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_without_the_right_to_write_opens_for_reading(tmp_path: Path) -> None:
    base = tmp_path / "a.passport"
    new_passport(base, **TOLD).close()
    base.chmod(0o400)
    with open_passport(base) as passport:
        assert "файл защищён от записи" in passport.read_only


def test_a_share_is_refused_before_anything_is_opened_or_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "school.passport"
    new_passport(base, **TOLD).close()
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / {tmp_path} rw - cifs //server/share rw\n")
    monkeypatch.setattr(whereabouts, "MOUNTS", table)
    before = state(tmp_path)
    with pytest.raises(OnShare, match="на диске другого компьютера") as refused:
        open_passport(base)
    assert "//server/share" in refused.value.text
    with pytest.raises(OnShare, match="базу там держать нельзя"):
        new_passport(tmp_path / "new.passport", **TOLD)
    assert state(tmp_path) == before


NAMES = [
    "Школа № 1, копия.passport",
    " a.passport",
    "ё" * 107,
    "a" * 215,
    "ё" * 128,
    "a" * 250,
    "a.",
    "a ",
    "CON",
    "nul.passport",
    "com1.passport",
    "a\nb.passport",
    "a:b.passport",
]


def refusal(base: Path) -> AppError | None:
    """Why a base could not be made there and worked in; None where it could."""
    try:
        with new_passport(base, **TOLD) as passport:
            edit(passport)
            copy_before(passport, Reason.IMPORT)
    except AppError as problem:
        return problem
    return None


@pytest.mark.parametrize("name", NAMES)
def test_a_base_gets_a_name_that_works_or_is_refused_first(tmp_path: Path, name: str) -> None:
    if (problem := refusal(tmp_path / name)) is None:
        with open_passport(tmp_path / name) as passport:
            assert school_card(passport).texts["short_name"] == "Другая"
    else:
        assert problem.hint
        assert state(tmp_path) == {}


@pytest.mark.parametrize(("size", "letter"), [*((size, "a") for size in (250, 440, 480, 600, 5000)), (460, "ё")])
def test_a_long_path_works_or_is_refused_first(tmp_path: Path, size: int, letter: str) -> None:
    folder = tmp_path
    while (room := size - 15 - len(os.fsencode(folder))) > 0:
        folder /= letter * (min(200, room) // len(letter.encode()) or 1)
    with suppress(OSError):  # the system itself takes no path of 5,000
        folder.mkdir(parents=True)
    problem = refusal(folder / "a.passport")
    assert (problem is None) == (size <= 460)
    assert problem is None or state(tmp_path) == {}


def test_a_root_is_no_place_for_a_base() -> None:
    with pytest.raises(Refused, match="нужно имя файла"):
        new_passport(Path("/"), **TOLD)
