"""Files appear whole or not at all, and the system's refusals are told in Russian."""

import errno
import os
from pathlib import Path

import pytest

from app.disk import why, write_whole


def test_a_file_is_put_in_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "файл"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "не хватает места на диске"),
        (PermissionError(errno.EACCES, "Permission denied"), "нет права писать или читать"),
        (OSError(errno.EPIPE, "Broken pipe"), "Broken pipe"),
        (OSError(), "OSError"),
    ],
)
def test_why_is_a_few_words(problem: OSError, text: str) -> None:
    assert why(problem) == text
