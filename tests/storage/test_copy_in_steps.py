"""A copy is made page by page: others go on meanwhile, it can be stopped at any moment, and holds the last state."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from app.errors import Cancelled, Refused
from app.services.cards import Edit, load_card, save_card
from app.storage import backups, stoppable
from app.storage.backups import Source, back_up, read_back
from app.storage.base_key import NO_PASSWORD
from app.storage.base_notes import read_note
from app.storage.copy_list import State, state_of
from app.storage.driver import reading
from app.storage.opening import new_passport
from app.storage.passport import Passport

WHY = "проба"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Passport]:
    """An open base with 20 pupils, copied a few pages at a time."""
    monkeypatch.setattr(backups, "_STEP", 5)
    (tmp_path / "base").mkdir()
    path = tmp_path / "base" / "a.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        for number in range(20):
            save(passport, f"Ученик {number}")
        yield passport


def save(passport: Passport, name: str) -> str:
    edit = Edit("student", "", 0, {"last_name": name, "class_name": "9А"})
    return save_card(passport, edit).card.id


def content(connection: object) -> dict[str, list[str]]:
    """All rows of all tables; the setting that counts copies among them."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for name in tables}


def take_back(passport: Passport) -> None:
    """Change every pupil, and have none of it."""
    with suppress(Cancelled), passport.writing() as session:
        session.connection().exec_driver_sql("UPDATE student SET birth_place = 'нет такого'")
        raise Cancelled


def seen(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_others_save_between_two_steps_stands_in_the_copy(base: Passport, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    ids = [save(base, f"До {number}") for number in range(30)]
    acts = count()
    over = threading.Event()

    def work() -> None:
        """Change, add, take back, without a rest: as a window in which somebody types."""
        while not over.is_set():
            id = chance.choice(ids)
            card = load_card(base, "student", id)
            save_card(base, Edit("student", id, card.version, {"birth_place": "Томск " * chance.randrange(1, 50)}))
            save(base, f"Меж {next(acts)}")
            if chance.random() < 0.1:
                take_back(base)

    typist = threading.Thread(target=work)
    typist.start()
    try:
        copies = [back_up(base.source, WHY, tmp_path / "copies") for _ in range(3)]
    finally:
        over.set()
        typist.join()
    assert [state_of(copy) for copy in copies] == [State.GOOD] * 3  # each was held against the base of its moment
    assert next(acts) > 4
    copy = back_up(base.source, WHY, tmp_path / "copies")
    with base.source() as source, reading(copy.path, NO_PASSWORD) as then:
        assert content(then) == content(source.connection)


def test_the_base_is_let_go_between_two_steps(base: Passport, tmp_path: Path) -> None:
    """Whoever waits for the base has it long before its copy is written."""
    steps: list[int] = []
    asked, saved = threading.Event(), threading.Event()
    at: list[tuple[int, int]] = []

    def wait() -> None:
        asked.set()
        save(base, "Ждавший")
        saved.set()

    def told(done: int, total: int) -> None:
        steps.append(done)
        if len(steps) == 2:
            waiting.start()
            asked.wait(20)
        elif len(steps) > 2 and not at and saved.wait(0.05):
            at.append((done, total))

    waiting = threading.Thread(target=wait)
    copy = back_up(base.source, WHY, tmp_path / "copies", told)
    waiting.join()
    assert at
    assert at[0][0] < at[0][1] / backups._PARTS  # while its pages were written
    with reading(copy.path, NO_PASSWORD) as then:
        assert then.execute("SELECT count(*) FROM student").fetchone()[0] == 21


def stopping(moment: int) -> tuple[Callable[[int, int], None], list[tuple[int, int]]]:
    """A progress that stops the act when it is told for the n-th time, and what it was told."""
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == moment:
            raise Cancelled

    return tell, told


def test_stopped_at_any_moment_there_is_nothing_new(
    base: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stoppable, "OFTEN", 500)
    folder = tmp_path / "copies"
    back_up(base.source, WHY, folder)
    save(base, "Новый")
    was, told_of = seen(folder), read_note(base.path)
    moment, told = 0, [(0, 1)]
    while told[-1][0] < told[-1][1]:
        moment += 1
        tell, told = stopping(moment)
        with pytest.raises(Cancelled):
            back_up(base.source, WHY, folder, tell)
        assert len(told) == moment
        assert seen(folder) == was
        assert read_note(base.path) == told_of  # and nobody is told of a failure
    assert moment > 10
    copy = back_up(base.source, WHY, folder)
    assert state_of(copy) is State.GOOD
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)


def test_a_look_that_is_stopped_in_its_midst_leaves_the_connection_usable(
    base: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stoppable, "OFTEN", 50)
    copy = back_up(base.source, WHY, tmp_path / "copies")
    told: list[int] = []

    def tell(done: int, _total: int) -> None:
        told.append(done)
        if told.count(1) == 3:  # once when the look at the structure begins, then in its midst
            raise Cancelled

    with pytest.raises(Cancelled):
        read_back(copy.path, NO_PASSWORD, progress=tell)
    assert told.count(1) == 3
    with base.source() as source:
        with pytest.raises(Cancelled), stoppable.stoppable(source.connection, _refuse):
            source.connection.execute("PRAGMA integrity_check").fetchall()
        assert source.connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"


def _refuse() -> None:
    raise Cancelled


def test_a_base_opened_anew_meanwhile_ends_the_copy(
    base: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(source: Source, *_: object) -> None:
        base._stuck = True  # as another thread finds it whose read failed
        source.pause()

    monkeypatch.setattr(backups, "_write", lost)
    with pytest.raises(Refused, match="не читается"):
        back_up(base.source, WHY, tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []
    assert save(base, "После")
