"""Where the program's own files lie: in a checkout, in an installed wheel, or frozen."""

import os
import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    """The folder that holds ``resources`` and ``migrations``.

    In a checkout (and in a frozen folder) that is the parent of ``app``; a wheel carries both inside
    the package, so that nothing but ``app`` is put into site-packages.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


def resources(*parts: str) -> Path:
    """A file or folder of the program's own data."""
    return _root().joinpath("resources", *parts)


def migrations() -> Path:
    """The folder of Alembic's ``env.py`` and ``versions``."""
    return _root() / "migrations"


DATA = "SCHOOL_PASSPORT_DATA"


def user_data() -> Path:
    """The user's own folder for settings, copies, log and temporary files, made when first asked for; nobody
    else may look.

    The variable ``SCHOOL_PASSPORT_DATA`` names one. Else, beside a portable program it is the folder ``data``, so
    that a stick carries everything and nothing is left on the computer; else it is where the system keeps such things.
    """
    named = os.environ.get(DATA)
    folder = Path(named) if named else _portable() or _of_system()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _portable() -> Path | None:
    """``data`` beside the frozen program, where that folder or the file ``portable.txt`` makes it portable."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve().parent
    data = program / "data"
    return data if data.is_dir() or (program / "portable.txt").exists() else None


def _of_system() -> Path:
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        above = Path.home() / "Library" / "Application Support"
    else:
        above = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(above) / "school-passport"
