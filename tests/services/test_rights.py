"""The matrix: every role tries every service that writes or takes data out, and does only what it may."""

import ast
import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import delete, select

from app import services
from app.domain.actors import Role
from app.domain.history import HistoryAct
from app.domain.roles import RIGHT_TITLES, Right, may
from app.domain.student import Student
from app.errors import Refused
from app.services.bulk import removal
from app.services.cards import Edit, load_card, save_card, save_cards
from app.services.check_rounds import remember
from app.services.checking import check
from app.services.columns import read_lines
from app.services.history import card_history, check_history
from app.services.printing import print_form
from app.services.school import school_card
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.shared import OTHERS, TwoClasses, actor, working
from services.answering import content

FOLDER = Path(services.__path__[0])
MODULES: dict[str, ModuleType] = {
    path.stem: importlib.import_module(f"app.services.{path.stem}")
    for path in sorted(FOLDER.glob("*.py"))
    if path.stem != "__init__"
}
ACTS: dict[str, Callable[..., Any]] = {
    f"{name}.{found}": act
    for name, module in MODULES.items()
    for found, act in vars(module).items()
    if inspect.isfunction(act) and act.__module__ == module.__name__ and not found.startswith("_")
}
ASKED = {name: act for name, act in ACTS.items() if hasattr(act, "needs")}


@pytest.fixture
def base(two_classes_made: TwoClasses, tmp_path: Path) -> Path:
    return two_classes_made.copy(tmp_path)


@pytest.fixture
def pupil(two_classes_made: TwoClasses) -> str:
    """The id of a pupil of 9А."""
    return two_classes_made.ids["9А"][0]


def stored(base: Path) -> dict[str, list[str]]:
    with open_passport(base) as passport:
        return {name: rows for name, rows in content(passport).items() if not name.startswith("history_")}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


# Services that ask for the right themselves, before anything else


@pytest.mark.parametrize("role", OTHERS)
def test_no_role_begins_an_act_that_it_has_no_right_to(base: Path, tmp_path: Path, role: Role) -> None:
    before, there = stored(base), names(tmp_path)
    with working(base, actor(role)) as passport:
        for name, act in ASKED.items():
            right = vars(act)["needs"]
            if may(role, right):
                continue
            with pytest.raises(Refused, match="Ничего не изменено") as refusal:
                act(passport)  # without its arguments: the right is asked for first
            assert RIGHT_TITLES[right] in refusal.value.text, name
    assert (stored(base), names(tmp_path)) == (before, there)


@pytest.mark.parametrize("role", Role)
def test_who_has_the_right_is_let_through(base: Path, role: Role) -> None:
    with working(base, actor(role)) as passport:
        for name, act in ASKED.items():
            wanted = [one for one in inspect.signature(act).parameters.values() if one.default is one.empty]
            if may(role, vars(act)["needs"]) and len(wanted) > 1:
                with pytest.raises(TypeError, match="missing"):
                    act(passport)
                assert name


def test_a_refused_try_is_noted_without_what_it_was_of(base: Path, pupil: str) -> None:
    with working(base, actor(Role.READER)) as passport:
        with pytest.raises(Refused):
            save_card(passport, Edit("student", pupil, 1, {"first_name": "Глеб"}))
        with pytest.raises(Refused), passport.writing() as session:
            session.execute(delete(Student))
    with open_passport(base) as passport, passport.reading() as session:
        *_, first, second = session.execute(select(HistoryAct.what, HistoryAct.detail, HistoryAct.actor)).all()
    assert first == ("Отказано: нет права", RIGHT_TITLES[Right.EDIT], "Некто (читатель)")
    assert (second.what, second.actor) == (first.what, first.actor)
    assert "student" not in second.detail


def test_a_teacher_is_told_the_history_of_his_pupils(base: Path, two_classes_made: TwoClasses) -> None:
    ids = two_classes_made.ids
    with working(base, actor(Role.TEACHER)) as passport:
        save_card(passport, Edit("student", ids["9А"][0], 1, {"first_name": "Глеб"}))
        assert card_history(passport, "student", ids["9А"][0])
        assert not card_history(passport, "student", ids["9Б"][0])
        with pytest.raises(Refused, match="только его класс"):
            check_history(passport)
    with open_passport(base) as passport:
        assert check_history(passport) == ()
        assert card_history(passport, "student", ids["9А"][0])[0].actor == "Некто (классный руководитель)"


# Cards, where it depends on whose they are: the base itself asks


def by_card(passport: Passport, id: str) -> None:
    save_card(passport, Edit("student", id, load_card(passport, "student", id).version, {"first_name": "Глеб"}))


def by_new_card(passport: Passport, _id: str) -> None:
    save_card(passport, Edit("student", "", 0, {"last_name": "Новый", "class_name": "9А"}))


def by_removal(passport: Passport, id: str) -> None:
    save_cards(passport, removal(read_lines(passport, "student", [id], ("sex",))))


def by_worker(passport: Passport, _id: str) -> None:
    save_card(passport, Edit("staff", "", 0, {"last_name": "Новый"}))


def by_room(passport: Passport, _id: str) -> None:
    save_card(passport, Edit("room", "", 0, {"number": "2", "building": "Корпус 1"}))


def by_school(passport: Passport, _id: str) -> None:
    card = school_card(passport)
    save_card(passport, Edit("school", card.id, card.version, {"head_name": "Петрова Анна Ивановна"}))


WRITERS = {
    name.removeprefix("by_"): act for name, act in list(globals().items()) if name.startswith("by_") and callable(act)
}
OF_PUPILS = ("card", "new_card", "removal")


@pytest.mark.parametrize("how", WRITERS)
@pytest.mark.parametrize("role", Role)
def test_a_card_is_written_by_its_right_only(base: Path, pupil: str, role: Role, how: str) -> None:
    before = stored(base)
    with working(base, actor(role)) as passport:
        if may(role, Right.EDIT if how in OF_PUPILS else Right.EDIT_ALL):
            WRITERS[how](passport, pupil)
        else:
            with pytest.raises(Refused, match="Ничего не изменено"):
                WRITERS[how](passport, pupil)
    assert (stored(base) == before) is not may(role, Right.EDIT if how in OF_PUPILS else Right.EDIT_ALL)


@pytest.mark.parametrize("role", Role)
def test_whoever_checks_leaves_the_round_behind(base: Path, role: Role) -> None:
    with working(base, actor(role)) as passport:
        remember(passport, check(passport))
        assert content(passport, "check_round")["check_round"]


# The walk knows them all


MARKS = {"writing", "write_whole", "put_file", "Beside", "build_base", "rekey", "passport.key"}


def writing_acts() -> set[str]:
    """Every public function of a service that writes into the open base, or a file, or takes its key."""
    found = set()
    for name in MODULES:
        for node in ast.parse((FOLDER / f"{name}.py").read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            used = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            used |= {ast.unparse(one) for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            used |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            first = node.args.args[0].arg if node.args.args else ""
            if first == "passport" and used & MARKS:
                found.add(f"{name}.{node.name}")
    return found


ELSEWHERE = {
    "approvals.approve": "asks who may approve, which is more than a role (test_approvals)",
    "users.change_own_password": "asks for the old password (test_users)",
    "check_rounds.remember": "anybody's",
    "importing.save_template": "an empty table",
    "calendar_export.export_calendar": "the days of the year",
    "overview.save_overview": "numbers without people, of what one sees",
    "looking.save_trial": "a page with nobody on it",
    "backups.copy_lines": "looks whether the copies are whole, by the key of the base",
    "diagnostics.diagnostics": "nothing of the school without a copy, for which it asks itself (test_diagnostics)",
}


def test_the_walk_knows_every_service_that_writes() -> None:
    assert writing_acts() - set(ASKED) == set(ELSEWHERE)


# Printing by a class teacher


def test_a_teacher_prints_his_class_and_no_paper_of_the_school(base: Path, tmp_path: Path) -> None:
    with open_passport(base) as passport:
        print_form(passport, "graduates", tmp_path / "owner.pdf", class_name="9Б")
    with working(base, actor(Role.TEACHER)) as passport:
        done = print_form(passport, "graduates", tmp_path / "teacher.pdf", class_name="9А")
        assert (done.number, done.records) == (2, 3)  # the number goes on after one that the teacher does not see
        with pytest.raises(Refused, match="нет обучающихся"):
            print_form(passport, "graduates", tmp_path / "other.pdf", class_name="9Б")
        with pytest.raises(Refused, match="только его класс"):
            print_form(passport, "staff", tmp_path / "school.pdf")
    assert not (tmp_path / "other.pdf").exists()
    assert not (tmp_path / "school.pdf").exists()


def test_a_teachers_check_tells_of_his_pupils_only(base: Path, two_classes_made: TwoClasses) -> None:
    with working(base, actor(Role.TEACHER)) as passport:
        found = check(passport).findings
    assert found
    assert {one.id for one in found} <= set(two_classes_made.ids["9А"])
