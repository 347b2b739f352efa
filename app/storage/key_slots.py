"""The side file ``NAME.users``: for each user of a shared base its key, wrapped by what his password gives.

It holds no names and nothing that the base itself does not hold: it is made from the base, so that a lost, damaged or
old one is mended at the next opening. Losing it locks out the others, never the owner.
"""

import json
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.disk import write_whole
from app.storage.base_key import ROUNDS, SALT, BaseKey, Secret, derived_key

ENDING = ".users"
MOST = 40  # users: every opening by a user's password tries them all
WRAPPED = 40  # bytes: a key of 32, and 8 by which a wrong password is known

_FORMAT = 1
_LARGEST = 64 * 1024  # bytes
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, repr=False)
class Slot:
    """The key of the base as one user's password opens it: ``wrapped`` is as RFC 3394 says."""

    user: str
    salt: bytes
    wrapped: bytes


def wrapping_of(password: str, salt: bytes) -> bytes:
    """What a password gives to wrap a key with: 32 bytes of PBKDF2-HMAC-SHA512 (about 0.2 s)."""
    return derived_key(password, salt).raw


def wrapped_slot(user: str, salt: bytes, wrapping: bytes, key: BaseKey) -> Slot:
    """A user's slot for a key; the same for the same (RFC 3394 takes no chance)."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap  # noqa: PLC0415 - a base of one needs none

    return Slot(user, salt, aes_key_wrap(wrapping, key.raw))


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """A slot that a password opened: whose it is, what the password gave, and the key of the base."""

    user: str
    wrapping: bytes
    key: BaseKey


Entry = Secret | Unlocked
"""What opens a base: its owner's secret, or what a user's password has opened."""


def unlocked(base: Path, password: str) -> Unlocked | None:
    """The slot that a password opens, if there is one; no two users have the same password."""
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap  # noqa: PLC0415 - as above

    slots = read_slots(base)
    if not slots:
        return None
    with ThreadPoolExecutor() as pool:  # deriving needs no interpreter, so that two cores take half the time
        wrappings = list(pool.map(lambda one: wrapping_of(password, one.salt), slots))
    for slot, wrapping in zip(slots, wrappings, strict=True):
        with suppress(InvalidUnwrap):
            return Unlocked(slot.user, wrapping, BaseKey(aes_key_unwrap(wrapping, slot.wrapped)))
    return None


def slots_file(base: Path) -> Path:
    """The side file of a base."""
    return base.with_name(base.name + ENDING)


def read_slots(base: Path) -> tuple[Slot, ...]:
    """The slots beside a base; none where the file is not there or is anything but what we write."""
    try:
        with slots_file(base).open("rb") as file:
            raw = file.read(_LARGEST + 1)
        return _parsed(raw) if len(raw) <= _LARGEST else ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def write_slots(base: Path, slots: Iterable[Slot]) -> bool:
    """Make the side file hold exactly these slots; whether anything was to be done. Without slots there is no file.

    Raises OSError where the folder cannot be written.
    """
    path, given = slots_file(base), sorted(slots, key=lambda one: one.user)
    if not given:
        there = path.exists()
        path.unlink(missing_ok=True)
        return there
    if read_slots(base) == tuple(given):
        return False
    write_whole(path, _told(given))
    return True


def _told(slots: Iterable[Slot]) -> bytes:
    lines = [{"user": one.user, "salt": one.salt.hex(), "wrapped": one.wrapped.hex()} for one in slots]
    told = {"format": _FORMAT, "kdf": "PBKDF2-HMAC-SHA512", "rounds": ROUNDS, "wrap": "RFC3394", "slots": lines}
    return json.dumps(told, indent=1).encode()


def _parsed(raw: bytes) -> tuple[Slot, ...]:
    """The slots of a file; ValueError, TypeError or KeyError for anything else."""
    told = json.loads(raw.decode("ascii"))
    if told["format"] != _FORMAT or told["rounds"] != ROUNDS or len(told["slots"]) > MOST:
        raise ValueError("another format")
    return tuple(map(_slot, told["slots"]))


def _slot(line: dict[str, Any]) -> Slot:
    slot = Slot(line["user"], bytes.fromhex(line["salt"]), bytes.fromhex(line["wrapped"]))
    if len(slot.salt) != SALT or len(slot.wrapped) != WRAPPED or not _ID.fullmatch(slot.user):
        raise ValueError("no slot")
    return slot
