"""Icons of Lucide (resources/icons/lucide, ISC licence), painted in the colours that are worn and at the very size."""

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from app.paths import resources
from app.ui.palette import EDGE, INK, ON_ACCENT, colour

_MODES = {QIcon.Mode.Normal: INK, QIcon.Mode.Selected: ON_ACCENT, QIcon.Mode.Disabled: EDGE}


def icon(name: str, side: int, ratio: float) -> QIcon:
    """An icon for a list: ``side`` in points, ``ratio`` that of the screen; an empty one where Qt reads no SVG."""
    drawn = resources("icons", "lucide", f"{name}.svg").read_bytes()
    made = QIcon()
    for mode, named in _MODES.items():
        coloured = drawn.replace(b"currentColor", colour(named).name().encode())
        made.addPixmap(_pixmap(coloured, side, ratio), mode)
    return made


def _pixmap(drawn: bytes, side: int, ratio: float) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(drawn))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    pixels = round(side * ratio)
    reader.setScaledSize(QSize(pixels, pixels))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
