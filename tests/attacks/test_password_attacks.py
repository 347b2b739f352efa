"""S26, S29: odd and wrong passwords, and copies that must not be plain by accident."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from app.errors import BadFile, WrongPassword
from app.exchange.sealing import lock_zip, unlock_zip
from app.storage.base_key import derived_key
from app.storage.driver import salt_of
from app.storage.opening import new_passport, open_passport
from data.raw_base import raw_base

PASSWORD = "Кедровая шишка № 17"
WRONG = (
    *("a", "я" * 200, PASSWORD.lower(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD[:-1], PASSWORD.replace("К", "K")),
    *("'", '"', "x'00'", "'; PRAGMA key = ''; --", "\x00", f"\x00{PASSWORD}", "\ud800", "%s", "{0}"),
)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "school.passport"
    told = {"year": "2019-20", "kind": "school", "code": "700101", "name": "Парабельская школа"}
    new_passport(path, password=PASSWORD, **told).close()
    return path


def test_no_wrong_password_opens(base: Path) -> None:
    before = base.read_bytes()
    for wrong in ("", *WRONG):
        with pytest.raises(WrongPassword) as refusal:
            open_passport(base, wrong)
        assert wrong not in str(refusal.value) or len(wrong) < 3
    assert base.read_bytes() == before
    open_passport(base, PASSWORD).close()


def test_no_copy_is_plain_by_accident(base: Path, tmp_path: Path) -> None:
    """A backup into a base without a key fails, VACUUM INTO stays enciphered."""
    key = derived_key(PASSWORD, salt_of(base))
    plain = driver.connect(str(tmp_path / "plain"))
    with raw_base(base, key) as source:
        with pytest.raises(driver.Error):
            source.backup(plain)
        plain.close()
        source.execute("VACUUM INTO ?", (str(tmp_path / "vacuum"),))
    for copy in (tmp_path / "plain", tmp_path / "vacuum"):
        content = copy.read_bytes() if copy.exists() else b""
        assert b"SQLite format 3" not in content
        assert "Парабельская".encode() not in content
    assert (tmp_path / "vacuum").stat().st_size > 100_000


@pytest.mark.parametrize("password", ["", "пароль", "\ud800", "\x00", "x" * 10_000])
def test_a_locked_package_takes_no_other_password(password: str) -> None:
    with pytest.raises(BadFile):
        unlock_zip(lock_zip(b"content", "abcde-fghij"), password)
