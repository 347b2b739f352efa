"""The file of users beside a base: strict, without names, mended from the base; who has no slot stays out."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain.actors import Role
from app.domain.field import new_id
from app.errors import BadValue, Refused, WrongPassword
from app.services.users import add_user, close_user, reset_password
from app.storage import key_slots, user_slots
from app.storage.base_key import BaseKey
from app.storage.key_slots import MOST, Slot, read_slots, slots_file, unlocked, wrapped_slot, write_slots
from app.storage.opening import open_passport
from data.shared import OWNER_PASSWORD, PASSWORDS, TwoClasses

KEY = BaseKey(bytes(range(32)))
TYPIST, READER = PASSWORDS[Role.TYPIST], PASSWORDS[Role.READER]


pytestmark = pytest.mark.usefixtures("few_rounds")


@pytest.fixture
def base(two_classes_made: TwoClasses, tmp_path: Path) -> Path:
    """A base with the owner's password."""
    return two_classes_made.copy(tmp_path, locked=True)


@pytest.fixture
def shared(base: Path) -> Path:
    """The same with a typist and a reader."""
    with open_passport(base, OWNER_PASSWORD) as passport:
        for role in (Role.TYPIST, Role.READER):
            add_user(passport, f"Петрова ({role})", role, PASSWORDS[role])
    return base


def who(base: Path, password: str) -> Role:
    with open_passport(base, password) as passport:
        return passport.actor.role


def opens_not(base: Path, password: str) -> bool:
    before = base.read_bytes()
    with pytest.raises(WrongPassword):
        open_passport(base, password)
    return base.read_bytes() == before


# The file


def test_the_wrapping_is_that_of_rfc_3394() -> None:
    """Its own example: 256 bits of key data with a 256-bit key (4.6)."""
    data = BaseKey(bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F"))
    slot = wrapped_slot(new_id(), bytes(16), bytes(range(32)), data)
    assert (
        slot.wrapped.hex().upper() == "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"
    )


def test_what_is_written_is_read_and_written_once(base: Path) -> None:
    slots = [Slot(new_id(), bytes([n] * 16), bytes([n] * 40)) for n in range(3)]
    assert write_slots(base, slots)
    assert set(read_slots(base)) == set(slots)
    stood = slots_file(base).stat().st_mtime_ns
    assert not write_slots(base, reversed(slots))
    assert slots_file(base).stat().st_mtime_ns == stood
    assert write_slots(base, [])
    assert not slots_file(base).exists()
    assert not write_slots(base, [])


def good() -> dict[str, Any]:
    line = {"user": new_id(), "salt": "00" * 16, "wrapped": "00" * 40}
    return {"format": 1, "kdf": "PBKDF2-HMAC-SHA512", "rounds": 256_000, "wrap": "RFC3394", "slots": [line]}


BAD: dict[str, Any] = {
    "another format": {"format": 2},
    "fewer rounds": {"rounds": 1},
    "many": {"slots": good()["slots"] * (MOST + 1)},
    "no list": {"slots": 5},
    "no lines": {"slots": [5]},
    "short salt": {"slots": [{**good()["slots"][0], "salt": "00"}]},
    "long wrap": {"slots": [{**good()["slots"][0], "wrapped": "00" * 41}]},
    "no hex": {"slots": [{**good()["slots"][0], "salt": "x" * 32}]},
    "a path": {"slots": [{**good()["slots"][0], "user": "../../etc/passwd"}]},
    "a number": {"slots": [{**good()["slots"][0], "user": 7}]},
    "a lack": {"slots": [{"user": new_id()}]},
}


@pytest.mark.parametrize("told", BAD.values(), ids=BAD.keys())
def test_anything_else_is_as_if_it_were_not_there(base: Path, told: dict[str, Any]) -> None:
    slots_file(base).write_text(json.dumps(good()), "ascii")
    assert len(read_slots(base)) == 1
    slots_file(base).write_text(json.dumps(good() | told), "ascii")
    assert read_slots(base) == ()
    assert unlocked(base, "пароль") is None


@given(some.one_of(some.binary(max_size=200), some.builds(lambda depth: b"[" * depth, some.integers(0, 5000))))
def test_no_file_is_a_fault(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    base = tmp_path_factory.getbasetemp() / "fuzz.passport"
    slots_file(base).write_bytes(raw)
    assert read_slots(base) == ()


def test_a_huge_file_is_not_read(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slots_file(base).write_text(json.dumps(good()) + " " * (1 << 17), "ascii")
    assert read_slots(base) == ()


# Coming in


def test_the_password_alone_tells_who_comes_in_and_names_stay_inside(shared: Path) -> None:
    assert [who(shared, one) for one in (OWNER_PASSWORD, TYPIST, READER)] == [Role.OWNER, Role.TYPIST, Role.READER]
    assert opens_not(shared, "не тот пароль")
    beside = slots_file(shared).read_bytes()
    for word in ("Петрова", "typist", TYPIST):
        assert word.encode() not in beside
        assert word.encode("unicode_escape") not in beside


def test_a_lost_or_spoilt_file_locks_out_the_others_until_the_owner_comes(shared: Path) -> None:
    before = slots_file(shared).read_bytes()
    for spoilt in (None, b"", before[: len(before) // 2], before.replace(b"0", b"1")):
        slots_file(shared).unlink()
        if spoilt is not None:
            slots_file(shared).write_bytes(spoilt)
        assert opens_not(shared, TYPIST)
        assert who(shared, OWNER_PASSWORD) is Role.OWNER
        assert slots_file(shared).read_bytes() == before
    assert who(shared, TYPIST) is Role.TYPIST


def test_another_password_of_the_owner_leaves_the_users_theirs(shared: Path) -> None:
    with open_passport(shared, OWNER_PASSWORD) as passport:
        passport.rekey("другой пароль хозяина")
    assert opens_not(shared, OWNER_PASSWORD)
    assert who(shared, TYPIST) is Role.TYPIST
    assert who(shared, "другой пароль хозяина") is Role.OWNER


def test_a_crash_between_the_new_key_and_its_slots_is_mended(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_passport(shared, OWNER_PASSWORD) as passport, monkeypatch.context() as patched:
        patched.setattr(user_slots, "write_slots", lambda *_: (_ for _ in ()).throw(OSError()))
        passport.rekey("другой пароль хозяина")
    assert opens_not(shared, TYPIST)
    assert who(shared, "другой пароль хозяина") is Role.OWNER
    assert who(shared, TYPIST) is Role.TYPIST


def test_who_was_closed_does_not_come_in_by_an_old_file(shared: Path) -> None:
    old = slots_file(shared).read_bytes()
    with open_passport(shared, OWNER_PASSWORD) as passport:
        typist = next(slot.user for slot in read_slots(shared) if _is(passport, slot.user, Role.TYPIST))
        close_user(passport, typist)
    assert opens_not(shared, TYPIST)
    slots_file(shared).write_bytes(old)
    assert opens_not(shared, TYPIST)
    assert slots_file(shared).read_bytes() != old
    assert who(shared, READER) is Role.READER


def test_an_old_password_does_not_open_by_an_old_file(shared: Path) -> None:
    old = slots_file(shared).read_bytes()
    with open_passport(shared, OWNER_PASSWORD) as passport:
        reader = next(slot.user for slot in read_slots(shared) if _is(passport, slot.user, Role.READER))
        reset_password(passport, reader, "совсем другой карандаш")
    slots_file(shared).write_bytes(old)
    assert opens_not(shared, READER)
    assert who(shared, "совсем другой карандаш") is Role.READER


def test_a_base_is_opened_again_for_the_same_person(shared: Path) -> None:
    for password, role in ((OWNER_PASSWORD, Role.OWNER), (TYPIST, Role.TYPIST)):
        with open_passport(shared, password) as passport:
            entry = passport.entry
        with open_passport(shared, entry) as passport:
            assert passport.actor.role is role
    with open_passport(shared, OWNER_PASSWORD) as passport:
        close_user(passport, entry.user)  # type: ignore[union-attr]
    with pytest.raises(WrongPassword):
        open_passport(shared, entry)


def _is(passport: Any, id: str, role: Role) -> bool:
    with passport.reading() as session:
        return any(one.id == id and one.role == role for one in user_slots.open_users(session))


def test_the_base_must_not_take_what_would_confuse_its_users(shared: Path) -> None:
    with open_passport(shared, OWNER_PASSWORD) as passport:
        with pytest.raises(BadValue, match="взять нельзя"):
            passport.rekey(TYPIST)
        with pytest.raises(Refused, match="Сначала закройте пользователей"):
            passport.rekey("")
    with open_passport(shared, TYPIST) as passport, pytest.raises(Refused, match="оператор ввода"):
        passport.rekey("пароль самозванца")
    assert who(shared, OWNER_PASSWORD) is Role.OWNER


def test_a_base_of_one_has_no_file_and_tries_no_slots(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_passport(base, OWNER_PASSWORD).close()
    assert not slots_file(base).exists()
    monkeypatch.setattr(key_slots, "wrapping_of", lambda *_: pytest.fail("derived for nobody"))
    assert opens_not(base, "не тот пароль")
