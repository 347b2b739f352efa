"""Keys of a base and keys it knows: made, told, renewed, copied, taken; nothing believed that nobody vouches for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import BadFile, BadValue, Refused
from app.exchange.sealing import new_opening, seal, unseal
from app.exchange.signing import MOST_RENEWALS, verify
from app.services import keys
from app.services.cards import Edit
from app.services.cards import save_card as save
from app.services.keys import (
    confirm_keys,
    copy_keys,
    forget_keys,
    known_keys,
    openers,
    own_keys,
    renew_keys,
    restore_keys,
    save_card,
    signer,
    take_card,
)
from app.services.school import school_card
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport

PASSWORD = "длинный пароль"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Passport]:
    (folder := tmp_path / "centre").mkdir()
    path = folder / "m.passport"
    with new_passport(path, year="2019-20", kind="municipality", code="700000", name="Отдел образования") as made:
        yield made


def bases(passport: Passport) -> bytes:
    with passport.reading() as session:
        rows = [
            session.connection().exec_driver_sql(f"SELECT * FROM {t}").fetchall() for t in ("key_pair", "correspondent")
        ]
    return repr(rows).encode()


def test_keys_are_made_once_and_belong_to_the_base(passport: Passport) -> None:
    first = own_keys(passport)
    assert own_keys(passport) == first
    assert (first.number, first.saved_at) == (1, None)
    assert first.recipient.startswith("age1")
    passport.close()
    with open_passport(passport.path) as again:
        assert own_keys(again) == first


def test_renewed_keys_are_vouched_for_and_old_seals_still_open(passport: Passport) -> None:
    first = own_keys(passport)
    sealed = seal(b"for us", first.recipient)
    with passport.writing() as session:
        old = signer(session).public
    second = renew_keys(passport)
    assert (second.number, second.saved_at) == (2, None)
    assert second.words != first.words
    with passport.writing() as session:
        now = signer(session)
        assert unseal(sealed, openers(session)) == b"for us"
    assert [(one.by, one.key) for one in now.renewals] == [(old, now.public)]
    assert now.renewals[0].holds
    assert verify(now.public, b"x", now.sign(b"x"))


def test_renewals_have_an_end(passport: Passport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_RENEWALS", 2)
    own_keys(passport)
    renew_keys(passport)
    renew_keys(passport)
    with pytest.raises(Refused, match="слишком много"):
        renew_keys(passport)
    assert own_keys(passport).number == 3
    assert MOST_RENEWALS == 100


# Cards


def test_a_card_tells_the_other_side_the_words(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    path = save_card(centre, tmp_path)
    assert path.name == "municipality-700000.key"
    taken = take_card(passport, path)
    own = own_keys(centre)
    assert (taken.words, taken.recipient, taken.name) == (own.words, own.recipient, "Отдел образования")
    assert taken.confirmed_at is None
    confirm_keys(passport, taken.kind, taken.code)
    assert known_keys(passport)[0].confirmed_at is not None
    assert take_card(passport, path).confirmed_at is not None  # the same again changes nothing
    back = take_card(centre, save_card(passport, tmp_path))
    assert (back.kind, back.code, back.words) == ("school", "700101", own_keys(passport).words)


def test_renewed_keys_follow_those_that_were_compared(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    take_card(passport, save_card(centre, tmp_path))
    confirm_keys(passport, "municipality", "700000")
    renew_keys(centre)
    renew_keys(centre)
    taken = take_card(passport, save_card(centre, tmp_path))
    assert taken.words == own_keys(centre).words
    assert taken.confirmed_at is not None


def test_a_stranger_under_a_known_code_is_refused(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    take_card(passport, save_card(centre, tmp_path))
    confirm_keys(passport, "municipality", "700000")
    before = bases(passport)
    with new_passport(
        tmp_path / "x.passport", year="2019-20", kind="municipality", code="700000", name="Чужой"
    ) as false:
        card = save_card(false, tmp_path)
        words = own_keys(false).words
    with pytest.raises(Refused, match="за новый не ручается"):
        take_card(passport, card)
    assert bases(passport) == before
    taken = take_card(passport, card, instead=True)  # a person has decided so
    assert (taken.words, taken.confirmed_at) == (words, None)


def test_older_keys_do_not_come_back_by_an_old_card(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    old = save_card(centre, tmp_path).read_bytes()
    renew_keys(centre)
    take_card(passport, save_card(centre, tmp_path))
    (card := tmp_path / "old.key").write_bytes(old)
    with pytest.raises(Refused, match="не ручается"):
        take_card(passport, card)


def test_a_card_of_the_same_kind_of_base_is_refused(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="нужен ключ МОУО"):
        take_card(passport, save_card(passport, tmp_path))
    with pytest.raises(Refused, match="нужен ключ школы"):
        take_card(centre, save_card(centre, tmp_path))
    assert not known_keys(passport)


def test_what_is_no_card_is_refused_and_changes_nothing(passport: Passport, tmp_path: Path) -> None:
    before = bases(passport)
    path = tmp_path / "x.key"
    for content in (b"", b"age1", b"PK\x03\x04", bytes(100), b"x" * (2**20 + 1)):
        path.write_bytes(content)
        with pytest.raises(BadFile):
            take_card(passport, path)
    for place in (tmp_path / "nowhere", tmp_path, passport.path):
        with pytest.raises(BadFile):
            take_card(passport, place)
    assert bases(passport) == before


def test_a_card_needs_a_code_and_does_not_fall_on_another_file(passport: Passport, tmp_path: Path) -> None:
    (there := tmp_path / "school-700101.key").write_text("чужое")
    with pytest.raises(Refused, match="не карточка ключа"):
        save_card(passport, tmp_path)
    assert there.read_text() == "чужое"
    with pytest.raises(BadFile, match="не записан"):
        save_card(passport, tmp_path / "nowhere")
    card = school_card(passport)
    save(passport, Edit("school", card.id, card.version, {"code": ""}))
    with pytest.raises(Refused, match="не внесён код"):
        save_card(passport, tmp_path)


def test_keys_are_forgotten(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    take_card(passport, save_card(centre, tmp_path))
    forget_keys(passport, "municipality", "700000")
    assert known_keys(passport) == ()
    for act in (forget_keys, confirm_keys):
        with pytest.raises(Refused, match="уже нет"):
            act(passport, "municipality", "700000")


# Copies


def test_a_copy_brings_the_keys_back_after_the_base_is_lost(passport: Passport, tmp_path: Path) -> None:
    own_keys(passport)
    own = renew_keys(passport)
    copy = tmp_path / "keys.copy"
    copy_keys(passport, copy, PASSWORD)
    assert own_keys(passport).saved_at is not None
    assert b"AGE-SECRET" not in copy.read_bytes()
    with passport.writing() as session:
        renewals = signer(session).renewals
        opening = openers(session)
    with new_passport(tmp_path / "n.passport", year="2019-20", kind="school", code="700101", name="Новая") as new:
        assert own_keys(new).words != own.words
        back = restore_keys(new, copy, PASSWORD)
        assert (back.words, back.recipient, back.number) == (own.words, own.recipient, 2)
        assert back.saved_at is not None
        with new.writing() as session:
            assert (signer(session).renewals, openers(session)) == (renewals, opening)


def test_a_copy_is_refused_without_a_change(passport: Passport, centre: Passport, tmp_path: Path) -> None:
    copy = tmp_path / "keys.copy"
    copy_keys(passport, copy, PASSWORD)
    before = bases(passport)
    with pytest.raises(BadFile, match="пароль другой"):
        restore_keys(passport, copy, "не тот")
    with pytest.raises(BadFile):
        restore_keys(passport, tmp_path / "nowhere", PASSWORD)
    with pytest.raises(BadFile, match="сама открытая база"):
        restore_keys(passport, passport.path, PASSWORD)
    assert bases(passport) == before
    own_keys(centre)
    other = bases(centre)
    with pytest.raises(Refused, match="другой базы"):
        restore_keys(centre, copy, PASSWORD)
    assert bases(centre) == other
    renew_keys(passport)
    newest = bases(passport)
    with pytest.raises(Refused, match="новее, чем в этой копии"):
        restore_keys(passport, copy, PASSWORD)
    assert bases(passport) == newest


def test_a_copy_needs_a_password_and_a_place(passport: Passport, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="короче 8"):
        copy_keys(passport, tmp_path / "c", "1234567")
    (there := tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(Refused, match="не копия ключей"):
        copy_keys(passport, there, PASSWORD)
    with pytest.raises(Refused, match="место самой базы"):
        copy_keys(passport, passport.path, PASSWORD)
    with pytest.raises(BadFile, match="не записан"):
        copy_keys(passport, tmp_path / "nowhere" / "c", PASSWORD)
    assert own_keys(passport).saved_at is None
    assert there.read_bytes() == b"PK\x03\x04"


def test_foreign_secrets_open_nothing_of_ours(passport: Passport) -> None:
    own_keys(passport)
    with passport.reading() as session, pytest.raises(BadFile, match="не на ключ этой базы"):
        unseal(seal(b"x", new_opening()[1]), openers(session))
