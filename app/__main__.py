"""Where the program begins: the window, or with a command the command line.

Nothing is imported here that the window does not need at once: a start must not wait for it.
"""

import gc
import os
import sys
from pathlib import Path

from app.log import begin_log
from app.temporary import begin_temporary, forbid_core_files

TRY_WINDOW = "--try-window"  # and a base, and where to put a picture of the window

# Where none of these is set on Linux, Qt would end the process with words of its own.
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Without arguments, or with a base alone, open the window; else carry out a command. The exit status."""
    arguments = sys.argv[1:]
    forbid_core_files()
    begin_log()
    begin_temporary()
    if not arguments:
        return _window(None)
    if arguments[0] == TRY_WINDOW and 2 <= len(arguments) <= 3:
        return _window(*map(Path, arguments[1:]), trial=True)
    if len(arguments) == 1 and _is_file_name(arguments[0]):  # every command has an argument of its own
        return _window(Path(arguments[0]))
    from app.cli import run  # noqa: PLC0415 - the window does without

    return run(arguments)


def _is_file_name(text: str) -> bool:
    if text.startswith("-"):
        return False
    return os.sep in text or text.endswith(".passport") or Path(text).is_file()


def _window(path: Path | None, picture: Path | None = None, *, trial: bool = False) -> int:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        return _no_window("нет экрана")
    prepare()
    try:
        from app.ui import application  # noqa: PLC0415 - the command line does without
    except ImportError as problem:
        return _no_window(str(problem))
    if trial and path is not None:
        from app.ui.trial import try_window  # noqa: PLC0415 - for support only

        return try_window(path, picture)
    return application.run(path)


def prepare() -> None:
    """Make the start of the window quick: 0.1 s of 0.7.

    What a start makes stays, so nothing is collected until the window does so itself (app/ui/garbage.py). And once
    Qt is there it looks at every import (for its «features»), so the core, half of all modules, comes before it.
    """
    gc.disable()
    from app.services import drafts, lists, updates  # noqa: F401, PLC0415 - with them come SQLAlchemy and the records

    updates.put_on()


def _no_window(why: str) -> int:
    from app.cli import no_window  # noqa: PLC0415 - only where there is no window

    return no_window(why)


if __name__ == "__main__":
    sys.exit(main())
