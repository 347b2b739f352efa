"""F23: a clock that is set back a year or forward ten changes no order: packages, loads and copies go by number."""

import sys
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from app.paths import user_data
from app.services.drafts import drafts, keep_draft
from app.services.exporting import export_package
from app.services.import_batches import batches
from app.services.import_undo import undo_import
from app.services.importing import import_students
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.lists import IVANOV, NAMES, save
from faults.acts import BASE, make_pupils, numbered_edit
from faults.whole import opened_whole

CLOCKS = [timedelta(0), timedelta(days=-365), timedelta(days=3653), timedelta(days=-3)]


def set_clock(patch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let every module of the program read a clock that is wrong by so much."""

    class Told(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, cls.__mro__[1])

    class Moment(datetime, metaclass=Told):
        @classmethod
        def now(cls, zone: tzinfo | None = None) -> Any:
            return datetime.now(zone) + by

    class Day(date, metaclass=Told):
        @classmethod
        def today(cls) -> Any:
            return date.today() + by

    for name, module in list(sys.modules.items()):
        for word, real, wrong in (("datetime", datetime, Moment), ("date", date, Day)):
            if name.startswith("app.") and getattr(module, word, None) is real:
                patch.setattr(module, word, wrong)


def one_round(passport: Passport, folder: Path, number: int) -> str:
    """Load a list, send a package, keep a draft; the name of the package."""
    rows = [NAMES, [*IVANOV[:4], f"{number + 5}А"]]
    import_students(passport, save(folder / "list.xlsx", rows))
    keep_draft(passport, numbered_edit("p0", 1, number))
    return export_package(passport, folder, draft=True).path.name


def test_the_order_is_that_of_the_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pupils(tmp_path)
    packages = []
    for number, by in enumerate(CLOCKS):
        with monkeypatch.context() as patch:
            set_clock(patch, by)
            with open_passport(tmp_path / BASE) as passport:
                packages.append(one_round(passport, tmp_path, number))
                assert (datetime.now(UTC).replace(tzinfo=None) + by - drafts(passport)[0].kept_at) < timedelta(days=1)
    with opened_whole(tmp_path / BASE) as passport:
        query = "SELECT sequence, made_at FROM sent_package ORDER BY sequence"
        found = passport._connection.execute(query).fetchall()
        assert [row[0] for row in found] == [1, 2, 3, 4]
        assert sorted(row[1] for row in found) != [row[1] for row in found]  # the clock was really wrong
        assert [one.number for one in batches(passport)] == [4, 3, 2, 1]
        for number in (4, 3, 2, 1):  # the newest list goes first, whatever its date says
            assert undo_import(passport, number).kept == ()
    copies = sorted(path.name for path in user_data().rglob("*.copy"))
    assert [name[-11:-5] for name in copies] == [f"{number:06}" for number in range(1, len(copies) + 1)]
    assert len(copies) >= len(CLOCKS)
    assert len(set(packages)) == len(CLOCKS)
