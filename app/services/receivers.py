"""To whom a package is sealed: nobody, the holder of a key, or whoever has the password of a zip."""

from dataclasses import dataclass
from pathlib import Path

from app.errors import BadFile, BadValue
from app.exchange.key_card import read_card
from app.exchange.sealing import is_recipient, lock_zip, new_password, seal
from app.exchange.signing import words_of

PASSWORD = "password"

_LARGEST_CARD = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Receiver:
    """``told`` is what the signed manifest says: the age recipient, "password", or "" for nobody.

    ``name`` is for people; ``words`` are those of the receiver's signing key where it is known.
    """

    told: str = ""
    name: str = ""
    words: str = ""

    @property
    def ending(self) -> str:
        """The end of the file's name."""
        if self.told == PASSWORD:
            return "-aes.zip"
        return ".zip.age" if self.told else ".zip"

    def sealed(self, content: bytes) -> tuple[bytes, str]:
        """The content as this receiver gets it, and the new password ('' where none is needed)."""
        if self.told == PASSWORD:
            password = new_password()
            return lock_zip(content, password), password
        return (seal(content, self.told), "") if self.told else (content, "")


NOBODY = Receiver()
WITH_PASSWORD = Receiver(PASSWORD, "по паролю")


def receiver_of(text: str) -> Receiver:
    """The receiver that a person names: a key (age1…), the file of a key's card, or «password» for a zip.

    Raises :class:`BadValue` for what is none of them, :class:`BadFile` for a file that is no card.
    """
    text = text.strip()
    if text.casefold() == PASSWORD:
        return WITH_PASSWORD
    if text.startswith("age1"):
        if not is_recipient(text):
            raise BadValue("Ключ получателя написан с ошибкой.", "Скопируйте его целиком, от age1 до конца.")
        return Receiver(text, f"{text[:12]}…")
    path = Path(text)
    if not path.is_file():
        raise BadValue(
            "Ключ получателя не понят.",
            "Это строка, которая начинается с age1, файл ключа, который прислал МОУО, или слово password.",
        )
    if path.stat().st_size > _LARGEST_CARD:
        raise BadFile(f"{path.name} — не файл ключа.")
    card = read_card(path.read_bytes())
    return Receiver(card.sealing, card.name or card.code, words_of(card.verifying))
