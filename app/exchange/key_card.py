"""The card of a base's keys: what the other side must know to seal to it and to tell its signature.

It holds nothing secret and is signed by its own key, so that a card mended on the way is noticed; whose it is, people
tell each other by the words of the key.
"""

from dataclasses import dataclass

from app.errors import BadFile
from app.exchange.container import Packed, read, write
from app.exchange.sealing import is_recipient
from app.exchange.signing import Renewal, Signer

FORMAT = "school-passport-key"
FORMAT_VERSION = 1
ENDING = ".key"

_KINDS = ("school", "municipality")
_MOST_CODE, _MOST_NAME = 20, 255  # signs, as the base keeps them


@dataclass(frozen=True, slots=True)
class KeyCard:
    """Whose keys: kind and code of the base, its name; the key it signs with (hex) and the one to seal to (age1…)."""

    kind: str
    code: str
    name: str
    verifying: str
    sealing: str
    renewals: tuple[Renewal, ...] = ()


def card_file(kind: str, code: str, name: str, sealing: str, signer: Signer) -> Packed:
    """The card as a file."""
    told = {"kind": kind, "code": code, "name": name, "sealing": sealing}
    return write({"format": FORMAT, "format_version": FORMAT_VERSION, **told}, {}, signer)


def read_card(content: bytes) -> KeyCard:
    """A card from its file. Raises :class:`BadFile` or :class:`Refused` for what is no whole card."""
    opened = read(content, FORMAT, FORMAT_VERSION)
    told = [opened.manifest.get(name) for name in ("kind", "code", "name", "sealing")]
    if not all(isinstance(one, str) and one.isprintable() and len(one) <= _MOST_NAME for one in told):
        raise BadFile("Файл ключа заполнен не так, как его пишет программа.")
    kind, code, name, sealing = map(str, told)
    if kind not in _KINDS or len(code) > _MOST_CODE:
        raise BadFile("Файл ключа заполнен не так, как его пишет программа.")
    if not code.strip() or not is_recipient(sealing):
        raise BadFile("В файле ключа нет кода или ключа для запечатывания.")
    return KeyCard(kind, code, name, opened.signer, sealing, opened.renewals)
