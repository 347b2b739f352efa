"""A package cut short while it was written: never half a file under its name, and later the same bytes (F25)."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.exchange.package import open_package
from app.services.exporting import export_package
from app.storage.opening import open_passport
from app.storage.passport import Passport

ROOT = Path(__file__).parents[2]

# A process that dies without a word at its n-th call of what brings bytes to the disk, or ends well before that.
CHILD = """
import os, sys
from pathlib import Path
base, folder, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
from app.services.exporting import export_package
from app.storage.opening import open_passport
calls = 0
def dying(real):
    def call(*given, **named):
        global calls
        calls += 1
        if calls == last:
            os._exit(9)
        return real(*given, **named)
    return call
with open_passport(base) as passport:
    os.fsync, Path.replace, Path.open = dying(os.fsync), dying(Path.replace), dying(Path.open)
    export_package(passport, folder, draft=True)
os._exit(0)
"""


def export_dying_at(base: Path, folder: Path, call: int) -> int:
    words = [sys.executable, "-c", CHILD, str(base), str(folder), str(call)]
    return subprocess.run(words, cwd=ROOT, timeout=60, check=False).returncode


def test_a_kill_at_any_step_leaves_a_whole_package_or_none(passport: Passport, tmp_path: Path) -> None:
    (folder := tmp_path / "packages").mkdir()
    passport.close()
    whole: set[bytes] = set()
    for call in range(1, 20):
        status = export_dying_at(passport.path, folder, call)
        packages = [path for path in folder.iterdir() if path.suffix == ".zip"]
        for path in packages:
            open_package(path.read_bytes())
            whole.add(path.read_bytes())
            path.unlink()
        if status == 0:
            assert packages
            break
        assert status == 9
    else:
        pytest.fail("the export never came to its end")
    assert call > 3
    with open_passport(passport.path) as again:
        last = export_package(again, folder, draft=True)
    whole.add(last.path.read_bytes())
    assert len(whole) == 1, "the same data later give the same bytes"
    assert last.sequence == 1
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".tmp") == [last.path.name]
