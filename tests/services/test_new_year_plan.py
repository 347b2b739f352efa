"""The plan of a new school year: by what the cards say, changeable, with sums that agree."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.exams import ExamResult
from app.domain.student import Student
from app.domain.year import academic_year
from app.errors import Refused
from app.services.cards import Edit, save_card
from app.services.detail_rows import Row
from app.services.new_year_plan import Fate, NewYearPlan, Outcome, PupilPlan, next_class, outcome_of, plan_new_year
from app.storage.opening import new_passport
from app.storage.passport import Passport

OLD, NEW = academic_year("2024-25"), academic_year("2025-26")
NINE = (("rus", "4"), ("math", "3"), ("phys", "3"), ("geo", "5"))


@pytest.fixture
def old(tmp_path: Path) -> Passport:
    return new_passport(tmp_path / "old.passport", year="2024-25", kind="school", code="700101", name="Школа")


def enter(
    passport: Passport, id: str, class_name: str, results: tuple[tuple[str, str], ...] = (), **texts: str
) -> None:
    """A pupil with results, marks of class 9 or points of class 11."""
    rows = tuple(
        Row("", {"subject": subject, "mark" if class_name[0] == "9" else "test_score": value, "status": "официальный"})
        for subject, value in results
    )
    own = {"last_name": f"Юдин{'а' * len(id)}", "first_name": "Ян", "class_name": class_name, **texts}
    save_card(passport, Edit("student", id, 0, own, {"results": rows}))


def fates(plan: NewYearPlan) -> dict[str, tuple[str, str, str]]:
    return {one.id: (one.fate.value, one.to_class, one.category) for one in plan.pupils}


def test_everybody_moves_and_the_ends_of_school_go_by_the_cards(old: Passport) -> None:
    with old:
        enter(old, "one", "1А")
        enter(old, "four", "4Б")
        enter(old, "eight", "8А")
        enter(old, "passed", "9А", NINE, category="C1")
        enter(old, "failed", "9А", (*NINE[:2], ("phys", "2"), ("geo", "5")), category="C1")
        enter(old, "unknown", "9Б", category="C1")
        enter(old, "honours", "9Б", category="C1", distinction="да")
        enter(old, "barred", "9Б", category="C1", admitted="нет")
        enter(old, "ten", "10А", category="C2")
        enter(old, "graduate", "11А", (("rus", "70"), ("math_basic", "0")), category="C1")
        enter(old, "again", "11А", (("rus", "20"),), category="C1", admitted="нет")
        enter(old, "past", "11А", category="C5")
        enter(old, "nobody", "")
        enter(old, "gone", "7А", left="03.02.2025")
        enter(old, "going", "7А", left="02.09.2025")
        plan = plan_new_year(old, NEW)
    assert fates(plan) == {
        "one": ("moved", "2А", ""),
        "four": ("moved", "5Б", ""),
        "eight": ("moved", "9А", "C1"),
        "passed": ("left", "", ""),
        "failed": ("kept", "9А", "C1"),
        "unknown": ("moved", "10Б", "C2"),
        "honours": ("left", "", ""),
        "barred": ("kept", "9Б", "C1"),
        "ten": ("moved", "11А", "C1"),
        "graduate": ("graduated", "", ""),
        "again": ("kept", "11А", "C4"),
        "past": ("left", "", ""),
        "nobody": ("kept", "", ""),
        "going": ("moved", "8А", ""),
    }
    assert plan.left_before == 1
    assert sum(plan.counts.values()) == len(plan.pupils) == 14
    assert all(one.why for one in plan.pupils if one.fate is not Fate.MOVED and one.outcome is not Outcome.PASSED)


def test_school_without_class_ten_lets_class_nine_go_and_with_class_twelve_keeps_eleven(tmp_path: Path) -> None:
    def planned(name: str, *classes: str) -> dict[str, str]:
        path = tmp_path / f"{name}.passport"
        with new_passport(path, year="2024-25", kind="school", code="700101", name="Школа") as passport:
            for class_name in classes:
                enter(passport, class_name, class_name)
            return {one.class_name: one.to_class for one in plan_new_year(passport, NEW).pupils}

    assert planned("basic", "8А", "9А") == {"8А": "9А", "9А": ""}
    assert planned("whole", "9А", "10А", "11А") == {"9А": "10А", "10А": "11А", "11А": ""}
    assert planned("evening", "11А", "12А") == {"11А": "12А", "12А": ""}


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((), Outcome.UNKNOWN),
        ((("rus", 3, "official"),), Outcome.UNKNOWN),
        ((("rus", 3, "official"), ("math", 3, "preliminary")), Outcome.PASSED),
        ((("rus", 3, "official"), ("math", 2, "official")), Outcome.FAILED),
        ((("rus", 3, "official"), ("math", 2, "official"), ("math", 3, "official")), Outcome.PASSED),  # retaken
        ((("rus", None, "absent"),), Outcome.FAILED),
        ((("rus", 3, "official"), ("math", 4, "official"), ("geo", None, "removed")), Outcome.FAILED),
        ((("rus", 3, None), ("math", 4, None)), Outcome.PASSED),
    ],
)
def test_outcome_of_class_nine(marks: tuple[tuple[str, int | None, str | None], ...], said: Outcome) -> None:
    results = [ExamResult(subject=subject, mark=mark, status=status) for subject, mark, status in marks]
    assert outcome_of(Student(class_name="9А"), results, OLD.gia9) is said


def test_outcome_of_class_eleven_asks_for_one_mathematics_only() -> None:
    student = Student(class_name="11А")
    held = [ExamResult(subject="rus", test_score=60, status="official")]
    basic = ExamResult(subject="math_basic", mark=4, status="official")
    profile = ExamResult(subject="math_profile", test_score=20, status="not_reached")
    chosen = ExamResult(subject="phys", test_score=10, status="not_reached")
    assert outcome_of(student, [*held, basic, profile, chosen], OLD.gia11) is Outcome.PASSED
    assert outcome_of(student, [*held, profile], OLD.gia11) is Outcome.FAILED
    assert outcome_of(student, [], None) is Outcome.UNKNOWN


def test_plan_is_changed_pupil_by_pupil(old: Passport) -> None:
    with old:
        enter(old, "a", "9А", NINE, category="C1")
        enter(old, "b", "11А", (("rus", "20"),), category="C1", admitted="нет")
        enter(old, "c", "5А")
        enter(old, "d", "10А", category="C3")
        plan = plan_new_year(old, NEW)
    assert plan.pupils[0].choices == (Fate.MOVED, Fate.KEPT, Fate.LEFT)
    changed = plan.changed(["a"], Fate.MOVED).changed(["b"], Fate.LEFT).changed(["c", "d"], Fate.KEPT)
    assert fates(changed) == {
        "c": ("kept", "5А", ""),
        "a": ("moved", "10А", "C2"),
        "d": ("kept", "10А", "C3"),
        "b": ("left", "", ""),
    }
    assert sum(changed.counts.values()) == sum(plan.counts.values()) == 4
    assert fates(plan)["a"] == ("left", "", "")
    with pytest.raises(Refused, match="выпуск"):
        plan.changed(["c"], Fate.GRADUATED)
    with pytest.raises(Refused, match="перевести"):
        plan.changed(["b"], Fate.MOVED)


def test_only_the_year_that_follows_and_only_a_school(old: Passport, tmp_path: Path) -> None:
    with old, pytest.raises(Refused, match="следует не 2026/27"):
        plan_new_year(old, academic_year("2026-27"))
    path = tmp_path / "m.passport"
    with (
        new_passport(path, year="2024-25", kind="municipality", code="700000", name="О") as other,
        pytest.raises(Refused, match="муниципалитета"),
    ):
        plan_new_year(other, NEW)


@given(st.sampled_from([f"{grade}{letter}" for grade in range(1, 13) for letter in ("А", "Я", "")]), st.booleans())
def test_next_class_keeps_its_letter(name: str, evening: bool) -> None:
    grade = int("".join(sign for sign in name if sign.isdigit()))
    above = next_class(name, {12} if evening else {11})
    if grade < (12 if evening else 11):
        assert above == f"{grade + 1}{name.lstrip('0123456789')}"
    else:
        assert above == ""
    assert next_class(None, {5}) == ""


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from(Fate)), max_size=40))
def test_sums_agree_whatever_is_changed(wanted: list[tuple[int, Fate]]) -> None:
    pupils = tuple(
        PupilPlan(str(place), "Я", f"{grade}А" if grade else "", next_class(f"{grade}А" if grade else None, {11}),
                  Outcome.UNKNOWN, "", Fate.KEPT, "")
        for place, (grade, _) in enumerate(wanted)
    )  # fmt: skip
    plan = NewYearPlan(OLD, NEW, pupils, 3)
    for one, (_, fate) in zip(pupils, wanted, strict=True):
        if fate in one.choices:
            plan = plan.changed([one.id], fate)
    assert sum(plan.counts.values()) == len(pupils)
    for fate in Fate:
        assert sum(counts[fate] for counts in plan.by_class().values()) == plan.counts[fate]
    assert all(bool(one.to_class) <= one.fate.stays for one in plan.pupils)
