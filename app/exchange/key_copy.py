"""The copy of a base's own secret keys, sealed by a password, for the day the base is lost."""

from dataclasses import dataclass

from app.errors import BadFile
from app.exchange.strict_json import pages_of, read_object

FORMAT = "school-passport-key-copy"
_FIELDS = {"number": int, "signing": str, "opening": str, "renewal": str, "made_at": str}


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation of keys as the base keeps it; ``renewal`` is hex, '' for the first."""

    number: int
    signing: str
    opening: str
    renewal: str
    made_at: str


def seal_copy(code: str, generations: list[Generation], password: str) -> bytes:
    """The copy: an age file that the password opens."""
    from pyrage import passphrase  # type: ignore[import-untyped]  # noqa: PLC0415

    keys = [{name: getattr(one, name) for name in _FIELDS} for one in generations]
    return bytes(passphrase.encrypt(pages_of({"format": FORMAT, "code": code, "keys": keys}), password))


def open_copy(content: bytes, password: str) -> tuple[str, list[Generation]]:
    """Whose keys (the code) and the generations, oldest first. Raises :class:`BadFile`: wrong password, or no copy."""
    from pyrage import DecryptError, passphrase  # noqa: PLC0415

    try:
        plain = bytes(passphrase.decrypt(content, password))
    except DecryptError:
        raise BadFile("Копия ключей не открылась: пароль другой или файл повреждён.") from None
    told = read_object(plain, "копии ключей")
    keys = told.get("keys")
    if told.get("format") != FORMAT or not isinstance(told.get("code"), str) or not isinstance(keys, list) or not keys:
        raise BadFile("Это не копия ключей.")
    return str(told["code"]), [_generation(one) for one in keys]


def _generation(one: object) -> Generation:
    if not isinstance(one, dict) or {name: type(value) for name, value in one.items()} != _FIELDS:
        raise BadFile("Копия ключей написана не так, как её пишет программа.")
    return Generation(**one)
