"""Where the program's own files lie: in a checkout, in an installed wheel, or frozen."""

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


def user_data() -> Path:
    """The user's own folder for settings, log and temporary files, made when first asked for; nobody else may look."""
    import platformdirs  # noqa: PLC0415 - not asked for by every import of the package

    folder = Path(platformdirs.user_data_dir("school-passport", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
