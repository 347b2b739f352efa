"""T8: flipped bits, cuts and zeros in a base and in its log. What is damaged is noticed, and never read as data."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import AppError
from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.opening import open_passport
from faults.acts import BASE, after_saves, last_number, numbers, save_on
from faults.children import child
from faults.tally import Tally
from faults.whole import rows_of

PAGE = 4096  # bytes


def flips(content: bytes, many: int, source: random.Random) -> Iterator[tuple[str, bytes]]:
    """The content with one bit turned, at so many places."""
    for _ in range(many):
        place, bit = source.randrange(len(content)), source.randrange(8)
        yield f"bit {bit} of byte {place}", _with(content, place, bytes([content[place] ^ 1 << bit]))


def cuts(content: bytes, many: int, source: random.Random) -> Iterator[tuple[str, bytes]]:
    """Only the beginning of the content, of so many lengths; ends of pages are among them."""
    for place in range(many):
        length = source.randrange(len(content))
        length -= length % PAGE if place % 2 else 0
        yield f"cut to {length}", content[:length]


def zeros(content: bytes, many: int, source: random.Random) -> Iterator[tuple[str, bytes]]:
    """The content with a sector or a page of zeros, the first page first."""
    yield "first page of zeros", _with(content, 0, bytes(PAGE))
    for _ in range(many - 1):
        size = source.choice((512, PAGE))
        place = source.randrange(len(content) // size) * size
        if content[place : place + size].strip(b"\0"):
            yield f"{size} zeros at {place}", _with(content, place, bytes(size))


def _with(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


Spoilt = Callable[[bytes, int, random.Random], Iterator[tuple[str, bytes]]]
KINDS: dict[str, tuple[Spoilt, int]] = {"flipped bit": (flips, 500), "cut": (cuts, 100), "zeros": (zeros, 60)}
"""What can be done to a file, and how often it is done."""


def spoil_base(name: str, spoilt: Spoilt, ready: Path, key: BaseKey, room: Path, *, many: int, seed: int) -> Tally:
    """Damage a closed base: it must be refused, or its check must find it, and nothing else may be read from it."""
    with open_passport(ready, key) as passport:
        truth = rows_of(passport)
    tally, path = Tally(f"{name}, {'base under a password' if key != NO_PASSWORD else 'base without one'}"), room / BASE
    for label, content in spoilt(ready.read_bytes(), many, random.Random(seed)):
        path.write_bytes(content)
        with tally.trial(label):
            assert _noticed(path, key, truth), "nobody notices"
    return tally


def _noticed(path: Path, key: BaseKey, truth: dict[str, Any]) -> bool:
    try:
        passport = open_passport(path, key)
    except AppError:
        return True
    with passport:
        try:
            assert rows_of(passport) == truth, "wrong data were read"
            found = passport._connection.execute("PRAGMA cipher_integrity_check").fetchall()
            return bool(found) or passport._connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except driver.DatabaseError:
            return True


def spoil_log(name: str, spoilt: Spoilt, ready: Path, room: Path, *, many: int, seed: int) -> Tally:
    """Damage the log of a base that was killed: it opens as it was after one of its saves, or is refused."""
    with child(save_on, ready) as one:
        one.hear(20)
        one.kill()
    last = last_number(one.said)
    possible = [after_saves(saves) for saves in range(last + 2)]
    tally, log = Tally(f"{name}, log of a killed base"), room / f"{BASE}-wal"
    base, whole = (ready / BASE).read_bytes(), (ready / log.name).read_bytes()
    for label, content in spoilt(whole, many, random.Random(seed)):
        (room / BASE).write_bytes(base)
        log.write_bytes(content)
        with tally.trial(label):
            _check_moment(room / BASE, possible)
        log.unlink(missing_ok=True)
    return tally


def _check_moment(path: Path, possible: Sequence[list[int]]) -> None:
    try:
        passport = open_passport(path)
    except AppError:
        return
    with passport:
        assert passport._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert numbers(passport) in possible, "a mixture"
