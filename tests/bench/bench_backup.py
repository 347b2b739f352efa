"""A verified copy of a base of 1,000 pupils, the whole base back from it, and one card, against writing its bytes.

Ours is ``copy_now`` whole: SQLite's backup, the file read back page by page, its sum, its place in the list, the
thinning out; ``restore_base``: the copy looked into, copied, read back, the present base set aside. Further: how many
of 20 old copies put by hand beside a newer log are noticed, with what this computer noted and without.
Run: ``python tests/bench/bench_backup.py``.
"""

import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from app.paths import DATA  # noqa: E402
from app.services.backups import copy_now  # noqa: E402
from app.services.base_back import restore_base  # noqa: E402
from app.services.cards import Edit, load_card, save_card  # noqa: E402
from app.services.copy_differences import difference  # noqa: E402
from app.services.person_back import card_then, edit_back  # noqa: E402
from app.storage.base_notes import BaseNote, log_of, read_note, write_note  # noqa: E402
from app.storage.opening import new_passport, open_passport  # noqa: E402
from app.storage.passport import Passport  # noqa: E402
from app.storage.soundness import counts_of  # noqa: E402
from data.whole_school import whole_school  # noqa: E402

PUPILS, ROUNDS, BUDGET, MIXED = 1000, 5, 60.0, 20


def main() -> None:
    with TemporaryDirectory() as name:
        os.environ[DATA] = str(Path(name) / "data")
        _times(Path(name))
        for noted in (True, False):
            found = Counter(_noticed(Path(name) / f"{noted}{trial}", trial, noted=noted) for trial in range(MIXED))
            told = ", ".join(f"{what} {count}" for what, count in sorted(found.items()))
            print(f"old copy beside a newer log, {'with' if noted else 'without'} a note, {MIXED} times: {told}")


def _times(folder: Path) -> None:
    path = folder / "b.passport"
    with whole_school(path, PUPILS, year="2019-20", as_of=date(2020, 2, 10), seed=1) as passport:
        copy = copy_now(passport).path
        with passport.reading() as session:
            one = session.connection().exec_driver_sql("SELECT id FROM student LIMIT 1").scalar()
        made = _median(lambda: copy_now(passport))
        compared = _median(lambda: difference(passport, copy))
        card = _median(lambda: _card_back(passport, copy, one))
    back = _median(lambda: restore_base(path, copy))
    plain = _median(lambda: _write(folder / "plain", copy.read_bytes()))
    size = copy.stat().st_size / 1_000_000
    print(f"{PUPILS} pupils, {size:.1f} MB: compared {compared:.3f} s, one card back {card:.3f} s")
    print(f"the whole base back {back:.3f} s, ratio {back / plain:.1f} (budget {BUDGET}: writing {plain:.4f} s)")
    print(f"a verified copy {made:.3f} s, ratio {made / plain:.1f} (budget {BUDGET})")


def _card_back(passport: Passport, copy: Path, id: str) -> None:
    version = load_card(passport, "student", id).version
    save_card(passport, Edit("student", id, version, {"birth_place": f"Томск {version}"}))
    save_card(passport, edit_back(card_then(passport, copy, "student", id), {"birth_place"}))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS + 1):
        began = perf_counter()
        act()
        times.append(perf_counter() - began)
    return median(times[1:])  # the first loads libraries


def _noticed(folder: Path, seed: int, *, noted: bool) -> str:
    """What becomes of an old copy put over a base, beside the log of a crash, when it is opened.

    In a small base the log may hold every page that has changed since: then the newest state comes out whole.
    """
    chance = random.Random(seed)
    folder.mkdir()
    path, crashed = folder / "a.passport", folder / "c.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        _save(passport, chance.randrange(1, 5))
        copy = copy_now(passport).path
        _save(passport, chance.randrange(1, 30))
    with open_passport(path) as passport:
        _save(passport, chance.randrange(1, 6))
        shutil.copyfile(copy, crashed)
        shutil.copyfile(log_of(path), log_of(crashed))
        note, newest = read_note(path), _content(passport)
    write_note(BaseNote(os.path.realpath(crashed), note.saves, note.mark, note.based, note.log if noted else ""))
    with open_passport(crashed) as passport:
        if passport.noticed.log_aside is not None:
            return "noticed"
        return "whole by its log" if _content(passport) == newest else "MIXED"


def _content(passport: Passport) -> dict[str, list[object]]:
    with passport.source() as source:
        return {
            name: sorted(map(repr, source.connection.execute(f'SELECT * FROM "{name}"')))
            for name in counts_of(source.connection)
        }


def _save(passport: Passport, many: int) -> None:
    for number in range(many):
        save_card(passport, Edit("student", "", 0, {"last_name": f"Имя{number}", "class_name": "9А"}))


if __name__ == "__main__":
    main()
