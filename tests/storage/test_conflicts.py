"""Copies that a cloud or a person left beside a base are told by their names; everything else beside it is not."""

from pathlib import Path

import pytest

from app.storage.conflicts import conflicted_copies

NAME = "700101-2019-20"


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME} (Учитель's conflicted copy 2019-04-24).passport",
        f"{NAME} (конфликтующая копия с компьютера PC 2019-04-24).passport",
        f"{NAME} (conflicted copy 2019-04-24 120000).passport",
        f"{NAME} (SFConflict user 2019-04-24-12-00-00).passport",
        f"{NAME}_conflict-20190424-120000.passport",
        f"{NAME}.sync-conflict-20190424-120000-ABCDEFG.passport",
        f"{NAME}-DESKTOP-UMS014A.passport",
        f"{NAME}-LAPTOP-7.passport",
        f"{NAME}-КАБИНЕТ5.passport",
        f"{NAME} (1).passport",
        f"{NAME}(2).passport",
        f"{NAME} — копия.passport",
        f"{NAME} - Copy (2).passport",
        f"{NAME}.passport (Учитель's conflicted copy 2019-04-24)",
    ],
)
def test_other_copies_are_told(tmp_path: Path, name: str) -> None:
    base = tmp_path / f"{NAME}.passport"
    for one in (base.name, name):
        (tmp_path / one).write_bytes(b"")
    assert conflicted_copies(base, "Кабинет5") == (tmp_path / name,)


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME}.passport-wal",
        f"{NAME}.passport-shm",
        f"{NAME}.passport.before-import-3.copy",
        f"{NAME}.passport.new",
        f"{NAME} (1).xlsx",
        f"{NAME}-2.passport",
        f"{NAME} школа.passport",
        "700101-2020-21.passport",
        "700101-2019 (1).passport",
        f"{NAME}9 (1).passport",
    ],
)
def test_what_belongs_there_is_not(tmp_path: Path, name: str) -> None:
    base = tmp_path / f"{NAME}.passport"
    for one in (base.name, name):
        (tmp_path / one).write_bytes(b"")
    assert conflicted_copies(base, "Кабинет5") == ()


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert conflicted_copies(tmp_path / "нет" / "a.passport") == ()


def test_a_base_without_a_suffix_has_copies_too(tmp_path: Path) -> None:
    for name in ("база", "база (1)", "база данных", "база (1).xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert [one.name for one in conflicted_copies(tmp_path / "база")] == ["база (1)"]
