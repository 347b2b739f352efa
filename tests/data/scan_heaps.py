"""Heaps of scans of forms that a file of a school has really printed."""

import random
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from sqlalchemy import select

from app.domain.forms import PrintedForm, PrintedPage
from app.printer.blank import Blank, unpack
from app.storage.passport import Passport
from data.handwriting import DPI, sign, tick
from data.signed_papers import boxes_in_mm
from data.worn import scanned


def blanks_of(passport: Passport, number: int) -> list[Blank]:
    """The blanks of a form's pages, as the register has them."""
    with passport.reading() as session:
        query = select(PrintedPage).join(PrintedForm).where(PrintedForm.number == number).order_by(PrintedPage.page)
        return [unpack(one.layout) for one in session.scalars(query)]


def scans_of(
    passport: Passport, number: int, pdf: Path, source: random.Random, *, signed: float = 1.0, **how: Any
) -> list[Image.Image]:
    """Scans of the pages of a printed form, each box signed with that probability (1 and 0 are sure)."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        papers = [np.array(one.render(scale=DPI / 72).to_numpy()[..., ::-1]) for one in document]
    blanks = blanks_of(passport, number)
    for paper, blank in zip(papers, blanks, strict=True):
        for (_key, kind), box in boxes_in_mm(blank).items():
            if kind == "mistake" or source.random() >= signed:
                continue
            sign(paper, box, "medium", source)
    return [scanned(paper, source, {"dpi": 150, "noise": 3, **how}) for paper in papers]


def ticked(passport: Passport, number: int, pdf: Path, source: random.Random) -> Image.Image:
    """The first page of a slip whose box «есть ошибка» is ticked and which nobody signed."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        paper = np.array(document[0].render(scale=DPI / 72).to_numpy()[..., ::-1])
    for (_key, kind), box in boxes_in_mm(blanks_of(passport, number)[0]).items():
        if kind == "mistake":
            tick(paper, box, source)
    return scanned(paper, source, {"dpi": 150, "noise": 3})


def save_pdf(path: Path, pages: list[Image.Image]) -> Path:
    """The pages as a scanner writes a PDF: a JPEG on each."""
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=80)
    return path


def save_tiff(path: Path, pages: list[Image.Image]) -> Path:
    """The pages as one TIFF."""
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], compression="jpeg", dpi=(150, 150))
    return path
