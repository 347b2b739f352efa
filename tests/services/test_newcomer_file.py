"""A pupil's record as a file: sealed always, read by the school it is for, refused where it was touched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import AppError, BadFile, Refused
from app.exchange.sealing import new_opening, seal
from app.services.cards import Edit, load_card, save_card
from app.services.incoming import Locked
from app.services.keys import own_keys
from app.services.keys import save_card as save_key_card
from app.services.newcomer import look_at_pupil, take_pupil
from app.services.newcomer_file import read_record, save_record
from app.services.receivers import NOBODY, receiver_of
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.people import People

ID = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def there(tmp_path: Path, seed: int) -> Iterator[Passport]:
    """The school that the pupil leaves."""
    path = tmp_path / "there.passport"
    with new_passport(path, year="2019-20", kind="school", code="700202", name="МАОУ СОШ № 4") as opened:
        save_card(opened, Edit("student", ID, 0, People(seed).pupil("9В")))
        yield opened


def test_a_record_goes_by_the_other_schools_key(there: Passport, passport: Passport, tmp_path: Path) -> None:
    own_keys(passport)
    # The card of a school's keys, made by that school, is what the old school seals to.
    card = save_key_card(passport, tmp_path)
    done = save_record(there, ID, tmp_path, receiver_of(str(card)))
    assert done.path.name == f"record-700202-{done.receipt}.zip.age"
    name = load_card(there, "student", ID).texts["last_name"]
    assert name.encode() not in done.path.read_bytes()
    lines = read_record(passport, done.path)
    found = look_at_pupil(passport, lines)
    assert name in found.who
    taken = take_pupil(passport, lines, class_name="9А")
    assert taken.new
    assert taken.id != ID
    assert take_pupil(passport, read_record(passport, done.path), class_name="9А").new is False
    with pytest.raises(BadFile, match=r"чужой ключ|не на ключ"):
        read_record(there, done.path)


def test_a_record_goes_in_a_zip_with_a_password(there: Passport, passport: Passport, tmp_path: Path) -> None:
    done = save_record(there, ID, tmp_path)
    assert done.password
    with pytest.raises(Locked):
        read_record(passport, done.path)
    assert set(read_record(passport, done.path, done.password)) > {"from", "students", "guardians"}
    with pytest.raises(BadFile, match="пароль другой"):
        read_record(passport, done.path, "другой")


def test_a_record_never_goes_open(there: Passport, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(Refused, match="только запечатанной"):
        save_record(there, ID, tmp_path, NOBODY)
    with pytest.raises(BadFile, match="не записан"):
        save_record(there, ID, tmp_path / "nowhere")
    assert set(tmp_path.iterdir()) == before


def test_who_refused_consent_is_not_handed_on(there: Passport, tmp_path: Path) -> None:
    card = load_card(there, "student", ID)
    save_card(there, Edit("student", ID, card.version, {"consent": "отказ"}))
    with pytest.raises(Refused, match="отказ"):
        save_record(there, ID, tmp_path)


def test_a_record_that_was_touched_is_refused(there: Passport, passport: Passport, tmp_path: Path) -> None:
    secret, recipient = new_opening()
    assert secret
    done = save_record(there, ID, tmp_path, receiver_of(own_keys(passport).recipient))
    whole = done.path.read_bytes()
    for content in (whole[:-1], whole[: len(whole) // 2], whole[:-20] + b"\x00" + whole[-19:], seal(b"PK", recipient)):
        done.path.write_bytes(content)
        with pytest.raises(AppError):
            read_record(passport, done.path)
