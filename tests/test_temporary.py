"""The private folder for temporary files: whose it is, what lies in it, who sweeps it and when."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.temporary import sweep

ROOT = Path(__file__).parents[1]
BEGIN = (
    "import sys, tempfile, os, time; from pathlib import Path; from app.temporary import *; mine = begin_temporary(); "
)
WRITE = "open(tempfile.mkstemp()[1], 'w').write('Парабельская'); "


@contextmanager
def started(user: Path, code: str) -> "Iterator[subprocess.Popen[str]]":
    env = os.environ | {"SCHOOL_PASSPORT_DATA": str(user / "school-passport")}
    words = [sys.executable, "-c", BEGIN + code]
    with subprocess.Popen(words, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        yield child


def said(user: Path, code: str) -> str:
    """What such a process prints until it ends well."""
    with started(user, code) as child:
        answer = child.communicate()[0]
    assert child.returncode == 0
    return answer.strip()


def left(user: Path) -> list[Path]:
    return sorted(one for one in (user / "school-passport" / "temporary").rglob("*") if one.suffix != ".lock")


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="modes and locks of POSIX")


def test_everything_temporary_goes_into_a_folder_of_the_user_alone(tmp_path: Path) -> None:
    code = WRITE + "print(mine, tempfile.gettempdir(), *[os.environ[n] for n in ('TMPDIR', 'TEMP', 'TMP')])"
    code += "; print(*[oct(one.stat().st_mode)[-3:] for one in (mine, mine.parent)])"
    places, modes = said(tmp_path, code).splitlines()
    assert len(set(places.split())) == 1
    assert Path(places.split()[0]).parent == tmp_path / "school-passport" / "temporary"
    assert modes.split() == ["700", "700"]
    assert left(tmp_path) == []  # gone with the program


def test_what_a_killed_program_left_is_swept_at_the_next_start(tmp_path: Path) -> None:
    with started(tmp_path, WRITE + "print('there', flush=True); time.sleep(60)") as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert len(left(tmp_path)) == 2  # its folder and the file in it
        process.kill()
    assert len(left(tmp_path)) == 2
    assert said(tmp_path, "pass") == ""
    assert left(tmp_path) == []


def test_a_running_program_keeps_its_folder_when_another_starts(tmp_path: Path) -> None:
    code = WRITE + "print('there', flush=True); sys.stdin.readline(); print(len(list(mine.iterdir())))"
    with started(tmp_path, code) as first:
        assert first.stdout is not None
        first.stdout.readline()
        assert said(tmp_path, "pass") == ""
        assert first.communicate("\n")[0].strip() == "1"


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "school-passport").mkdir()
    (tmp_path / "school-passport" / "temporary").write_text("a file in its place")
    assert said(tmp_path, "print(mine)") == "None"


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    (kept := tmp_path / "outside").mkdir()
    (kept / "file").write_text("x")
    (folder := tmp_path / "temporary").mkdir()
    (folder / "link").symlink_to(kept)
    sweep(folder)
    assert (kept / "file").exists()


def test_a_dying_process_leaves_no_core_file(tmp_path: Path) -> None:
    """S28: the limit is nought, and no handler of crashes may look into the process."""
    code = "forbid_core_files(); import resource, ctypes; "
    code += "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    assert said(tmp_path, code) == "(0, 0) 0"


def test_the_program_itself_begins_so(tmp_path: Path) -> None:
    """A list written by a command leaves nothing in the common folder, and its log is there."""
    (common := tmp_path / "common").mkdir()
    env = os.environ | {
        "SCHOOL_PASSPORT_DATA": str(tmp_path / "school-passport"),
        "TMPDIR": str(common),
        "TEMP": str(common),
        "TMP": str(common),
    }
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "app", "demo", str(tmp_path / "демо")],
        cwd=ROOT, env=env, capture_output=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stderr!r} after {time.monotonic() - begin:.0f} s"
    assert list(common.iterdir()) == []
    assert left(tmp_path) == []
    written = tmp_path / "school-passport" / "log" / "program.log"
    assert "command demo" in written.read_text(encoding="utf-8")
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700
