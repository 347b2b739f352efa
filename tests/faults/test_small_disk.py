"""F5–F7: a disk that is full, for real: a small one of memory, and a limit on the size of a file.

What was confirmed before stays, what was not is told with its reason, and after room was made the same save succeeds.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError, BadFile, Refused
from app.services.cards import Edit, load_card, save_card
from app.services.exporting import export_package
from app.services.importing import import_students
from app.services.lists import list_rows
from app.storage.opening import open_passport
from app.storage.passport import Passport
from faults.acts import (
    BASE,
    FEW,
    after_saves,
    check_saves,
    last_number,
    make_list,
    make_pupils,
    numbered_edit,
    numbers,
    save_on,
)
from faults.children import BEGUN, Say, child
from faults.syncs import may_mount
from faults.whole import opened_whole

MEGABYTES = 16


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes; skipped, and said so, where none can be mounted."""
    if not may_mount():
        pytest.skip("mounting a small disk needs root")
    (folder := tmp_path / "small").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int) -> Path:
    """A ballast that leaves so many bytes of the disk free."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - leave)))
    return ballast


def save_into(edits: list[Edit], passport: Passport) -> None:
    """Save until it is refused; the last of the edits is the one that was."""
    while True:
        id = f"p{(len(edits) + 1) % FEW}"
        edits.append(numbered_edit(id, load_card(passport, "student", id).version, len(edits) + 1))
        save_card(passport, edits[-1])


def test_a_save_on_a_full_disk_is_refused_and_succeeds_when_there_is_room(small: Path) -> None:
    make_pupils(small)
    with open_passport(small / BASE) as passport:
        ballast = fill(small, 200_000)
        edits: list[Edit] = []
        with pytest.raises(Refused, match="Не хватает места"):
            save_into(edits, passport)
        saved = len(edits) - 1
        assert saved > 0
        assert numbers(passport) == after_saves(saved)
        ballast.unlink()
        save_card(passport, edits[-1])
        assert numbers(passport) == after_saves(saved + 1)
    with opened_whole(small / BASE) as passport:
        assert numbers(passport) == after_saves(saved + 1)


def test_a_full_disk_takes_no_half_of_a_list_and_no_half_of_its_copy(small: Path) -> None:
    make_list(small)
    fill(small, 100_000)
    with open_passport(small / BASE) as passport:
        with pytest.raises(AppError, match="места"):
            import_students(passport, small / "list.xlsx")
        with pytest.raises(AppError, match="места"):
            import_students(passport, small / "list.xlsx", copy=False)
        assert list_rows(passport, "student", ()) == []
    assert sorted(path.name for path in small.iterdir()) == ["ballast", BASE, "list.xlsx"]
    (small / "ballast").unlink()
    with opened_whole(small / BASE) as passport:
        assert import_students(passport, small / "list.xlsx", copy=False).new == 1000


def test_a_full_disk_takes_no_half_of_a_package(small: Path, tmp_path: Path) -> None:
    make_pupils(tmp_path)
    fill(small, 5_000)
    with open_passport(tmp_path / BASE) as passport:
        with pytest.raises(BadFile, match="не хватает места"):
            export_package(passport, small, draft=True)
        assert [path.name for path in small.iterdir()] == ["ballast"]
        (small / "ballast").unlink()
        assert export_package(passport, small, draft=True).sequence == 1


def save_bounded(say: Say, folder: Path, most: int) -> None:
    """Work of a child: save on, no file being allowed more bytes than so many."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        save_on(say, folder)
    except AppError as problem:
        say(problem.text)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is of POSIX")
def test_a_file_that_may_not_grow_is_told_and_loses_nothing(tmp_path: Path) -> None:
    make_pupils(tmp_path)
    said: list[Any] = []
    with child(save_bounded, tmp_path, (tmp_path / BASE).stat().st_size + 300_000) as one:
        one.hear(BEGUN)
        one.wait()
        said = one.said
    assert last_number(said) > 0
    assert "Диск" in said[-1]
    check_saves(tmp_path, said)
