"""Files of other bases: opened where they are for this base, refused in a sentence where they are not."""

from pathlib import Path

import pytest

from app.errors import BadFile, Refused
from app.exchange import container
from app.exchange.sealing import lock_zip, new_opening, seal
from app.services.incoming import incoming
from app.services.keys import own_keys, renew_keys
from app.storage.passport import Passport

CONTENT = b"PK\x03\x04 what was signed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "package"


def test_a_plain_file_is_taken_as_it_is(passport: Passport, path: Path) -> None:
    path.write_bytes(CONTENT)
    assert incoming(passport, path) == (CONTENT, False)


def test_a_sealed_file_opens_with_keys_of_before_too(passport: Passport, path: Path) -> None:
    path.write_bytes(seal(CONTENT, own_keys(passport).recipient))
    renew_keys(passport)
    assert incoming(passport, path) == (CONTENT, True)


def test_a_file_for_another_is_refused(passport: Passport, path: Path) -> None:
    path.write_bytes(seal(CONTENT, new_opening()[1]))
    with pytest.raises(BadFile, match="ключей ещё нет"):
        incoming(passport, path)
    own_keys(passport)
    with pytest.raises(BadFile, match="не на ключ этой базы"):
        incoming(passport, path)


def test_a_sealed_file_that_was_cut_or_changed_is_refused(passport: Passport, path: Path) -> None:
    whole = seal(CONTENT, own_keys(passport).recipient)
    for content in (whole[:-1], whole[:30], whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:]):
        path.write_bytes(content)
        with pytest.raises(BadFile):
            incoming(passport, path)


def test_a_zip_with_a_password_tells_the_way(passport: Passport, path: Path) -> None:
    path.write_bytes(lock_zip(CONTENT, "abc"))
    with pytest.raises(Refused, match="закрыт паролем"):
        incoming(passport, path)
    assert incoming(passport, path, "abc") == (CONTENT, True)
    with pytest.raises(BadFile, match="пароль другой"):
        incoming(passport, path, "abd")


def test_what_is_no_file_or_too_large_is_told(passport: Passport, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadFile, match="нет, или это не файл"):
        incoming(passport, path)
    with pytest.raises(BadFile, match="нет, или это не файл"):
        incoming(passport, path.parent)
    path.write_bytes(CONTENT)
    monkeypatch.setattr("app.services.incoming.LARGEST", 3)
    with pytest.raises(BadFile, match="больше"):
        incoming(passport, path)
    assert container.LARGEST > 3


def test_the_open_base_is_not_read_as_a_file(passport: Passport) -> None:
    """To open and close it would give away its lock (POSIX)."""
    with pytest.raises(BadFile, match="сама открытая база"):
        incoming(passport, passport.path)
