"""Records read past the session are those that the session would give, and cannot be mistaken for them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm.exc import UnmappedInstanceError

from app.domain.field import Record, details_of, fields
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.services.cards import with_details
from app.services.read_only import read_only
from app.storage.passport import Passport
from data.whole_school import whole_school


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passport]:
    path: Path = tmp_path_factory.mktemp("whole") / "school.passport"
    with whole_school(path, 150, year="2019-20", as_of=date(2020, 8, 20), seed=3) as opened:
        yield opened


@pytest.mark.parametrize("model", [School, SchoolClass, Student, Staff, Room])
def test_everything_is_read_as_the_session_reads_it(whole: Passport, model: type[Record]) -> None:
    with whole.reading() as session:
        mapped = {one.id: one for one in session.scalars(select(model).options(*with_details(model)))}
        read = read_only(session, model)
        assert {one.id for one in read} == set(mapped)
        for one in read:
            same(one, mapped[one.id])


def same(one: Record, other: Record) -> None:
    assert type(one) is type(other)
    assert (one.id, one.version, one.unread) == (other.id, other.version, other.unread)
    for told in fields(type(one)):
        assert getattr(one, told.name) == getattr(other, told.name)
    for listed in details_of(type(one)):
        rows, others = getattr(one, listed.name), getattr(other, listed.name)
        assert [row.id for row in rows] == [row.id for row in others]
        for row, its in zip(rows, others, strict=True):
            same(row, its)


def test_records_come_in_the_order_of_the_ids(whole: Passport) -> None:
    with whole.reading() as session:
        ids = sorted(session.scalars(select(Student.id)))
        wanted = [ids[9], "nobody", ids[2], ids[70]]
        assert [one.id for one in read_only(session, Student, wanted)] == [ids[9], ids[2], ids[70]]
        assert read_only(session, Student, []) == []


def test_what_was_not_read_is_not_fetched(whole: Passport) -> None:
    with whole.reading() as session:
        one = read_only(session, Student, columns=("id", "last_name"))[0]
        assert one.last_name
        for name in ("birth", "exams"):
            with pytest.raises(UnmappedInstanceError):
                getattr(one, name)
        with pytest.raises(UnmappedInstanceError):
            session.add(one)
