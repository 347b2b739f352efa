"""The frozen program, where ``.ci/make.py`` has built it and names its folder; without it only its parts are tested."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / ".ci"))  # so that tests say «from installer.kept import …»

FOLDER = os.environ.get("FROZEN_PROGRAM", "")
Start = Callable[..., "subprocess.CompletedProcess[str]"]

if not FOLDER:
    collect_ignore = ["test_frozen.py"]


@pytest.fixture
def program() -> Path:
    """The folder of the built program."""
    return Path(FOLDER)


@pytest.fixture
def start(program: Path, tmp_path: Path) -> Start:
    """Run the frozen program in an empty folder with a Russian name, with next to nothing in its surroundings."""
    (folder := tmp_path / "Моя школа").mkdir()
    (home := tmp_path / "home").mkdir()

    def call(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [program / "school-passport-console", *arguments],
            cwd=folder,
            env={"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | env,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )

    return call
