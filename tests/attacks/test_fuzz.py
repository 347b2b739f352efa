"""Fuzz: whatever bytes come from outside, every reader answers with a value or an AppError, and soon.

Texts in fields are fuzzed in ``domain/test_kinds_hold.py``, codes of pages in ``printer/test_page_code.py``, lines of a
year in ``domain/test_year.py``. Here whole files are bent: bytes flipped, cut out, doubled, put in, or all made up.
"""

import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from app.domain.field import new_id
from app.domain.year import read_year
from app.errors import AppError
from app.exchange.key_card import card_file, read_card
from app.exchange.key_copy import open_copy, seal_copy
from app.exchange.list_kinds import list_kind
from app.exchange.mapping import read_mapping
from app.exchange.package import open_package, pack
from app.exchange.receipt import Receipt, ReceiptState, open_receipt, receipt_file
from app.exchange.sealing import new_opening, seal, unlock_zip, unseal
from app.exchange.sheets import read_workbook
from app.exchange.signing import Signer
from app.paths import resources
from app.printer.scan import open_source, read_page
from app.storage.opening import new_passport, open_passport
from app.storage.snapshots import open_snapshot
from data.books import ods, ods_table, save_xls
from data.seed import SEED

ROUNDS = 120  # bent files of each kind

SIGNER = Signer(bytes(range(32)))
SECRET, RECIPIENT = new_opening()
Read = Callable[[bytes, Path], object]


def bent(content: bytes, dice: random.Random) -> bytes:
    """The content with one to four small faults."""
    made = bytearray(content)
    for _ in range(dice.randrange(1, 5)):
        at, size = dice.randrange(len(made) + 1), dice.choice((1, 1, 4, 64, 1000))
        match dice.randrange(5):
            case 0 if made:
                made[at % len(made)] ^= 1 << dice.randrange(8)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = dice.randbytes(size)
            case 3:
                made[at:at] = made[at : at + size]
            case _:
                made[at : at + size] = dice.choice((b"\0", b"\xff", b"<", b'"', b"{", b"PK\x03\x04")) * size
    return bytes(made)


def by_file(read: Callable[[Path], object], ending: str) -> Read:
    def act(content: bytes, folder: Path) -> object:
        (path := folder / f"a{ending}").write_bytes(content)
        return read(path)

    return act


def scan(path: Path) -> object:
    with open_source(path) as source:
        return read_page(source, 0, lambda _: None)


def opened(path: Path) -> None:
    for name in ("a.passport-wal", "a.passport-shm"):
        path.with_name(name).unlink(missing_ok=True)
    open_passport(path).close()


def receipt() -> bytes:
    told = ("AAAAAAAAAA", 1, "0" * 64, "700000", "Управление", "2020-02-01T09:30:00Z")
    return receipt_file(Receipt(new_id(), ReceiptState.ACCEPTED, "700101", "2019-20", *told), SIGNER).content


def package() -> bytes:
    about = {"year": "2019-20", "school": {"code": "700101", "name": "Школа"}}
    return pack(about, {"students": [{"id": "a", "last_name": "Ёлкина"}]}, SIGNER).content


def book(folder: Path) -> bytes:
    import openpyxl

    made = openpyxl.Workbook()
    made.worksheets[0].append(["Фамилия", "Имя", "Дата рождения"])
    made.worksheets[0].append(["Юдин", "Лев", "01.09.2008"])
    made.save(folder / "a.xlsx")
    return (folder / "a.xlsx").read_bytes()


def picture(folder: Path, ending: str) -> bytes:
    from PIL import Image

    Image.new("L", (600, 850), 255).save(folder / f"a{ending}")
    return (folder / f"a{ending}").read_bytes()


def base(folder: Path) -> bytes:
    path = folder / "whole.passport"
    new_passport(path, year="2019-20", kind="school", code="700101", name="Школа").close()
    return path.read_bytes()


@cache
def locked() -> bytes:
    from app.exchange.sealing import lock_zip

    return lock_zip(package(), "ABCD-EFGH")


MAPPING = json.dumps({"Фамилия": "last_name", "Дата": "birth"}).encode()
CSV = "Фамилия;Имя;Дата рождения\nЮдин;Лев;01.09.2008\n".encode()
TABLE = "<table:table-row><table:table-cell><text:p>Фамилия</text:p></table:table-cell></table:table-row>"

READERS: dict[str, tuple[Callable[[Path], bytes], Read]] = {
    "package": (lambda _: package(), lambda content, _: open_package(content)),
    "sealed": (lambda _: seal(package(), RECIPIENT), lambda content, _: unseal(content, [SECRET])),
    "locked zip": (lambda _: locked(), lambda content, _: unlock_zip(content, "ABCD-EFGH")),
    "receipt": (lambda _: receipt(), lambda content, _: open_receipt(content)),
    "key card": (
        lambda _: card_file("school", "700101", "Школа", RECIPIENT, SIGNER).content,
        lambda content, _: read_card(content),
    ),
    "xlsx": (book, by_file(read_workbook, ".xlsx")),
    "ods": (lambda folder: ods(folder / "a.ods", ods_table("a", TABLE)).read_bytes(), by_file(read_workbook, ".ods")),
    "xls": (lambda folder: save_xls(folder / "a.xls", [["Фамилия"]]).read_bytes(), by_file(read_workbook, ".xls")),
    "csv": (lambda _: CSV, by_file(read_workbook, ".csv")),
    "mapping": (lambda _: MAPPING, by_file(lambda path: read_mapping(path, list_kind("students")), ".json")),
    "year": (lambda _: resources("years", "2019-20.toml").read_bytes(), lambda raw, _: read_year(raw, "2019-20.toml")),
    "png": (lambda folder: picture(folder, ".png"), by_file(scan, ".png")),
    "jpeg": (lambda folder: picture(folder, ".jpg"), by_file(scan, ".jpg")),
    "tiff": (lambda folder: picture(folder, ".tif"), by_file(scan, ".tif")),
    "pdf": (lambda folder: picture(folder, ".pdf"), by_file(scan, ".pdf")),
    "base": (base, by_file(opened, ".passport")),
    "last year's base": (base, by_file(lambda path: open_snapshot(path).close(), ".passport")),
}


def answer(read: Read, content: bytes, folder: Path) -> str:
    """The refusal; '' for what is read."""
    try:
        read(content, folder)
    except AppError as refused:
        return refused.text
    return ""


@pytest.mark.parametrize("kind", READERS)
def test_a_bent_file_is_read_or_refused_in_words(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """The processor's seconds of the slowest are recorded for ``tests/bench/bench_attacks.py``."""
    make, read = READERS[kind]
    whole = make(tmp_path)
    read(whole, tmp_path)  # as it is, it is read
    dice = random.Random(f"{SEED} {kind}")
    rounds = ROUNDS // 6 if kind in {"base", "last year's base"} else ROUNDS
    slowest = 0.0
    for turn in range(rounds):
        content = bent(whole, dice) if turn % 10 else dice.randbytes(dice.randrange(3_000))
        begin = time.process_time()
        assert len(answer(read, content, tmp_path)) < 700, f"round {turn}"
        slowest = max(slowest, time.process_time() - begin)
    record_property("seconds", slowest)


def test_a_copy_of_keys_is_read_or_refused_in_words() -> None:
    """Each try derives a key from the password, so few are made."""
    whole = seal_copy("700101", [], "пароль")
    dice = random.Random(f"{SEED} keys")
    for _ in range(12):
        with suppress(AppError):
            open_copy(bent(whole, dice), "пароль")


def test_the_settings_of_the_window_are_read_or_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PySide6", reason="the window's settings")
    from app.ui import habits, list_layout

    monkeypatch.setattr(habits, "user_data", lambda: tmp_path)
    monkeypatch.setattr(list_layout, "user_data", lambda: tmp_path)
    dice = random.Random(f"{SEED} settings")
    habits.keep("package", "password")
    whole = (tmp_path / habits._FILE).read_bytes()
    for turn in range(200):
        content = bent(whole, dice) if turn % 5 else dice.randbytes(300)
        for name in (habits._FILE, list_layout._FILE):
            (tmp_path / name).write_bytes(content)
        assert habits.kept("package") is None or isinstance(habits.kept("package"), str)
        assert isinstance(list_layout._read(), dict)
