"""How well and how fast scans are read: twenty kinds of wear, fresh seeds at every run.

    python tests/bench/bench_scan.py [pages of each kind] [first seed]

Aims: 99.5 % of pages matched and none wrongly; 99 % of decided boxes right, 3 % doubtful; no empty box signed by a
stamp's edge, a line or a neighbour. Yardstick of time: the same scan drawn by PDFium at 150 dpi and read by zxing-cpp.
"""

import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, "tests")

import numpy as np
import pypdfium2
import zxingcpp

from app.printer.scan import open_source, read_page
from data.scan_heaps import save_pdf
from data.scan_table import Row, measured, register, table, total
from data.signed_papers import WEAR, case

PAGES = 30
BUDGET = 8.0  # times the yardstick; the page is laid on its blank and its boxes judged besides
CLEAN = ("stamp edge", "line", "neighbour")


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    first = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print(f"seeds {first}…{first + pages - 1}", flush=True)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(measured, wear, range(first, first + pages), Path(folder)) for wear in WEAR]
        rows = [job.result() for job in jobs]
        whole = total(rows)
        print(*table([*rows, whole]), sep="\n")
        for row in rows:
            for fault in row.faults:
                print("  ", row.name, *fault)
        ratio = timed(first, Path(folder))
    sys.exit(told(rows, whole) or ratio > BUDGET)


def told(rows: list[Row], whole: Row) -> bool:
    """The figures against their aims; whether one is missed."""
    counts = whole.counts
    matched = counts["matched"] / counts["pages"]
    right = counts["right"] / max(counts["right"] + counts["wrong"], 1)
    doubtful = counts["doubtful"] / max(counts["boxes"], 1)
    false = sum(row.counts["false signed"] for row in rows if row.name in CLEAN)
    print(f"matched {matched:.2%} (aim 99.5), wrong pages {counts['wrong page']} (0), right {right:.2%} (99), ", end="")
    print(f"doubtful {doubtful:.2%} (3), signed by a stamp's edge, a line or a neighbour {false} (0)")
    return matched < 0.995 or counts["wrong page"] > 0 or right < 0.99 or doubtful > 0.03 or false > 0


def timed(first: int, folder: Path) -> float:
    """Time of one page on one core, at 200 and 300 dpi, as a ratio to the yardstick."""
    known = register()
    ours = bare = 0.0
    for wear in ("clean 200", "300 dpi"):
        for seed in range(first, first + 4):
            path = save_pdf(folder / "page.pdf", [case(wear, seed).scan])
            start = time.process_time()
            with open_source(path) as source:
                read_page(source, 0, lambda code: known.get((code.number, code.page)))
            middle = time.process_time()
            with pypdfium2.PdfDocument(path) as document:
                picture = np.array(document[0].render(scale=150 / 72, grayscale=True).to_numpy())
            zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
            ours, bare = ours + middle - start, bare + time.process_time() - middle
    print(f"a page: ours {ours / 8:.3f} s, yardstick {bare / 8:.3f} s, ratio {ours / bare:.2f} (budget {BUDGET})")
    return ours / bare


if __name__ == "__main__":
    main()
