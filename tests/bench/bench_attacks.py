"""Every attack of the list, tried: how many ways of each were tried, how many were held, how many got through (0).

It runs the tests that ``tests/attacks/table.py`` names, in a process of their own, and counts their cases.
Run: ``python tests/bench/bench_attacks.py``.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from defusedxml import ElementTree

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from attacks.table import ATTACKS  # noqa: E402
from data.seed import SEED  # noqa: E402

Counts = dict[str, Counter[str]]  # by test: passed, failed, skipped


def main() -> None:
    began = perf_counter()
    named = sorted(
        {test for one in ATTACKS for test in one.tests if (ROOT / "tests" / test.partition("::")[0]).exists()}
    )
    counts = _run(named)
    through = 0
    for one in ATTACKS:
        found = sum((counts.get(test, Counter()) for test in one.tests), Counter())
        through += found["failed"]
        tried = (
            f"tried {found['passed'] + found['failed']:>4}, held {found['passed']:>4}, got through {found['failed']}"
        )
        skipped = f", skipped here {found['skipped']}" if found["skipped"] else ""
        why = f" ({one.reason})" if one.reason else ""
        print(f"S{one.number:<3} {one.what:<54} {tried if found else 'not tried'}{skipped}{why}")
    every = sum(counts.values(), Counter())
    told = f"held {every['passed']}, got through {every['failed']}, skipped {every['skipped']}"
    print(f"attacks: {told}; seed {SEED}, {perf_counter() - began:.0f} s")
    if lacking := [one for one in named if one not in counts]:  # a run that was cut short proves nothing
        print(f"not run: {', '.join(lacking)}")
    sys.exit(1 if through or lacking else 0)


def _run(named: list[str]) -> Counts:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "--tb=no",
            f"--junitxml={report}",
            *(f"tests/{one}" for one in named),
        ]
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=False)
        counts: Counts = {}
        for case in ElementTree.parse(report).iter("testcase"):
            path = str(case.get("classname")).removeprefix("tests.").replace(".", "/")
            test = f"{path}.py::{str(case.get('name')).partition('[')[0]}"
            state = "skipped" if case.find("skipped") is not None else "passed" if not len(case) else "failed"
            counts.setdefault(test, Counter())[state] += 1
        return counts


if __name__ == "__main__":
    main()
