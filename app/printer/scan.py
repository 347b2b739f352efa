"""The door to reading scans: a page of a file goes in, what it is and what its boxes hold comes out as plain values.

Whether a page is ours, current or stale is not decided here: the caller looks its code up in the register and gives
back the blank of that page. Everything here may run in several threads at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from app.printer.blank import Blank, unpack
from app.printer.page_code import PageCode
from app.printer.scans.blank_picture import picture_of
from app.printer.scans.boxes import Judged, State, judge, place_of
from app.printer.scans.codes import Found, find_codes
from app.printer.scans.ink import in_red, ink_of
from app.printer.scans.kept import kept, opened, pages_in_one_pdf
from app.printer.scans.lay import Laid, by_codes, by_edges, lay, surely
from app.printer.scans.plain import Picture
from app.printer.scans.quality import Quality, quality_of
from app.printer.scans.sources import Source, open_source
from app.printer.scans.types import Grey, Mapping, Place

__all__ = ["Quality", "Source", "State", "open_source", "pages_in_one_pdf", "read_again", "read_page", "shown"]

_FITS = 0.5  # of the landmarks: a page that lies worse is not judged
_SPARE = 6.0  # points around a box in its cut-out


@dataclass(frozen=True, slots=True)
class BoxRead:
    """A box of a page: «signed», «empty» or «doubtful»; the cut-outs (PNG) of a doubtful one, from scan and blank."""

    key: str
    kind: str
    state: State
    cut: bytes | None = None
    blank_cut: bytes | None = None


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a scan of a page says.

    ``code`` is None where none was readable, or where codes of different pages were on one picture (``mixed``).
    ``boxes`` and ``quality`` are there where the page is known; ``picture`` is the JPEG to keep, and ``turn`` how many
    degrees clockwise make it upright.
    """

    code: PageCode | None
    mixed: bool
    picture: bytes
    boxes: tuple[BoxRead, ...] = ()
    quality: Quality | None = None
    turn: int = 0


def read_page(source: Source, place: int, blank_of: Callable[[PageCode], bytes | None]) -> PageRead:
    """The page of a place (from 0) in a file. ``blank_of`` tells the packed blank of a page of ours, None for others.

    Raises ``BadFile`` where the picture cannot be read.
    """
    picture = source.picture(place)
    codes = find_codes(_grey(picture.image))
    if not codes and picture.times > 1:  # begun small, because a page at full size takes ten times longer
        picture = source.picture(place, fine=True)
        codes = find_codes(_grey(picture.image))
    code = _agreed(codes)
    raw = blank_of(code) if code is not None else None
    content = kept(picture)
    if code is None or raw is None:
        return PageRead(code, mixed=bool(codes) and code is None, picture=content)
    return _compared(picture, codes, raw, code, content)


def read_again(content: bytes, raw: bytes, code: PageCode) -> PageRead:
    """A kept picture as the page that a person says it is. Without any code it is taken to fill its picture."""
    picture = Picture(opened(content), 1.0, content)
    codes = tuple(one for one in find_codes(_grey(picture.image)) if one.code.agrees(code))
    return _compared(picture, codes, raw, code, content)


def shown(content: bytes, turn: int, longest: int) -> bytes:
    """A kept picture upright and no larger than so many dots, as PNG."""
    image = opened(content, longest)
    image.thumbnail((longest, longest))
    return _png(image.rotate(-turn, expand=True))


def _grey(image: Image.Image) -> Grey:
    return np.asarray(image.convert("L"))


def _agreed(codes: Sequence[Found]) -> PageCode | None:
    """The page that all codes claim, told by the main one if it was read; None where they differ."""
    if not codes or not all(one.code.agrees(other.code) for one in codes for other in codes):
        return None
    return max((one.code for one in codes), key=lambda code: len(code.fingerprint))


def _compared(picture: Picture, codes: Sequence[Found], raw: bytes, code: PageCode, content: bytes) -> PageRead:
    """The page laid on its blank, and its boxes judged."""
    blank = unpack(raw)
    paper = picture_of(blank)
    scan = picture.image
    laid = _laid(blank, paper, in_red(scan), codes)
    ink = ink_of(laid.picture, paper)
    quality, turn = quality_of(
        blank, laid.mapping, scan.size, times=picture.times, contrast=_contrast(laid.picture, paper)
    )
    judged = judge(blank, ink) if laid.fit >= _FITS else [Judged(box, State.DOUBTFUL) for box in blank.boxes]
    boxes = tuple(_told(one, blank, paper, scan, laid.mapping) for one in judged)
    return PageRead(code, mixed=False, picture=content, boxes=boxes, quality=quality, turn=turn)


def _laid(blank: Blank, paper: Grey, scan: Image.Image, codes: Sequence[Found]) -> Laid:
    """The scan on its blank: by its codes, and where these do not do, as if the page filled the picture."""
    guess = by_codes(blank, codes)
    laid = lay(paper, scan, guess, sure=surely(codes)) if guess is not None else None
    if laid is not None and laid.fit >= _FITS:
        return laid
    tried = [lay(paper, scan, by_edges(paper, scan, turn), sure=False) for turn in range(4)]
    best: Laid = max((*tried, *((laid,) if laid else ())), key=lambda one: one.fit)
    return best


def _contrast(page: Image.Image, paper: Grey) -> float:
    """How much darker print is than the paper around, 0…255, before anything is evened out."""
    dots, paper = np.asarray(page)[::3, ::3], paper[::3, ::3]
    dark, light = dots[paper < 60], dots[paper > 250]
    return max(float(np.median(light) - np.median(dark)), 0.0) if len(dark) and len(light) else 0.0


def _told(one: Judged, blank: Blank, paper: Grey, scan: Image.Image, mapping: Mapping) -> BoxRead:
    if one.state is not State.DOUBTFUL:
        return BoxRead(one.box.key, one.box.kind, one.state)
    place = place_of(blank, one.box, _SPARE)
    left, top, right, low = place
    clean = Image.fromarray(paper[top:low, left:right])
    return BoxRead(one.box.key, one.box.kind, one.state, _png(_cut_out(scan, mapping, place)), _png(clean))


def _cut_out(scan: Image.Image, mapping: Mapping, place: Place) -> Image.Image:
    """A place of the page from the scan, upright and in its colours."""
    left, top, right, low = place
    numbers = mapping @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1]])
    flat = (numbers / numbers[2, 2]).ravel()[:8].tolist()
    return scan.transform((right - left, low - top), Image.Transform.PERSPECTIVE, flat, Image.Resampling.BICUBIC)


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)  # quick to make and to show
    return file.getvalue()
