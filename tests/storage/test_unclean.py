"""A base that was not closed well: its own log is taken, a foreign or damaged one is not mixed in, and what is
missing is counted (F11, F12)."""

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import AppError, Damaged, Refused
from app.services.cards import Edit, save_card
from app.services.drafts import keep_draft
from app.storage import base_notes, unclean
from app.storage.backups import back_up
from app.storage.base_key import NO_PASSWORD
from app.storage.base_notes import BaseNote, log_of, read_note, write_note
from app.storage.driver import reading
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.saves import Saves, saves_of


def save(passport: Passport, name: str) -> None:
    save_card(passport, Edit("student", "", 0, {"last_name": name, "class_name": "9А"}))


def new(path: Path) -> Passport:
    return new_passport(path, year="2019-20", kind="school", code="700101", name="X")


def names(base: Passport) -> list[str]:
    with base.reading() as session:
        return [row[0] for row in session.connection().exec_driver_sql("SELECT last_name FROM student ORDER BY rowid")]


def crashed(passport: Passport, to: Path) -> Path:
    """The base and its log as a crash now would leave them, under another name; the note of this computer too."""
    shutil.copyfile(passport.path, to)
    shutil.copyfile(log_of(passport.path), log_of(to))
    note = read_note(passport.path)
    note.path = base_notes._real(to)
    write_note(note)
    return to


def test_saves_are_counted_and_drafts_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with new(path) as passport:
        assert saves_of(passport._connection) == Saves()
        save(passport, "Юдин")
        first = saves_of(passport._connection)
        save(passport, "Второй")
        second = saves_of(passport._connection)
        assert (first.number, second.number) == (1, 2)
        assert first.mark != second.mark
        keep_draft(passport, Edit("student", "x", 0, {"last_name": "На"}))
        with passport.reading() as session:
            session.connection().exec_driver_sql("DELETE FROM student")
        with passport.writing():
            pass  # nothing changed
        assert saves_of(passport._connection) == second
        assert read_note(path).saves == 2


def test_a_save_that_fails_is_not_counted(tmp_path: Path) -> None:
    with new(tmp_path / "a.passport") as passport:
        with suppress(RuntimeError), passport.writing() as session:
            session.connection().exec_driver_sql("INSERT INTO setting VALUES ('a', '1')")
            raise RuntimeError
        assert saves_of(passport._connection) == Saves()
        assert read_note(passport.path).saves == 0


def test_after_a_crash_the_log_is_taken_and_nothing_is_missing(tmp_path: Path) -> None:
    with new(tmp_path / "a.passport") as passport:
        for number in range(5):
            save(passport, f"Имя{number}")
        base = crashed(passport, tmp_path / "b.passport")
    with open_passport(base) as passport:
        assert passport.noticed.unclean
        assert (passport.noticed.missing, passport.noticed.log_aside) == (0, None)
        assert len(names(passport)) == 5
    with open_passport(base) as passport:
        assert not passport.noticed.unclean
    assert not list(tmp_path.glob("*отложена*"))


def test_a_damaged_log_loses_what_it_must_and_says_how_many(tmp_path: Path, seed: int) -> None:
    with new(tmp_path / "a.passport") as passport:
        for number in range(8):
            save(passport, f"Имя{number}")
        base = crashed(passport, tmp_path / "b.passport")
    whole, log = base.read_bytes(), log_of(base).read_bytes()
    chance = random.Random(seed)
    lost = set()
    for cut in (False, True) * 8:
        base.write_bytes(whole)
        place = chance.randrange(len(log))
        spoilt = log[:place] if cut else bytes([*log[:place], log[place] ^ 8, *log[place + 1 :]])
        log_of(base).write_bytes(spoilt)
        with open_passport(base) as passport:
            there = names(passport)
            assert there == [f"Имя{number}" for number in range(len(there))], (seed, place)
            assert passport.noticed.missing == 8 - len(there), (seed, place)
            lost.add(passport.noticed.missing)
    assert len(lost) > 2


def test_what_is_missing_is_told_until_something_is_saved(tmp_path: Path) -> None:
    with new(tmp_path / "a.passport") as passport:
        save(passport, "Юдин")
        shutil.copyfile(passport.path, tmp_path / "kept")
        base = crashed(passport, tmp_path / "b.passport")
    log_of(base).unlink()
    for _ in range(2):
        with open_passport(base) as passport:
            assert passport.noticed.missing == 1
    with open_passport(base) as passport:
        save(passport, "Снова")
    with open_passport(base) as passport:
        assert passport.noticed.missing == 0


def mixed(folder: Path, chance: random.Random, *, many: bool, kept: bool) -> tuple[Path, set[str], set[str]]:
    """An older copy put over a base beside the log that the base left; the names in the copy, and in the base."""
    with new(folder / "a.passport") as passport:
        for number in range(chance.randrange(1, 5)):
            save(passport, f"До{number}")
        copy = back_up(passport.source, "проба", folder / "copies").path
        before = set(names(passport))
        for number in range(chance.randrange(20, 30) if many else 3):
            save(passport, f"После{number}")
        passport.close()
        again = open_passport(folder / "a.passport")
    with again as passport:
        for number in range(chance.randrange(1, 6)):
            save(passport, f"Потом{number}")
        base = crashed(passport, folder / "b.passport")
        after = set(names(passport))
    shutil.copyfile(copy, base)
    if not kept:
        write_note(BaseNote(read_note(base).path))
    return base, before, after


@pytest.mark.parametrize("many", [False, True])
def test_an_old_copy_put_beside_a_log_is_never_mixed_with_it(tmp_path: Path, seed: int, many: bool) -> None:
    chance = random.Random(seed)
    for trial in range(4):
        folder = tmp_path / str(trial)
        folder.mkdir()
        base, before, after = mixed(folder, chance, many=many, kept=True)
        log = log_of(base).read_bytes()
        with open_passport(base) as passport:
            assert set(names(passport)) == before, (seed, trial)
            assert passport.noticed.log_aside.read_bytes() == log
            assert passport.noticed.missing > 0
        assert after > before


def test_without_a_note_a_trial_finds_what_the_file_itself_shows(tmp_path: Path, seed: int) -> None:
    """Here the promise is smaller: what neither a page nor a table betrays is taken as it stands."""
    chance = random.Random(seed)
    found = 0
    for trial in range(6):
        folder = tmp_path / str(trial)
        folder.mkdir()
        base, before, _ = mixed(folder, chance, many=True, kept=False)
        with open_passport(base) as passport:
            if passport.noticed.log_aside is not None:
                found += 1
                assert set(names(passport)) == before
    assert found >= 1, seed


def test_a_copy_of_the_very_state_the_log_began_on_is_no_old_one(tmp_path: Path) -> None:
    with new(tmp_path / "a.passport") as passport:
        save(passport, "Юдин")
    with open_passport(tmp_path / "a.passport") as passport:
        copy = back_up(passport.source, "проба", tmp_path / "copies").path
        save(passport, "Второй")
        base = crashed(passport, tmp_path / "b.passport")
    shutil.copyfile(copy, base)
    with open_passport(base) as passport:
        assert names(passport) == ["Юдин", "Второй"]
        assert passport.noticed.missing == 0


def test_a_base_whole_neither_with_its_log_nor_without_is_damaged_and_not_touched(tmp_path: Path) -> None:
    with new(tmp_path / "a.passport") as passport:
        for number in range(100):
            save(passport, f"Имя{number}")
    with open_passport(tmp_path / "a.passport") as passport:
        save(passport, "Последний")
        base = crashed(passport, tmp_path / "b.passport")
    content = bytearray(base.read_bytes())
    content[4096 * 70 :] = bytes(len(content) - 4096 * 70)
    base.write_bytes(content)
    before = base.read_bytes(), log_of(base).read_bytes()
    with pytest.raises(Damaged):
        open_passport(base)
    assert (base.read_bytes(), log_of(base).read_bytes()) == before


def test_a_disk_that_does_not_answer_is_not_called_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new(tmp_path / "a.passport") as passport:
        save(passport, "Юдин")
        base = crashed(passport, tmp_path / "b.passport")

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(unclean.shutil, "copyfile", refuse)
    with pytest.raises(AppError, match="диск не отвечает") as told:
        open_passport(base)
    assert not isinstance(told.value, Damaged)
    assert "поврежд" not in str(told.value)


def test_the_log_of_a_base_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "a.passport"
    new(path).close()
    child = (
        "import sys, pathlib\nfrom app.storage.opening import open_passport\n"
        "with open_passport(pathlib.Path(sys.argv[1])) as p:\n"
        "    with p.writing() as session:\n"
        "        session.connection().exec_driver_sql(\"INSERT INTO setting VALUES ('a', '1')\")\n"
        "    print('open', flush=True)\n    sys.stdin.read()"
    )
    words = [sys.executable, "-c", child, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        log = log_of(path).read_bytes()
        with pytest.raises(Refused, match="уже открыта"):
            open_passport(path)
        assert log_of(path).read_bytes() == log
        holder.communicate("")
    with reading(path, NO_PASSWORD) as connection:
        assert saves_of(connection).number == 1


@pytest.mark.parametrize("told", ["", "[]", "{", '{"path": 1}', '{"saves": "9"}', '{"folders": [1]}', "[" * 9000])
def test_a_note_that_is_nonsense_is_as_if_it_were_not_there(tmp_path: Path, told: str) -> None:
    base = tmp_path / "a.passport"
    write_note(BaseNote(base_notes._real(base), saves=7, stem="x"))
    assert read_note(base).saves == 7
    base_notes._place(base_notes._real(base)).write_text(told, encoding="utf-8")
    assert read_note(base) == BaseNote(base_notes._real(base))
