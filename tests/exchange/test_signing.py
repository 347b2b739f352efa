"""Keys that sign: words to compare, and a renewed key that only the one before can vouch for."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from app.errors import BadFile
from app.exchange.container import read, write
from app.exchange.signing import MOST_RENEWALS, Renewal, Signer, follows, new_secret, public_of, verify, words_of
from app.exchange.spoken import as_spoken, spoken

FIRST = Signer(bytes(range(32)))
SECOND = FIRST.renewed(bytes(range(1, 33)))
THIRD = SECOND.renewed(bytes(range(2, 34)))
STRANGER = Signer(bytes(32))


def test_a_signature_is_of_one_message_and_one_key() -> None:
    signature = FIRST.sign(b"message")
    assert signature == FIRST.sign(b"message")
    assert verify(FIRST.public, b"message", signature)
    assert not verify(FIRST.public, b"massage", signature)
    assert not verify(STRANGER.public, b"message", signature)


@pytest.mark.parametrize("key", ["", "00", "zz" * 32, "0" * 64, "f" * 64, "00" * 33])
def test_what_is_no_key_signed_nothing(key: str) -> None:
    assert not verify(key, b"message", FIRST.sign(b"message"))
    assert not verify(FIRST.public, b"message", b"")


def test_new_secrets_differ() -> None:
    assert len({new_secret() for _ in range(5)}) == 5
    assert len(new_secret()) == 32
    assert public_of(bytes(range(32))) == FIRST.public


def test_who_knows_an_old_key_follows_to_the_new_one() -> None:
    assert follows(FIRST.public, THIRD.public, THIRD.renewals)
    assert follows(SECOND.public, THIRD.public, THIRD.renewals)
    assert follows(THIRD.public, THIRD.public, ())
    assert follows(FIRST.public, THIRD.public, reversed(THIRD.renewals))


def test_nobody_follows_backwards_or_to_a_stranger() -> None:
    assert not follows(THIRD.public, FIRST.public, THIRD.renewals)
    assert not follows(FIRST.public, STRANGER.public, THIRD.renewals)
    assert not follows(FIRST.public, THIRD.public, THIRD.renewals[1:])


def test_a_forged_renewal_leads_nowhere() -> None:
    """A stranger cannot say in another's name that his key is the new one, with no signature he can get."""
    by_himself = STRANGER.renewed(bytes(31) + b"\1").renewals[0]
    stolen = FIRST.sign(bytes.fromhex(STRANGER.public))  # signed for another purpose
    forged = (
        Renewal(STRANGER.public, FIRST.public, by_himself.signature),
        Renewal(STRANGER.public, FIRST.public, SECOND.renewals[0].signature),
        Renewal(STRANGER.public, FIRST.public, stolen.hex()),
        Renewal(STRANGER.public, FIRST.public, "0" * 128),
    )
    assert not any(one.holds for one in forged)
    for one in forged:
        assert not follows(FIRST.public, STRANGER.public, (one,))


def test_a_cycle_of_renewals_ends() -> None:
    back = Signer(SECOND.secret).renewed(FIRST.secret).renewals[0]
    cycle = (*SECOND.renewals, back)
    assert all(one.holds for one in cycle)
    assert not follows(FIRST.public, STRANGER.public, cycle)
    assert follows(FIRST.public, SECOND.public, cycle)


def test_renewals_travel_with_the_signature_and_are_bounded() -> None:
    opened = read(write({"format": "f", "format_version": 1}, {}, THIRD).content, "f", 1)
    assert opened.signer == THIRD.public
    assert opened.renewals == THIRD.renewals
    many = Signer(THIRD.secret, THIRD.renewals * MOST_RENEWALS)
    with pytest.raises(BadFile, match="замен ключа больше"):
        read(write({"format": "f", "format_version": 1}, {}, many).content, "f", 1)


def test_openssl_verifies_it_as_the_help_says(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: nobody else's program verified a signature")
    with zipfile.ZipFile(io.BytesIO(write({"format": "f"}, {"a.csv": b"1"}, FIRST).content)) as archive:
        manifest, stamp = archive.read("manifest.json"), json.loads(archive.read("signature.json"))
    (key := tmp_path / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100" + stamp["key"]))
    (signature := tmp_path / "signature").write_bytes(bytes.fromhex(stamp["signature"]))
    signed = tmp_path / "signed"
    command = [openssl, "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key, "-rawin"]
    for text, good in ((manifest, True), (manifest.replace(b"a.csv", b"b.csv"), False)):
        signed.write_bytes(b"school-passport manifest\n" + text)
        done = subprocess.run([*command, "-in", signed, "-sigfile", signature], capture_output=True, check=False)
        assert (done.returncode == 0) is good, done.stderr


def test_words_are_the_first_eighty_bits_of_the_hash() -> None:
    words = words_of(FIRST.public)
    assert [len(one) for one in words.split("-")] == [4, 4, 4, 4]
    digest = hashlib.sha256(bytes.fromhex(FIRST.public)).digest()
    assert as_spoken(words) == spoken(digest, 16)
    assert words_of(FIRST.public) != words_of(SECOND.public)


def test_what_is_heard_by_telephone_is_read_as_it_was_told() -> None:
    assert as_spoken(" 8q2m-5zox il ") == "8Q2M5Z0X11"
    assert spoken(bytes([0b11111000, 0]), 2) == "Z0"
    assert spoken(bytes(32), 10) == "0" * 10
