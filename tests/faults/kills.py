"""T1: a child is killed at a random moment of its act, as often as asked."""

import random
import shutil
import time
from pathlib import Path

from faults.acts import DONE, Act
from faults.children import BEGUN, child
from faults.tally import Tally

_ENDLESS = 0.25  # seconds in which an act that goes on for ever is killed


def kill_at_random(act: Act, kills: int, room: Path, seed: int) -> Tally:
    """Kill the act ``kills`` times between its first and its last step, each time in a fresh copy of its folder."""
    ready = room / "ready"
    ready.mkdir(parents=True)
    act.make(ready)
    length = _ENDLESS if act.endless else _seconds(act, ready, room)
    tally, source, tries = Tally(f"kill -9, {act.name}"), random.Random(seed), 0
    while tally.tried < kills:
        tries += 1
        assert tries <= 3 * kills, f"{act.name} is over before it can be killed"
        after = source.uniform(0, length)
        folder = shutil.copytree(ready, room / str(tries))
        with child(act.work, folder) as one:
            one.hear(BEGUN)
            time.sleep(after)
            one.kill()
        if DONE not in one.said:
            with tally.trial(f"killed {after:.4f} s after its beginning"):
                act.check(folder, one.said)
        shutil.rmtree(folder)
    return tally


def _seconds(act: Act, ready: Path, room: Path) -> float:
    """How long the act takes when nobody disturbs it; it is also checked that its check is content then."""
    folder = shutil.copytree(ready, room / "undisturbed")
    with child(act.work, folder) as one:
        one.hear(BEGUN)
        began = time.monotonic()
        one.hear(DONE)
        took = time.monotonic() - began
        assert one.wait() == 0
    act.check(folder, one.said)
    return took
