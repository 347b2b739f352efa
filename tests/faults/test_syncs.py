"""F4: every save waits for the disk; a setting that silently does not apply would show here."""

from pathlib import Path

import pytest

from faults.acts import make_pupils
from faults.sqlite_files import can_be_watched
from faults.syncs import counted_syncs, traced_syncs

SAVES = 100
OFF = 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_pupils(tmp_path)
    return tmp_path


@pytest.mark.skipif(not can_be_watched(), reason="this driver does not export its layer of files")
def test_every_save_is_synced(folder: Path) -> None:
    assert counted_syncs(folder, SAVES) >= SAVES
    assert counted_syncs(folder, SAVES, OFF) < SAVES / 10


def test_the_kernel_counts_the_same(folder: Path) -> None:
    found = traced_syncs(folder, SAVES)
    if isinstance(found, str):
        pytest.skip(found)
    assert found >= SAVES
    (folder / "go").unlink()
    off = traced_syncs(folder, SAVES, OFF)
    assert isinstance(off, int)
    assert off < SAVES / 10
