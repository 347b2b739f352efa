"""The key of a base: 32 bytes by which SQLCipher enciphers every page and signs it with a checksum.

A password gives the key just as SQLCipher itself would derive it, so that every tool that knows SQLCipher 4 opens
our files by the same password (https://www.zetetic.net/sqlcipher/sqlcipher-api/). A base without a password has a
published key: it hides nothing, but a flipped bit is found in it as in any other, which plain SQLite does not do.
"""

from dataclasses import dataclass, field
from hashlib import pbkdf2_hmac, sha256

ROUNDS = 256_000  # as SQLCipher 4 has it; some 0.2 s for each password that is tried
SALT = 16  # bytes: the first of the file


@dataclass(frozen=True, slots=True)
class BaseKey:
    """A key; it is never shown, whoever prints or logs what holds it."""

    raw: bytes = field(repr=False)


Secret = str | BaseKey
"""What opens a base: a password as it was typed ('' is none), or the key itself."""

NO_PASSWORD = BaseKey(sha256("Паспорт школы: база без пароля".encode()).digest())


def derived_key(password: str, salt: bytes) -> BaseKey:
    """The key of a password in a file with this salt."""
    # A lone surrogate, which no keyboard gives, must not be an error here: it simply opens nothing.
    return BaseKey(pbkdf2_hmac("sha512", password.encode("utf-8", "surrogatepass"), salt, ROUNDS, 32))


def key_of(secret: Secret, salt: bytes) -> BaseKey:
    """The key that a secret means in a file with this salt."""
    if isinstance(secret, BaseKey):
        return secret
    return derived_key(secret, salt) if secret else NO_PASSWORD
