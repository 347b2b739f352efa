"""The blank of a page: what the register keeps is the page, whole, small, and refused where it is damaged."""

import zlib
from itertools import product

import msgspec
import numpy as np
import pytest

from app.errors import BadFile
from app.printer.blank import pack, unpack
from app.printer.final_check import FINAL_CHECK
from app.printer.forms import FORMS
from app.printer.graduates import GRADUATES
from app.printer.page import draw, lay_out, size_of
from app.printer.placed import Page
from app.printer.scans.blank_picture import picture_of
from app.printer.scans.morphology import spread
from app.services.progress import silent
from data.papers import class_of, pictures_of, sheet_of, stamp_of


def pages(form=GRADUATES, count: int = 20) -> tuple[list[Page], tuple[float, float], bytes]:
    sheet = sheet_of(form, class_of(count))
    stamp = stamp_of(sheet)
    return lay_out(sheet, stamp), size_of(sheet), draw(sheet, stamp, silent).pdf


def test_everything_on_the_page_comes_back() -> None:
    laid, size, _pdf = pages(FINAL_CHECK)
    for page in laid:
        blank = unpack(pack(page, size))
        assert (blank.width, blank.height) == pytest.approx(size, abs=0.01)
        assert [(one.font, one.text) for one in blank.texts] == [(one.font, one.text) for one in page.texts]
        assert np.array([one[:2] for one in blank.texts]) == pytest.approx(
            np.array([one[:2] for one in page.texts]), abs=0.01
        )
        assert np.array(blank.rules) == pytest.approx(np.array(page.rules), abs=0.01)
        assert [one[:2] for one in blank.boxes] == [one[:2] for one in page.boxes]
        assert np.array([one[2:] for one in blank.boxes]) == pytest.approx(
            np.array([one[2:] for one in page.boxes]), abs=0.01
        )
        for mark, kept in zip(page.marks, blank.marks, strict=True):
            assert (kept.key, kept.modules, modules(kept.bars)) == (mark.key, mark.modules, modules(mark.bars))


def modules(bars: list[tuple[int, int, int, int]]) -> set[tuple[int, int]]:
    return {(column + x, row + y) for column, row, wide, high in bars for x, y in product(range(wide), range(high))}


def test_a_page_takes_some_kilobytes() -> None:
    laid, size, _pdf = pages()
    assert max(len(pack(page, size)) for page in laid) < 4_000


@pytest.mark.parametrize("form", [GRADUATES, FINAL_CHECK], ids=lambda form: form.key)
def test_the_blank_drawn_again_is_the_paper(form) -> None:
    laid, size, pdf = pages(form)
    for page, paper in zip(laid, pictures_of(pdf), strict=True):
        again, printed = picture_of(unpack(pack(page, size))), np.asarray(paper.convert("L"))
        assert again.shape == printed.shape
        for one, other in ((again, printed), (printed, again)):
            assert not ((one < 100) & ~spread(other < 200, 3)).any()  # all print within a dot of its place


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_form_has_a_blank_with_its_four_codes(form) -> None:
    sheet = sheet_of(form, [])
    for page in lay_out(sheet, stamp_of(sheet)):
        assert [one.key for one in unpack(pack(page, size_of(sheet))).marks] == ["M", "A", "B", "C"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: b"",
        lambda raw: b"\x02" + raw[1:],
        lambda raw: raw[:40],
        lambda raw: raw[:1] + b"x" * 50,
        lambda raw: raw[:1] + zlib.compress(b"\x93\x01\x02\x03"),
        lambda raw: raw[:1] + zlib.compress(b"\x00" * 50_000_000),
        lambda raw: raw[:1] + zlib.compress(msgspec.msgpack.encode(((1, 1, 1), [], [(0, 0, 7, "x")], [], [], []))),
        lambda raw: (
            raw[:1] + zlib.compress(msgspec.msgpack.encode(((1, 1, 1), [], [], [], [], [("M", 0, 0, 1, 9, b"")])))
        ),
    ],
)
def test_a_damaged_blank_is_refused_in_a_sentence(harm) -> None:
    laid, size, _pdf = pages(count=1)
    with pytest.raises(BadFile):
        unpack(harm(pack(laid[0], size)))
