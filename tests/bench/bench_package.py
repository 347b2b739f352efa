"""Making the package of a school of 1,000 pupils, against writing the same lines as JSON and hashing them.

Ours is ``export_package`` whole: the check of everything, reading the base, the lines, the tables in terms of РИС,
hashes, signature, control totals, zip, the file on the disk and the order of packages; sealed to a key it is measured
beside. The yardstick has the lines in memory already: ``json.dumps`` of each and one SHA-256 over all.
Run: ``python tests/bench/bench_package.py``.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from app.exchange.package import open_package  # noqa: E402
from app.exchange.sealing import new_opening  # noqa: E402
from app.services.checking import check  # noqa: E402
from app.services.control_totals import control_totals  # noqa: E402
from app.services.exporting import export_package  # noqa: E402
from app.services.receivers import receiver_of  # noqa: E402
from data.whole_school import whole_school  # noqa: E402

PUPILS, ROUNDS, BUDGET = 1000, 7, 1.0
AS_OF = date(2020, 2, 10)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        to = receiver_of(new_opening()[1])
        with whole_school(folder / "b.passport", PUPILS, year="2019-20", as_of=AS_OF, seed=1) as passport:
            made = export_package(passport, folder, draft=True)
            lines = [one for part in open_package(made.path.read_bytes()).lines.values() for one in part]
            rounds = _rounds(
                lambda: export_package(passport, folder, draft=True),
                lambda: export_package(passport, folder, channel="protected", to=to, draft=True),
                lambda: check(passport),
                lambda: control_totals(passport),
                lambda: _plain(lines),
            )
        size = made.path.stat().st_size / 1_000_000
    whole, sealed, checked, totals, plain = (median(times) for times in zip(*rounds, strict=True))
    ratio = median(one[0] / one[4] for one in rounds)  # round by round, so that a busy machine burdens both
    print(f"the check alone {checked:.3f} s, control totals alone {totals:.3f} s, sealed to a key {sealed:.3f} s")
    told = f"ours {whole:.3f} s (budget {BUDGET}), yardstick {plain:.3f} s, ratio {ratio:.1f}"
    print(f"package of {PUPILS} pupils, {size:.1f} MB, {len(lines)} lines: {told}")


def _plain(lines: list[dict[str, object]]) -> str:
    whole = hashlib.sha256()
    for one in lines:
        whole.update(json.dumps(one, ensure_ascii=False, sort_keys=True).encode())
    return whole.hexdigest()


def _rounds(*acts: Callable[[], object]) -> list[list[float]]:
    """Seconds of each act, round by round."""
    rounds = []
    for _ in range(ROUNDS + 1):
        times = []
        for act in acts:
            began = perf_counter()
            act()
            times.append(perf_counter() - began)
        rounds.append(times)
    return rounds[1:]  # the first round loads libraries


if __name__ == "__main__":
    main()
