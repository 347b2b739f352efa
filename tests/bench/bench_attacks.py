"""Every attack of the list, tried: how many ways of each were tried, how many were held, how many got through (0).

It runs the tests that ``tests/attacks/table.py`` names, in a process of their own, and counts their cases. What these
recorded of the processor's seconds that one hostile file took is told with its budget and their ratio.
Run: ``python tests/bench/bench_attacks.py``.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from attacks.table import ATTACKS, BOMBS, MEMORY  # noqa: E402
from data.seed import SEED  # noqa: E402

Counts = dict[str, Counter[str]]  # by test: passed, failed, skipped
Seconds = dict[str, list[tuple[float, str]]]  # by test: of the processor, and of which case

BUDGETS = {  # seconds of the processor for one file; these tests record what it took
    MEMORY: 2,
    f"{BOMBS}test_a_bomb_is_answered_in_bounded_memory": 20,
    "attacks/test_fuzz.py::test_a_bent_file_is_read_or_refused_in_words": 5,
}


def main() -> None:
    began = perf_counter()
    named = sorted(
        {test for one in ATTACKS for test in one.tests if (ROOT / "tests" / test.partition("::")[0]).exists()}
        | set(BUDGETS)
    )
    counts, seconds = _run(named)
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
    slow = _tell_slowest(seconds)
    if lacking := [one for one in named if one not in counts]:  # a run that was cut short proves nothing
        print(f"not run: {', '.join(lacking)}")
    sys.exit(1 if through or lacking or slow else 0)


def _tell_slowest(seconds: Seconds) -> bool:
    """Print the slowest file of each test with its budget; whether one is over it."""
    over = False
    for test, budget in BUDGETS.items():
        took, case = max(seconds.get(test, [(0.0, "none was timed")]))
        over |= took > budget
        print(f"slowest of {test.partition('::')[2]}: {took:.2f} s, {took / budget:.2f} of {budget} s ({case})")
    return over


def _run(named: list[str]) -> tuple[Counts, Seconds]:
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
        seconds: Seconds = {}
        for case in ElementTree.parse(report).iter("testcase"):
            path = str(case.get("classname")).removeprefix("tests.").replace(".", "/")
            test = f"{path}.py::{str(case.get('name')).partition('[')[0]}"
            for told in case.iterfind("properties/property[@name='seconds']"):
                seconds.setdefault(test, []).append((float(str(told.get("value"))), str(case.get("name"))))
            state = "skipped" if case.find("skipped") is not None else "failed" if _fell(case) else "passed"
            counts.setdefault(test, Counter())[state] += 1
        return counts, seconds


def _fell(case: Element) -> bool:
    return any(case.find(how) is not None for how in ("failure", "error"))


if __name__ == "__main__":
    main()
