"""Sealing a file so that only its receiver can open it: age to a key (X25519), or a zip with AES-256 to a password.

Neither is certified: they protect the file on the way to the protected channel, not instead of it.
"""

import io
import secrets
import struct
import zipfile
import zlib

from app.errors import BadFile

_AGE = b"age-encryption.org/v1\n"
_INNER = "package.zip"  # AES hides what an archive holds and not the names in it, so the name says nothing
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no two of them look alike
_GROUPS = 6
_ENCRYPTED = 0x1
# What is raised beside pyzipper's own error over a damaged archive or a wrong password.
_DAMAGE = (RuntimeError, ValueError, OSError, LookupError, EOFError, struct.error, zlib.error)


def new_opening() -> tuple[str, str]:
    """A new pair: the secret (AGE-SECRET-KEY-1…) and the recipient that is given away (age1…)."""
    from pyrage import x25519  # type: ignore[import-untyped]  # noqa: PLC0415 - only where something is sealed

    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def recipient_of(secret: str) -> str:
    """The recipient (age1…) that belongs to a secret. Raises :class:`BadFile` for what is no secret of age."""
    from pyrage import IdentityError, x25519  # noqa: PLC0415

    try:
        return str(x25519.Identity.from_str(secret).to_public())
    except (IdentityError, UnicodeEncodeError):
        raise BadFile("Ключ для распечатывания испорчен.") from None


def is_recipient(text: str) -> bool:
    """Whether a text is an age recipient of an X25519 key."""
    from pyrage import RecipientError, x25519  # noqa: PLC0415

    try:
        x25519.Recipient.from_str(text)
    except (RecipientError, UnicodeEncodeError):
        return False
    return True


def seal(content: bytes, recipient: str) -> bytes:
    """An age file for one recipient; no two are alike, for each has a key of its own."""
    from pyrage import encrypt, x25519  # noqa: PLC0415

    return bytes(encrypt(content, [x25519.Recipient.from_str(recipient)]))


def is_sealed(content: bytes) -> bool:
    """Whether this is an age file."""
    return content.startswith(_AGE)


def unseal(content: bytes, own: list[str]) -> bytes:
    """What an age file holds, by one of our secrets. Raises :class:`BadFile` naming which of the two it is:
    sealed to another key, or not whole."""
    from pyrage import DecryptError, IdentityError, decrypt, x25519  # noqa: PLC0415

    try:
        return bytes(decrypt(content, [x25519.Identity.from_str(one) for one in own]))
    except (IdentityError, UnicodeEncodeError):
        raise BadFile("Ключи этой базы испорчены.", "Верните их из копии ключей.") from None
    except DecryptError as problem:
        if "No matching keys" in str(problem):
            raise BadFile(
                "Файл запечатан не на ключ этой базы.",
                "Дайте отправителю карточку своего ключа (меню «Файл», «Ключи…»).",
            ) from None
        raise BadFile("Запечатанный файл повреждён или изменён.", "Попросите прислать его ещё раз.") from None


def lock_zip(content: bytes, password: str) -> bytes:
    """A zip with AES-256 that 7-Zip opens by the password; it holds one file."""
    import pyzipper  # type: ignore[import-untyped]  # noqa: PLC0415

    whole = io.BytesIO()
    with pyzipper.AESZipFile(whole, "w", compression=zipfile.ZIP_STORED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode("ascii"))
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        archive.writestr(_INNER, content)
    return whole.getvalue()


def is_locked_zip(content: bytes) -> bool:
    """Whether the first file of a zip is encrypted."""
    return content.startswith(b"PK\x03\x04") and len(content) > 8 and bool(content[6] & _ENCRYPTED)


def unlock_zip(content: bytes, password: str) -> bytes:
    """What :func:`lock_zip` put inside. Raises :class:`BadFile` for a wrong password or a damaged archive."""
    import pyzipper  # noqa: PLC0415

    try:
        with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
            archive.setpassword(password.encode())
            if archive.namelist() != [_INNER] or archive.infolist()[0].file_size > len(content):
                raise BadFile("Внутри архива не пакет школы.")
            return bytes(archive.read(_INNER))
    except (*_DAMAGE, pyzipper.BadZipFile):
        raise BadFile("Архив не открылся: пароль другой или файл повреждён.") from None


def new_password() -> str:
    """A password of 30 small letters and digits in groups, 148 bits; ASCII, for programs encode others differently."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(_GROUPS))
