"""Made-up records of the kind that a form is of, fit to stand on it: pupils with an appointment, with papers …"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from typing import Any

from app.domain.exams import Attempt
from app.domain.family import Guardian
from app.domain.field import Record, field_by_name
from app.domain.health import HealthPaper
from app.domain.kinds import Kind
from app.domain.rooms import Room
from app.domain.school import Building, Responsible
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import academic_year
from app.printer.form import Form
from app.printer.questions import Question
from data import demo_workers
from data.papers import class_of
from data.records import school

YEAR = academic_year("2019-20")
_GRADES = {"school_1": 9, "pupils_1_8": 5, "ovz_11": 11, "medals": 11, "choice_11": 11}


def grade_for(form: Form) -> int:
    """A grade whose classes have the form."""
    if form.key in _GRADES:
        return _GRADES[form.key]
    return 11 if form.key.startswith("essay") else 9


def class_for(form: Form) -> str:
    return f"{grade_for(form)}А"


def records_for(form: Form, count: int) -> list[Any]:
    """So many records that stand on the form."""
    if form.of == "school":
        return [_school()] if count else []
    if form.of == "question":
        return [_question(place) for place in range(count)]
    if form.of == "staff":
        return _many(Staff, [one for one in demo_workers.workers() if one["oge_organiser"] == "да"], count)
    if form.of == "room":
        rooms = demo_workers.rooms()
        rooms[1] |= {"broken": "1-1, 3-2"}
        return _many(Room, rooms, count)
    return [_fit(form, one, place) for place, one in enumerate(class_of(count, class_for(form)))]


def _question(place: int) -> Question:
    """Open, explained, and with an explanation that lapsed, in turn."""
    asked = Question(
        f"{place:032x}",
        "9А" if place % 4 else "",
        "Зырянов Кирилл Викторович" if place % 4 else "МБОУ «СОШ № 1»",
        "DUP-1",
        "Те же ФИО и дата рождения",
        "Те же ФИО и дата рождения 12.06.2004 есть ещё: Зырянов Кирилл Викторович (9Б); удалите лишнюю карточку или "
        "подтвердите, что это разные люди.",
    )
    lapsed = "Пояснение «Близнецы» от 02.03.2020 потеряло силу. Дата рождения: было 12.06.2004, стало 12.06.2005."
    told = {"explained": "Разные люди, сверено с документами обоих.", "by": "Петрова А. И.", "day": "02.03.2020"}
    return replace(asked, **({}, told, {"lapsed": lapsed})[place % 3])


def _school() -> Record:
    made = school(buildings=[], responsibles=[])
    made.buildings = [_read(Building, one) for one in demo_workers.BUILDINGS]
    made.responsibles = [_read(Responsible, one) for one in demo_workers.RESPONSIBLES]
    return made


def _many(model: type[Record], texts: list[dict[str, str]], count: int) -> list[Any]:
    """Records of these texts in turn, as many as wanted, each with an id of its own."""
    made = [_read(model, one) for one in islice(cycle(texts), count)]
    for place, one in enumerate(made):
        one.id = f"made-{place}"
    return made


def _read(model: type[Record], texts: dict[str, str]) -> Any:
    known = field_by_name(model)
    unread = {name: text for name, text in texts.items() if text == "не применимо"}
    values = {name: _kind(model, name).read(text) for name, text in texts.items() if name not in unread}
    return model(unread=unread, **{name: value for name, value in values.items() if name in known})


def _kind(model: type[Record], name: str) -> Kind[Any]:
    return field_by_name(model)[name].kind


def _fit(form: Form, student: Student, place: int) -> Student:
    """The pupil with what the form is about."""
    for begin, change in _FITTING.items():
        if form.key.startswith(begin):
            change(form, student, place)
    student.guardians = [Guardian(id=f"parent-{place}", name="Громова Вера Львовна", unread={})] if place % 2 else []
    return student


def _appoint(form: Form, student: Student, place: int) -> None:
    kind = "interview" if form.key.startswith("interview") else ("essay", "summary")[place % 2]
    student.attempts = [Attempt(kind=kind, day=form.day(YEAR) if form.day else None, unread={})]


def _with_paper(_form: Form, student: Student, place: int) -> None:
    student.ovz, student.conditions = True, "extra_time" if place % 2 else None
    paper = HealthPaper(kind="pmpk", number=f"{place}/19", issued=date(2019, 5, 6), unread={})
    student.health_papers = [paper]


def _honoured(_form: Form, student: Student, place: int) -> None:
    student.medal = ("federal_1", "regional")[place % 2]


_FITTING: dict[str, Callable[[Form, Student, int], None]] = {
    "essay": _appoint,
    "interview": _appoint,
    "slip": _appoint,
    "ovz": _with_paper,
    "medals": _honoured,
}
