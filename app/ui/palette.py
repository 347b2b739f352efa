"""Colours of the window: one calm light set, text ≥ 4.5 : 1 and edges ≥ 3 : 1 on their ground (WCAG AA)."""

from PySide6.QtGui import QColor, QPalette

from app.paths import resources
from app.validators.registry import Level

GROUND = "#f3f5f7"
PAPER = "#ffffff"
STRIPE = "#f7f9fb"
INK = "#1b1f24"
QUIET = "#56606b"
EDGE = "#76828e"
LINE = "#d5dbe1"
ACCENT = "#1d5a9e"
ACCENT_GROUND = "#e3edf8"
CARRIED = "#fdf6e3"  # a value that came from the card before
GOOD = "#1b6b3a"
LEVELS = {Level.ERROR: "#b3261e", Level.QUESTION: "#8a5200", Level.ADVICE: "#1d5a9e"}
LEVEL_SIGNS = {Level.ERROR: "✖", Level.QUESTION: "?", Level.ADVICE: "i"}

READING = f"""
    QLabel#readValue {{ font-size: 26pt; }}
    QLabel#readLabel {{ font-size: 13pt; }}
    QWidget#readLine {{ border: 1px solid transparent; border-radius: 4px; }}
    QWidget#readLine[present="true"] {{ background: {ACCENT_GROUND}; border: 2px solid {ACCENT}; }}
"""  # large type, for two people before one screen

# (text, ground) that must reach 4.5 : 1, and (edge, ground) that must reach 3 : 1; the test walks them.
TEXT_PAIRS = (
    (INK, GROUND),
    (INK, PAPER),
    (INK, ACCENT_GROUND),
    (QUIET, GROUND),
    (QUIET, PAPER),
    (PAPER, ACCENT),
    (ACCENT, PAPER),
    (ACCENT, GROUND),
    (QUIET, ACCENT_GROUND),
    (GOOD, GROUND),
    (INK, CARRIED),
    *((colour, PAPER) for colour in LEVELS.values()),
    *((colour, GROUND) for colour in LEVELS.values()),
)
EDGE_PAIRS = ((EDGE, PAPER), (EDGE, GROUND), (ACCENT, PAPER))


def palette() -> QPalette:
    """The palette for the whole application; Fusion's own fails AA for placeholders and selections."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: GROUND,
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Base: PAPER,
        QPalette.ColorRole.AlternateBase: STRIPE,
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.Button: "#e9edf1",
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: PAPER,
        QPalette.ColorRole.PlaceholderText: QUIET,
        QPalette.ColorRole.ToolTipBase: PAPER,
        QPalette.ColorRole.ToolTipText: INK,
        QPalette.ColorRole.Link: ACCENT,
        QPalette.ColorRole.Accent: ACCENT,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(EDGE))
    return made


def style_sheet() -> str:
    """What a palette cannot say: edges and the focus ring of fields, the navigation, quiet notes."""
    arrow = resources("icons", "down.svg").as_posix()
    return f"""
        QLineEdit, QComboBox {{ border: 1px solid {EDGE}; border-radius: 3px; padding: 3px 6px; background: {PAPER};
            selection-background-color: {ACCENT}; selection-color: {PAPER}; }}
        QLineEdit:focus, QComboBox:focus {{ border: 2px solid {ACCENT}; padding: 2px 5px; }}
        QLineEdit[unread="true"], QComboBox[unread="true"] {{ border: 2px solid {LEVELS[Level.ERROR]};
            padding: 2px 5px; }}
        QLineEdit[carried="true"], QComboBox[carried="true"] {{ background: {CARRIED}; font-style: italic; }}
        QComboBox[carried="true"] QLineEdit {{ background: {CARRIED}; font-style: italic; }}
        QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; }}
        QComboBox::drop-down {{ border: none; width: 22px; }}
        QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
        QLineEdit:disabled, QComboBox:disabled {{ color: {QUIET}; background: {GROUND}; }}
        QCheckBox {{ padding: 1px 3px; border: 1px solid transparent; border-radius: 3px; }}
        QCheckBox:focus {{ border: 1px solid {ACCENT}; background: {ACCENT_GROUND}; }}
        QListWidget#navigation {{ border: none; background: #e6ebf0; outline: 0; }}
        QListWidget#navigation::item {{ padding: 9px 12px; color: {INK}; }}
        QListWidget#navigation::item:selected {{ background: {ACCENT}; color: {PAPER}; }}
        QListWidget#navigation:focus {{ border: 2px solid {ACCENT}; }}
        QPushButton:focus {{ border: 2px solid {ACCENT}; border-radius: 3px; background: {ACCENT_GROUND}; }}
        QLabel#title {{ font-size: 14pt; }} QLabel#code {{ font-size: 18pt; }} QLabel#secret {{ font-size: 13pt; }}
        QLabel#title, #head, #code, #secret {{ font-weight: 600; }} QLabel[quiet="true"] {{ color: {QUIET}; }}
        QLabel[level="error"] {{ color: {LEVELS[Level.ERROR]}; }}
        QLabel[level="question"] {{ color: {LEVELS[Level.QUESTION]}; }}
        QLabel[level="advice"] {{ color: {LEVELS[Level.ADVICE]}; }}
        QLabel[level="good"] {{ color: {GOOD}; }}
        {READING}
        QFrame#block {{ border: 1px solid {LINE}; border-radius: 4px; }}
        QFrame#notice {{ background: {ACCENT_GROUND}; border: 1px solid {EDGE}; border-radius: 4px; }}
        QTableView, QTreeView, QListView {{ border: 1px solid {LINE}; outline: 0; }}
        QTableView:focus, QTreeView:focus, QListView:focus {{ border: 2px solid {ACCENT}; }}
        QHeaderView::section {{ background: #e9edf1; border: none; border-right: 1px solid {LINE};
            border-bottom: 1px solid {EDGE}; padding: 4px 6px; font-weight: 600; }}
        QTreeView::item, QListView::item {{ padding: 3px 2px; }}
        QPushButton {{ padding: 5px 14px; }}
        QGroupBox {{ font-weight: 600; margin-top: 8px; padding-top: 14px; border: none; }}
        QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {ACCENT}; }}
    """
