"""The guard: for every role and table SQLite refuses what the role may not; a teacher sees his own class only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from app.domain.actors import Actor, Role
from app.domain.all_records import Model
from app.domain.drafts import Draft
from app.domain.roles import may_write
from app.domain.settings import Setting
from app.domain.student import Student
from app.domain.users import User
from app.errors import Refused
from app.services.cards import Edit, load_card, save_card
from app.services.detail_rows import Row
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.storage.scopes import HIDDEN, scoped_tables
from app.storage.settings import remember, setting
from data.shared import OTHERS, TwoClasses, actor, working

TABLES = sorted(Model.metadata.tables)
TOLD = ("history_act", "history_change")  # a refused try is noted
SEEN_BY_ALL = {  # what a class teacher sees as everybody does: nothing in it is about a single pupil or worker
    *("approval", "building", "check_round", "correspondent", "freeze", "history_act", "imprint", "joined_field"),
    *("letter", "listed_school", "received_package", "received_person", "responsible", "room", "school"),
    *("sent_package", "setting", "taken_receipt", "taken_year", "user_account"),
}


@pytest.fixture
def base(two_classes_made: TwoClasses, tmp_path: Path) -> Path:
    return two_classes_made.copy(tmp_path)


@pytest.fixture
def pupils(two_classes_made: TwoClasses) -> dict[str, list[str]]:
    """The ids of pupils by class."""
    return two_classes_made.ids


@pytest.fixture
def teacher(base: Path) -> Iterator[Passport]:
    """The base as the teacher of 9А has it open."""
    with working(base, actor(Role.TEACHER)) as passport:
        yield passport


def everything(base: Path) -> dict[str, list[Any]]:
    with open_passport(base) as passport, passport.reading() as session:
        return {name: list(session.execute(select(Model.metadata.tables[name]))) for name in TABLES if name not in TOLD}


# Tables by role


@pytest.mark.parametrize("role", OTHERS)
def test_every_table_is_changed_only_with_its_right(base: Path, role: Role) -> None:
    before = everything(base)
    with working(base, actor(role)) as passport:
        for name in TABLES:
            table = Model.metadata.tables[name]
            column = next(iter(table.columns))
            nothing = column.is_(None)
            statements = [delete(table).where(nothing), update(table).where(nothing).values({column: column})]
            for statement in [*statements, insert(table).from_select([column], select(column).where(nothing))]:
                if may_write(role, name):
                    with passport.writing() as session:
                        session.execute(statement)
                else:
                    with pytest.raises(Refused, match="Ничего не изменено"), passport.writing() as session:
                        session.execute(statement)
    assert everything(base) == before


def test_a_statement_that_was_let_through_once_is_asked_for_again(base: Path) -> None:
    change = update(User).values(name="Другой")
    with working(base, actor(Role.READER)) as passport:
        with passport.unguarded(), passport.writing() as session:
            session.execute(change)
        with pytest.raises(Refused), passport.writing() as session:
            session.execute(change)


def test_a_refusal_takes_back_what_the_act_had_done_before(base: Path) -> None:
    before = everything(base)

    def change_all(passport: Passport) -> None:
        with passport.writing() as session:
            session.execute(update(Student).values(first_name="Имярек"))
            session.execute(delete(User))

    with working(base, actor(Role.TYPIST)) as passport, pytest.raises(Refused, match="оператор ввода"):
        change_all(passport)
    assert everything(base) == before


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_programs_own_settings_are_everybodys(base: Path, role: Role) -> None:
    with working(base, actor(role)) as passport:
        with passport.writing() as session:
            remember(session, "saves", [1, "a"])
        with passport.writing() as session:
            remember(session, "saves", [2, "b"])
        with pytest.raises(Refused, match="настройки"), passport.writing() as session:
            remember(session, "edition", "protected")
        with pytest.raises(Refused, match="настройки"), passport.writing() as session:
            session.execute(update(Setting).values(name="edition"))
        with passport.reading() as session:
            assert setting(session, "saves")[0] >= 2  # every act counts one more of its own
            assert setting(session, "edition") is None


def test_the_owner_has_no_guard(base: Path) -> None:
    with open_passport(base) as passport, passport.writing() as session:
        remember(session, "edition", "protected")
        assert session.execute(text("SELECT count(*) FROM sqlite_temp_master WHERE type = 'view'")).scalar() == 0


# A class teacher's own


def test_every_table_is_either_scoped_or_seen_by_all() -> None:
    assert scoped_tables() | SEEN_BY_ALL == set(TABLES)
    assert not scoped_tables() & SEEN_BY_ALL


def test_a_teacher_sees_his_pupils_and_no_worker(teacher: Passport, pupils: dict[str, list[str]]) -> None:
    with teacher.reading() as session:
        assert set(session.scalars(select(Student.id))) == set(pupils["9А"])
        for name in HIDDEN:
            assert session.scalar(select(func.count()).select_from(Model.metadata.tables[name])) == 0
    assert load_card(teacher, "student", pupils["9А"][0]).texts["class_name"] == "9А"
    with pytest.raises(Refused, match="нет"):
        load_card(teacher, "student", pupils["9Б"][0])


def test_a_teacher_saves_removes_and_adds_his_own(teacher: Passport, pupils: dict[str, list[str]]) -> None:
    first, second, _ = pupils["9А"]
    exams = {"exams": (Row("", {"subject": "математика", "form": "ОГЭ"}),)}
    saved = save_card(teacher, Edit("student", first, 1, {"first_name": "Глеб"}, exams)).card
    assert saved is not None
    assert (saved.version, len(saved.details["exams"])) == (2, 1)
    assert save_card(teacher, Edit("student", first, 2, {}, {"exams": ()})).card is not None
    save_card(teacher, Edit("student", second, 1, remove=True))
    save_card(teacher, Edit("student", "", 0, {"last_name": "Новый", "class_name": "9А"}))
    with teacher.reading() as session:
        assert session.scalar(select(func.count()).select_from(Student)) == 3


@pytest.mark.parametrize("texts", [{"class_name": "9Б"}, {"class_name": ""}, {"class_name": "9Я"}])
def test_a_teacher_gives_no_pupil_away(
    teacher: Passport, base: Path, pupils: dict[str, list[str]], texts: dict[str, str]
) -> None:
    with pytest.raises(Refused, match="только его класс"):
        save_card(teacher, Edit("student", pupils["9А"][0], 1, texts))
    with pytest.raises(Refused, match="только его класс"):
        save_card(teacher, Edit("student", "", 0, {"last_name": "Новый", **texts}))
    teacher.close()
    assert sum(row.class_name == "9А" for row in everything(base)["student"]) == 3


STATEMENTS = (
    "UPDATE main.student SET first_name = 'x' WHERE class_name = '9Б'",
    "UPDATE main.student SET class_name = '9А' WHERE class_name = '9Б'",
    "DELETE FROM main.student WHERE class_name = '9Б'",
    "DELETE FROM main.student",
    "INSERT INTO main.exam_choice (id, version, unread, place, student_id) VALUES ('n', 1, '{}', 0, :id)",
    "INSERT INTO main.explanation (id, version, unread, entity, record_id, rule, field, text, 'values', by, written_at)"
    " VALUES ('n', 1, '{}', 'student', :id, 'G9-1', '', 'т', '[]', '', '2020-01-01')",
    "INSERT INTO main.proof VALUES (:id, 'birth', 'typed', 'f', '', '2020-01-01')",
    "INSERT INTO main.draft VALUES ('student', :id, 1, '{}', '{}', '2020-01-01')",
    "INSERT INTO main.draft VALUES ('staff', 'w', 1, '{}', '{}', '2020-01-01')",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_reaches_another_class(
    teacher: Passport, base: Path, pupils: dict[str, list[str]], statement: str
) -> None:
    with pytest.raises(Refused, match="только его класс"), teacher.writing() as session:
        session.execute(text(statement), {"id": pupils["9Б"][0]} if ":id" in statement else {})
    teacher.close()
    after = everything(base)
    assert {row.id for row in after["student"]} == {*pupils["9А"], *pupils["9Б"]}
    assert not after["exam_choice"] + after["explanation"] + after["proof"] + after["draft"]


def test_a_bulk_change_of_all_counts_and_takes_only_what_is_seen(
    teacher: Passport, base: Path, pupils: dict[str, list[str]]
) -> None:
    seen = select(Student.id).scalar_subquery()
    with teacher.writing() as session:
        changed: Any = session.execute(update(Student).where(Student.id.in_(seen)).values(first_name="Имярек"))
        assert changed.rowcount == 3
    teacher.close()
    named = [row.first_name == "Имярек" for row in everything(base)["student"] if row.class_name == "9Б"]
    assert named == [False] * 3


def test_drafts_of_other_classes_and_of_new_cards_stay_hidden(base: Path, pupils: dict[str, list[str]]) -> None:
    drafts = [
        ("student", pupils["9А"][0], 1, {}),
        ("student", pupils["9Б"][0], 1, {}),
        ("student", "new-a", 0, {"class_name": "9А"}),
        ("student", "new-b", 0, {"class_name": "9Б"}),
        ("staff", "w", 1, {}),
    ]
    with open_passport(base) as passport, passport.writing() as session:
        for entity, id, version, texts in drafts:
            session.execute(
                text("INSERT INTO draft VALUES (:e, :i, :v, json_object('class_name', :t), '{}', '2020-01-01')"),
                {"e": entity, "i": id, "v": version, "t": texts.get("class_name")},
            )
    with working(base, actor(Role.TEACHER)) as passport, passport.reading() as session:
        assert set(session.scalars(select(Draft.record_id))) == {pupils["9А"][0], "new-a"}


def count_of(base: Path, who: Actor) -> int | None:
    with working(base, who) as passport, passport.reading() as session:
        return session.scalar(select(func.count()).select_from(Student))


def test_a_teacher_of_two_classes_and_one_without(base: Path) -> None:
    assert count_of(base, actor(Role.TEACHER, "9А", "9Б'; DROP TABLE student;--", "9Б")) == 6
    assert count_of(base, Actor("t", "Некто", Role.TEACHER)) == 0
