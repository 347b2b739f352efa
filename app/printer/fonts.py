"""The type of all papers: PT Sans from the program's own files, measured and wrapped without markup.

Nothing here reads markup: ``<b>`` in a name is three signs. A sign that the font lacks prints as
:data:`LACKING`, so that it is seen on paper and never stops a print.
"""

import re
import unicodedata
from functools import cache, lru_cache

from app.paths import resources

REGULAR = "PTSans"
BOLD = "PTSans-Bold"
NARROW = "PTSans-Narrow"
_FILES = {REGULAR: "PTS55F.ttf", BOLD: "PTS75F.ttf", NARROW: "PTN57F.ttf"}

LACKING = "◊"

_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")  # not the no-break space, which keeps words together
_PIECES = re.compile(r"[^\-/]*[\-/]+|[^\-/]+")  # a word may be broken after a hyphen or a stroke


class Face:
    """A registered font with the widths of its glyphs, in thousandths of the type size."""

    def __init__(self, name: str) -> None:
        from reportlab import rl_config  # noqa: PLC0415 - as the next line
        from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - 0.1 s, needed only when something is printed
        from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

        rl_config.useA85 = 0  # fonts as they are, not as text that is a quarter longer
        font = TTFont(name, str(resources("fonts", _FILES[name])))
        pdfmetrics.registerFont(font)
        self.name = name
        self._widths: dict[int, float] = {code: font.face.charWidths[code] for code in font.face.charToGlyph}

    def printable(self, text: str) -> str:
        """The text as this font can print it, in one line."""
        text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
        if all(ord(sign) in self._widths for sign in text):
            return text
        return "".join(sign if ord(sign) in self._widths else _stand_in(sign) for sign in text)

    def width(self, text: str) -> float:
        """The width of a printable text in thousandths of the type size."""
        widths = self._widths
        return sum([widths[ord(sign)] for sign in text])


def _stand_in(sign: str) -> str:
    """Nothing for invisible signs and loose accents, else a sign that is seen to be missing."""
    return "" if unicodedata.category(sign) in {"Cf", "Mn"} else LACKING


@cache
def face(name: str) -> Face:
    """The font of that name, read from its file once."""
    return Face(name)


@lru_cache(maxsize=8192)
def wrap(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines no wider than ``room`` points: at spaces, after hyphens, else inside a word."""
    measure = face(font)
    text = measure.printable(text).strip(" ")
    limit = room * 1000 / size
    if measure.width(text) <= limit:
        return (text,)
    lines = [""]
    used = 0.0
    space = measure.width(" ")
    for piece, after_space in _pieces(text, measure, limit):
        wide = measure.width(piece)
        gap = space if after_space and lines[-1] else 0
        if used + gap + wide <= limit or not lines[-1]:
            lines[-1] += " " + piece if gap else piece
            used += gap + wide
        else:
            lines.append(piece)
            used = wide
    return tuple(lines)


def _pieces(text: str, measure: Face, limit: float) -> list[tuple[str, bool]]:
    """What may stand on a line of its own, each with whether a space goes before it."""
    found = []
    for word in text.split(" "):
        after_space = True
        for part in _PIECES.findall(word):
            for piece in _fitting(part, measure, limit):
                found.append((piece, after_space))
                after_space = False
    return found


def _fitting(part: str, measure: Face, limit: float) -> list[str]:
    """The part itself, or cut into runs that fit where it is wider than a line."""
    if measure.width(part) <= limit:
        return [part]
    runs = [""]
    for sign in part:
        if runs[-1] and measure.width(runs[-1] + sign) > limit:
            runs.append("")
        runs[-1] += sign
    return runs
