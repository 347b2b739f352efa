"""A base brought to this computer is the same to the byte, or there is nothing new."""

import shutil
from pathlib import Path

import pytest

from app.errors import AppError, BadFile, OnShare, Refused
from app.services import moving
from app.services.moving import copy_here
from app.services.progress import Cancelled
from app.storage import whereabouts
from app.storage.opening import new_passport, open_passport


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    path = tmp_path / "share" / "school.passport"
    new_passport(path, year="2019-20", kind="school", code="700101", name="Школа", password="длинный пароль").close()
    return path


def test_the_copy_is_the_same_and_opens_by_the_same_password(base: Path, tmp_path: Path) -> None:
    told: list[int] = []
    made = copy_here(base, tmp_path / "here.passport", lambda done, _: told.append(done))
    assert made.read_bytes() == base.read_bytes()
    assert told == [0, 1, 2]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["here.passport", "share"]
    open_passport(made, "длинный пароль").close()


def test_a_base_from_a_share_is_copied_and_to_a_share_it_is_not(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / {base.parent} rw - cifs //server/share rw\n")
    monkeypatch.setattr(whereabouts, "MOUNTS", table)
    with pytest.raises(OnShare):
        copy_here(base, base.parent / "other.passport")
    open_passport(copy_here(base, tmp_path / "here.passport"), "длинный пароль").close()


def test_a_base_that_is_open_is_not_copied(base: Path, tmp_path: Path) -> None:
    base.with_name(f"{base.name}-wal").write_bytes(b"x")
    with pytest.raises(Refused, match="открыта на другом компьютере или не была закрыта"):
        copy_here(base, tmp_path / "here.passport")
    assert not (tmp_path / "here.passport").exists()


def test_what_is_no_base_or_has_no_room_is_refused(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(BadFile, match="не база"):
        copy_here(tmp_path / "letter.txt", tmp_path / "here.passport")
    with pytest.raises(Refused, match="уже есть"):
        copy_here(base, tmp_path / "letter.txt")
    with pytest.raises(BadFile, match="такой папки нет"):
        copy_here(base, tmp_path / "нет" / "here.passport")
    with pytest.raises(Refused, match="имя устройства"):
        copy_here(base, tmp_path / "CON.passport")
    full = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr(moving.shutil, "disk_usage", lambda _: full)
    with pytest.raises(Refused, match="не хватает места"):
        copy_here(base, tmp_path / "here.passport")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["letter.txt", "share"]


def stop(_base: Path, _copy: Path) -> None:
    raise Cancelled


def change_source(base: Path, _copy: Path) -> None:
    base.write_bytes(base.read_bytes() + bytes(4096))


def spoil_copy(_base: Path, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[5000] ^= 1
    copy.write_bytes(content)


@pytest.mark.parametrize("fault", [stop, change_source, spoil_copy])
def test_a_fault_on_the_way_leaves_nothing_new(base: Path, tmp_path: Path, fault) -> None:
    def between(done: int, _: int) -> None:
        if done == 1:
            fault(base, tmp_path / "here.passport.tmp")

    with pytest.raises(AppError):
        copy_here(base, tmp_path / "here.passport", between)
    assert [one.name for one in tmp_path.iterdir()] == ["share"]
