"""The program's icon, drawn by these lines: nobody else's picture, so nobody else's licence.

A white paper on the blue of the window, a line of a name and three of data, and the tick of a check.
"""

from pathlib import Path

from PIL import Image, ImageDraw

_SIZES = (16, 24, 32, 48, 64, 128, 256)
_SIDE = 1024  # drawn large and made smaller: Pillow does not smooth edges itself
_BLUE, _PAPER, _LINE, _TICK = "#1f4e79", "#ffffff", "#9db7d1", "#1e7b34"


def draw_icon(path: Path) -> Path:
    """Write the icon in all sizes that Windows shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture().save(path, sizes=[(size, size) for size in _SIZES])
    return path


def picture() -> Image.Image:
    """The icon, 1024 × 1024."""
    made = Image.new("RGBA", (_SIDE, _SIDE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(made)
    draw.rounded_rectangle((32, 32, 992, 992), 180, _BLUE)
    draw.rounded_rectangle((232, 144, 792, 880), 48, _PAPER)
    draw.rectangle((312, 248, 712, 316), _BLUE)
    for top in (396, 484, 572):
        draw.rectangle((312, top, 712 if top < 570 else 520, top + 36), _LINE)
    draw.line(((456, 716), (584, 836), (872, 560)), _TICK, 104, joint="curve")
    for x, y in ((456, 716), (872, 560)):
        draw.ellipse((x - 52, y - 52, x + 52, y + 52), _TICK)
    return made
