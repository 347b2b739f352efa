"""Forms of the program printed, signed and worn, with the truth about every box."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image

from app.printer.blank import Blank, pack, unpack
from app.printer.final_check import FINAL_CHECK
from app.printer.form import Sheet
from app.printer.graduates import GRADUATES
from app.printer.page import Stamp, draw, lay_out, size_of
from app.printer.person import SIGNATURE, born, document, name
from app.printer.slip import SLIP
from app.services.progress import silent
from data.handwriting import DPI, Paper, Place, seal, sign, stray_line, tail_from_above, tick
from data.papers import class_of, sheet_of, stamp_of
from data.worn import coffee, fold, scanned

PORTRAIT = replace(
    FINAL_CHECK, columns=lambda _year: (name(42), born(22), document(68), SIGNATURE.wide(40)), landscape=False
)
FORMS = (PORTRAIT, FINAL_CHECK, GRADUATES, SLIP)
PAPERS = 12  # how many different forms there are to scan


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed page: its blank as the register keeps it, and where its paper is to be had."""

    raw: bytes
    blank: Blank
    seed: int
    place: int

    def paper(self) -> Paper:
        """The paper, to be written on."""
        import pypdfium2

        with pypdfium2.PdfDocument(_pdf(self.seed)) as document:
            return np.array(document[self.place].render(scale=DPI / 72).to_numpy()[..., ::-1])


def _sheet(seed: int) -> tuple[Sheet, Stamp]:
    form = FORMS[seed % len(FORMS)]
    people = class_of(14 + seed % 9 if form is not SLIP else 1, seed=seed)
    sheet = sheet_of(form, people)
    return sheet, stamp_of(sheet, number=seed + 1)


@cache
def _pdf(seed: int) -> bytes:
    return draw(*_sheet(seed), silent).pdf


@cache
def printed(seed: int) -> tuple[Printed, ...]:
    """The pages of a form of a made-up class; only those with boxes."""
    sheet, stamp = _sheet(seed)
    pages = [pack(page, size_of(sheet)) for page in lay_out(sheet, stamp)]
    every = (Printed(raw, unpack(raw), seed, place) for place, raw in enumerate(pages))
    return tuple(one for one in every if one.blank.boxes)


@dataclass(slots=True)
class Case:
    """A scan, which page it is, and by key and kind of each box whether it is signed."""

    name: str
    scan: Image.Image
    page: Printed
    signed: dict[tuple[str, str], bool]


# What a scan may suffer, by name: how it is scanned. What happens to the paper before is in HARM.
WEAR: dict[str, dict[str, Any]] = {
    "clean 200": {"dpi": 200},
    "150 dpi": {"dpi": 150, "noise": 5, "jpeg": 70},
    "300 dpi": {"dpi": 300, "noise": 6, "jpeg": 80},
    "skew": {"dpi": 200, "skew": 5.0, "noise": 5},
    "turned": {"dpi": 200, "turn": 180, "skew": 2.0, "noise": 5},
    "turned 90": {"dpi": 150, "turn": 90, "skew": 2.0, "noise": 5},
    "perspective": {"dpi": 220, "perspective": 0.04, "margin": 12, "blur": 0.8, "noise": 6, "jpeg": 75},
    "noise": {"dpi": 200, "noise": 18},
    "jpeg 40": {"dpi": 150, "noise": 4, "jpeg": 40},
    "shadow": {"dpi": 200, "shadow": 0.45, "noise": 5, "jpeg": 75},
    "dark": {"dpi": 200, "dark": 0.55, "noise": 7, "jpeg": 75},
    "grey": {"dpi": 200, "grey": True, "noise": 6, "jpeg": 75},
    "fold": {"dpi": 200, "noise": 5},
    "coffee": {"dpi": 200, "noise": 5},
    "cut edge": {"dpi": 200, "cut": 9, "noise": 5},
    "stamp over": {"dpi": 200, "noise": 5, "jpeg": 75},
    "stamp edge": {"dpi": 200, "noise": 5, "jpeg": 75},
    "line": {"dpi": 200, "noise": 5, "jpeg": 75},
    "neighbour": {"dpi": 200, "noise": 5, "jpeg": 75},
    "all at once": {"dpi": 150, "noise": 9, "jpeg": 40, "shadow": 0.3, "skew": 3.0, "turn": 180, "dark": 0.8},
}


def case(wear: str, seed: int) -> Case:
    """A page of some form, signed by some of its people, worn as the name says."""
    source = random.Random(f"{wear} {seed}")
    page = source.choice(printed(source.randrange(PAPERS)))
    paper = page.paper()
    boxes = boxes_in_mm(page.blank)
    truth = {key: source.random() < 0.7 for key in boxes}
    if wear in NEED_EMPTY:
        truth[source.choice(list(truth))] = False
    for key, box in boxes.items():
        if truth[key] and key[1] == "mistake":
            tick(paper, box, source)
        elif truth[key]:
            sign(paper, box, source.choices(("small", "medium", "long", "pencil"), (3, 4, 2, 1))[0], source)
    if wear in HARM:
        HARM[wear](paper, boxes, truth, source)
    how = dict(WEAR[wear])
    if "skew" in how:
        how["skew"] = source.uniform(-how["skew"], how["skew"])
    return Case(wear, scanned(paper, source, how), page, truth)


def boxes_in_mm(blank: Blank) -> dict[tuple[str, str], Place]:
    """Left, top, width and height of every box by its key and kind."""
    mm = 25.4 / 72
    return {
        (one.key, one.kind): (one.x * mm, (blank.height - one.y - one.height) * mm, one.width * mm, one.height * mm)
        for one in blank.boxes
    }


Boxes = dict[tuple[str, str], Place]
Truth = dict[tuple[str, str], bool]


def _some(boxes: Boxes, truth: Truth, source: random.Random, *, signed: bool) -> Place | None:
    """A box for signatures that is signed, or is not."""
    apt = [key for key in boxes if truth[key] == signed and key[1] != "mistake"]
    return boxes[source.choice(apt)] if apt else None


def _fold(paper: Paper, _boxes: Boxes, _truth: Truth, source: random.Random) -> None:
    fold(paper, source)


def _coffee(paper: Paper, boxes: Boxes, _truth: Truth, source: random.Random) -> None:
    coffee(paper, source)
    if source.random() < 0.5:
        left, top, wide, high = source.choice(list(boxes.values()))
        coffee(paper, source, (left + wide / 2 + source.uniform(-38, 38), top + high / 2))


def _seal_over(paper: Paper, boxes: Boxes, truth: Truth, source: random.Random) -> None:
    if box := _some(boxes, truth, source, signed=True):
        left, top, wide, high = box
        seal(paper, left + wide * source.uniform(0.2, 0.8), top + high / 2 + source.uniform(-8, 8), source)


def _seal_edge(paper: Paper, boxes: Boxes, truth: Truth, source: random.Random) -> None:
    if box := _some(boxes, truth, source, signed=False):
        left, top, wide, high = box
        apart = wide / 2 + 20 + source.uniform(-11, -6)
        seal(paper, left + wide / 2 + source.choice((-1, 1)) * apart, top + high / 2 + source.uniform(-6, 6), source)


def _lines(paper: Paper, boxes: Boxes, truth: Truth, source: random.Random) -> None:
    empty = [boxes[key] for key in boxes if not truth[key] and key[1] != "mistake"]
    for box in source.sample(empty, min(3, len(empty))):
        stray_line(paper, box, source)


def _tails(paper: Paper, boxes: Boxes, truth: Truth, source: random.Random) -> None:
    for above, key in pairwise(boxes):
        if truth[above] and not truth[key] and above[1] == key[1] != "mistake":
            tail_from_above(paper, boxes[key], source)


HARM: dict[str, Callable[[Paper, Boxes, Truth, random.Random], None]] = {
    "fold": _fold,
    "coffee": _coffee,
    "stamp over": _seal_over,
    "stamp edge": _seal_edge,
    "line": _lines,
    "neighbour": _tails,
}
NEED_EMPTY = frozenset({"stamp edge", "line", "neighbour"})
