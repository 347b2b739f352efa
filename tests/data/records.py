"""Transient records that are right in every field, to be spoiled one field at a time by tests of rules."""

from datetime import date
from typing import Any

from app.domain.choice_kinds import Choice, Choices
from app.domain.exams import ExamChoice
from app.domain.field import field_by_name
from app.domain.kinds import Day, Flag, Kind
from app.domain.school import School, SchoolClass
from app.domain.student import Student

CHECK_DAY = date(2020, 4, 10)  # every choice of subjects is closed, the year still runs
_COUNT = iter(range(10**6))


def exams(form: str, *subjects: str) -> list[ExamChoice]:
    return [ExamChoice(subject=subject, form=form, unread={}) for subject in subjects]


def student_of(texts: dict[str, str], chosen: tuple[tuple[str, str], ...] = ()) -> Student:
    """A pupil from texts as they are typed, such as those of :class:`data.people.People`."""
    known = field_by_name(Student)
    values = {name: known[name].kind.read(text) for name, text in texts.items()}
    choices = [ExamChoice(subject=subject, form=form, unread={}) for subject, form in chosen]
    return Student(id=f"made-{next(_COUNT)}", unread={}, exams=choices, **values)


def pupil(grade: int = 9, **changed: Any) -> Student:
    """A pupil of a class «А» right in every field; ``changed`` replaces values."""
    values: dict[str, Any] = {
        "last_name": "Берёзов",
        "first_name": "Лев",
        "middle_name": "Андреевич",
        "sex": "male",
        "birth": date(2013 - grade, 3, 15),
        "class_name": f"{grade}А",
        "doc_number": "123456",
        "doc_kind": "birth",
        "doc_series": "II-ОМ",
        "exams": [],
    }
    if grade >= 8:
        values |= {"doc_kind": "passport", "doc_series": "6918", "doc_issued": date(2027 - grade, 4, 2)}
    if grade >= 9:
        values |= _graduate(grade)
    return Student(**({"id": f"made-{next(_COUNT)}", "unread": {}} | values | changed))


def _graduate(grade: int) -> dict[str, Any]:
    chosen = {9: exams("oge", "rus", "math", "phys", "geo"), 10: []}
    return {
        "birth_place": "г. Томск",
        "citizenship": "643",
        "snils": "11223344595",
        "study_form": "full",
        "ovz": False,
        "disabled": False,
        "category": "C2" if grade == 10 else "C1",
        "consent": "given",
        "consent_date": date(2019, 9, 10),
        "doc_issuer": "УМВД России по Томской области",
        "registered_address": "г. Томск, ул. Лесная, д. 1",
        "actual_address": "г. Томск, ул. Лесная, д. 1",
        "exams": chosen.get(grade, exams("ege", "rus", "math_basic", "soc")),
    }


def right_value(kind: Kind[Any]) -> Any:
    """A value of a kind: of its example, or the first of its list."""
    if isinstance(kind, Choice | Choices):
        return kind.entries()[0].key
    if isinstance(kind, Flag):
        return False
    if isinstance(kind, Day):
        return date(2019, 9, 20)
    return kind.parse(kind.example or "слово")


def school(**changed: Any) -> School:
    """A school right in every field."""
    values = {name: right_value(told.kind) for name, told in field_by_name(School).items()}
    return School(**({"id": "school", "unread": {}} | values | changed))


def school_class(**changed: Any) -> SchoolClass:
    """A class right in every field."""
    return SchoolClass(**({"id": "class", "unread": {}, "name": "9А", "teacher": "Рябинина Ольга Олеговна"} | changed))
