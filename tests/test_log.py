"""The log: lines of kinds, places and counts; never a value, never more than one line, never in the way."""

import logging
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from app import log
from app.errors import BadValue

ROOT = Path(__file__).parents[1]
LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ (INFO|ERROR) \S.*$")


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A log begun in a folder; what it set up is taken back."""
    monkeypatch.setattr(log, "user_data", lambda: tmp_path)
    root, ours = logging.getLogger(), logging.getLogger("app")
    before = list(root.handlers)
    log.begin_log()
    yield tmp_path / "log" / log.FILE
    logging.captureWarnings(capture=False)
    for handler in [one for one in ours.handlers if isinstance(one, RotatingFileHandler)]:
        ours.removeHandler(handler)
        handler.close()
    root.handlers[:] = before
    ours.setLevel(logging.NOTSET)
    ours.propagate = True


def fault(text: str) -> BaseException:
    try:
        try:
            {}[text]
        except KeyError as cause:
            raise BadValue(f"Не читается «{text}»") from cause
    except BadValue as problem:
        return problem


def test_a_problem_is_kept_by_kind_and_place_without_its_text(lines: Path) -> None:
    log.note_problem(fault("Парабельская 112-233-445 95"))
    (_, last) = lines.read_text(encoding="utf-8").splitlines()
    assert "BadValue < KeyError; fault, test_log.py:" in last
    assert "Парабельская" not in last
    assert "112" not in last
    assert LINE.match(last)


@pytest.mark.parametrize(
    "text",
    ["a\nb", "a\r\nERROR b", "\x1b[31mred", "a\x00b", "a\u202eb", "a\u2028b"],
    ids=["line", "false line", "colour", "nul", "direction", "separator"],
)
def test_an_event_is_one_line_whatever_stands_in_it(lines: Path, text: str) -> None:
    log.note("id %s", text)
    found = lines.read_text(encoding="utf-8").split("\n")
    assert len(found) == 3  # the start, the event, the end of the file
    assert all(LINE.match(one) for one in found[:2])
    assert found[1].isprintable()


def test_a_lone_surrogate_is_written_out() -> None:
    """Tried without the log: pytest keeps what is logged, and its workers cannot send one to each other."""
    assert log.escaped("a\ud800b") == "a\\ud800b"
    assert log.escaped("Ёлкин № 1") == "Ёлкин № 1"


def test_a_traceback_given_by_mistake_is_left_out(lines: Path) -> None:
    logging.getLogger("app.x").error("save", exc_info=fault("Парабельская"))
    assert "Парабельская" not in lines.read_text(encoding="utf-8")


def test_other_libraries_and_warnings_are_not_kept(lines: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = "import warnings, logging; from app import log; log.begin_log(); "
    code += "logging.getLogger('openpyxl').error('Юдин'); warnings.warn('Юдин')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Юдин" not in done.stdout + done.stderr
    assert "Юдин" not in "".join(one.read_text(encoding="utf-8") for one in lines.parent.iterdir())


def test_five_files_of_a_megabyte_and_no_more(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = next(one for one in logging.getLogger("app").handlers if isinstance(one, RotatingFileHandler))
    monkeypatch.setattr(handler, "maxBytes", 2000)
    for number in range(300):
        log.note("event %s", number)
    files = sorted(lines.parent.iterdir())
    assert len(files) == log.FILES == 5
    assert all(one.stat().st_size <= 2000 for one in files)
    assert log.BYTES == 1 << 20
    kept = log.kept_lines()
    assert kept[-1].endswith("event 299")
    assert [int(one.rsplit(" ", 1)[1]) for one in kept] == list(range(300 - len(kept), 300))


def test_a_long_line_is_cut(lines: Path) -> None:
    log.note("%s", "я" * 1_000_000)
    assert len(lines.read_text(encoding="utf-8").splitlines()[-1]) <= 2000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is of Linux")
def test_a_full_disk_stops_nothing(lines: Path, capfd: pytest.CaptureFixture[str]) -> None:
    handler = next(one for one in logging.getLogger("app").handlers if isinstance(one, RotatingFileHandler))
    usual = handler.stream
    with suppress(OSError), Path("/dev/full").open("w", encoding="utf-8") as full:  # which cannot be closed well
        handler.stream = full
        for _ in range(3):
            log.note("one more")
        handler.stream = usual
    assert capfd.readouterr() == ("", "")
    log.note("and on")
    assert [one.rsplit(" ", 2)[-2:] for one in log.kept_lines()[1:]] == [["and", "on"]]


def test_without_a_folder_there_is_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log").write_text("a file in its place")
    monkeypatch.setattr(log, "user_data", lambda: tmp_path)
    before = list(logging.getLogger().handlers)
    log.begin_log()
    logging.getLogger().handlers[:] = before
    logging.captureWarnings(capture=False)
    log.note("nobody hears this")
    assert log.kept_lines() == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_nobody_else_may_read_it(lines: Path) -> None:
    assert stat.S_IMODE(lines.parent.stat().st_mode) == 0o700
