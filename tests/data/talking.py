"""A process of its own that holds a base open and does one act a line, so that its disk can fall ill meanwhile.

Run as a program it takes the base, then lines «save NAME», «read», «read-all» and «close»; for each it answers one
JSON line: what it read, or the refusal.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]


class Talking:
    """The process, seen from the test."""

    def __init__(self, base: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            encoding="utf-8",
        )
        self.opened = self._heard()

    def _heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"died": True}

    def ask(self, line: str) -> dict[str, Any]:
        """Have one act done; its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self._heard()

    @contextmanager
    def ill(self, *rules: str) -> Iterator[None]:
        """While inside, the system answers the process by these rules («pwrite64:error=EIO»), by means of strace."""
        injected = [part for rule in rules for part in ("-e", f"inject={rule}")]
        traced = "trace=" + ",".join(rule.split(":")[0] for rule in rules)
        words = ["strace", "-f", "-e", "signal=none", "-e", traced, *injected, "-p", str(self.process.pid)]
        tracer = subprocess.Popen(words, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            assert tracer.stderr is not None
            assert "attached" in tracer.stderr.readline()
            time.sleep(0.1)  # it is asked to stop now, and is in a moment
            yield
        finally:
            tracer.terminate()
            tracer.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def may_trace() -> bool:
    """Whether the system lets us answer for it."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


@contextmanager
def small_disk(folder: Path, size: str = "2m") -> Iterator[bool]:
    """A disk of that size over a folder, in memory; False where there is no right to mount one."""
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False)
    try:
        yield made.returncode == 0
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(path: Path) -> None:
    """Leave no byte free on the disk of a file."""
    with path.open("wb", buffering=0) as file:
        for size in (65536, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def main() -> None:
    from sqlalchemy import text

    from app.errors import AppError
    from app.services.cards import Edit, load_card, save_card
    from app.services.school import school_card
    from app.storage.opening import open_passport
    from app.storage.passport import Passport

    def act(passport: Passport, word: str, rest: str) -> dict[str, Any]:
        if word == "read-all":
            with passport.reading() as session:
                session.execute(text("PRAGMA shrink_memory"))  # so that pages are read from the disk
                return {"whole": session.execute(text("PRAGMA integrity_check")).scalar()}
        if word == "close":
            passport.close()
            return {"aside": str(passport.saved_aside or "")}
        card = school_card(passport)
        if word == "save":
            card = load_card(passport, "school", card.id)
            save_card(passport, Edit("school", card.id, card.version, {"short_name": rest}))
        return {"name": school_card(passport).texts["short_name"]}

    def said(answer: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    passport = open_passport(Path(sys.argv[1]))
    said({"read_only": passport.read_only})
    for line in sys.stdin:
        word, _, rest = line.rstrip("\n").partition(" ")
        try:
            said(act(passport, word, rest))
        except AppError as problem:
            said({"kind": type(problem).__name__, "text": problem.text, "hint": problem.hint})
        except Exception as problem:
            said({"kind": type(problem).__name__, "text": str(problem), "fault": True})


if __name__ == "__main__":
    main()
