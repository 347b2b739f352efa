"""To whom a package goes: named by a key, by the file of a key, by a word; what is none is told."""

from pathlib import Path

import pytest

from app.errors import AppError, BadFile, BadValue
from app.exchange.sealing import is_locked_zip, new_opening, unlock_zip, unseal
from app.services.keys import confirm_keys, own_keys, save_card, take_card
from app.services.receivers import NOBODY, known_receivers, receiver_of
from app.storage.opening import new_passport
from app.storage.passport import Passport


def test_a_key_as_it_is_written(passport: Passport) -> None:
    secret, recipient = new_opening()
    found = receiver_of(f"  {recipient}\n")
    assert (found.told, found.ending, found.words) == (recipient, ".zip.age", "")
    content, password = found.sealed(b"content")
    assert unseal(content, [secret]) == b"content"
    assert password == ""


def test_a_password_and_nobody() -> None:
    for text in ("password", " PASSWORD "):
        content, password = receiver_of(text).sealed(b"content")
        assert is_locked_zip(content)
        assert unlock_zip(content, password) == b"content"
    assert NOBODY.sealed(b"content") == (b"content", "")
    assert (NOBODY.ending, receiver_of("password").ending) == (".zip", "-aes.zip")


def test_the_file_of_a_key_and_a_key_that_is_known(passport: Passport, tmp_path: Path) -> None:
    with new_passport(
        tmp_path / "m.passport", year="2019-20", kind="municipality", code="700000", name="Округ"
    ) as made:
        card, own = save_card(made, tmp_path), own_keys(made)
    found = receiver_of(str(card))
    assert (found.told, found.name, found.words) == (own.recipient, "Округ", own.words)
    assert known_receivers(passport) == ()
    take_card(passport, card)
    assert known_receivers(passport) == ((found, False),)
    confirm_keys(passport, "municipality", "700000")
    assert known_receivers(passport) == ((found, True),)


@pytest.mark.parametrize(
    "text", ["", "age", "age1", "age1" + "q" * 58, "пароль", "нет/такого/файла", "x" * 5000, "a\0b"]
)
def test_what_is_no_receiver_is_told(text: str) -> None:
    with pytest.raises((BadValue, BadFile), match="люч"):
        receiver_of(text)


def test_a_file_that_is_no_card_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.key"
    for content in (b"", b"PK\x03\x04", b"x" * (2**20 + 1)):
        path.write_bytes(content)
        with pytest.raises(AppError):
            receiver_of(str(path))
