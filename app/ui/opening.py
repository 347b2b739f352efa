"""Opening a base in the window: without a password where it has none, else by the password that is asked for."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QMainWindow, QWidget

from app.domain.actors import Role
from app.errors import WrongPassword
from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.key_slots import Entry
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.ui.entered import Entered, WhenRefused, no_other_way, with_first_rows
from app.ui.jobs import Jobs


def known_key(passport: Passport) -> BaseKey | None:
    """The key by which another base of the same school opens unasked: only for the owner, whom it makes of whoever
    comes in by it. This base itself is opened again by ``passport.entry``."""
    return passport.key if passport.actor.role is Role.OWNER else None


def open_base(
    parent: QWidget, path: Path, jobs: Jobs, key: Entry | None = None, when_refused: WhenRefused = no_other_way
) -> Entered | None:
    """The base, open; None where its password was asked for and not given, or another way was gone.

    ``key`` is tried before anybody is asked. Raises :class:`AppError` for what does not open by any password.
    """
    keys = (NO_PASSWORD,) if key in (None, NO_PASSWORD) else (key, NO_PASSWORD)
    page = (parent.centralWidget() if isinstance(parent, QMainWindow) else None) or parent
    page.setUpdatesEnabled(False)  # the start page is not to flash up before the list
    try:
        entered = jobs.wait(lambda _: _by_one_of(path, keys), title=f"Открываем базу {path.name}…", parent=parent)
    finally:
        page.setUpdatesEnabled(True)
    if entered is not None:
        return entered
    from app.ui.open_dialog import OpenDialog  # noqa: PLC0415 - the first window is there without it

    dialog = OpenDialog(parent, path, jobs, when_refused)
    try:
        dialog.exec()
        return dialog.entered
    finally:
        dialog.deleteLater()


def _by_one_of(path: Path, keys: Iterable[Entry]) -> Entered | None:
    """The base by the first key that opens it; None where none does. Raises :class:`AppError` as above."""
    for one in keys:
        try:
            passport = open_passport(path, one)
        except WrongPassword:
            continue
        return with_first_rows(passport)
    return None
