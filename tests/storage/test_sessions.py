"""Sessions of an open file: all or nothing, one at a time, errors in words."""

import contextlib
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.domain.field import Record
from app.domain.school import School, SchoolClass
from app.domain.student import Student
from app.errors import BadFile, StaleRecord
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.faults import fail_the_commit


def school_id(passport: Passport) -> str:
    with passport.reading() as session:
        return session.scalars(select(School.id)).one()


def names(passport: Passport) -> list[str]:
    with passport.reading() as session:
        return list(session.scalars(select(SchoolClass.name).order_by(SchoolClass.name)))


def add(passport: Passport, record: Record) -> None:
    with passport.writing() as session:
        session.add(record)


def test_reading_throws_changes_away(passport: Passport) -> None:
    school = school_id(passport)
    with passport.reading() as session:
        session.add(SchoolClass(school_id=school, name="9А"))
        session.flush()
    assert names(passport) == []


def test_writing_leaves_no_trace_of_a_failure(passport: Passport) -> None:
    school = school_id(passport)

    def fail() -> None:
        with passport.writing() as session:
            session.add(SchoolClass(school_id=school, name="9А"))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(passport) == []


def test_saved_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        school = school_id(passport)
        with passport.writing() as session:
            session.add(SchoolClass(school_id=school, name="9А"))
    with open_passport(path) as passport:
        assert names(passport) == ["9А"]


def test_record_changed_meanwhile_is_stale(passport: Passport) -> None:
    school = school_id(passport)

    def save_the_old_one() -> None:
        with passport.writing() as session:
            record = session.get_one(School, school)
            session.execute(text("UPDATE school SET version = version + 1"))
            record.head_name = "Другая"

    with pytest.raises(StaleRecord):
        save_the_old_one()


def test_foreign_keys_hold(passport: Passport) -> None:
    school = school_id(passport)
    with pytest.raises(IntegrityError):
        add(passport, Student(school_id=school, class_name="9А"))
    with passport.writing() as session:
        session.add(SchoolClass(school_id=school, name="9А"))
        session.flush()
        session.add(Student(id="one", school_id=school, class_name="9А"))
    with passport.writing() as session:
        session.execute(text("UPDATE school_class SET name = '9Б'"))
    with passport.reading() as session:
        assert session.get_one(Student, "one").class_name == "9Б"


def test_errors_show_no_values(passport: Passport) -> None:
    with pytest.raises(IntegrityError) as told:
        add(passport, Student(school_id="nobody", last_name="Тайнов", snils="11223344595"))
    assert "Тайнов" not in str(told.value)
    assert "11223344595" not in str(told.value)


def test_fault_of_the_program_stays_one(passport: Passport) -> None:
    with pytest.raises((OperationalError, BadFile)), passport.reading() as session:
        session.execute(text("SELECT * FROM nothing"))


def test_threads_take_turns(passport: Passport) -> None:
    school = school_id(passport)

    classes = [SchoolClass(school_id=school, name=f"{number}А") for number in range(1, 12)]
    threads = [threading.Thread(target=add, args=(passport, one)) for one in classes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(passport)) == 11


def test_a_commit_that_failed_leaves_a_file_that_works(passport: Passport) -> None:
    school = school_id(passport)

    def fail() -> None:
        with passport.writing() as session:
            session.add(SchoolClass(school_id=school, name="9А"))
            session.flush()
            fail_the_commit(passport)

    with pytest.raises(IntegrityError):
        fail()
    assert names(passport) == []
    add(passport, SchoolClass(school_id=school, name="9Б"))
    assert names(passport) == ["9Б"]


def test_a_session_within_a_session_is_told_as_what_it_is(passport: Passport) -> None:
    with passport.reading() as session:
        session.scalars(select(School.id)).one()
        with pytest.raises(RuntimeError, match="within a session"), passport.writing():
            pass
        assert session.scalars(select(SchoolClass)).all() == []


def test_a_held_file_is_one_moment_for_several_sessions(passport: Passport) -> None:
    other = threading.Thread(target=add, args=(passport, SchoolClass(school_id=school_id(passport), name="9А")))
    with passport.held():
        other.start()
        other.join(0.2)
        assert other.is_alive()
        assert names(passport) == names(passport) == []
    other.join()
    assert names(passport) == ["9А"]


def test_room_for_a_long_act_is_given_back(passport: Passport) -> None:
    def pages() -> int:
        with passport.reading() as session:
            return int(session.connection().exec_driver_sql("PRAGMA cache_size").scalar() or 0)

    usual = pages()
    with passport.roomy():
        assert pages() < usual  # kilobytes are told as a negative number
    assert pages() == usual
    with contextlib.suppress(ZeroDivisionError), passport.roomy():
        _ = 1 / 0
    assert pages() == usual
