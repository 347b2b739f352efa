"""Checking a real file: order, counts, progress, and one card as the whole check sees it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.card_layout import place_on_card
from app.domain.school import class_order
from app.domain.student import Student
from app.errors import Refused
from app.printer.forms import FORMS
from app.services.cards import Edit, load_card, save_card, school_id
from app.services.checking import check
from app.services.progress import Cancelled
from app.services.rechecking import check_record
from app.storage.opening import new_passport
from app.storage.passport import Passport
from app.validators.registry import Level
from data.choices import chosen
from data.people import People
from data.told_mistakes import tell_mistake

AS_OF = date(2019, 9, 30)


def add(passport: Passport, texts: dict[str, str], exams: tuple[tuple[str, str], ...] = ()) -> str:
    saved = save_card(passport, Edit("student", "", 0, texts, chosen(exams)))
    assert saved.card is not None
    return saved.card.id


@pytest.fixture
def pupils(passport: Passport, seed: int) -> list[str]:
    """Clean pupils of 1А, 9А, 10А and 11А, and one of each class spoiled."""
    people = People(seed)
    ids = [
        add(passport, people.pupil(name), people.exams(name)) for name in ("11А", "9А", "10А", "1А") for _ in range(3)
    ]
    for name in ("10А", "9А"):
        ids.append(add(passport, people.pupil(name) | {"snils": "112-233-445 96", "birth": "31.02.2004"}))
    return ids


def test_whole_check_is_ordered_and_counted(passport: Passport, pupils: list[str]) -> None:
    report = check(passport, AS_OF)
    assert report.as_of == AS_OF
    assert report.counts == {level.value: sum(one.level is level for one in report.findings) for level in Level}
    assert sum(report.counts.values()) == len(report.findings)
    assert [class_order(one.class_name) for one in report.findings] == sorted(
        class_order(one.class_name) for one in report.findings
    )
    by_person = [one for one in report.findings if one.id == pupils[-1]]
    assert [one.level for one in by_person] == sorted((one.level for one in by_person), key=list(Level).index)
    assert {"READ-1", "FMT-4", "DUP-3"} <= {one.rule for one in by_person}
    assert {one.rule for one in report.findings if one.entity == "school"} == {"REQ-1", "REQ-2"}
    assert {one.class_name for one in report.findings if one.entity == "class"} == {"1А", "9А", "10А", "11А"}


def test_findings_of_a_record_stand_as_their_fields_do_on_the_card(tmp_path: Path) -> None:
    with new_passport(
        tmp_path / "new.passport", year="2019-20", kind="school", code="", name="", may_lack=True
    ) as empty:
        add(empty, {"last_name": "Кедров", "class_name": "9А", "snils": "1"})
        found = check(empty, date(2019, 12, 1)).findings
    errors = [one for one in found if one.level is Level.ERROR]
    school = [one for one in errors if one.entity == "school" and one.field]  # what is about all of it comes last
    assert school[0].field == "code"  # a new base begins with the beginning
    assert [one.rule for one in school][-2:] == ["CONF-1", "CONF-1"]  # and ends with what is done at the end
    pupil = [one.field for one in errors if one.entity == "student"]
    assert pupil == sorted(pupil, key=lambda name: place_on_card(Student, name))
    assert pupil.index("first_name") < pupil.index("snils") < pupil.index("doc_kind")


def test_an_unconfirmed_stage_names_the_form_that_is_to_be_signed(passport: Passport) -> None:
    told = [one.text for one in check(passport, date(2019, 12, 1)).findings if one.rule == "CONF-1"]
    titles = [form.title for form in FORMS if form.key.startswith("school")]
    assert len(told) == len(titles) == 2
    for text, title in zip(told, titles, strict=True):
        assert f"«{title}»" in text


def test_a_mistake_told_on_the_newest_slip_is_a_question(passport: Passport, pupils: list[str]) -> None:
    def asked() -> set[str]:
        return {one.id for one in check(passport, AS_OF).findings if one.rule == "SLIP-1"}

    assert asked() == set()
    with passport.writing() as session:
        tell_mistake(session, pupils[0])
        tell_mistake(session, pupils[1], "empty")
        tell_mistake(session, pupils[2], "doubtful")
    assert asked() == {pupils[0]}
    (found,) = [one for one in check_record(passport, "student", pupils[0], AS_OF) if one.rule == "SLIP-1"]
    assert dict(found.values)["Фамилия"] == load_card(passport, "student", pupils[0]).texts["last_name"]
    with passport.writing() as session:
        tell_mistake(session, pupils[0], "empty")  # a new one, signed without the tick
    assert asked() == set()


def test_today_is_put_into_the_year(passport: Passport) -> None:
    assert check(passport).as_of == passport.year.day_within(date.today())


def test_check_changes_nothing(passport: Passport, pupils: list[str]) -> None:
    before = [load_card(passport, "student", one) for one in pupils]
    check(passport, AS_OF)
    assert [load_card(passport, "student", one) for one in pupils] == before


def test_one_card_is_told_what_the_whole_check_tells(passport: Passport, pupils: list[str]) -> None:
    report = check(passport, AS_OF)
    with passport.reading() as session:
        school = school_id(session)
    for entity, id in [("school", school), *(("student", one) for one in pupils)]:
        assert set(check_record(passport, entity, id, AS_OF)) == {one for one in report.findings if one.id == id}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cards=st.lists(
        st.fixed_dictionaries(
            {
                "last_name": st.sampled_from(["Щукин", "ЩУКИН", "Юдин"]),
                "first_name": st.sampled_from(["Семён", "Семен"]),
                "middle_name": st.sampled_from(["нет", ""]),
                "birth": st.sampled_from(["01.02.2004", "", "кот"]),
                "snils": st.sampled_from(["112-233-445 95", "нет", ""]),
                "doc_kind": st.sampled_from(["21", "10", ""]),
                "doc_series": st.sampled_from(["6904", "нет", ""]),
                "doc_number": st.sampled_from(["123456", "AB1", "АВ1", ""]),
                "class_name": st.sampled_from(["9А", "9Б", ""]),
            }
        ),
        min_size=2,
        max_size=6,
    )
)
def test_doubles_of_one_card_are_those_of_all(passport: Passport, cards: list[dict[str, str]]) -> None:
    ids = [add(passport, texts) for texts in cards]
    report = check(passport, AS_OF)
    for id in ids:
        mine = {one for one in report.findings if one.id == id}
        alone = check_record(passport, "student", id, AS_OF)
        # The order in which others are named may differ between the two, nothing else.
        assert {(one.rule, one.field) for one in alone} == {(one.rule, one.field) for one in mine}


def test_progress_is_told_and_may_stop(passport: Passport, pupils: list[str]) -> None:
    steps: list[tuple[int, int]] = []
    check(passport, AS_OF, lambda done, total: steps.append((done, total)))
    assert steps == [(0, len(pupils)), (len(pupils), len(pupils))]

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check(passport, AS_OF, stop)


def test_unknown_record_is_refused(passport: Passport) -> None:
    with pytest.raises(Refused):
        check_record(passport, "student", "nobody")
    with pytest.raises(Refused):
        check_record(passport, "teacher", "nobody")


def test_findings_are_plain_and_leave_the_session(passport: Passport, pupils: list[str]) -> None:
    for one in check(passport, AS_OF).findings:
        assert all(isinstance(getattr(one, name), str | tuple) for name in one.__slots__)
