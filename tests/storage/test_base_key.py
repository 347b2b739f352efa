"""A base under a password: who opens it, what is on the disk, and what a change of password does."""

import hashlib
import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadFile, Refused, WrongPassword
from app.services.backups import copy_now
from app.services.cards import Edit, load_card, save_card
from app.storage.base_key import NO_PASSWORD, BaseKey, derived_key
from app.storage.driver import APPLICATION_ID, connect, salt_of
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.snapshots import open_snapshot
from data.raw_base import raw_base

PASSWORD = "Пять 'слов' и \"кавычки\"; --"
NAME = "Редкофамильцева"
STORED = [NAME.encode(code) for code in ("utf-8", "utf-16-le", "cp1251")]


def make(path: Path, password: str = PASSWORD) -> Passport:
    passport = new_passport(path, year="2019-20", kind="school", code="700101", name="X", password=password)
    save_card(passport, Edit("student", "one", 0, {"last_name": NAME, "class_name": "9А"}))
    return passport


def name_in(passport: Passport) -> str:
    return load_card(passport, "student", "one").texts["last_name"]


def test_a_base_opens_by_its_password_and_by_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    before = path.read_bytes()
    for wrong in ("", PASSWORD + " ", PASSWORD.lower(), NO_PASSWORD, BaseKey(bytes(32)), "\x00", "\ud800", "x" * 5000):
        with pytest.raises(WrongPassword):
            open_passport(path, wrong)
    assert path.read_bytes() == before
    with open_passport(path, PASSWORD) as passport:
        assert passport.has_password
        assert name_in(passport) == NAME


def test_without_a_password_no_secret_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path, "").close()
    with open_passport(path) as passport:
        assert not passport.has_password


def test_the_sentence_names_both_reasons(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    with pytest.raises(WrongPassword, match="под паролем или повреждена"):
        open_passport(path)
    with pytest.raises(WrongPassword, match="пароль не тот, или файл повреждён"):
        open_passport(path, "не тот")


def test_nothing_readable_is_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with make(path) as passport:
        files = list(tmp_path.iterdir())
        assert len(files) > 1  # the log lies beside it
        for one in files:
            content = one.read_bytes()
            assert not any(text in content for text in STORED), one.name
            assert b"SQLite format" not in content
            assert PASSWORD.encode() not in content
            assert passport.key.raw not in content
    assert not any(text in path.read_bytes() for text in STORED)


def test_other_tools_for_sqlcipher_open_it_by_the_password(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path, "обычный пароль").close()
    connection = driver.connect(str(path))
    try:
        connection.execute("PRAGMA key = 'обычный пароль'")  # derived by SQLCipher itself
        assert connection.execute("SELECT last_name FROM student").fetchone() == (NAME,)
    finally:
        connection.close()


def test_the_key_is_derived_as_sqlcipher_documents_it(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with make(path) as passport:
        assert salt_of(path) == passport.salt
    assert path.read_bytes()[:16] == passport.salt
    raw = hashlib.pbkdf2_hmac("sha512", PASSWORD.encode(), passport.salt, 256_000, 32)
    assert passport.key == derived_key(PASSWORD, passport.salt) == BaseKey(raw)


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    key = BaseKey(b"k" * 32)
    assert "kkk" not in f"{key!r} {key} {[key]}"


def test_looking_for_the_salt_keeps_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with make(path):
        salt_of(path)
        with pytest.raises(Refused, match="уже открыта"):
            connect(path, derived_key(PASSWORD, salt_of(path)))


@pytest.mark.parametrize(("before", "after"), [(PASSWORD, "Совсем другой"), (PASSWORD, ""), ("", PASSWORD)])
def test_the_password_can_be_changed(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "a.passport"
    with make(path, before) as passport:
        copy = copy_now(passport).path
        passport.rekey(after)
        assert passport.has_password is bool(after)
        save_card(passport, Edit("student", "two", 0, {"last_name": "Вторая", "class_name": "9А"}))
    with pytest.raises(WrongPassword):
        open_passport(path, before)
    with open_passport(path, after) as passport:
        assert name_in(passport) == NAME
        assert load_card(passport, "student", "two").texts["last_name"] == "Вторая"
    with open_passport(copy, before) as passport:  # a copy keeps the password of its day
        assert name_in(passport) == NAME


def test_a_change_of_password_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.passport"
    with make(path) as passport:

        class Full:
            """The connection, on a disk without room for the new pages."""

            def __init__(self, connection: driver.Connection) -> None:
                self._real = connection

            def execute(self, sql: str) -> driver.Cursor:
                if "rekey" in sql:
                    raise driver.OperationalError("database or disk is full")
                return self._real.execute(sql)

            def __getattr__(self, name: str) -> object:
                return getattr(self._real, name)

        monkeypatch.setattr(passport, "_connection", Full(passport._connection))
        with pytest.raises(Refused, match="Не хватает места"):
            passport.rekey("новый")
        assert name_in(passport) == NAME
        save_card(passport, Edit("student", "two", 0, {"last_name": "Вторая", "class_name": "9А"}))
    with open_passport(path, PASSWORD) as passport:
        assert load_card(passport, "student", "two").texts["last_name"] == "Вторая"


def test_copies_open_by_the_password_and_hide_as_much(tmp_path: Path) -> None:
    with make(tmp_path / "a.passport") as passport:
        copy = copy_now(passport).path
    assert not any(text in copy.read_bytes() for text in STORED)
    with open_passport(copy, PASSWORD) as passport:
        assert name_in(passport) == NAME


def test_a_snapshot_takes_the_secret_that_fits(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    before = path.read_bytes()
    with open_snapshot(path, NO_PASSWORD, "не тот", PASSWORD) as snapshot:
        assert name_in(snapshot) == NAME
    for wrong in ((), ("",), ("не тот", "и не этот")):
        with pytest.raises(WrongPassword):
            open_snapshot(path, *wrong)
    assert path.read_bytes() == before


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_every_flipped_bit_is_found(tmp_path: Path, password: str) -> None:
    """A plain base would give a wrong digit in a quarter of the cases, and call itself whole."""
    path = tmp_path / "a.passport"
    with make(path, password) as passport:
        key = passport.key
    whole = path.read_bytes()
    spoiled = tmp_path / "b.passport"
    for place in range(0, len(whole), len(whole) // 150):
        content = bytearray(whole)
        content[place] ^= 1 << (place % 8)
        spoiled.write_bytes(content)
        with raw_base(spoiled, key) as connection:
            try:
                found = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            except driver.DatabaseError:
                found = ["not opened"]
        assert found, place


def test_a_plain_base_is_given_checksums_at_its_first_opening(tmp_path: Path) -> None:
    path, plain = tmp_path / "a.passport", tmp_path / "plain.passport"
    make(path, "").close()
    with raw_base(path) as connection:
        connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
        connection.execute("DETACH plain")
    assert plain.read_bytes().startswith(b"SQLite format 3")
    with open_snapshot(plain) as snapshot:
        assert name_in(snapshot) == NAME
    assert plain.read_bytes().startswith(b"SQLite format 3")
    with open_passport(plain) as passport:
        assert name_in(passport) == NAME
        passport.rekey(PASSWORD)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.passport", "plain.passport"]
    assert not any(text in plain.read_bytes() for text in STORED)


def test_a_plain_base_that_cannot_be_rewritten_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plain.passport"
    connection = connect(path, None, new_salt=bytes(16))
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.storage.plain_base.os.replace", full)
    with pytest.raises(Refused, match="не хватает места"):
        open_passport(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_what_is_noise_is_not_taken_for_a_base(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    path.write_bytes(bytes(range(256)) * 16 + b"x")
    with pytest.raises(BadFile, match="не база"):
        open_passport(path, PASSWORD)


@settings(max_examples=3, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_password_opens_exactly_as_it_was_typed(password: str) -> None:
    salt = b"s" * 16
    assert derived_key(password, salt) == derived_key(password, salt)
    assert derived_key(password, salt) != derived_key(password + " ", salt)


def test_a_copy_put_elsewhere_is_the_whole_base(tmp_path: Path) -> None:
    make(tmp_path / "a.passport").close()
    (tmp_path / "stick").mkdir()
    moved = Path(shutil.copy(tmp_path / "a.passport", tmp_path / "stick" / "b.passport"))
    with open_passport(moved, PASSWORD) as passport:
        assert name_in(passport) == NAME
