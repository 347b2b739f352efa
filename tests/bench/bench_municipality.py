"""A municipality takes 50 schools of 1,000 pupils, and the same once more; and the export of one such school.

Time and memory are those of a process of its own, against bare reading of the same packages in the same run: zip and
JSON, no check of anything. Numbers may be given: ``bench_municipality.py 10 200`` for 10 schools of 200.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from app.exchange.package import lines_again, open_package
from app.exchange.signing import Signer, new_secret
from app.exchange.strict_json import one_line
from app.services.accepting import accept
from app.services.board import board
from app.services.exporting import export_package
from app.services.shared_people import shared_people
from app.storage.opening import open_passport
from data.hostile_packages import Files, signed
from data.municipality import YEAR, municipality
from data.whole_school import whole_school

SCHOOLS, PUPILS = 50, 1_000
SEED = 7
AS_OF = date(2020, 8, 31)
BUDGET_S, BUDGET_MB, BUDGET_EXPORT_S = 60, 500, 1.0

_ID = re.compile(rb"(?<=\")[0-9a-f]{8}(?=-[0-9a-f]{4}-)")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor time of a work, in seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def as_school(content: bytes, number: int) -> bytes:
    """A school's package as that of another: its own code, key, and ids."""
    code = str(700_100 + number)

    def other(found: re.Match[bytes]) -> bytes:
        return b"%08x" % (int(found[0], 16) ^ number)

    def bend(manifest: dict[str, object], files: Files) -> None:
        manifest["school"] = {"code": code, "name": f"Школа {number}"}
        for name, part in files.items():
            files[name] = _ID.sub(other, part)
        school = json.loads(files["data/school.jsonl"]) | {"code": code}
        files["data/school.jsonl"] = one_line(school)

    return signed(content, Signer(new_secret()), bend)


def peak() -> float:
    """The most memory this process has had, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def child(base: Path, folder: Path) -> None:
    """Take all packages twice, in this process; tell the figures as JSON."""
    paths = sorted(folder.glob("*.zip"))
    with open_passport(base) as passport:
        first, cpu = timed(lambda: check_all(accept(passport, paths)))
        memory = peak()
        second, _ = timed(lambda: check_all(accept(passport, paths)))
        shown, _ = timed(lambda: board(passport))
        doubles, _ = timed(lambda: shared_people(passport))
    told = {"first": first, "cpu": cpu, "mb": memory, "second": second, "board": shown, "doubles": doubles}
    sys.stdout.write(json.dumps(told | {"base_mb": base.stat().st_size / 2**20}))


def check_all(found: tuple[object, ...]) -> None:
    """Stop where a package was not accepted: the figures would be of something else."""
    states = {getattr(one, "state", "") for one in found}
    if states != {"accepted"}:
        raise SystemExit(f"not accepted: {states}, {found[0]}")


def read_bare(folder: Path) -> None:
    """Read all packages one after another; a child would inherit the peak of what is kept here."""
    for path in sorted(folder.glob("*.zip")):
        lines_again(path.read_bytes())


def main() -> None:
    """Make the packages, take them, print."""
    if sys.argv[1:2] == ["child"]:
        child(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    schools, pupils = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (SCHOOLS, PUPILS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with whole_school(folder / "school.passport", pupils, year=YEAR, as_of=AS_OF, seed=SEED) as passport:
            export_package(passport, folder)  # for warmth
            exporting, _ = timed(lambda: export_package(passport, folder))
            content = export_package(passport, folder).path.read_bytes()
        lines = open_package(content).lines
        dumped, _ = timed(lambda: [one_line(line) for part in lines.values() for line in part])
        sys.stdout.write(
            f"export of {pupils} pupils: {exporting:.2f} s (budget {BUDGET_EXPORT_S} s), "
            f"yardstick (the same lines as JSON) {dumped:.2f} s, ratio {exporting / dumped:.1f}\n"
        )
        (packages := folder / "packages").mkdir()
        for number in range(schools):
            (packages / f"{number:03}.zip").write_bytes(as_school(content, number))
        bare, _ = timed(lambda: read_bare(packages))
        municipality(folder / "m.passport").close()
        asked = [sys.executable, __file__, "child", str(folder / "m.passport"), str(packages)]
        told = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout)
    sys.stdout.write(
        f"{schools} schools × {pupils}: {told['first']:.1f} s, cpu {told['cpu']:.1f} s (budget {BUDGET_S} s), "
        f"{told['mb']:.0f} MB (budget {BUDGET_MB} MB), yardstick (bare reading) {bare:.1f} s, "
        f"ratio {told['first'] / bare:.1f}\n"
        f"once more: {told['second']:.1f} s; board {told['board'] * 1000:.0f} ms; "
        f"people of several schools {told['doubles']:.2f} s; base {told['base_mb']:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
