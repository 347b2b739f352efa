"""Where the program's own files lie: in a checkout, in an installed wheel, or frozen."""

import os
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
    """The user's own folder for settings and copies, made when first asked for.

    The variable ``SCHOOL_PASSPORT_DATA`` names another one: for a program carried on a stick, and for tests.
    """
    named = os.environ.get(DATA)
    folder = Path(named) if named else _users_own()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _users_own() -> Path:
    import platformdirs  # noqa: PLC0415 - not needed where the folder is named

    return Path(platformdirs.user_data_dir("school-passport", appauthor=False))
