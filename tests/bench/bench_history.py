"""What the history costs: the time of a save, of a bulk edit and of an import with it and without, and how it grows.

The yardstick is the same act in the same run on a base that records nothing. Time is the processor's: what the disk
takes is the same, for the history lies in the same transaction.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_import import make_workbook
from sqlalchemy import select

from app.domain.student import Student
from app.services.cards import Edit, save_cards
from app.services.importing import import_students
from app.storage.opening import new_passport
from app.storage.passport import Passport

PUPILS, EDITS = 1000, 1000
ROUNDS = 3
BUDGETS = {"save": 1.5, "bulk": 1.4, "import": 1.2}

Times = dict[str, list[float]]


@contextmanager
def base(folder: Path, name: str, *, recorded: bool) -> Iterator[Passport]:
    """A new base, and one that records nothing."""
    with new_passport(folder / name, year="2019-20", kind="school", code="700101", name="Школа") as made:
        made._recorded = recorded
        with made.writing():
            pass  # the triggers are there before any clock runs
        yield made


def size(passport: Passport) -> int:
    """Bytes of the file, without what waits in its log."""
    with passport.reading() as session:
        pages, free, each = (
            session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()  # the size of a page as text
            for name in ("page_count", "freelist_count", "page_size")
        )
    return (int(pages) - int(free)) * int(each)


def timed(act: Callable[[], object]) -> float:
    """Seconds of the processor for an act."""
    start = time.process_time()
    act()
    return time.process_time() - start


def ids(passport: Passport) -> list[tuple[str, int]]:
    """Pupils with their versions."""
    with passport.reading() as session:
        return [(id, version) for id, version in session.execute(select(Student.id, Student.version))]


def acts(passport: Passport, book: Path, times: Times) -> tuple[int, int, int]:
    """Import, single saves, one bulk edit; how many bytes each added to the file."""
    began = size(passport)
    times["import"].append(timed(lambda: import_students(passport, book, copy=False)))
    loaded = size(passport)
    some = ids(passport)[:EDITS]
    each = []
    for number, (id, version) in enumerate(some):
        edit = Edit("student", id, version, {"phone": f"+7 913 {number:03}-45-67"})
        each.append(timed(lambda edit=edit: save_cards(passport, (edit,))))  # type: ignore[misc]
    times["save"].append(statistics.quantiles(each, n=10)[0])  # what others do on the machine only adds
    edited = size(passport)
    many = [Edit("student", id, version, {"email": f"new{id[:4]}@example.ru"}) for id, version in ids(passport)[:EDITS]]
    times["bulk"].append(timed(lambda: save_cards(passport, many)))
    return loaded - began, edited - loaded, size(passport) - edited


def main() -> bool:
    """Print the figures; True when all ratios are within their budgets."""
    times: dict[bool, Times] = {kind: {name: [] for name in BUDGETS} for kind in (True, False)}
    grown = {}
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "list.xlsx"
        make_workbook(book, PUPILS)
        for turn in range(ROUNDS):
            for kind in (True, False):
                with base(Path(name), f"{kind}{turn}.passport", recorded=kind) as passport:
                    grown[kind] = acts(passport, book, times[kind])
    ratios = {name: min(times[True][name]) / min(times[False][name]) for name in BUDGETS}
    for name, ratio in ratios.items():
        with_it, without = (min(times[kind][name]) * 1000 for kind in (True, False))
        print(
            f"history of {name}: {with_it:.2f} ms with, {without:.2f} ms without, "
            f"ratio {ratio:.2f} (budget {BUDGETS[name]})"
        )
    loaded, edited, bulk = (ours - bare for ours, bare in zip(grown[True], grown[False], strict=True))
    print(f"grown by the history: {loaded} bytes by an import of {PUPILS} pupils, {edited} by {EDITS} saves of one")
    print(f"field, {bulk} by one act that changes a field of {EDITS} pupils")
    return all(ratio <= BUDGETS[name] for name, ratio in ratios.items())


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
