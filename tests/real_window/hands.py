"""Mouse and keyboard of a person, as the X server itself sends them (XTest): the program cannot tell the difference.

A connection of its own to the display, apart from the program's. Russian is typed as Russians type it, by changing the
layout of the keyboard.
"""

import ctypes
import time
from dataclasses import dataclass, field

KEYBOARD = 0x100  # XkbUseCoreKbd
LATIN, RUSSIAN = 0, 1  # the two layouts, as `setxkbmap us,ru` numbers them
REVERT_TO_PARENT, NOW = 2, 0
LEFT = 1

# Names of keys that stand for no sign, as X calls them.
NAMED = {
    "Enter": "Return",
    "Tab": "Tab",
    "Esc": "Escape",
    "Space": "space",
    "Up": "Up",
    "Down": "Down",
    "End": "End",
    "Home": "Home",
    "Delete": "Delete",
    "Ctrl": "Control_L",
    "Shift": "Shift_L",
    "Alt": "Alt_L",
    **{f"F{number}": f"F{number}" for number in range(1, 13)},
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """The key that types a sign: its code, with Shift or without, and in which layout."""

    code: int
    shift: bool
    layout: int


@dataclass(slots=True)
class Hands:
    """``pause`` is in seconds, after each key and click: 0.01 is a very quick person."""

    pause: float = 0.01
    _x: ctypes.CDLL = field(init=False)
    _test: ctypes.CDLL = field(init=False)
    _display: ctypes.c_void_p = field(init=False)
    _strokes: dict[str, list[Stroke]] = field(init=False)
    _layout: int = LATIN

    def __post_init__(self) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(None)
        if not opened:
            raise OSError("no X display")
        self._display = ctypes.c_void_p(opened)
        self._strokes = self._learn()
        self.change_layout(LATIN)

    def _learn(self) -> dict[str, list[Stroke]]:
        """Which keys type which sign."""
        signs = ctypes.CDLL("libxkbcommon.so.0")
        strokes: dict[str, list[Stroke]] = {}
        for layout in (LATIN, RUSSIAN):
            for shift in (False, True):
                for code in range(8, 256):
                    symbol = self._x.XkbKeycodeToKeysym(self._display, code, layout, int(shift))
                    if sign := signs.xkb_keysym_to_utf32(ctypes.c_uint32(symbol)):
                        strokes.setdefault(chr(sign), []).append(Stroke(code, shift, layout))
        return strokes

    # --- the keyboard ---------------------------------------------------------------------------------

    def change_layout(self, layout: int) -> None:
        """Switch the keyboard to Latin or Russian letters."""
        self._x.XkbLockGroup(self._display, KEYBOARD, layout)
        self._layout = layout
        self._done()

    def type(self, text: str) -> None:
        """Type signs, changing the layout where one has not got them. Raises :class:`KeyError` where neither has."""
        for sign in text:
            known = self._strokes[sign]
            stroke = next((one for one in known if one.layout == self._layout), known[0])
            if stroke.layout != self._layout:
                self.change_layout(stroke.layout)
            held = [self._code("Shift")] if stroke.shift else []
            self._strike(held, stroke.code)

    def press(self, keys: str) -> None:
        """Press keys together, «Ctrl+Shift+S»; letters are those printed on a Latin keyboard, in whatever layout."""
        *held, last = keys.split("+")
        self._strike([self._code(one) for one in held], self._code(last))

    def _code(self, key: str) -> int:
        """The code of a key by its name, or by the Latin letter or digit that is printed on it."""
        if key not in NAMED:
            return next(one.code for one in self._strokes[key.lower()] if one.layout == LATIN)
        symbol = self._x.XStringToKeysym(NAMED[key].encode())
        return int(self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol)))

    def _strike(self, held: list[int], code: int) -> None:
        for one in (*held, code):
            self._test.XTestFakeKeyEvent(self._display, one, True, NOW)
        for one in (code, *reversed(held)):
            self._test.XTestFakeKeyEvent(self._display, one, False, NOW)
        self._done()

    # --- the mouse ------------------------------------------------------------------------------------

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Go to a place of the screen, in pixels, and click there."""
        for nearer in (8, 3, 0):  # a person does not fall upon a button from nowhere
            self._test.XTestFakeMotionEvent(self._display, -1, x + nearer, y + nearer, NOW)
            self._done()
        for _ in range(times):
            self._test.XTestFakeButtonEvent(self._display, LEFT, True, NOW)
            self._test.XTestFakeButtonEvent(self._display, LEFT, False, NOW)
            self._done()

    # --- the window manager that this display has not got -----------------------------------------------

    def give_keys_to(self, window: int) -> None:
        """Let a window have the keyboard, as a window manager does with the window that has come up."""
        self._x.XRaiseWindow(self._display, ctypes.c_ulong(window))
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), REVERT_TO_PARENT, NOW)
        self._done()

    def _done(self) -> None:
        self._x.XSync(self._display, False)
        time.sleep(self.pause)
