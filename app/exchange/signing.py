"""Signing with Ed25519: who made a file, and that it is as it was made.

A key is told by telephone as its words: sixteen characters over its SHA-256, enough that nobody can make another key
with the same words. A renewed key is vouched for by the one before it, so that who knows an old key can follow.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.exchange.spoken import spoken

_RENEWAL = b"school-passport key renewal\n"  # a signature made for one purpose must be of no use for another
_WORDS = 16
MOST_RENEWALS = 100  # more than a base renews its keys in its life; each of them costs time to verify


@dataclass(frozen=True, slots=True)
class Renewal:
    """The key ``by`` says that ``key`` stands in its place; all three in hex."""

    key: str
    by: str
    signature: str

    @property
    def holds(self) -> bool:
        """Whether the older key really said so."""
        return verify(self.by, _RENEWAL + bytes.fromhex(self.key), bytes.fromhex(self.signature))

    def plain(self) -> dict[str, str]:
        """As JSON has it."""
        return {"key": self.key, "by": self.by, "signature": self.signature}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: 32 secret bytes, and the renewals that lead from the first key to this one."""

    secret: bytes
    renewals: tuple[Renewal, ...] = ()

    @property
    def public(self) -> str:
        """The public key in hex."""
        return public_of(self.secret)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature; the same for the same message."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)

    def renewed(self, secret: bytes) -> "Signer":
        """The next generation: a new key that this one vouches for."""
        key = public_of(secret)
        vouched = Renewal(key, self.public, self.sign(_RENEWAL + bytes.fromhex(key)).hex())
        return Signer(secret, (*self.renewals, vouched))


def new_secret() -> bytes:
    """A new secret key of 32 random bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_of(secret: bytes) -> str:
    """The public key in hex that belongs to a secret one."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def verify(public: str, message: bytes, signature: bytes) -> bool:
    """Whether the holder of a key signed a message; False also for what is no key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def follows(known: str, key: str, renewals: Iterable[Renewal]) -> bool:
    """Whether ``key`` is ``known``, or stands in its place by renewals that hold."""
    vouched: Mapping[Any, str] = {one.by: one.key for one in renewals if one.holds}
    seen: set[str] = set()
    while known != key and known in vouched and known not in seen:
        seen.add(known)
        known = vouched[known]
    return known == key


def words_of(public: str) -> str:
    """A public key as two people compare it by telephone: «4F7K-…», four groups of four."""
    told = spoken(hashlib.sha256(bytes.fromhex(public)).digest(), _WORDS)
    return "-".join(told[place : place + 4] for place in range(0, _WORDS, 4))
