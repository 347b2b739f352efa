"""T4: how often the disk is really synced, counted within the driver and, where it may be, by the kernel.

A setting can be on and do nothing; only the count shows that each answer was preceded by a sync.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from app.storage import driver
from faults.acts import save_on
from faults.children import Say, child
from faults.sqlite_files import SYNC, watch

_GO = "go"  # the file that tells a child to begin
_SECONDS = 20


def save_counted(say: Say, folder: Path, saves: int, synchronous: int | None) -> None:
    """Work of a child: save, and tell how often SQLite synced a file meanwhile."""
    _alter(synchronous)
    count = 0

    def told(what: str, _path: str, _place: int, _content: bytes) -> int:
        nonlocal count
        count += what == SYNC
        return 0

    watch(told)
    save_on(lambda _word: None, folder, saves)
    say(count)


def save_when_told(say: Say, folder: Path, saves: int, synchronous: int | None) -> None:
    """Work of a child: wait until somebody watches it, then save."""
    _alter(synchronous)
    until = time.monotonic() + _SECONDS
    while not (folder / _GO).exists() and time.monotonic() < until:
        time.sleep(0.01)
    save_on(say, folder, saves)


def _alter(synchronous: int | None) -> None:
    if synchronous is not None:
        found: dict[str, Any] = dict(driver._SETTINGS) | {"synchronous": synchronous}
        driver._SETTINGS = tuple(found.items())


def counted_syncs(folder: Path, saves: int, synchronous: int | None = None) -> int:
    """How many syncs so many saves cost, under another setting if one is given."""
    with child(save_counted, folder, saves, synchronous) as one:
        assert one.wait() == 0
    return int(one.said[-1])


def traced_syncs(folder: Path, saves: int, synchronous: int | None = None) -> int | str:
    """The same as the kernel sees it, by strace; or why that cannot be told."""
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    out = folder / "calls"
    with child(save_when_told, folder, saves, synchronous) as one:
        command = [strace, "-f", "-e", "trace=fsync,fdatasync", "-o", str(out), "-p", str(one.pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            assert tracer.stderr is not None
            said = tracer.stderr.readline()
            if "attached" not in said:
                tracer.wait()
                return f"tracing is not permitted: {said.strip()}"
            (folder / _GO).touch()
            assert one.wait() == 0
    return sum("sync(" in line for line in out.read_text().splitlines())


def may_mount() -> bool:
    """Whether this process may mount a small disk of memory."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount") is not None
