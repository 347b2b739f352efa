"""What lies on the paper beside the print of the blank: the page made even, the print taken away, the rest is ink.

Shadow, yellow paper and coffee are broad and go with the brightness of the paper around; coffee is light in red, where
blue, violet, black and pencil are all dark. Print is hidden with a border, so that a scan that lies a dot beside its
blank shows nothing; where ink crosses a printed line, it is joined again over the gap.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from app.printer.scans.morphology import greatest, shrunk, spread
from app.printer.scans.types import PER_MM, Bits, Grey

_GREEN = 0.35  # the rest is red
_PRINT = 225  # darker than this the blank is print
_BROAD = 9  # pairs of dots, 3 mm: what is broader and dark is stained paper
_STROKE = 9  # dots: around any dot of a stroke there is paper within so many
_STAIN = 15  # dots: no pen is so broad
_GAP = 7  # dots of a printed line with its border, over which ink is joined again


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a page: where it is, and how dark it is there (0 paper, 255 black)."""

    bits: Bits
    dark: Grey


def ink_of(grey: Image.Image, blank: Grey) -> Ink:
    """The ink on a page (as :func:`in_red` has it) that lies on its blank."""
    even = _evened(grey)
    dark = 255 - np.asarray(even.filter(ImageFilter.BoxBlur(0.7)))
    hidden = spread(blank < _PRINT, 5)
    print_dark = float(np.median(dark[blank < 60])) if (blank < 60).any() else 255.0
    open_dark = dark[::3, ::3][~hidden[::3, ::3]].astype(np.float32)
    paper = float(np.median(open_dark)) if len(open_dark) else 0.0
    noise = 1.48 * float(np.median(np.abs(open_dark - paper))) if len(open_dark) else 0.0
    faint = dark > paper + max(0.10 * print_dark, 4.0 * noise, 12.0)
    much = max(0.20 * print_dark, 6.0 * noise, 24.0)
    lightest = 255 - greatest(255 - dark, _STROKE)  # of the paper beside a stroke; a stain has a soft edge
    clear = (dark > paper + much) & (dark - lightest > 0.8 * much)
    bits = _kept(faint & ~hidden, clear)
    return Ink(_bridged(bits, hidden, clear), dark)


def in_red(page: Image.Image) -> Image.Image:
    """A page in grey as ink is told best: mostly red."""
    if page.mode != "RGB":
        return page.convert("L")
    return Image.blend(page.getchannel("R"), page.getchannel("G"), _GREEN)


def _evened(grey: Image.Image) -> Image.Image:
    """The page as if its paper were white everywhere."""
    small = np.asarray(grey.reduce(2))
    light = 255 - greatest(255 - greatest(small, _BROAD), _BROAD)
    paper = Image.fromarray(light).filter(ImageFilter.BoxBlur(2)).resize(grey.size, Image.Resampling.BILINEAR)
    even = np.asarray(grey, dtype=np.float32) * 255 / np.maximum(np.asarray(paper), np.float32(20))
    return Image.fromarray(np.minimum(even, 255).astype(np.uint8))


def _kept(faint: Bits, clear: Bits) -> Bits:
    """Faint ink that is near clear ink: the thin ends of strokes, but not noise; and nothing as broad as a stain."""
    ink = faint & spread(faint & clear, 5)
    return ink & ~spread(shrunk(ink, _STAIN), _STAIN + 4)


def _bridged(bits: Bits, hidden: Bits, dark: Bits) -> Bits:
    """Ink joined over the printed lines it crosses: there, where ink is on both sides and the print is."""
    return bits | (shrunk(spread(bits, _GAP), _GAP) & hidden & dark)


def millimetres(dots: float) -> float:
    """The length of ink of so many dots, had it been drawn with a usual pen of 0.4 mm."""
    return dots / PER_MM**2 / 0.4
