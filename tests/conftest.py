"""What all tests share: the random seed, a school's file, and a guard that keeps Qt out of the core."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.storage.opening import new_passport
from app.storage.passport import Passport

sys.path.insert(0, str(Path(__file__).parent))  # so that tests say «from data.people import …»

# The user's own folder, for this process and those that it starts: no test writes into the real one.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="school-passport-user-")

if os.environ.get("CORE_ONLY"):
    # Proves that the core runs where PySide6 is not installed: importing it raises ImportError.
    sys.modules["PySide6"] = None  # type: ignore[assignment]
    collect_ignore = ["ui"]

from data.seed import SEED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"seed of made-up people: {SEED} (set SEED to repeat)")  # a header is quiet with -q


settings.register_profile("made-up", deadline=None)  # the first telephone loads a large table
settings.load_profile("made-up")


@pytest.fixture
def seed() -> int:
    return SEED


@pytest.fixture
def passport(tmp_path: Path) -> Iterator[Passport]:
    """An empty school's file of 2019/20, open."""
    path = tmp_path / "school.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»") as opened:
        yield opened
