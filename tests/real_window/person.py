"""A person at the program: sees, clicks, types, and keeps a picture of each place that was come to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from real_window import eyes
from real_window.eyes import Eyes, Place
from real_window.hands import Hands


@dataclass(slots=True)
class Person:
    """``pictures`` is where the whole screen is kept at each station, as PNG, numbered."""

    pictures: Path
    hands: Hands = field(default_factory=Hands)
    eyes: Eyes = field(default_factory=Eyes)
    kept: int = 0

    # --- hands where the eyes see something -------------------------------------------------------------

    def _click(self, what: str, look: Callable[[], Place | None], times: int = 1) -> None:
        self._take_keys()
        self.hands.click(*self.eyes.wait(what, look), times)

    def press_button(self, text: str) -> None:
        """Click on a button, when it can be pressed."""
        self._click(f"button «{text}»", lambda: eyes.button(text))

    def go_into(self, name: str) -> None:
        """Click into a field."""
        self._click(f"field «{name}»", lambda: eyes.field(name))

    def click_row(self, text: str, times: int = 1) -> None:
        """Click, or double click, on a row of a list, a table, a tree."""
        self._click(f"row «{text}»", lambda: eyes.row(text), times)

    def choose(self, menu: str, line: str) -> None:
        """Choose a line of a menu."""
        self._click(f"menu «{menu}»", lambda: eyes.title_of_menu(menu))
        self._click(f"«{menu} → {line}»", lambda: eyes.line_of_menu(line))

    def type(self, text: str, *, anew: bool = False) -> None:
        """Type where the focus is; ``anew`` in place of what stands there."""
        self._take_keys()
        if anew:
            self.hands.press("Ctrl+A")
        self.hands.type(text)

    def press(self, keys: str, *, layout: int | None = None) -> None:
        """Press keys together, in the present layout or another."""
        self._take_keys()
        if layout is not None:
            self.hands.change_layout(layout)
        self.hands.press(keys)

    def fill(self, name: str, text: str) -> None:
        """Click into a field and type in place of what stands there."""
        self.go_into(name)
        self.type(text, anew=True)

    def name_file(self, path: Path) -> None:
        """Answer a dialog that asks for a file or a folder."""
        self.eyes.wait("a dialog of files", lambda: "QFileDialog" in type(eyes.top()).__name__)
        self.type(str(path), anew=True)
        self.press("Enter")
        self.eyes.wait("the dialog of files closed", lambda: "QFileDialog" not in type(eyes.top()).__name__)

    # --- eyes -------------------------------------------------------------------------------------------

    def see(self, words: str) -> str:
        """Wait until words stand somewhere in the window; the whole text that has them."""
        return self.eyes.wait(f"the words «{words}»", lambda: eyes.text(words))

    def see_row(self, text: str) -> None:
        """Wait until a row is there."""
        self.eyes.wait(f"row «{text}»", lambda: eyes.row(text))

    def see_no_row(self, text: str) -> None:
        """Wait until a row is gone."""
        self.eyes.wait(f"no row «{text}»", lambda: not eyes.row(text))

    def come_to(self, name: str, standing: str | None = None) -> None:
        """Wait until the focus is in a field, and (if told) until that stands in it."""
        told = f"the focus in «{name}»" + ("" if standing is None else f", in which stands «{standing}»")
        self.eyes.wait(told, lambda: eyes.focused() == (name, eyes.focused()[1] if standing is None else standing))

    def leave(self, name: str) -> None:
        """Wait until the focus is in a field, and not in this one any more."""
        self.eyes.wait(f"the focus in another field than «{name}»", lambda: eyes.focused()[0] not in ("", name))

    def where(self) -> str:
        """The name of the field that has the focus."""
        return self.eyes.ask(eyes.focused)[0]

    def rest(self) -> None:
        """Wait until the program has done what it was doing."""
        self.eyes.wait("the program at rest", lambda: (window := eyes.main_window()) and not window.jobs.busy)

    def keep_picture(self, name: str, *, rested: bool = True) -> None:
        """Keep what the whole screen shows, once the program is at rest."""
        if rested:
            self.rest()
        self.kept += 1
        path = self.pictures / f"{self.kept:02}-{name.replace(' ', '-')}.png"
        self.eyes.ask(lambda: _grab(path))

    # --- focus --------------------------------------------------------------------------------------------

    def _take_keys(self) -> None:
        """Give the keyboard to the window that is on top, as a window manager would: this display has none."""
        number = self.eyes.ask(_window_without_keys)
        if number:
            self.hands.give_keys_to(number)
            self.eyes.wait("the keyboard given to the window on top", lambda: not _window_without_keys(), 5)


def _window_without_keys() -> int:
    """The number that X has for the window on top, if it has not the keyboard; 0 if it has, or takes it by itself."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    window = eyes.top()
    if window is None or QApplication.activePopupWidget() is not None:
        return 0
    return 0 if QGuiApplication.focusWindow() is window.windowHandle() else int(window.winId())


def _grab(path: Path) -> None:
    from PySide6.QtGui import QGuiApplication

    if not QGuiApplication.primaryScreen().grabWindow(0).save(str(path)):
        raise OSError(f"no picture {path}")
