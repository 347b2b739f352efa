"""Copies as services make and tell them: before what cannot be taken back, skipped when nothing changed, looked at."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.services.backups import (
    CopyLine,
    Health,
    Reason,
    choose_folder,
    copy_before,
    copy_lines,
    copy_now,
    copy_of_now,
    copy_state,
)
from app.services.cards import Edit, save_card
from app.services.new_year import following_year, make_new_year
from app.services.new_year_plan import plan_new_year
from app.storage import backups
from app.storage.opening import new_passport
from app.storage.passport import Passport


def save(passport: Passport, name: str = "Юдин") -> None:
    save_card(passport, Edit("student", "", 0, {"last_name": name, "class_name": "9А"}))


def told(passport: Passport) -> list[tuple[int, str, bool, Health]]:
    return [(one.number, one.reason, one.is_now, one.health) for one in copy_lines(passport)]


def spoil(line: CopyLine) -> None:
    content = bytearray(line.path.read_bytes())
    content[5000] ^= 1
    line.path.write_bytes(content)


def test_a_copy_is_made_only_when_something_changed(passport: Passport) -> None:
    save(passport)
    first = copy_before(passport, Reason.OPENING)
    assert copy_before(passport, Reason.IMPORT) == first
    save(passport, "Вторая")
    assert copy_of_now(passport) is None
    assert copy_before(passport, Reason.IMPORT).number == 2
    assert told(passport) == [(2, Reason.IMPORT, True, Health.GOOD), (1, Reason.OPENING, False, Health.GOOD)]


def test_lines_tell_what_is_wrong_with_each_copy(passport: Passport) -> None:
    save(passport)
    for _ in range(4):
        copy_now(passport)
    lines = copy_lines(passport)
    assert [(one.pupils, one.workers, one.saves) for one in lines] == [(1, 0, 1)] * 4
    assert all(one.made_at is not None and one.size == one.path.stat().st_size for one in lines)
    spoil(lines[1])
    lines[2].path.rename(lines[2].path.with_name(lines[2].path.name.replace("000002", "000009")))
    passport.rekey("новый пароль")
    copy_now(passport, Reason.NEW_PASSWORD)
    assert {one.number: one.health for one in copy_lines(passport)} == {
        10: Health.GOOD,
        9: Health.UNKNOWN,  # nothing was noted under this number, and the key is not its
        4: Health.OLD_PASSWORD,
        3: Health.DAMAGED,
        1: Health.OLD_PASSWORD,
    }


def test_a_copy_without_a_note_is_judged_by_its_key(passport: Passport) -> None:
    copy = copy_now(passport)
    next(copy.path.parent.glob("*.json")).unlink()
    (line,) = copy_lines(passport)
    assert (line.health, line.made_at, line.size) == (Health.GOOD, None, copy.path.stat().st_size)
    spoil(line)
    assert copy_lines(passport)[0].health in (Health.DAMAGED, Health.UNKNOWN)


def test_a_failure_stays_noted_until_a_copy_succeeds(passport: Passport, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(backups, "_write", full)
        with pytest.raises(Refused, match="не хватает места"):
            copy_now(passport)
    assert "не хватает места" in copy_state(passport).failed
    copy_now(passport)
    assert copy_state(passport).failed == ""


def test_the_place_of_copies_can_be_chosen_and_given_back(passport: Passport, tmp_path: Path) -> None:
    usual = copy_state(passport).folder
    stick = tmp_path / "Флешка" / "копии"
    assert choose_folder(passport, stick).path.parent == stick
    state = copy_state(passport)
    assert (state.folder, state.chosen, state.newest) == (stick, True, 1)
    save(passport)
    assert copy_before(passport, Reason.OPENING).path.parent == stick
    choose_folder(passport, None)
    assert (copy_state(passport).folder, copy_state(passport).chosen) == (usual, False)
    assert [one.path.parent for one in copy_lines(passport)] == [usual, stick, stick]


def test_a_place_where_nothing_can_be_written_is_not_taken(passport: Passport, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    with pytest.raises(Refused, match="не папка"):
        choose_folder(passport, file)
    with pytest.raises(Refused, match="на месте папки лежит файл"):
        choose_folder(passport, file / "копии")
    assert not copy_state(passport).chosen
    assert file.read_bytes() == b"x"


def test_the_same_disk_and_the_same_folder_are_advised_against(passport: Passport) -> None:
    assert "том же диске" in copy_state(passport).advice
    choose_folder(passport, passport.path.parent)
    assert "той же папке" in copy_state(passport).advice


def test_a_stick_that_is_not_there_is_told(passport: Passport, tmp_path: Path) -> None:
    choose_folder(passport, tmp_path / "stick")
    save(passport)
    for path in (tmp_path / "stick").iterdir():
        path.unlink()
    (tmp_path / "stick").rmdir()
    (tmp_path / "stick").write_bytes(b"")  # a place that cannot be made again
    with pytest.raises(Refused, match="не сделана"):
        copy_before(passport, Reason.OPENING)
    assert copy_state(passport).failed


def test_the_new_year_begins_with_a_copy_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "old.passport"
    with new_passport(path, year="2024-25", kind="school", code="700101", name="X") as old:
        save(old)
        plan = plan_new_year(old, following_year(old.year))
        make_new_year(old, tmp_path / "new.passport", plan)
        assert [one.reason for one in copy_lines(old)] == [Reason.NEW_YEAR]
    with new_passport(tmp_path / "b.passport", year="2024-25", kind="school", code="700101", name="X") as other:
        assert copy_lines(other) == ()
