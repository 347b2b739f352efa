"""The next school year's base: whole, the old one untouched, and made once."""

import hashlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.all_records import Model
from app.domain.carry_over import DECISIONS, Carry
from app.domain.field import OnNewYear, fields
from app.domain.imprint import SCHOOL
from app.domain.keys import KeyPair
from app.domain.school import SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import academic_year
from app.errors import BadFile, Refused
from app.services import moments
from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.demonstration import demo_passport
from app.services.last_year import last_year_given
from app.services.lists import GROUP, ID, list_rows
from app.services.new_year import Made, following_year, make_new_year, rehearse_new_year
from app.services.new_year_plan import Fate, NewYearPlan, plan_new_year
from app.services.past_years import mark_of
from app.services.year_file import read_year_file
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.settings import remember, setting
from app.storage.snapshots import open_snapshot
from app.validators.ageing import UNCONFIRMED
from data.seed import SEED
from data.shifted_year import shifted_year
from data.whole_school import whole_school

NEW = academic_year("2025-26")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed school of 2024/25 at the end of its year, with keys and a setting."""
    path = tmp_path_factory.mktemp("old") / "old.passport"
    passport = whole_school(path, 200, year="2024-25", as_of=date(2025, 8, 20), seed=SEED)
    with passport, passport.writing() as session:
        remember(session, "edition", "ordinary")
        session.add(KeyPair(number=1, signing=b"\x01" * 32, opening="AGE-SECRET-KEY-1", made_at=moments.now()))
    return path


def digest(path: Path) -> tuple[str, list[str]]:
    """A base and the names of what lies beside it, but for the sign of a past year, which the first new base puts."""
    beside = {one.name for one in path.parent.iterdir()} - {mark_of(path).name}
    return hashlib.sha256(path.read_bytes()).hexdigest(), sorted(beside)


def made(old: Path, new: Path, changes: dict[str, Fate] | None = None) -> tuple[NewYearPlan, Made]:
    """Make the next year as proposed, with some fates changed."""
    with open_snapshot(old) as passport:
        plan = plan_new_year(passport, NEW)
        for id, fate in (changes or {}).items():
            plan = plan.changed([id], fate)
        return plan, make_new_year(passport, new, plan)


def counts(path: Path) -> dict[str, int]:
    """How many rows each mapped class has."""
    with open_snapshot(path) as passport, passport.reading() as session:
        return {
            model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0 for model in DECISIONS
        }


def classes(path: Path) -> dict[str, str]:
    with open_snapshot(path) as passport:
        return {row[ID]: row[GROUP] or "" for row in list_rows(passport, "student", ())}


def test_old_base_stays_and_the_new_one_holds_what_was_decided(old: Path, tmp_path: Path) -> None:
    before, there = digest(old), counts(old)
    plan, done = made(old, tmp_path / "new.passport")
    assert digest(old) == before
    assert mark_of(old).is_file()
    assert (done.already, done.path.exists()) == (False, True)
    assert [one.name for one in tmp_path.iterdir()] == ["new.passport"]
    now = counts(done.path)
    staying = plan.counts[Fate.MOVED] + plan.counts[Fate.KEPT]
    assert now["student"] == staying
    assert sum(plan.counts.values()) + plan.left_before == there["student"]
    assert now["last_pupil"] == len(plan.pupils)
    for model, (carry, _) in DECISIONS.items():
        name = model.__tablename__
        if carry is Carry.BEHIND:
            assert now[name] == 0, name
    for name in ("room", "building", "responsible", "key_pair"):
        assert now[name] == there[name] > 0, name
    assert now["guardian"] > 0
    assert there["exam_choice"] > 0
    assert now["staff"] <= there["staff"]


def test_everybody_is_where_the_plan_says_under_his_own_id(old: Path, tmp_path: Path) -> None:
    plan, done = made(old, tmp_path / "new.passport")
    assert classes(done.path) == {one.id: one.to_class for one in plan.pupils if one.fate.stays}
    one = next(one for one in plan.pupils if one.to_class == "9А")
    with open_snapshot(old) as last, open_passport(done.path) as passport:
        assert passport.year.name == "2025-26"
        assert passport.kind == SCHOOL
        was, card = load_card(last, "student", one.id), load_card(passport, "student", one.id)
        changed = {name for name, text in card.texts.items() if text != was.texts[name]}
        assert changed <= {"class_name", "category"}
        assert card.details["guardians"] == was.details["guardians"]
        assert card.details["exams"] == ()
        with passport.reading() as session:  # lists are searched and ordered by texts of the new class
            assert session.scalars(select(Student.sort_key).where(Student.id == one.id)).one().startswith("000009")
        given = last_year_given(passport)
        assert given is not None
        assert (given.year, given.pupils) == ("2024-25", len(plan.pupils))
        with passport.reading() as session:
            assert setting(session, "edition") == "ordinary"


def test_what_ages_waits_and_what_is_of_a_year_begins_empty(old: Path, tmp_path: Path) -> None:
    _, done = made(old, tmp_path / "new.passport")
    with open_passport(done.path) as passport, passport.reading() as session:
        for model in (Student, Staff, SchoolClass):
            for record in session.scalars(select(model)):
                waiting = record.unconfirmed or []
                for told in fields(model):
                    value = getattr(record, told.name)
                    if told.on_new_year is OnNewYear.CONFIRM:
                        assert (told.name in waiting) == (value is not None), told.name
                    elif told.on_new_year is OnNewYear.BEGIN:
                        assert value is None, told.name
        assert session.scalar(select(func.count()).select_from(Staff).where(Staff.oge_organiser.is_(True)))


def test_rehearsal_says_what_a_check_of_the_new_base_finds(old: Path, tmp_path: Path) -> None:
    with open_snapshot(old) as passport:
        plan = plan_new_year(passport, NEW)
        told = rehearse_new_year(passport, plan)
        done = make_new_year(passport, tmp_path / "new.passport", plan)
    with open_passport(done.path) as new:
        found = check(new)
    assert told.counts == found.counts
    assert {one.key for one in told.findings} == {one.key for one in found.findings}
    asked = {(one.entity, one.id) for one in found.findings if (one.rule, one.field) == (UNCONFIRMED, "category")}
    categories = {id for entity, id in asked if entity == "student"}
    assert categories == {one.id for one in plan.pupils if one.category}
    assert not [one for one in found.findings if one.rule == "CAT-6"]  # nobody keeps a category of the class before


def test_second_run_changes_nothing_and_another_file_is_not_touched(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.passport"
    plan, _ = made(old, new)
    before = digest(new)
    again, done = made(old, new)
    assert (done.already, again.counts) == (True, plan.counts)
    assert digest(new) == before
    with open_passport(new) as passport:  # worked in since: still the same result, and still not touched
        card = load_card(passport, "student", next(one.id for one in plan.pupils if one.fate.stays))
        save_card(passport, Edit("student", card.id, card.version, {"file_number": "Б-7"}))
    before = digest(new)
    assert made(old, new)[1].already
    other = next(one for one in plan.pupils if one.fate is Fate.MOVED)
    with pytest.raises(Refused, match="уже есть"):
        made(old, new, {other.id: Fate.LEFT})
    note = tmp_path / "note.passport"
    note.write_text("важное", encoding="utf-8")
    with pytest.raises(Refused, match="уже есть"):
        made(old, note)
    assert note.read_text(encoding="utf-8") == "важное"
    assert digest(new)[0] == before[0]


def test_it_cannot_lie_in_place_of_the_old_one_or_nowhere(old: Path, tmp_path: Path) -> None:
    before = digest(old)
    for place in (old, old.with_name(f"{old.name}-wal")):
        with pytest.raises(Refused, match="на место прошлогодней"):
            made(old, place)
    with pytest.raises(BadFile, match="Папки"):
        made(old, tmp_path / "nowhere" / "new.passport")
    assert digest(old) == before


def test_random_fates_always_make_a_base_whose_sums_agree(old: Path, tmp_path: Path) -> None:
    with open_snapshot(old) as passport:
        plan = plan_new_year(passport, NEW)
    source = random.Random(SEED)
    changes = {one.id: source.choice(one.choices) for one in source.sample(plan.pupils, len(plan.pupils) // 2)}
    plan, done = made(old, tmp_path / "new.passport", changes)
    assert classes(done.path) == {one.id: one.to_class for one in plan.pupils if one.fate.stays}
    with open_passport(done.path) as passport, passport.reading() as session:
        names = session.scalars(select(SchoolClass.name)).all()
        assert len(names) == len(set(names))
        assert {one.to_class for one in plan.pupils if one.to_class} <= set(names)


def test_class_in_which_some_are_kept_stays_beside_the_one_moved_up(tmp_path: Path) -> None:
    path = tmp_path / "old.passport"
    with new_passport(path, year="2024-25", kind="school", code="700101", name="Школа") as passport:
        for id, name in (("a", "5А"), ("b", "5А"), ("c", "10А")):
            save_card(passport, Edit("student", id, 0, {"last_name": "Юдин", "class_name": name}))
        for name in ("8Б", "9Б"):  # without pupils
            save_card(passport, Edit("class", name, 0, {"name": name}))
        with passport.reading() as session:
            ids = dict(session.execute(select(SchoolClass.name, SchoolClass.id)).all())
        for id in ids.values():
            card = load_card(passport, "class", id)
            save_card(passport, Edit("class", card.id, card.version, {"teacher": "Юдина Анна Ивановна"}))
    _, done = made(path, tmp_path / "new.passport", {"b": Fate.KEPT})
    with open_passport(done.path) as new, new.reading() as session:
        found = {one.name: one for one in session.scalars(select(SchoolClass))}
        assert set(found) == {"5А", "6А", "9Б", "11А"}
        assert found["9Б"].id == "8Б"
        assert (found["6А"].id, found["11А"].id) == (ids["5А"], ids["10А"])
        assert (found["6А"].teacher, found["5А"].teacher) == ("Юдина Анна Ивановна", None)
        assert found["6А"].unconfirmed == ["teacher"]
    _, again = made(path, tmp_path / "other.passport", {"a": Fate.KEPT, "b": Fate.KEPT})
    with open_passport(again.path) as new, new.reading() as session:
        assert session.scalars(select(SchoolClass.id).where(SchoolClass.name == "5А")).one() == ids["5А"]


KILLED = """
import os, signal, sys
from pathlib import Path
from app.services.new_year import following_year, make_new_year
from app.services.new_year_plan import plan_new_year
from app.storage.snapshots import open_snapshot

def progress(done, total):
    if done == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

with open_snapshot(Path(sys.argv[1])) as old:
    plan = plan_new_year(old, following_year(old.year))
    make_new_year(old, Path(sys.argv[2]), plan, progress=progress)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on Windows")
def test_kill_in_the_middle_leaves_nothing_under_the_name(old: Path, tmp_path: Path) -> None:
    new, before = tmp_path / "new.passport", digest(old)
    for point in (5, 14):
        command = [sys.executable, "-c", KILLED, str(old), str(new), str(point)]
        done = subprocess.run(command, cwd=Path(__file__).parents[2], env=dict(os.environ), check=False)
        assert done.returncode == -signal.SIGKILL
        assert not new.exists()
    assert digest(old) == before
    assert made(old, new)[1].already is False  # what the kills left beside is no hindrance
    assert [one.name for one in tmp_path.iterdir()] == ["new.passport"]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Passport]:
    (folder := tmp_path / "demo").mkdir()
    with open_snapshot(demo_passport(folder)) as passport:
        yield passport


def test_year_that_the_program_does_not_have_comes_by_its_file(demo: Passport, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="2020/21") as told:
        following_year(demo.year)
    assert "--year-file" in told.value.hint
    file = read_year_file(shifted_year(tmp_path, "2019-20"))
    plan = plan_new_year(demo, following_year(demo.year, file))
    assert sum(plan.counts.values()) + plan.left_before == len(list_rows(demo, "student", ()))
    done = make_new_year(demo, tmp_path / "new.passport", plan, file=file)
    with open_passport(done.path) as passport:
        assert passport.year.name == "2020-21"
        assert [one for one in check(passport).findings if one.rule == UNCONFIRMED]


def test_file_of_another_year_or_no_newer_one_is_refused(tmp_path: Path) -> None:
    file = read_year_file(shifted_year(tmp_path, "2019-20"))
    with pytest.raises(Refused, match="следующий год — 2025/26"):
        following_year(academic_year("2024-25"), file)
    own = tmp_path / "2025-26.toml"
    from app.paths import resources

    own.write_bytes(resources("years", "2025-26.toml").read_bytes())
    with pytest.raises(Refused, match="не новее"):
        following_year(academic_year("2024-25"), read_year_file(own))
    assert following_year(academic_year("2024-25")).name == "2025-26"


def test_all_tables_are_known() -> None:
    assert {one.class_ for one in Model.registry.mappers} == set(DECISIONS)
