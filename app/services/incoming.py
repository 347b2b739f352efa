"""A file that another base sent: read with bounds, and opened with this base's keys where it was sealed to them."""

from pathlib import Path

from app.disk import why
from app.errors import BadFile, Refused
from app.exchange.container import LARGEST
from app.exchange.sealing import is_locked_zip, is_sealed, unlock_zip, unseal
from app.services.keys import openers
from app.storage.passport import Passport


class Locked(Refused):
    """The file is a zip with a password, and none was given."""


def incoming(passport: Passport, path: Path, password: str = "") -> tuple[bytes, bool]:
    """The signed content of a file, and whether it came sealed to this base.

    Raises :class:`BadFile` for a file that cannot be read, is too large, or was sealed to another key;
    :class:`Locked` for a zip that wants a password and was given none.
    """
    content = _read(path)
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
        raise BadFile(f"{path.name} больше, чем бывает такой файл.")
    return opened, True


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise BadFile(f"Файла {path} нет, или это не файл.")
        if path.stat().st_size > LARGEST:
            raise BadFile(f"{path.name} больше, чем бывает такой файл.")
        return path.read_bytes()
    except OSError as problem:
        raise BadFile(f"Файл {path} не прочитан: {why(problem)}.") from problem
