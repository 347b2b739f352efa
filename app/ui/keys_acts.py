"""Acts over keys that more than one window has."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError, Refused
from app.storage.passport import Passport
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open
from app.ui.plain import ask

if TYPE_CHECKING:  # loaded with the first act
    from app.services.keys import KnownKeys

_LEAVE, _INSTEAD = "Оставить прежний", "Заменить"
_SAME, _CANCEL = "Слова совпали", "Отмена"


def take_key_file(parent: QWidget, passport: Passport, taken: Callable[[str], object]) -> None:
    """Ask for the card of a key and know it; ``taken`` gets its recipient (age1…)."""
    path = ask_open(parent, "Файл ключа", "Карточки ключей (*.key);;Все файлы (*)")
    if path is not None:
        take_key_from(parent, passport, path, taken)


def take_key_from(parent: QWidget, passport: Passport, path: Path, taken: Callable[[str], object]) -> None:
    """The same of this file."""
    from app.services.keys import take_card  # noqa: PLC0415 - not needed by the first window

    found = taken_key(parent, partial(take_card, passport, path))
    if found is not None:
        taken(found.recipient)


def taken_key(parent: QWidget, take: "Callable[..., KnownKeys]", file: str = "") -> "KnownKeys | None":
    """What ``take`` makes known; None where it refuses, which is told.

    A key that the known one does not vouch for is taken (``instead=True``) only when a person says so; ``file`` names
    the file where there are several.
    """
    from app.services.keys import UnknownSuccessor  # noqa: PLC0415 - as above

    try:
        try:
            return take()
        except UnknownSuccessor as problem:
            return take(instead=True) if _replaces(parent, problem, file) else None
    except AppError as problem:
        show_error(parent, problem)
        return None


def compare_words(parent: QWidget, passport: Passport, one: "KnownKeys") -> bool:
    """Ask whether the other side has told the same words by telephone; whether the key counts as compared now."""
    from app.services.keys import confirm_keys  # noqa: PLC0415 - as above

    buttons = {_SAME: QMessageBox.ButtonRole.AcceptRole, _CANCEL: QMessageBox.ButtonRole.RejectRole}
    text = f"{one.name or one.code}\n\n{one.words}\n\nПо телефону вам назвали эти же знаки, все шестнадцать?"
    if ask(parent, "Сверить ключ", text, buttons, _CANCEL) != _SAME:
        return False
    try:
        confirm_keys(passport, one.kind, one.code)
    except AppError as problem:
        show_error(parent, problem)
        return False
    return True


def _replaces(parent: QWidget, problem: Refused, file: str) -> bool:
    buttons = {_INSTEAD: QMessageBox.ButtonRole.DestructiveRole, _LEAVE: QMessageBox.ButtonRole.RejectRole}
    told = f"{file}: {problem.text}" if file else problem.text
    text = f"{told}\n\nЗаменяйте, только если отправитель сам сказал вам об этом и слова сверены по телефону."
    return ask(parent, "Другой ключ", text, buttons, _LEAVE) == _INSTEAD
