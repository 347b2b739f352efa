"""Printing the form of a class of 100 pupils, against the bare reportlab canvas.

Ours is ``print_form`` whole: reading the base, cells, fingerprints, wrapping, QR codes, PDF, the file on the
disk and the register. The yardstick draws the same texts at the same places with ``drawString`` and the same
fonts on as many pages, into memory, and nothing else: no rules, no QR modules.
Run: ``python tests/bench/bench_print.py``.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from app.domain.field import new_id  # noqa: E402
from app.printer.fonts import wrap  # noqa: E402
from app.printer.graduates import GRADUATES  # noqa: E402
from app.printer.page import draw, lay_out, size_of  # noqa: E402
from app.printer.placed import Page  # noqa: E402
from app.services.cards import Edit, save_card  # noqa: E402
from app.services.printing import print_form  # noqa: E402
from app.services.progress import silent  # noqa: E402
from app.storage.opening import new_passport  # noqa: E402
from app.storage.passport import Passport  # noqa: E402
from data.choices import chosen  # noqa: E402
from data.papers import class_of, sheet_of, stamp_of  # noqa: E402
from data.people import People  # noqa: E402

PUPILS, ROUNDS, BUDGET = 100, 21, 2.0
AIM = 100  # pages a second


def main() -> None:
    sheet = sheet_of(GRADUATES, class_of(PUPILS))
    stamp = stamp_of(sheet)
    pages = lay_out(sheet, stamp)
    with TemporaryDirectory() as folder, _school(Path(folder)) as passport:
        out = Path(folder) / "form.pdf"
        rounds = _rounds(
            lambda: print_form(passport, "graduates", out, class_name="9А"),
            lambda: draw(sheet, stamp, silent),
            lambda: _bare(pages, size_of(sheet)),
        )
    whole, paper, bare = (median(times) for times in zip(*rounds, strict=True))
    ratio = median(one[0] / one[2] for one in rounds)  # round by round, so that a busy machine burdens both
    alone = median(one[1] / one[2] for one in rounds)
    print(f"drawing alone {paper:.3f} s, ratio {alone:.2f}, {len(pages) / paper:.0f} pages/s (aim {AIM})")
    told = f"ours {whole:.3f} s, yardstick {bare:.3f} s, ratio {ratio:.2f} (budget {BUDGET})"
    print(f"form of {PUPILS} pupils: {told}")


def _school(folder: Path) -> Passport:
    passport = new_passport(folder / "b.passport", year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»")
    people = People(1)
    for _ in range(PUPILS):
        save_card(passport, Edit("student", new_id(), 0, people.pupil("9А"), chosen(people.exams("9А"))))
    return passport


def _rounds(*acts: Callable[[], object]) -> list[list[float]]:
    """Seconds of each act, round by round; nothing wrapped is remembered from the round before."""
    rounds = []
    for _ in range(ROUNDS + 1):
        times = []
        for act in acts:
            wrap.cache_clear()
            began = perf_counter()
            act()
            times.append(perf_counter() - began)
        rounds.append(times)
    return rounds[1:]  # the first round loads libraries and fonts


def _bare(pages: list[Page], size: tuple[float, float]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, pageCompression=1, invariant=1)
    for page in pages:
        for x, y, font, points, text in page.texts:
            canvas.setFont(font, points)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


if __name__ == "__main__":
    main()
