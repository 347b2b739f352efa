"""How the window looks: light or dark, and the size of type; kept between starts, changed while it is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui import habits
from app.ui.palette import DARK, LIGHT, palette, style_sheet, wear

SCHEMES = {"system": "Как в системе", "light": "Светлый", "dark": "Тёмный"}
SIZES = (90, 100, 110, 125, 150, 175, 200)  # per cent of the system's type

_SCHEME, _SIZE = "scheme", "type_size"
_system_points: list[float] = []  # as it was before anything was changed


def begin(application: QApplication) -> None:
    """Dress the application as it was last left, and follow the system from light to dark."""
    _system_points[:] = [application.font().pointSizeF()]
    application.styleHints().colorSchemeChanged.connect(lambda _: dress())
    dress()


def scheme() -> str:
    """The chosen scheme, a key of ``SCHEMES``."""
    kept = habits.kept(_SCHEME)
    return kept if kept in SCHEMES else "system"


def size() -> int:
    """The chosen size of type, in per cent."""
    kept = habits.kept(_SIZE) or ""
    return int(kept) if kept.isdigit() and int(kept) in SIZES else 100


def choose_scheme(name: str) -> None:
    """Keep a scheme and show it at once."""
    habits.keep(_SCHEME, name)
    dress()


def choose_size(percent: int) -> None:
    """Keep a size of type and show it at once; lines of tables follow when their page is made anew."""
    habits.keep(_SIZE, str(percent))
    dress()


def step_size(by: int) -> int:
    """The next larger (or smaller) size, kept and shown; the last one stays."""
    place = SIZES.index(size()) + by
    choose_size(SIZES[min(max(place, 0), len(SIZES) - 1)])
    return size()


def usual_size() -> int:
    """Back to the system's own size of type."""
    choose_size(100)
    return size()


def dress() -> None:
    """Put on colours, type and style as they are chosen."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    dark = scheme() == "dark" or (
        scheme() == "system" and application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    wear(DARK if dark else LIGHT)
    font = application.font()
    if _system_points:
        font.setPointSizeF(_system_points[0] * size() / 100)
    sheet = style_sheet(size() / 100)
    if (sheet, font) == (application.styleSheet(), application.font()):
        return  # worn already: every widget of every page would be styled anew for nothing
    application.setFont(font)
    application.setPalette(palette())
    application.setStyleSheet("")  # from one sheet straight to another takes Qt ten times as long
    application.setStyleSheet(sheet)
