"""What was done to the program's files, and what came of it: tried, survived, lost.

Killed at random moments and at the n-th call that writes, told there that the disk is full or dying, its power cut,
its bits turned: the techniques of ``tests/faults``, each with its line. One lost trial fails the bench.
Run: ``python tests/bench/bench_faults.py`` (SEED repeats a run).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from app.storage.base_key import NO_PASSWORD  # noqa: E402
from app.storage.opening import open_passport  # noqa: E402
from data.seed import SEED  # noqa: E402
from faults.acts import BASE, KEY, TWO_SAVES, make_pupils  # noqa: E402
from faults.all_acts import ALL_ACTS  # noqa: E402
from faults.damage import KINDS, spoil_base, spoil_log  # noqa: E402
from faults.kills import kill_at_random  # noqa: E402
from faults.points import MODES, try_points  # noqa: E402
from faults.power import cut_power  # noqa: E402
from faults.sqlite_files import can_be_watched  # noqa: E402
from faults.tally import Tally  # noqa: E402

STATES, SAVES, POINTS = 2000, 60, 12


def main() -> bool:
    """Print the table; True when nothing was lost."""
    print(f"seed {SEED}")
    tried = lost = 0
    with TemporaryDirectory() as name:
        for tally in tallies(Path(name)):
            print(tally, flush=True)
            for one in tally.lost:
                print(f"    {one}")
            tried, lost = tried + tally.tried, lost + len(tally.lost)
    told = f"tried {tried}, survived {tried - lost}, lost {lost}"
    print(f"all faults: {told}, ratio of what survived {(tried - lost) / tried:.4f} (budget 1)")
    return lost == 0


def tallies(room: Path) -> Iterator[Tally]:
    """One technique after another."""
    rooms = (room / str(number) for number in range(1000))
    for act in ALL_ACTS:
        yield kill_at_random(act, act.kills, next(rooms), SEED)
    for kind in KINDS:
        yield from _damage(kind, next(rooms))
    if not can_be_watched():
        print("left out: this driver does not export its layer of files")
        return
    yield cut_power("settings of the program", {}, next(rooms), many=STATES, saves=SAVES, seed=SEED)
    for act in (TWO_SAVES, *(act for act in ALL_ACTS if not act.endless)):
        for mode in MODES:
            yield try_points(act, mode, next(rooms), most=POINTS if act.kills else 1000, seed=SEED)


def _damage(kind: str, room: Path) -> Iterator[Tally]:
    spoilt, many = KINDS[kind]
    for key in (NO_PASSWORD, KEY):
        ready = room / ("with" if key == KEY else "without") / "ready"
        ready.mkdir(parents=True)
        make_pupils(ready)
        with open_passport(ready / BASE) as passport:
            passport.rekey(key)
        yield spoil_base(kind, spoilt, ready / BASE, key, ready.parent, many=many, seed=SEED)
    (ready := room / "ready").mkdir()
    make_pupils(ready)
    yield spoil_log(kind, spoilt, ready, room, many=many, seed=SEED)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
