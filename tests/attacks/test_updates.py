"""S36: an update with a changed byte, bent by hand, of a stranger, or older than what holds is refused whole."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import __version__
from app.domain import program_data
from app.errors import AppError, BadFile, Refused
from app.exchange.container import MANIFEST, SIGNATURE
from app.exchange.signing import Signer, new_secret
from app.exchange.update_file import LARGEST, read_update
from app.services.updates import UnknownMaker, put_on
from app.services.updating import carry_out, plan_update
from app.storage import update_store
from app.storage.passport import Passport
from data.hostile_packages import by_hand, files_of, signed, unsigned
from data.updates import MAKER, MEDALS, OFF, YEAR, know_maker, laid, made, more_medals, newer_year
from services.answering import content

WHOLE = made(7, {MEDALS: more_medals()})
TOO_LARGE = "не файл обновления"
BENT = {name: (bent, says if len(bent) <= LARGEST else TOO_LARGE) for name, bent, says in by_hand(WHOLE, MEDALS)}


@pytest.fixture(autouse=True)
def maker(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    know_maker(monkeypatch, tmp_path_factory.mktemp("makers"))
    yield
    program_data.wear({})


def refused(passport: Passport, path: Path, says: str = "") -> AppError:
    """The refusal; nothing on the disk, in the base or in force is other than before."""
    before = content(passport), passport.path.read_bytes(), update_store.is_there(), dict(program_data.worn())
    with pytest.raises(AppError, match=says or None) as refusal:
        plan_update(passport, path)
    assert before == (
        content(passport),
        passport.path.read_bytes(),
        update_store.is_there(),
        dict(program_data.worn()),
    )
    assert len(str(refusal.value)) < 500
    return refusal.value


def test_as_it_is_it_is_taken(passport: Passport, tmp_path: Path) -> None:
    (path := tmp_path / "update").write_bytes(WHOLE)
    carry_out(passport, plan_update(passport, path))
    assert put_on(passport) == ""
    assert MEDALS in program_data.worn()


def test_a_byte_flipped_anywhere_and_a_cut_anywhere_are_refused() -> None:
    for place in range(len(WHOLE)):
        with pytest.raises(AppError):
            read_update(WHOLE[:place] + bytes([WHOLE[place] ^ (1 << place % 8)]) + WHOLE[place + 1 :])
    for place in range(0, len(WHOLE), 7):
        with pytest.raises(AppError):
            read_update(WHOLE[:place])


@pytest.mark.parametrize("name", BENT)
def test_what_is_bent_by_hand_is_refused(passport: Passport, tmp_path: Path, name: str) -> None:
    bent, says = BENT[name]
    (path := tmp_path / "update").write_bytes(bent)
    refused(passport, path, says)


BY_THE_MAKER = {
    "number nought": {"number": 0},
    "number true": {"number": True},
    "number without end": {"number": 10**30},
    "a day that is none": {"date": "2026-02-31"},
    "a day in other words": {"date": "20261202"},
    "a version that is none": {"program": "1.0"},
    "a version of other digits": {"program": "1.0.\u0661"},
    "a text that turns": {"about": "x\u202e"},
    "a text without end": {"about": "x" * 501},
    "an unknown key": {"run": "calc"},
    "another format": {"format": "school-passport-package"},
    "a newer format": {"format_version": 2},
}


@pytest.mark.parametrize("name", BY_THE_MAKER)
def test_what_even_the_maker_may_not_say_is_refused(passport: Passport, tmp_path: Path, name: str) -> None:
    (path := tmp_path / "update").write_bytes(signed(WHOLE, MAKER, lambda told, _: told.update(BY_THE_MAKER[name])))
    refused(passport, path)


def test_a_stranger_and_borrowed_signatures_are_refused(passport: Passport, tmp_path: Path) -> None:
    path = tmp_path / "update"
    path.write_bytes(made(7, {MEDALS: more_medals()}, Signer(new_secret())))
    assert isinstance(refused(passport, path), UnknownMaker)
    other = made(9, {YEAR: newer_year(OFF)})
    path.write_bytes(unsigned(other, lambda files: files.update({SIGNATURE: files_of(WHOLE)[SIGNATURE]})))
    refused(passport, path, "Подпись не подходит")

    def as_the_maker(files: dict[str, Any]) -> None:
        told = json.loads(files[SIGNATURE])
        told["key"] = MAKER.public  # a stranger's signature under the maker's name
        files[SIGNATURE] = (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()

    path.write_bytes(unsigned(made(7, {MEDALS: more_medals()}, Signer(new_secret())), as_the_maker))
    refused(passport, path, "Подпись не подходит")


def test_an_older_one_is_refused(passport: Passport, tmp_path: Path) -> None:
    carry_out(passport, plan_update(passport, laid(tmp_path, 7, {MEDALS: more_medals()})))
    put_on(passport)
    for number in (1, 6, 7):
        refused(passport, laid(tmp_path, number, {MEDALS: more_medals()}), "не новее")


def test_the_base_and_a_folder_are_no_update(passport: Passport, tmp_path: Path) -> None:
    refused(passport, passport.path, "сама открытая база")
    refused(passport, tmp_path, "не файл")
    refused(passport, tmp_path / "nothing", "не файл")
    (path := tmp_path / "large").write_bytes(b"x" * (LARGEST + 1))
    refused(passport, path, TOO_LARGE)


def test_what_is_planted_beside_does_not_hold(passport: Passport, own_data: Path) -> None:
    """A folder of the user into which somebody else has written: unsigned files, a stranger's update, a bent one."""
    for name in (MEDALS, "resources/" + MEDALS, "updates/" + MEDALS, "updates/makers.txt", "makers.txt"):
        (own_data / name).parent.mkdir(parents=True, exist_ok=True)
        (own_data / name).write_bytes(more_medals())
    for planted in (made(99, {MEDALS: more_medals()}, Signer(new_secret())), WHOLE[:-30] + b"\0" + WHOLE[-29:]):
        name = update_store.keep(99, sha256(planted).hexdigest(), planted)
        update_store.point(update_store.Pointer(name, "", __version__))
        put_on()
        assert not program_data.worn()
        assert put_on(passport)
        assert not program_data.worn()


def test_the_manifest_of_a_package_is_none_of_an_update() -> None:
    with pytest.raises((BadFile, Refused)):
        read_update(signed(WHOLE, MAKER, lambda told, _: told.pop("number")))
    assert MANIFEST in files_of(WHOLE)
