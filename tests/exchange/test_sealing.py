"""Sealing: what was sealed opens with its key alone, by our program and by the tools of others."""

import io
import os
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from app.errors import BadFile
from app.exchange.sealing import (
    is_locked_zip,
    is_recipient,
    is_sealed,
    lock_zip,
    new_opening,
    new_password,
    recipient_of,
    seal,
    unlock_zip,
    unseal,
)

CONTENT = b"PK\x03\x04 " + os.urandom(200_000)  # several blocks of age's 64 KiB
SECRET, RECIPIENT = new_opening()
SEALED = seal(CONTENT, RECIPIENT)
BLOCK = 64 * 1024 + 16


def tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (Debian package {package}): nobody else's program opened the file")
    return found


def test_a_pair_belongs_together() -> None:
    assert SECRET.startswith("AGE-SECRET-KEY-1")
    assert RECIPIENT.startswith("age1")
    assert recipient_of(SECRET) == RECIPIENT
    assert is_recipient(RECIPIENT)


NO_RECIPIENT = {
    "nothing": "",
    "its beginning": "age1",
    "cut": RECIPIENT[:-1],
    "longer": RECIPIENT + "q",
    "a secret": SECRET,
    "wrong sum": "age1" + "q" * 58,
    "half a letter": "\ud800",
}
NO_SECRET = {"nothing": "", "a letter": "x", "a recipient": RECIPIENT, "cut": SECRET[:-1], "half a letter": "\ud800"}


@pytest.mark.parametrize("text", NO_RECIPIENT.values(), ids=NO_RECIPIENT)
def test_what_is_no_recipient_is_told(text: str) -> None:
    assert not is_recipient(text)


@pytest.mark.parametrize("text", NO_SECRET.values(), ids=NO_SECRET)
def test_a_secret_that_is_none_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(BadFile, match="испорчен"):
        recipient_of(text)
    with pytest.raises(BadFile, match="испорчены"):
        unseal(SEALED, [text])


def test_it_opens_by_any_of_our_keys_and_by_no_other() -> None:
    assert is_sealed(SEALED)
    assert not is_sealed(CONTENT)
    assert unseal(SEALED, [new_opening()[0], SECRET]) == CONTENT
    assert seal(CONTENT, RECIPIENT) != SEALED
    with pytest.raises(BadFile, match="не на ключ этой базы"):
        unseal(SEALED, [new_opening()[0]])


def test_a_flipped_bit_or_a_cut_is_noticed(seed: int) -> None:
    source = random.Random(seed)
    for place in [*range(250), *source.sample(range(len(SEALED)), 200)]:
        with pytest.raises(BadFile):
            unseal(SEALED[:place] + bytes([SEALED[place] ^ 1 << place % 8]) + SEALED[place + 1 :], [SECRET])
    head = len(SEALED) % BLOCK
    edges = [head + BLOCK * number + more for number in range(len(SEALED) // BLOCK + 1) for more in (-1, 0, 1)]
    for length in {*edges, 0, 1, 21, 22, 100, len(SEALED) - 1} - {len(SEALED), len(SEALED) + 1}:
        with pytest.raises(BadFile):
            unseal(SEALED[:length], [SECRET])
    with pytest.raises(BadFile):
        unseal(SEALED + b"\0", [SECRET])


def test_the_age_tool_opens_it(tmp_path: Path) -> None:
    age = tool("age", "age")
    (key := tmp_path / "key.txt").write_text(SECRET + "\n")
    (sealed := tmp_path / "package.zip.age").write_bytes(SEALED)
    done = subprocess.run([age, "-d", "-i", key, sealed], capture_output=True, check=True)
    assert done.stdout == CONTENT


def test_we_open_what_the_age_tool_seals(tmp_path: Path) -> None:
    age = tool("age", "age")
    (plain := tmp_path / "plain").write_bytes(CONTENT)
    done = subprocess.run([age, "-r", RECIPIENT, plain], capture_output=True, check=True)
    assert unseal(done.stdout, [SECRET]) == CONTENT


def test_a_locked_zip_opens_by_its_password_alone() -> None:
    password = new_password()
    locked = lock_zip(CONTENT, password)
    assert is_locked_zip(locked)
    assert CONTENT[10:40] not in locked
    assert unlock_zip(locked, password) == CONTENT
    for wrong in ("", password[:-1], password.upper(), "другой", "\ud800"):
        with pytest.raises(BadFile, match="пароль другой"):
            unlock_zip(locked, wrong)
    assert lock_zip(CONTENT, password) != locked


def test_a_locked_zip_that_was_changed_does_not_open(seed: int) -> None:
    locked = lock_zip(b"PK\x03\x04 short", "abc")
    for place in range(len(locked)):
        changed = locked[:place] + bytes([locked[place] ^ 1 << place % 8]) + locked[place + 1 :]
        try:
            opened = unlock_zip(changed, "abc")
        except BadFile:
            continue
        assert opened == b"PK\x03\x04 short"  # only what says nothing was changed: a date, an attribute
    for length in range(len(locked)):
        with pytest.raises(BadFile):
            unlock_zip(locked[:length], "abc")


def test_a_zip_with_something_else_inside_is_refused() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("other.txt", b"x")
    assert not is_locked_zip(whole.getvalue())
    for content in (whole.getvalue(), b"", b"PK\x03\x04"):
        with pytest.raises(BadFile):
            unlock_zip(content, "abc")


def test_7_zip_opens_it_and_sees_aes_256(tmp_path: Path) -> None:
    seven = tool("7zz", "7zip")
    password = new_password()
    (locked := tmp_path / "package-aes.zip").write_bytes(lock_zip(CONTENT, password))
    told = subprocess.run([seven, "l", "-slt", f"-p{password}", locked], capture_output=True, check=True, text=True)
    assert "Method = AES-256 Store" in told.stdout
    subprocess.run([seven, "x", f"-p{password}", f"-o{tmp_path}", locked], capture_output=True, check=True)
    assert (tmp_path / "package.zip").read_bytes() == CONTENT
    wrong = subprocess.run([seven, "t", "-pwrong", locked], capture_output=True, check=False)
    assert wrong.returncode != 0


def test_passwords_are_plain_and_differ() -> None:
    made = {new_password() for _ in range(20)}
    assert len(made) == 20
    for one in made:
        groups = one.split("-")
        assert [len(group) for group in groups] == [5] * 6
        assert not set("01ilo") & set(one)
        assert one.isascii()
        assert one == one.lower()
