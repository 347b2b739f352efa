"""The copy of a base's own secret keys, sealed by a password, for the day the base is lost."""

from dataclasses import dataclass
from datetime import datetime

from app.errors import BadFile, BadValue
from app.exchange.sealing import recipient_of
from app.exchange.signing import MOST_RENEWALS, Renewal, public_of
from app.exchange.strict_json import pages_of, read_object

FORMAT = "school-passport-key-copy"
_FIELDS = {"number": int, "signing": str, "opening": str, "renewal": str, "made_at": str}


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation of keys as the base keeps it; ``signing`` and ``renewal`` are hex, ``renewal`` '' for the first;
    ``made_at`` is ISO, in UTC and without a zone."""

    number: int
    signing: str
    opening: str
    renewal: str
    made_at: str


def seal_copy(code: str, generations: list[Generation], password: str) -> bytes:
    """The copy: an age file that the password opens."""
    from pyrage import passphrase  # type: ignore[import-untyped]  # noqa: PLC0415

    keys = [{name: getattr(one, name) for name in _FIELDS} for one in generations]
    content = pages_of({"format": FORMAT, "code": code, "keys": keys})
    try:
        return bytes(passphrase.encrypt(content, password))
    except UnicodeEncodeError:
        raise BadValue("В пароле знак, которого в тексте не бывает.") from None


def open_copy(content: bytes, password: str) -> tuple[str, list[Generation]]:
    """Whose keys (the code) and the generations, oldest first, each vouched for by the one before.

    Raises :class:`BadFile` for a wrong password, for what is no copy, and for keys that do not belong together.
    """
    from pyrage import DecryptError, passphrase  # noqa: PLC0415

    try:
        plain = bytes(passphrase.decrypt(content, password))
    except (DecryptError, UnicodeEncodeError):
        raise BadFile("Копия ключей не открылась: пароль другой или файл повреждён.") from None
    told = read_object(plain, "копии ключей")
    keys = told.get("keys")
    if told.get("format") != FORMAT or not isinstance(told.get("code"), str) or not isinstance(keys, list) or not keys:
        raise BadFile("Это не копия ключей.")
    generations = [_generation(one) for one in keys]
    _check_chain(generations)
    return str(told["code"]), generations


def _generation(one: object) -> Generation:
    if not isinstance(one, dict) or {name: type(value) for name, value in one.items()} != _FIELDS:
        raise BadFile("Копия ключей написана не так, как её пишет программа.")
    return Generation(**one)


def _check_chain(generations: list[Generation]) -> None:
    """Hold the keys to what a base keeps: numbers from 1 on, real keys, each renewal signed by the key before."""
    if [one.number for one in generations] != list(range(1, len(generations) + 1)):
        raise BadFile("В копии ключей пропуск: номера идут не подряд.")
    if len(generations) > MOST_RENEWALS + 1:
        raise BadFile("В копии ключей больше замен, чем бывает.")
    before = ""
    for one in generations:
        key = _public(one)
        held = Renewal(key, before, one.renewal).holds if before else not one.renewal
        if not held:
            raise BadFile("В копии ключей ключ, за который прежний не ручается.")
        before = key


def _public(one: Generation) -> str:
    recipient_of(one.opening)
    try:
        bytes.fromhex(one.renewal)
        if datetime.fromisoformat(one.made_at).tzinfo is None:
            return public_of(bytes.fromhex(one.signing))
    except ValueError:
        pass
    raise BadFile("В копии ключей не ключи.")
