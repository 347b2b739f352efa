"""The word that goes across a paper with made-up people: it cannot be taken for a real one, nor photographed as one."""

from math import atan2, degrees, hypot
from typing import Any

from app.printer.fonts import BOLD, face

WORD = "ОБРАЗЕЦ"
GREY = 0.88  # of white: what is printed over it stays as dark against it as the rules of contrast ask, 15 : 1
_SHARE = 0.62  # of the diagonal: the corners, where the codes stand, are left clear
_HALF_HIGH = 0.36  # of the size: half of a capital letter


def draw_sample_mark(canvas: Any, size: tuple[float, float]) -> None:
    """Put the word along the diagonal of a page of that width and height, before anything else is drawn on it."""
    width, height = size
    points = 1000 * _SHARE * hypot(width, height) / face(BOLD).width(WORD)
    canvas.saveState()
    canvas.setFillGray(GREY)
    canvas.setFont(BOLD, points)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(degrees(atan2(height, width)))
    canvas.drawCentredString(0, -_HALF_HIGH * points, WORD)
    canvas.restoreState()
