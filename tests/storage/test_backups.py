"""Copies of a base: verified, numbered, rotated; a damaged base or copy never costs a good one."""

import json
import random
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import AppError, Refused
from app.progress import Progress
from app.services.cards import Edit, save_card
from app.storage import backups, copy_list
from app.storage.backups import back_up, known_copies, newest_of_now, read_back
from app.storage.base_key import NO_PASSWORD
from app.storage.base_notes import read_note
from app.storage.copy_list import Copy, State, copies_in, state_of, stem_of
from app.storage.driver import reading
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.rotation import LAST

WHY = "проба"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Passport]:
    """An open base with one pupil, in a folder of its own."""
    folder = tmp_path / "base"
    folder.mkdir()
    with new_passport(
        folder / "a.passport", year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»"
    ) as passport:
        save(passport, "Юдин")
        yield passport


def save(passport: Passport, name: str) -> None:
    save_card(passport, Edit("student", "", 0, {"last_name": name, "class_name": "9А"}))


def copied(passport: Passport, folder: Path | None = None) -> Copy:
    return back_up(passport.source, WHY, folder)


def names(path: Path) -> list[str]:
    with reading(path, NO_PASSWORD) as connection:
        return [row[0] for row in connection.execute("SELECT last_name FROM student ORDER BY rowid")]


def spoil(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_copy_is_whole_named_by_number_and_opens_by_the_same_key(base: Passport, tmp_path: Path) -> None:
    copy = copied(base, tmp_path / "copies")
    mark = stem_of("700101", "2019-20", base.salt)[-6:]
    assert copy.path.name == f"700101 2019-20 {mark} 000001.copy"
    assert sorted(path.name for path in copy.path.parent.iterdir()) == [copy.path.name, f"copies {mark}.json"]
    assert names(copy.path) == ["Юдин"]
    assert (copy.note.pupils, copy.note.workers, copy.note.why, copy.note.saves) == (1, 0, WHY, 1)
    assert state_of(copy) is State.GOOD
    assert copy.path.read_bytes()[:16] == base.salt


def test_copies_lie_apart_from_the_base_where_no_folder_was_chosen(base: Passport) -> None:
    copy = copied(base)
    assert copy.path.parent.name == "700101 2019-20"
    assert copy.path.parent != base.path.parent
    assert [one.number for one in known_copies(base.path)] == [1]


def test_the_number_grows_whatever_lies_in_the_folder(base: Passport, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    first = copied(base, folder)
    first.path.unlink()
    assert copied(base, folder).number == 2  # the base remembers
    shutil.rmtree(folder)
    assert copied(base, folder).number == 3
    fourth = copied(base, folder).path
    fourth.rename(fourth.with_name(fourth.name.replace("000004", "000040")))
    assert copied(base, folder).number == 41  # and never a number that is taken


def test_two_bases_of_one_school_do_not_mix(base: Passport, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    copied(base, folder)
    with new_passport(tmp_path / "b.passport", year="2019-20", kind="school", code="700101", name="X") as other:
        copy = copied(other, folder)
        assert copy.number == 1
        assert [one.path for one in copies_in(folder, stem_of("700101", "2019-20", other.salt))] == [copy.path]
    assert len(list(folder.glob("*.copy"))) == 2


def test_nothing_new_is_known_by_the_last_save(base: Passport) -> None:
    copy = copied(base)
    with base.source() as source:
        assert newest_of_now(source.present).path == copy.path
    save(base, "Второй")
    with base.source() as source:
        assert newest_of_now(source.present) is None


def test_a_damaged_copy_of_now_does_not_count(base: Passport) -> None:
    copy = copied(base)
    spoil(copy.path, 9000)
    with base.source() as source:
        assert newest_of_now(source.present) is None


def test_a_copy_of_the_old_password_does_not_count(base: Passport) -> None:
    copied(base)
    base.rekey("новый пароль")
    with base.source() as source:
        assert newest_of_now(source.present) is None


def test_every_flipped_bit_and_every_cut_of_a_copy_is_found(base: Passport, seed: int, tmp_path: Path) -> None:
    copy = copied(base)
    whole = copy.path.read_bytes()
    chance = random.Random(seed)
    for place in chance.sample(range(len(whole)), 60):
        spoil(copy.path, place)
        assert state_of(copy) is State.DAMAGED, (seed, place)
        copy.path.write_bytes(whole)
    for length in chance.sample(range(len(whole)), 20):
        copy.path.write_bytes(whole[:length])
        assert state_of(copy) is State.DAMAGED, (seed, length)
    copy.path.write_bytes(whole)
    assert state_of(copy) is State.GOOD


def test_damage_is_found_by_the_key_too_where_the_list_is_lost(base: Passport, seed: int) -> None:
    copy = copied(base)
    for path in copy.path.parent.glob("*.json"):
        path.write_text("{", encoding="utf-8")
    (known,) = known_copies(base.path)
    assert known.note is None
    assert state_of(known) is State.UNKNOWN
    assert read_back(known.path, NO_PASSWORD).number == 1
    whole = copy.path.read_bytes()
    for place in random.Random(seed).sample(range(len(whole)), 25):
        spoil(copy.path, place)
        with pytest.raises(AppError):
            read_back(copy.path, NO_PASSWORD)
        copy.path.write_bytes(whole)


def test_damaged_copies_take_no_good_one_away(base: Passport, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for _ in range(LAST):
        copied(base, folder)
    for number in range(2, LAST + 1):
        spoil(next(folder.glob(f"*{number:06}.copy")), 5000)
    for _ in range(3):
        copied(base, folder)
    there = {one.number: state_of(one) for one in copies_in(folder, stem_of("700101", "2019-20", base.salt))}
    assert there[1] is State.GOOD  # ten newer lie there, but nine of them are damaged
    assert [number for number, state in there.items() if state is State.DAMAGED] == list(range(LAST, 1, -1))


def test_old_copies_go_when_enough_good_ones_are_there(base: Passport, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for _ in range(LAST + 3):
        copied(base, folder)
    there = copies_in(folder, stem_of("700101", "2019-20", base.salt))
    assert [one.number for one in there] == list(range(LAST + 3, 3, -1))
    listed = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8"))
    assert [one["number"] for one in listed] == list(range(4, LAST + 4))


def test_a_clock_that_jumps_loses_no_newest_copy(
    base: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"

    class Clock(datetime):
        year_now = 2026

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(cls.year_now, 5, 5, 12)

    monkeypatch.setattr(backups, "datetime", Clock)
    for year in (2026, 2009, 2036, 2009, 2026):
        Clock.year_now = year
        for _ in range(4):
            copied(base, folder)
        newest = copies_in(folder, stem_of("700101", "2019-20", base.salt))[0]
        assert newest.note.day.year == year
    there = copies_in(folder, stem_of("700101", "2019-20", base.salt))
    assert [one.number for one in there][:LAST] == list(range(20, 20 - LAST, -1))


def test_a_damaged_base_makes_no_copy_and_takes_none_away(base: Passport, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    path = base.path
    for number in range(200):
        save(base, f"Ученик {number}")
    good = [copied(base, folder) for _ in range(2)]
    base.close()
    spoil(path, 4096 * 60 + 100)
    with pytest.raises(AppError, match="поврежд"):
        open_passport(path)
    assert [state_of(one) for one in good] == [State.GOOD] * 2


@pytest.mark.parametrize("when", ["room", "backup", "sync", "rename", "list"])
def test_a_full_disk_leaves_the_old_copies_and_is_noted(
    base: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    folder = tmp_path / "copies"
    first = copied(base, folder)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if when == "room":
            patch.setattr(backups.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 90, 10))
        elif when == "backup":
            patch.setattr(backups, "_write", full)
        elif when == "sync":
            patch.setattr(backups, "sync", full)
        elif when == "rename":
            patch.setattr(Path, "rename", full)
        else:
            patch.setattr(copy_list, "write_whole", full)
        with pytest.raises(Refused, match="Копия базы"):
            copied(base, folder)
    assert state_of(first) is State.GOOD
    assert not list(folder.glob("*.tmp"))
    assert "не сделана" in read_note(base.path).failed
    copied(base, folder)
    assert read_note(base.path).failed == ""


def test_a_copy_that_reads_back_wrong_is_not_left(
    base: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"
    real = backups._write

    def wrong(source: backups.Source, partial: Path, progress: Progress) -> None:
        real(source, partial, progress)
        spoil(partial, 4096 * 5 + 9)

    monkeypatch.setattr(backups, "_write", wrong)
    with pytest.raises(Refused, match="не прошла проверку"):
        copied(base, folder)
    assert list(folder.iterdir()) == []


def test_a_list_of_copies_that_is_nonsense_is_as_if_it_were_not_there(base: Passport) -> None:
    copy = copied(base)
    (listed,) = copy.path.parent.glob("*.json")
    right = json.loads(listed.read_text(encoding="utf-8"))[0]
    for told in ("", "[1, {}]", "{}", "[" * 5000, json.dumps([{**right, "size": "9"}]), json.dumps([{"number": 1}])):
        listed.write_text(told, encoding="utf-8")
        assert [one.note for one in known_copies(base.path)] == [None]
    listed.write_text(json.dumps([{**right, "made_at": "вчера"}]), encoding="utf-8")
    assert known_copies(base.path)[0].note.day is None
