"""The check of clean schools from 1,000 to 100,000 pupils, and what is looked at again after one save among 10,000.

Each against bare loading of the same pupils in the same run; time and memory are those of a process of their own.
Sizes may be given: ``bench_check.py 1000 3000``.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import select

from app.domain.student import Student
from app.services.checking import check
from app.services.rechecking import recheck
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.whole_school import whole_school

YEAR, AS_OF = "2019-20", date(2020, 8, 20)  # the year is over: every list is full
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SEED = 7
AT_ONCE = 500
ROUNDS = 5
SAVES = 40
AMONG = 10_000
BUDGET_MS = {1_000: 500, 100_000: 30_000}
BUDGET_MB = 300
BUDGET_SAVE_MS = 20


def bare(passport: Passport) -> None:
    """Read all pupils with their lists, in portions, and do nothing with them."""
    from app.services.read_only import read_only

    with passport.reading() as session:
        ids = session.scalars(select(Student.id).order_by(Student.class_name)).all()
        for start in range(0, len(ids), AT_ONCE):
            read_only(session, Student, ids[start : start + AT_ONCE])


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median wall and processor time of a work, in ms; after one run for warmth where there are several."""
    walls, busy = [], []
    for _ in range(rounds + (rounds > 1)):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append((time.perf_counter() - wall) * 1000)
        busy.append((time.process_time() - cpu) * 1000)
    return statistics.median(walls[rounds > 1 :]), statistics.median(busy[rounds > 1 :])


def peak() -> float:
    """The most memory this process has had, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def child(path: Path) -> None:
    """Check a file and load it, in this process; tell the figures as JSON."""
    with open_passport(path) as passport:
        with passport.reading() as session:
            pupils = len(session.scalars(select(Student.id)).all())
        rounds = 1 if pupils > AMONG else ROUNDS
        ours, busy = timed(lambda: check(passport, AS_OF), rounds)
        memory = peak()
        loading, _ = timed(lambda: bare(passport), rounds)
    sys.stdout.write(json.dumps({"ms": ours, "cpu": busy, "mb": memory, "bare": loading}))


def curve(folder: Path, sizes: tuple[int, ...]) -> None:
    """The table: how time and memory grow with the school."""
    line = "{:>8} {:>10} {:>9} {:>12} {:>7} {:>9} {:>10}   {}\n"
    sys.stdout.write(line.format("pupils", "check, ms", "cpu, ms", "ms per 1,000", "MB", "bare, ms", "", "budget"))
    for pupils in sizes:
        path = folder / f"{pupils}.passport"
        whole_school(path, pupils, year=YEAR, as_of=AS_OF, seed=SEED).close()
        asked = [sys.executable, __file__, "child", str(path)]
        told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
        budget = f"{BUDGET_MS[pupils]} ms, {BUDGET_MB} MB" if pupils in BUDGET_MS else ""
        figures = (told["ms"], told["cpu"], told["ms"] / pupils * 1000, told["mb"], told["bare"])
        ratio = f"ratio {told['ms'] / told['bare']:.1f}"
        sys.stdout.write(line.format(pupils, *(f"{one:.0f}" for one in figures), ratio, budget))


def after_save(folder: Path) -> None:
    """What is looked at again after a save, for pupils all over a large school."""
    path = folder / f"{AMONG}.passport"
    if not path.exists():
        whole_school(path, AMONG, year=YEAR, as_of=AS_OF, seed=SEED).close()
    with open_passport(path) as passport:
        with passport.reading() as session:
            ids = session.scalars(select(Student.id).order_by(Student.class_name)).all()
        some = ids[:: len(ids) // SAVES]
        ours = [timed(lambda id=id: recheck(passport, [("student", id)], {}, AS_OF), 1) for id in some]  # type: ignore[misc]
        loading = [timed(lambda id=id: load_one(passport, id), 1)[0] for id in some]  # type: ignore[misc]
    wall, busy = (statistics.median(one[place] for one in ours) for place in (0, 1))
    one = statistics.median(loading)
    sys.stdout.write(
        f"after one save among {AMONG}: ours {wall:.1f} ms, cpu {busy:.1f} ms (budget {BUDGET_SAVE_MS} ms), "
        f"yardstick {one:.1f} ms, ratio {wall / one:.1f}\n"
    )


def load_one(passport: Passport, id: str) -> object:
    """Load one card with its lists as the window does."""
    from app.services.cards import with_details

    with passport.reading() as session:
        return session.get_one(Student, id, options=with_details(Student))


def main() -> None:
    """Print the curve and the save."""
    if sys.argv[1:2] == ["child"]:
        child(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        curve(Path(folder), tuple(map(int, sys.argv[1:])) or SIZES)
        after_save(Path(folder))


if __name__ == "__main__":
    main()
