"""What the keyboard would type now: its layout and Caps Lock, which a password typed unseen must tell.

Windows is asked. Elsewhere Qt says nothing that can be trusted before a key is pressed, so the letter that came is
judged: it tells the layout, and with Shift Caps Lock too.
"""

import sys

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

CAPS = "Caps Lock"
_CAPS_LOCK = 0x14  # VK_CAPITAL
_LAYOUTS = {QLocale.Language.Russian: "RU", QLocale.Language.English: "EN"}


class KeyboardState:
    """``layout`` is «RU», «EN» or another language's two letters, '' while nobody knows; ``caps`` may be None so."""

    def __init__(self) -> None:
        self.layout = ""
        self.caps: bool | None = None

    def ask(self) -> None:
        """Take what the system says, where it can be asked."""
        if sys.platform == "win32":
            self.layout = layout_of_locale(QGuiApplication.inputMethod().locale())
            self.caps = _windows_caps()

    def judge(self, event: QKeyEvent) -> None:
        """Take what a pressed key tells."""
        if event.key() == Qt.Key.Key_CapsLock and self.caps is not None:
            self.caps = not self.caps
        text = event.text()
        if len(text) == 1 and text.isalpha():
            self.layout = layout_of_letter(text) or self.layout
            if text.upper() != text.lower():
                self.caps = text.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.ask()

    def short(self) -> str:
        """Both as they stand beside the field; '' while nothing is known."""
        return ", ".join(filter(None, (self.layout, CAPS if self.caps else "")))

    def sentence(self) -> str:
        """Both for those who listen to the screen; '' while nothing is known."""
        layout = f"Раскладка {self.layout}" if self.layout else ""
        return ", ".join(filter(None, (layout, f"включён {CAPS}" if self.caps else "")))


def layout_of_letter(letter: str) -> str:
    """The layout that types a letter; '' where it is of neither of the two."""
    if letter.isascii():
        return "EN"
    return "RU" if "а" <= letter.lower() <= "я" or letter.lower() == "ё" else ""


def layout_of_locale(locale: QLocale) -> str:
    """Two letters for the language of an input locale; '' for none."""
    language = locale.language()
    if language == QLocale.Language.C:
        return ""
    return _LAYOUTS.get(language) or locale.name()[:2].upper()


def _windows_caps() -> bool | None:
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 - there only

    return bool(ctypes.windll.user32.GetKeyState(_CAPS_LOCK) & 1)
