"""Cards of keys and copies of keys: what was written is read, what is no card or copy is refused in a sentence."""

from dataclasses import replace
from typing import Any

import pytest

from app.errors import AppError, BadFile, BadValue, Refused
from app.exchange import key_card, key_copy
from app.exchange.container import write
from app.exchange.key_card import card_file, read_card
from app.exchange.key_copy import Generation, open_copy, seal_copy
from app.exchange.sealing import new_opening, seal
from app.exchange.signing import MOST_RENEWALS, Signer
from app.exchange.strict_json import pages_of

SECRET, RECIPIENT = new_opening()
FIRST = Signer(bytes(range(32)))
SECOND = FIRST.renewed(bytes(range(1, 33)))
CARD = {"kind": "municipality", "code": "700000", "name": "Отдел <b> образования", "sealing": RECIPIENT}
FORM = {"format": key_card.FORMAT, "format_version": key_card.FORMAT_VERSION}


def test_a_card_comes_back_whole() -> None:
    card = read_card(card_file(CARD["kind"], CARD["code"], CARD["name"], RECIPIENT, SECOND).content)
    assert {name: getattr(card, name) for name in CARD} == CARD
    assert (card.verifying, card.renewals) == (SECOND.public, SECOND.renewals)
    assert SECRET.encode() not in card_file("school", "1", "", RECIPIENT, FIRST).content


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "region"},
        {"kind": None},
        {"code": ""},
        {"code": "  "},
        {"code": 700000},
        {"code": "7" * 21},
        {"name": "Я" * 256},
        {"name": "Отдел\nобразования"},
        {"name": "\u202eОтдел"},
        {"sealing": "age1"},
        {"sealing": SECRET},
        {"sealing": ""},
    ],
    ids=lambda change: next(iter(change)),  # not the secret, which differs from process to process
)
def test_a_card_that_we_would_not_have_written_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadFile, match="ключа"):
        read_card(write({**FORM, **CARD, **change}, {}, FIRST).content)


def test_a_card_of_another_kind_of_file_is_refused() -> None:
    with pytest.raises(Refused, match="другого вида"):
        read_card(write({"format": "school-passport-package", "format_version": 1}, {}, FIRST).content)
    with pytest.raises(Refused, match="версии формата"):
        read_card(write({**CARD, **FORM, "format_version": 2}, {}, FIRST).content)


def generations(*signers: Signer) -> list[Generation]:
    return [
        Generation(
            number,
            one.secret.hex(),
            new_opening()[0],
            one.renewals[-1].signature if one.renewals else "",
            "2020-01-20T05:30:01",
        )
        for number, one in enumerate(signers, 1)
    ]


GOOD = generations(FIRST, SECOND)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """One copy for all: to seal and to open costs a second each time, as it shall cost whoever tries passwords."""
    return seal_copy("700101", GOOD, "пароль из слов")


def test_a_copy_comes_back_whole_by_its_password_alone(sealed: bytes) -> None:
    assert open_copy(sealed, "пароль из слов") == ("700101", GOOD)
    for wrong in ("пароль", "\ud800"):
        with pytest.raises(BadFile, match="пароль другой"):
            open_copy(sealed, wrong)
    with pytest.raises(BadValue, match="знак"):
        seal_copy("700101", GOOD, "\ud800" * 8)


def test_a_copy_that_was_changed_or_cut_does_not_open(sealed: bytes) -> None:
    flipped = sealed[:-20] + bytes([sealed[-20] ^ 1]) + sealed[-19:]
    for content in (flipped, b"", sealed[:50], b"PK\x03\x04", seal(b"x", RECIPIENT)):
        with pytest.raises(BadFile, match="файл повреждён"):
            open_copy(content, "пароль из слов")


def test_a_copy_that_asks_for_hours_of_work_is_refused_at_once(sealed: bytes) -> None:
    head, rest = sealed.split(b"\n--- ", 1)
    lines = head.split(b"\n")
    lines[1] = lines[1].rsplit(b" ", 1)[0] + b" 40"
    with pytest.raises(BadFile, match="не открылась"):
        open_copy(b"\n".join(lines) + b"\n--- " + rest, "password")


def opened(monkeypatch: pytest.MonkeyPatch, content: bytes) -> AppError:
    """What is said of such content under the seal. The seal itself is taken off: it costs a second each time."""
    from pyrage import passphrase

    monkeypatch.setattr(passphrase, "decrypt", lambda _content, _password: content)
    with pytest.raises(BadFile) as found:
        open_copy(b"", "password")
    return found.value


HOSTILE: dict[str, list[Generation]] = {
    "key of 31 bytes": [replace(GOOD[0], signing="00" * 31)],
    "no hex": [replace(GOOD[0], signing="x" * 64)],
    "no secret of age": [replace(GOOD[0], opening="AGE-SECRET-KEY-1")],
    "first is renewed": [replace(GOOD[0], renewal="00" * 64)],
    "second is not": [GOOD[0], replace(GOOD[1], renewal="")],
    "by a stranger": [replace(GOOD[0], signing="00" * 32), GOOD[1]],
    "doubled number": [GOOD[0], replace(GOOD[1], number=1)],
    "begins at 2": [replace(GOOD[0], number=2)],
    "huge number": [replace(GOOD[0], number=10**30)],
    "no moment": [replace(GOOD[0], made_at="вчера")],
    "moment with a zone": [replace(GOOD[0], made_at="2020-01-20T05:30:01+07:00")],
    "renewal is no hex": [GOOD[0], replace(GOOD[1], renewal="я")],
    "without end": GOOD * MOST_RENEWALS,
}


@pytest.mark.parametrize("keys", HOSTILE.values(), ids=HOSTILE)
def test_keys_that_do_not_belong_together_are_refused(monkeypatch: pytest.MonkeyPatch, keys: list[Generation]) -> None:
    plain = [{name: getattr(one, name) for name in key_copy._FIELDS} for one in keys]
    told = opened(monkeypatch, pages_of({"format": key_copy.FORMAT, "code": "700101", "keys": plain}))
    assert "ключ" in told.text.casefold()


@pytest.mark.parametrize(
    "told",
    [
        {"format": "x", "code": "700101", "keys": [{}]},
        {"format": key_copy.FORMAT, "code": 700101, "keys": [{}]},
        {"format": key_copy.FORMAT, "code": "700101", "keys": []},
        {"format": key_copy.FORMAT, "code": "700101", "keys": [1]},
        {"format": key_copy.FORMAT, "code": "700101", "keys": [{"number": True}]},
        {"format": key_copy.FORMAT, "code": "700101"},
    ],
)
def test_a_copy_of_another_shape_is_refused(monkeypatch: pytest.MonkeyPatch, told: dict[str, Any]) -> None:
    assert "опи" in opened(monkeypatch, pages_of(told)).text


@pytest.mark.parametrize("content", [b"", b"x", b"[]", b"\xff", b'{"a":NaN}'])
def test_a_copy_that_holds_no_object_is_refused(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    assert "копии ключей" in opened(monkeypatch, content).text
