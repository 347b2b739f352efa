"""A file that another base sent: read with bounds, and opened with this base's keys where it was sealed to them."""

from pathlib import Path

from app.errors import BadFile, Refused
from app.exchange.container import LARGEST
from app.exchange.sealing import is_locked_zip, is_sealed, unlock_zip, unseal
from app.services.keys import openers
from app.services.places import check_source, read_given
from app.storage.passport import Passport

_TOO_LARGE = "больше, чем бывает такой файл"


class Locked(Refused):
    """The file is a zip with a password, and none was given."""


def incoming(passport: Passport, path: Path, password: str = "") -> tuple[bytes, bool]:
    """The signed content of a file, and whether it came sealed to this base.

    Raises :class:`BadFile` for a file that cannot be read, is too large, or was sealed to another key;
    :class:`Locked` for a zip that wants a password and was given none.
    """
    check_source(path, passport.path, "Выберите файл, который прислали.")
    content = read_given(path, LARGEST, _TOO_LARGE)
    if is_locked_zip(content):
        if not password:
            raise Locked(
                f"{path.name} закрыт паролем.",
                "Откройте его в 7-Zip паролем отправителя и дайте программе файл внутри.",
            )
        return unlock_zip(content, password), True
    if not is_sealed(content):
        return content, False
    with passport.reading() as session:
        own = openers(session)
    if not own:
        raise BadFile(f"{path.name} запечатан на чужой ключ: у этой базы ключей ещё нет.")
    opened = unseal(content, own)
    if len(opened) > LARGEST:
        raise BadFile(f"{path.name} {_TOO_LARGE}.")
    return opened, True
