"""To whom a package is sealed: nobody, the holder of a key, or whoever has the password of a zip."""

from dataclasses import dataclass
from pathlib import Path

from app.disk import why
from app.domain.imprint import MUNICIPALITY
from app.errors import BadFile, BadValue
from app.exchange.key_card import read_card
from app.exchange.sealing import is_recipient, lock_zip, new_password, seal
from app.exchange.signing import words_of
from app.services.keys import LARGEST_CARD, NO_CARD, known_keys
from app.services.places import read_given
from app.storage.passport import Passport

PASSWORD = "password"


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
    card = read_card(_card(Path(text)))
    return Receiver(card.sealing, card.name or card.code, words_of(card.verifying))


def _card(path: Path) -> bytes:
    try:
        there = path.is_file()
    except OSError as problem:  # a text too long to be a name
        raise BadFile(f"Файл ключа не прочитан: {why(problem)}.") from problem
    if not there:
        raise BadValue(
            "Ключ получателя не понят.",
            "Это строка, которая начинается с age1, файл ключа, который прислал МОУО, или слово password.",
        )
    return read_given(path, LARGEST_CARD, NO_CARD)


def known_receivers(passport: Passport) -> tuple[tuple[Receiver, bool], ...]:
    """The municipalities whose keys this school knows, and whether a person has compared the words of each."""
    return tuple(
        (Receiver(one.recipient, one.name or one.code, one.words), one.confirmed_at is not None)
        for one in known_keys(passport)
        if one.kind == MUNICIPALITY
    )
