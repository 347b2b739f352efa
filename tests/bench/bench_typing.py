"""Thirty pupils of class 9 typed into a base of 10,000 by keys alone: strokes, answer to each, opening a card.

A key is timed from its event to the end of all events that follow it; the yardstick is the same key in a bare
line edit of Qt. Enter that saves a card is told apart: it writes to the disk.
"""

import statistics
import time

from bench_filter import PUPILS, opened

CARDS = 30
STROKES, KEY_MS, OPEN_MS = 1.25, 16, 50


def main() -> None:
    """Print strokes a sign, the median and p95 of a key and of opening a card."""
    page, application, window = opened()
    from data.people import People
    from ui.test_entry_by_keys import graduate
    from ui.typist import Typist

    took: list[float] = []
    saves: list[float] = []
    began = time.perf_counter()
    saved = page.list.model.total

    def after() -> None:
        nonlocal began, saved
        application.processEvents()
        (took if page.list.model.total == saved else saves).append((time.perf_counter() - began) * 1000)
        saved = page.list.model.total
        began = time.perf_counter()

    people = People(5, first=200_000)
    typist = Typist(page.card, after)
    page.new()
    for _ in range(CARDS):
        application.processEvents()
        began = time.perf_counter()
        typist.fill(graduate(people))
    ratio = typist.strokes / typist.signs
    print(f"{CARDS} pupils by keys: {typist.strokes} strokes for {typist.signs} signs, {ratio:.2f} (budget {STROKES})")
    print(f"a key over {PUPILS:,} pupils: {told(took)} (budget {KEY_MS} ms), yardstick {bare(application):.2f} ms")
    print(f"a save by the last Enter, which begins the next card: {told(saves)}")
    print(f"opening a card: {told(open_cards(page, application))} (budget {OPEN_MS} ms)")
    window.close()


def told(times: list[float]) -> str:
    """Median and p95 in words."""
    times = sorted(times)
    return f"median {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms"


def bare(application) -> float:  # type: ignore[no-untyped-def]
    """The median of a key in a line edit without any program behind it, in milliseconds."""
    from PySide6.QtWidgets import QLineEdit

    from ui.keys import keys

    line = QLineEdit()
    line.show()
    line.setFocus()
    times = []
    for sign in "съешь ещё этих мягких французских булок":
        began = time.perf_counter()
        keys(line, sign)
        application.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def open_cards(page, application) -> list[float]:  # type: ignore[no-untyped-def]
    """The time of going to each of 50 pupils, painted, in milliseconds."""
    times = []
    for place in range(0, 500, 10):
        began = time.perf_counter()
        page.list.select(place)
        application.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    return times


if __name__ == "__main__":
    main()
