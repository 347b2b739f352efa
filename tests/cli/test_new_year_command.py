"""The command new-year: its keys, its numbers, its refusals; and that a change confirms what it names."""

from pathlib import Path

import pytest

from app.domain.student import Student
from app.storage.opening import open_passport
from cli.answers import Say, found, ids
from data.people import People
from data.shifted_year import shifted_year

COUNTS = ("moved", "kept", "left", "graduated")


@pytest.fixture
def old(folder: Path, say: Say) -> Path:
    """A base of 2024/25 with three pupils, one of whom has left."""
    from app.services.cards import Edit, save_card

    path = folder / "old.passport"
    told = ("--year", "2024-25", "--kind", "school", "--code", "700101", "--name", "Школа")
    assert say("new", path, *told)[0] == 0
    people = People(3, 2024)
    with open_passport(path) as passport:
        for id, name, left in (("a", "8А", ""), ("b", "11А", ""), ("c", "5А", "03.02.2025")):
            save_card(passport, Edit("student", id, 0, people.pupil(name) | {"left": left, "phone": "8 913 800-00-01"}))
    return path


def test_new_year_counts_add_up_and_a_second_run_is_the_same(old: Path, folder: Path, say: Say) -> None:
    new, before = folder / "new.passport", old.read_bytes()
    trial = found(*say("new-year", old, "-o", new, "--dry-run", "--json"))
    assert not new.exists()
    done = found(*say("new-year", old, "-o", new, "--json"))
    assert done == trial
    assert [done[name] for name in COUNTS] == [1, 0, 0, 1]
    assert sum(done[name] for name in COUNTS) + done["left_before"] == len(ids(old)) == 3
    assert (done["year"], done["path"]) == ("2025-26", str(new))
    assert done["classes"][0] == {"class": "8А", "moved": 1, "kept": 0, "left": 0, "graduated": 0}
    assert old.read_bytes() == before
    made = new.read_bytes()
    status, out, err = say("new-year", old, "-o", new, "--json")
    assert (status, found(status, out, err)) == (0, done)
    assert "уже сделана" in err
    assert new.read_bytes() == made


def test_new_year_for_people(old: Path, folder: Path, say: Say) -> None:
    status, out, _ = say("new-year", old, "-o", folder / "new.passport", "--dry-run")
    assert status == 0
    assert "Обучающихся: 2 = переведено 1 + оставлено 0 + выбыло 0 + выпущено 1." in out
    assert "Выбыли раньше и остались в прошлой базе: 1." in out
    assert "вопросов" in out
    status, out, _ = say("new-year", old, "-o", folder / "new.passport")
    assert out.startswith("Сделана база 2025/26 учебного года")
    assert say("new-year", old, "-o", folder / "new.passport")[1].startswith("Уже сделана база")


def test_new_year_is_refused_in_a_sentence(base: Path, old: Path, folder: Path, say: Say) -> None:
    new = folder / "new.passport"
    status, out, err = say("new-year", base, "-o", new)  # of 2019/20: the program has no 2020/21
    assert (status, out) == (4, "")
    assert "--year-file" in err
    assert say("new-year", old, "-o", old)[0] == 4
    assert say("new-year", folder / "none.passport", "-o", new)[0] == 4
    assert say("new-year", old, "-o", new, "--year-file", shifted_year(folder, "2019-20"))[0] == 4
    assert say("new-year", old)[0] == 2
    assert not new.exists()
    assert (
        found(*say("new-year", base, "-o", new, "--year-file", folder / "2020-21.toml", "--json"))["year"] == "2020-21"
    )


def test_change_confirms_what_it_names_though_it_be_the_same(old: Path, folder: Path, say: Say) -> None:
    new = folder / "new.passport"
    say("new-year", old, "-o", new)

    def asked(*words: str) -> set[str]:
        told = found(*say("change", new, "student", "a", *words, "--json"))
        return {one["field"] for one in told["findings"] if one["rule"] == "AGE-1"}

    assert asked("file_number=Б-1") >= {"phone", "category"}
    left = asked("phone=+79138000001")
    assert "phone" not in left
    assert "category" in left
    with open_passport(new) as passport, passport.reading() as session:
        student = session.get(Student, "a")
        assert student is not None
        assert student.unconfirmed is not None
        assert "phone" not in student.unconfirmed


def test_a_past_year_is_only_read_until_its_mark_is_taken_away(old: Path, folder: Path, say: Say) -> None:
    assert say("new-year", old, "-o", folder / "new.passport")[0] == 0
    before = old.read_bytes()
    status, out, err = say("change", old, "student", "a", "phone=8 913 800-00-02")
    assert (status, out) == (4, "")
    assert "прошлый год" in err
    assert "old.passport.past.txt" in err
    assert say("check", old)[0] in (0, 3)
    assert say("history", old)[0] == 0
    assert say("verify", old)[0] == 0
    assert old.read_bytes() == before
    (folder / "old.passport.past.txt").unlink()
    assert say("change", old, "student", "a", "phone=8 913 800-00-02")[0] in (0, 3)
