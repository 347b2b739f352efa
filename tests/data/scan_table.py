"""Reading made-up scans and counting what was right: the figures of the suite and of the bench."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from app.printer.scan import PageRead, State, open_source, read_page
from data.signed_papers import PAPERS, WEAR, Case, case, printed

COLUMNS = ("pages", "matched", "wrong page", "boxes", "right", "wrong", "doubtful", "false signed")


@dataclass(slots=True)
class Row:
    """The counts of one kind of wear, and what was not right: seed, key, truth, state."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str, bool, str]] = field(default_factory=list)

    def cells(self) -> tuple[str, ...]:
        return (self.name, *(str(self.counts[column]) for column in COLUMNS))


def register() -> dict[tuple[int, int], bytes]:
    """The blanks of all papers of the suite by number and page: a page must be told among them all."""
    return {_claim(page.blank): page.raw for seed in range(PAPERS) for page in printed(seed)}


def _claim(blank: Any) -> tuple[int, int]:
    """Number and page of a blank, from the texts at its foot as a person reads them."""
    words = [one.text for one in blank.texts]
    number = next(text for text in words if text.startswith("Форма № "))
    page = next(text for text in words if text.startswith("стр. "))
    return int(number.removeprefix("Форма № ")), int(page.split()[1])


def file_of(scan: Any, wear: str) -> bytes:
    """The scan as the scanner writes it: JPEG of its quality."""
    content = BytesIO()
    scan.save(content, "JPEG", quality=WEAR[wear].get("jpeg", 92))
    return content.getvalue()


def read(made: Case, path: Path, known: dict[tuple[int, int], bytes]) -> PageRead:
    """The scan read from a file, looked up among all blanks."""
    path.write_bytes(file_of(made.scan, made.name))
    with open_source(path) as source:
        return read_page(source, 0, lambda code: known.get((code.number, code.page)))


def count(row: Row, seed: int, made: Case, found: PageRead) -> None:
    """Add a page to the counts of its row."""
    row.counts["pages"] += 1
    if found.code is None:
        return
    if (found.code.number, found.code.page) != _claim(made.page.blank):
        row.counts["wrong page"] += 1
        return
    row.counts["matched"] += 1
    for box in found.boxes:
        truth = made.signed[box.key, box.kind]
        row.counts["boxes"] += 1
        if box.state is State.DOUBTFUL:
            row.counts["doubtful"] += 1
        elif (box.state is State.SIGNED) == truth:
            row.counts["right"] += 1
            continue
        else:
            row.counts["wrong"] += 1
            row.counts["false signed"] += box.state is State.SIGNED
        row.faults.append((seed, f"{box.kind} {box.key}", truth, str(box.state)))


def measured(wear: str, seeds: Iterable[int], folder: Path) -> Row:
    """The row of one kind of wear."""
    known, row = register(), Row(wear)
    for seed in seeds:
        made = case(wear, seed)
        count(row, seed, made, read(made, folder / f"{wear}.jpg", known))
    return row


def total(rows: Iterable[Row]) -> Row:
    """All rows in one."""
    whole = Row("all")
    for row in rows:
        whole.counts += row.counts
        whole.faults += row.faults
    return whole


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The rows in columns, headings first."""
    yield f"{'wear':<12}" + "".join(f"{column:>14}" for column in COLUMNS)
    for row in rows:
        name, *cells = row.cells()
        yield f"{name:<12}" + "".join(f"{cell:>14}" for cell in cells)
