"""What all tests share: the random seed, a school's file, and a guard that keeps Qt out of the core."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.paths import DATA
from app.storage import base_key
from app.storage.opening import new_passport
from app.storage.passport import Passport

sys.path.insert(0, str(Path(__file__).parent))  # so that tests say «from data.people import …»

if os.environ.get("CORE_ONLY"):
    # Proves that the core runs where PySide6 is not installed: importing it raises ImportError.
    sys.modules["PySide6"] = None  # type: ignore[assignment]
    collect_ignore = ["ui", "real_window"]

from data.seed import SEED
from data.shared import TwoClasses


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"seed of made-up people: {SEED} (set SEED to repeat)")  # a header is quiet with -q


settings.register_profile("made-up", deadline=None)  # the first telephone loads a large table
settings.load_profile("made-up")


@pytest.fixture(scope="session", autouse=True)
def _no_real_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test, and no process that a test starts, touches the settings and copies of whoever runs it."""
    os.environ[DATA] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for settings and copies of this test alone."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv(DATA, str(folder))
    return folder


@pytest.fixture
def seed() -> int:
    return SEED


FEW = 100  # rounds: such bases open only where a test says so


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords give their keys in no time, for tests that try many of them."""
    monkeypatch.setattr(base_key, "ROUNDS", FEW)


@pytest.fixture(scope="session")
def two_classes_made(tmp_path_factory: pytest.TempPathFactory) -> TwoClasses:
    """Closed bases with the same pupils, one without a password and one with the owner's (few rounds); to be copied."""
    folder: Path = tmp_path_factory.mktemp("two classes")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(base_key, "ROUNDS", FEW)
        return TwoClasses.made(folder, SEED)


@pytest.fixture
def passport(tmp_path: Path) -> Iterator[Passport]:
    """An empty school's file of 2019/20, open."""
    path = tmp_path / "school.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»") as opened:
        yield opened
