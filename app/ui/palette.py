"""Colours of the window by name, a light set and a dark one: text ≥ 4.5 : 1, edges ≥ 3 : 1 on their ground (WCAG AA).

A name is resolved when something is painted, so that the window follows the system from day to night as it stands.
"""

from string import Template

from PySide6.QtGui import QColor, QPalette

from app.paths import resources
from app.validators.findings import Level

GROUND, PAPER, STRIPE, INK, QUIET = "ground", "paper", "stripe", "ink", "quiet"
EDGE, LINE, ACCENT, ACCENT_GROUND = "edge", "line", "accent", "accent_ground"
CARRIED, GOOD, ON_ACCENT = "carried", "good", "on_accent"
BUTTON, SIDE = "button", "side"
LEVELS = {Level.ERROR: "error", Level.QUESTION: "question", Level.ADVICE: "advice"}
LEVEL_SIGNS = {Level.ERROR: "✖", Level.QUESTION: "?", Level.ADVICE: "i"}

LIGHT = {
    GROUND: "#f3f5f7",
    PAPER: "#ffffff",
    STRIPE: "#f7f9fb",
    BUTTON: "#e9edf1",
    SIDE: "#e6ebf0",  # the navigation
    INK: "#1b1f24",
    QUIET: "#56606b",
    EDGE: "#76828e",
    LINE: "#d5dbe1",
    ACCENT: "#1d5a9e",
    ON_ACCENT: "#ffffff",
    ACCENT_GROUND: "#e3edf8",
    CARRIED: "#fdf6e3",  # a value that came from the card before
    GOOD: "#1b6b3a",
    "error": "#b3261e",
    "question": "#8a5200",
    "advice": "#1d5a9e",
}
DARK = {
    GROUND: "#1d2126",
    PAPER: "#262b31",
    STRIPE: "#2b3138",
    BUTTON: "#343b43",
    SIDE: "#23282e",
    INK: "#e6e9ec",
    QUIET: "#a9b3bd",
    EDGE: "#87929d",
    LINE: "#414a53",
    ACCENT: "#7db3ec",
    ON_ACCENT: "#10151a",
    ACCENT_GROUND: "#2a3f56",
    CARRIED: "#3d3722",
    GOOD: "#7fce9b",
    "error": "#ff9d94",
    "question": "#f0bd6a",
    "advice": "#8fc0f5",
}

# (text, ground) that must reach 4.5 : 1, and (edge, ground) that must reach 3 : 1; the test walks them in both sets.
TEXT_PAIRS = (
    (INK, GROUND),
    (INK, PAPER),
    (INK, STRIPE),
    (INK, BUTTON),
    (INK, SIDE),
    (INK, ACCENT_GROUND),
    (QUIET, GROUND),
    (QUIET, PAPER),
    (QUIET, STRIPE),
    (ON_ACCENT, ACCENT),
    (ACCENT, PAPER),
    (ACCENT, STRIPE),
    (ACCENT, GROUND),
    (QUIET, ACCENT_GROUND),
    (LEVELS[Level.QUESTION], ACCENT_GROUND),
    (GOOD, GROUND),
    (GOOD, PAPER),
    (GOOD, STRIPE),
    (LEVELS[Level.ERROR], ACCENT_GROUND),
    (INK, CARRIED),
    *((colour, PAPER) for colour in LEVELS.values()),
    *((colour, STRIPE) for colour in LEVELS.values()),
    *((colour, GROUND) for colour in LEVELS.values()),
)
# Edges of fields and boxes to tick, words that cannot be chosen, the ring of the focus, the bars.
EDGE_PAIRS = (
    *((EDGE, ground) for ground in (PAPER, STRIPE, GROUND, SIDE)),
    *((ACCENT, ground) for ground in (PAPER, STRIPE, GROUND, SIDE, BUTTON, ACCENT_GROUND)),
    (ON_ACCENT, ACCENT),
)

_SIZES = (13, 14, 18, 26)  # points of titles, codes and what two people read before one screen

_worn = dict(LIGHT)


def wear(colours: dict[str, str]) -> None:
    """Paint with these colours from now on."""
    _worn.update(colours)


def colour(name: str) -> QColor:
    """A colour by its name, as it is worn now."""
    return QColor(_worn[name])


def palette() -> QPalette:
    """The palette for the whole application; Fusion's own fails AA for placeholders and selections."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: GROUND,
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Base: PAPER,
        QPalette.ColorRole.AlternateBase: STRIPE,
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.Button: BUTTON,
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: ON_ACCENT,
        QPalette.ColorRole.PlaceholderText: QUIET,
        QPalette.ColorRole.ToolTipBase: PAPER,
        QPalette.ColorRole.ToolTipText: INK,
        QPalette.ColorRole.Link: ACCENT,
        QPalette.ColorRole.LinkVisited: ACCENT,
        QPalette.ColorRole.Accent: ACCENT,
    }
    for role, name in roles.items():
        made.setColor(role, colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour(EDGE))
    return made


def style_sheet(scale: float = 1.0) -> str:
    """What a palette cannot say, from ``resources/style.qss``; ``scale`` is the size of type, 1 as in the system."""
    worn = "_dark" if _worn == DARK else ""
    pictures = {name: resources("icons", f"{name}{worn}.svg").as_posix() for name in ("down", "check", "dot")}
    sizes = {f"pt{points}": f"{points * scale:.1f}" for points in _SIZES}
    template = Template(resources("style.qss").read_text(encoding="utf-8"))
    return template.substitute(
        _worn, side=(side := round(15 * scale)), round=(side + 2) // 2, head=round(14 * scale), **pictures, **sizes
    )
