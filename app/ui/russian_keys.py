"""Shortcuts on a keyboard that has Russian letters only.

With a Latin layout beside the Russian one Qt knows what else a key may mean. Under X11 without one it tells the
Russian letter, which is no shortcut: the act is then the one of the Latin letter printed on the same key.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.domain.layout import in_latin_layout

_LETTERS = range(0x400, 0x500)  # Cyrillic


def done_by_place(window: QMainWindow, event: QKeyEvent) -> bool:
    """Do what the key would do on a Latin keyboard, if Ctrl is held and an act of the window has it as its shortcut;
    whether there was one. Nobody else may have taken the key."""
    if event.key() not in _LETTERS or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    latin = in_latin_layout(chr(event.key()))
    wanted = QKeySequence(event.keyCombination().keyboardModifiers() | Qt.Key(ord(latin)))
    for action in window.findChildren(QAction):
        if action.isEnabled() and wanted in action.shortcuts():
            action.trigger()
            return True
    return False
