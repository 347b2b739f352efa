"""The history: every write of a recorded table is in it, folded and chained; what was done shows when it is changed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError

from app import __version__
from app.domain.actors import Actor, Role
from app.domain.all_records import Model
from app.domain.family import Guardian
from app.domain.field import new_id
from app.domain.recorded import DECISIONS, DERIVED, RECORDED, Recorded, Unrecorded, recorded_columns
from app.domain.school import School, SchoolClass
from app.domain.settings import Setting
from app.domain.student import Student
from app.errors import Refused
from app.services.cards import Edit, load_card, save_card
from app.services.detail_rows import Row
from app.storage import history
from app.storage.history import CREATED, Head, check_chain, head, note
from app.storage.opening import new_passport
from app.storage.passport import Passport
from app.storage.rows import insert_rows
from data.faults import fail_the_commit
from data.unwinding import state_of, unwound

Changes = list[tuple[str, str, Any]]


def acts(passport: Passport) -> list[tuple[int, str]]:
    with passport.reading() as session:
        return [tuple(one) for one in session.execute(text("SELECT number, what FROM history_act ORDER BY number"))]


def changes(passport: Passport, act: int | None = None) -> Changes:
    """Entity, kind and values of the changes of an act, of the last one by default."""
    number = head_of(passport).number if act is None else act
    with passport.reading() as session:
        query = text('SELECT entity, kind, "values" FROM history_change WHERE act = :act ORDER BY place')
        rows = session.execute(query, {"act": number}).all()
    return [(entity, kind, json.loads(values) if values else "") for entity, kind, values in rows]


def head_of(passport: Passport) -> Head:
    with passport.reading() as session:
        return head(session)


def first_bad(passport: Passport) -> int | None:
    with passport.reading() as session:
        return check_chain(session)


@pytest.fixture
def pupil(passport: Passport) -> str:
    lists = {"guardians": (Row("", {"name": "Юдина Ольга Петровна"}),)}
    saved = save_card(passport, Edit("student", "", 0, {"last_name": "Юдин", "class_name": "9А"}, lists))
    assert saved.card is not None
    return saved.card.id


# --- what is recorded -----------------------------------------------------------------------------------


def test_every_mapped_class_is_recorded_or_named_with_its_reason() -> None:
    assert {one.class_ for one in Model.registry.mappers} == set(DECISIONS)
    for model, told in DECISIONS.items():
        if isinstance(told, Unrecorded):
            assert len(told.why) > 10, model
            continue
        columns = model.__table__.columns
        assert ({told.owner} - {""}) | set(told.labels) | told.secret <= set(columns.keys()), model
        assert set(recorded_columns(model)) | (set(DERIVED) & set(columns.keys())) == set(columns.keys())


def test_a_new_base_begins_with_its_making(passport: Passport) -> None:
    assert acts(passport) == [(1, CREATED)]
    assert first_bad(passport) is None


def test_a_new_record_is_one_row_and_tells_nothing_of_its_lists(passport: Passport, pupil: str) -> None:
    assert changes(passport) == [("school_class", "made", ""), ("student", "made", "")]
    assert pupil


def test_a_change_holds_the_old_and_the_new_value_as_stored(passport: Passport, pupil: str) -> None:
    card = load_card(passport, "student", pupil)
    save_card(passport, Edit("student", pupil, card.version, {"birth": "01.02.2004", "phone": "дома", "ovz": "нет"}))
    ((entity, kind, values),) = changes(passport)
    assert (entity, kind) == ("student", "changed")
    assert values == {
        "birth": [None, "2004-02-01"],
        "ovz": [None, 0],
        "unread": ["{}", json.dumps({"phone": "дома"})],
    }


def test_a_removed_record_is_kept_whole_with_its_lists(passport: Passport, pupil: str) -> None:
    before = state_of(passport)
    save_card(passport, Edit("student", pupil, load_card(passport, "student", pupil).version, remove=True))
    ((entity, kind, values),) = changes(passport)
    assert (entity, kind) == ("student", "gone")
    assert values["row"] == before["student"][pupil]
    (guardian,) = values["lists"]["guardian"]
    assert guardian["row"]["name"] == "Юдина Ольга Петровна"


def test_what_the_database_takes_along_is_recorded_too(passport: Passport, pupil: str) -> None:
    with passport.reading() as session:
        one = session.query(SchoolClass).one()
    save_card(passport, Edit("class", one.id, one.version, {"name": "9Б"}))
    told = changes(passport)
    assert ("student", "changed", {"class_name": ["9А", "9Б"]}) in told
    assert ("school_class", "changed", {"name": ["9А", "9Б"]}) in told
    assert len(told) == 2
    assert pupil


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (update(Student).values(phone="+79130000000"), [("student", "changed", {"phone": [None, "+79130000000"]})]),
        (delete(Guardian), [("guardian", "gone", None)]),
        (text("UPDATE student SET phone = '1'"), [("student", "changed", {"phone": [None, "1"]})]),
        (insert(Setting).values(name="a", value=[1]), [("setting", "made", "")]),
        (text("UPDATE student SET version = version + 1, search = '', sort_key = ''"), []),
    ],
)
def test_no_way_of_writing_goes_past_it(passport: Passport, pupil: str, statement: Any, told: Changes) -> None:
    before = head_of(passport).number
    with passport.writing("Проба") as session:
        session.execute(statement)
    found = changes(passport) if head_of(passport).number > before else []
    assert [(entity, kind) for entity, kind, _ in found] == [(entity, kind) for entity, kind, _ in told]
    assert all(values == wanted[2] for (_, _, values), wanted in zip(found, told, strict=True) if wanted[2] is not None)
    assert pupil


def test_rows_in_bulk_are_recorded(passport: Passport) -> None:
    with passport.writing("Проба") as session:
        school = session.query(School.id).scalar()
        rows = [
            {"id": new_id(), "version": 1, "unread": {}, "school_id": school, "name": name} for name in ("9А", "9Б")
        ]
        insert_rows(session, SchoolClass.__table__, rows)  # type: ignore[arg-type]
    assert changes(passport) == [("school_class", "made", "")] * 2


def test_an_act_tells_the_first_and_the_last_value_only(passport: Passport, pupil: str) -> None:
    before = acts(passport)
    with passport.writing("Проба") as session:
        for phone in ("1", "2", None):
            session.execute(update(Student).values(phone=phone))
        session.add(Setting(name="a", value=1))
        session.flush()
        session.execute(delete(Setting))
    assert acts(passport) == before  # nothing is another value than it was
    with passport.writing("Проба") as session:
        for phone in ("1", "2"):
            session.execute(update(Student).values(phone=phone))
    assert changes(passport) == [("student", "changed", {"phone": [None, "2"]})]
    assert pupil


def test_what_is_taken_away_and_put_back_has_only_changed(passport: Passport) -> None:
    with passport.writing("Проба") as session:
        session.add(Setting(name="a", value=1))
    with passport.writing("Проба") as session:
        session.execute(delete(Setting))
        session.execute(insert(Setting).values(name="a", value=2))
    assert changes(passport) == [("setting", "changed", {"value": [1, 2]})]


def test_of_secrets_and_blobs_only_the_hash_is_kept(passport: Passport) -> None:
    with passport.writing("Проба") as session:
        session.execute(text("INSERT INTO key_pair VALUES (1, x'0102', 'AGE-SECRET-KEY-1X', NULL, '2020-01-01', NULL)"))
    with passport.writing("Проба") as session:
        session.execute(text("DELETE FROM key_pair"))
    ((_, kind, values),) = changes(passport)
    assert kind == "gone"
    assert values["row"]["signing"].startswith("2 байт, SHA-256 a12871fee210fb86")
    assert "AGE-SECRET" not in json.dumps(values)


# --- acts -----------------------------------------------------------------------------------------------


def test_an_act_says_who_what_why_and_by_which_program(passport: Passport, pupil: str) -> None:
    passport.actor = Actor("7", "Петрова О. П.", Role.TYPIST)
    with passport.writing("Проба", "так надо", "список.xlsx") as session:
        session.execute(update(Student).values(phone="1"))
    with passport.reading() as session:
        query = "SELECT actor_id, actor, program, what, why, detail FROM history_act ORDER BY number DESC LIMIT 1"
        assert session.execute(text(query)).one() == (
            "7",
            "Петрова О. П.",
            __version__,
            "Проба",
            "так надо",
            "список.xlsx",
        )
    assert pupil


def test_a_note_is_an_act_without_changes_and_comes_after_them(passport: Passport, pupil: str) -> None:
    with passport.writing("Проба") as session:
        note(session, "Пакет", "№ 1")
        session.execute(update(Student).values(phone="1"))
    assert [what for _, what in acts(passport)][-2:] == ["Проба", "Пакет"]
    assert changes(passport) == []
    assert first_bad(passport) is None
    assert pupil


def test_what_is_thrown_away_leaves_nothing(passport: Passport, pupil: str) -> None:
    before = acts(passport)

    def fail() -> None:
        with passport.writing("Проба") as session:
            note(session, "Пакет")
            session.execute(update(Student).values(phone="1"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with passport.reading() as session:
        session.execute(update(Student).values(phone="2"))
    with passport.writing("Проба"):
        pass
    assert acts(passport) == before
    assert pupil


def test_a_failing_commit_leaves_neither_change_nor_act(passport: Passport, pupil: str) -> None:
    before = acts(passport)

    def fail() -> None:
        with passport.writing("Проба") as session:
            session.execute(update(Student).values(phone="1"))
            fail_the_commit(passport)

    with pytest.raises(IntegrityError):
        fail()
    assert acts(passport) == before
    save_card(passport, Edit("student", pupil, load_card(passport, "student", pupil).version, {"phone": "дома"}))
    assert [what for _, what in acts(passport)][len(before) :] == ["Карточка"]
    assert changes(passport)[0][2]["unread"][0] == "{}"


def test_a_disk_that_fills_up_while_the_history_is_written_is_told(
    passport: Passport, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise driver.OperationalError("database or disk is full")

    before = state_of(passport)
    with monkeypatch.context() as context:
        context.setattr(history, "digest", full)
        edit = Edit("student", pupil, load_card(passport, "student", pupil).version, {"phone": "дома"})
        with pytest.raises(Refused, match="места"):
            save_card(passport, edit)
    assert state_of(passport) == before
    save_card(passport, edit)


def test_a_session_that_reads_cannot_commit(passport: Passport) -> None:
    with passport.reading() as session:
        session.execute(update(School).values(short_name="X"))
        with pytest.raises(RuntimeError, match="only reads"):
            session.commit()


def test_the_program_itself_cannot_change_what_is_written(passport: Passport) -> None:
    for statement in (
        "DELETE FROM history_act",
        "UPDATE history_change SET act = 9",
        "UPDATE history_act SET what = ''",
    ):
        with passport.writing("Проба") as session:
            session.execute(text("INSERT INTO setting VALUES ('a', '1') ON CONFLICT DO UPDATE SET value = '2'"))
        with pytest.raises(Exception, match="never changed"), passport.writing("Проба") as session:
            session.execute(text(statement))


def test_after_another_password_changes_are_still_noted(tmp_path: Path) -> None:
    with new_passport(
        tmp_path / "a", year="2019-20", kind="school", code="700101", name="X", password="п а р о л ь 1"
    ) as one:
        one.rekey("д р у г о й 2")
        one._open_again()
        with one.writing("Проба") as session:
            session.add(Setting(name="a", value=1))
        assert changes(one) == [("setting", "made", "")]


def test_every_act_of_the_program_has_a_name() -> None:
    """A new ``passport.writing()`` in a service must say what a person will read in the history."""
    source = Path(__file__).parents[2] / "app"
    silent = {"package_base.py"}  # a base in memory, which has no history
    found = {
        path.name
        for path in source.rglob("*.py")
        if ".writing()" in path.read_text(encoding="utf-8") and path.name != "opening.py"
    }
    assert found <= silent


def test_it_is_unwound_to_every_earlier_state(passport: Passport) -> None:
    states = {head_of(passport).number: state_of(passport)}
    for step in _steps(passport):
        step()
        states[head_of(passport).number] = state_of(passport)
    last = states[max(states)]
    assert len(states) > 4
    for number, state in states.items():
        assert unwound(passport, last, number) == state


def _steps(passport: Passport) -> list[Callable[[], object]]:
    def version() -> int:
        return load_card(passport, "student", "one").version

    def rename() -> None:
        with passport.reading() as session:
            one = session.query(SchoolClass).filter_by(name="9А").one()
        save_card(passport, Edit("class", one.id, one.version, {"name": "9Б"}))

    lists = {"guardians": tuple(Row("", {"name": f"Юдина Ольга Петровна {sign}"}) for sign in "АБ")}
    texts = {"last_name": "Юдин", "class_name": "9А", "phone": "дома"}
    return [
        lambda: save_card(passport, Edit("student", "one", 0, texts, lists)),
        lambda: save_card(passport, Edit("student", "one", version(), {"phone": ""}, {"guardians": ()})),
        rename,
        lambda: save_card(passport, Edit("student", "one", version(), {"birth": "01.02.2004"}, lists)),
        lambda: save_card(passport, Edit("student", "one", version(), remove=True)),
    ]


def test_titles_of_recorded_tables_are_told_apart() -> None:
    titles = [told.title for _, told in RECORDED.values()]
    assert len(titles) == len(set(titles))
    assert all(isinstance(told, Recorded) for _, told in RECORDED.values())
