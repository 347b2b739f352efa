"""Transient records that are right in every field, to be spoiled one field at a time by tests of rules."""

from datetime import date, timedelta
from typing import Any

from app.domain.choice_kinds import Choice, Choices
from app.domain.exams import Attempt, ExamChoice
from app.domain.family import FormerDocument, Guardian
from app.domain.field import Detail, field_by_name
from app.domain.health import HealthPaper
from app.domain.kinds import Day, Flag, Kind
from app.domain.moves import Move
from app.domain.rooms import Room
from app.domain.school import Building, Responsible, School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.validators.context import BuildingFacts, SchoolFacts, Sums
from app.validators.exam_choice import has_oral
from data.people import mother_of

CHECK_DAY = date(2020, 4, 10)  # every choice of subjects is closed, the year still runs
_COUNT = iter(range(10**6))

TEACHER = "Рябинина Ольга Олеговна"
BUILDING = "Главный корпус"
FACTS = SchoolFacts(
    full_name="Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»",
    remote=False,
    is_point=True,
    point_exams=frozenset({"oge", "ege", "gve"}),
    buildings={BUILDING: BuildingFacts(floors=3, lift=False, ramp=True)},
    workers=frozenset({fold(TEACHER), fold("Петрова Анна Ивановна")}),
)
SUMS = Sums(
    pupils={"5А": 25, "9А": 25, "10А": 20, "11А": 20},
    workers=30,
    organisers={"room": 12, "hall": 4, "technician": 1, "head": 1, "gek": 2},
    rooms=5,
    seats=75,
)


def exams(form: str, *subjects: str) -> list[ExamChoice]:
    """Chosen exams; a foreign language with its oral part."""
    return [exam(subject, form) for subject in subjects]


def exam(subject: str, form: str, **changed: Any) -> ExamChoice:
    """One chosen exam, without a day."""
    values = {"subject": subject, "form": form, "oral": has_oral(subject) or None, "unread": {}}
    return ExamChoice(**(values | changed))


def student_of(texts: dict[str, str], chosen: tuple[tuple[str, str], ...] = (), as_of: date = CHECK_DAY) -> Student:
    """A pupil from texts as they are typed, such as those of :class:`data.people.People`; he is on the list for the
    first day of сочинение or собеседование, and has passed if that is over."""
    known = field_by_name(Student)
    values = {name: known[name].kind.read(text) for name, text in texts.items()}
    student = Student(id=f"made-{next(_COUNT)}", unread={}, exams=[exam(*one) for one in chosen], **values)
    student.attempts = _first_attempt(student.grade, as_of)
    student.guardians = [guardian(name=mother_of(texts)["name"])] if "consent_by" in texts else []
    return student


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
        values |= {"doc_kind": "passport", "doc_series": f"69{27 - grade}", "doc_issued": date(2027 - grade, 4, 2)}
    if grade >= 9:
        values |= _graduate(grade)
    if changed.get("doc_kind", "passport") != "passport":
        values["doc_department"] = None  # no other paper has one
    own = {"id": f"made-{next(_COUNT)}", "unread": {}}
    return Student(**(own | values | changed))


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
        "consent_by": "Берёзова Ольга Петровна",
        "doc_issuer": "УМВД России по Томской области",
        "doc_department": "700-001",
        "registered_address": "г. Томск, ул. Лесная, д. 1",
        "actual_address": "г. Томск, ул. Лесная, д. 1",
        "exams": chosen.get(grade, exams("ege", "rus", "math_basic", "soc")),
        "attempts": _first_attempt(grade),
        "guardians": [guardian()],
    }


def _first_attempt(grade: int | None, as_of: date = CHECK_DAY) -> list[Attempt]:
    """The first day's appointment of a class, passed if that day is over."""
    if grade not in (9, 11, 12):
        return []
    kind, day = ("interview", date(2020, 2, 12)) if grade == 9 else ("essay", date(2019, 12, 4))
    return [attempt(kind, day, "pass" if day <= as_of else None)]


def attempt(kind: str, day: date, result: str | None = "pass", **changed: Any) -> Attempt:
    """An appointment to сочинение, изложение or собеседование, applied for in time."""
    values = {"kind": kind, "day": day, "result": result, "applied": day - timedelta(days=20), "unread": {}}
    return Attempt(**(values | changed))


def guardian(**changed: Any) -> Guardian:
    """A mother right in every field that is asked for."""
    values = {"relation": "mother", "name": "Берёзова Ольга Петровна", "phone": "+79138000001", "unread": {}}
    return Guardian(**(values | {"birth": date(1975, 5, 5)} | changed))


def former_document(**changed: Any) -> FormerDocument:
    """The birth certificate that a pupil had before the passport."""
    values = {
        "doc_kind": "birth",
        "doc_series": "II-ОМ",
        "doc_number": "654321",
        "until": date(2018, 4, 2),
        "unread": {},
    }
    return FormerDocument(**(values | {"doc_issued": date(2004, 4, 2)} | changed))


def move(kind: str, learned: date | None, entered: date | None = None) -> Move:
    """A change of a pupil: the day the school learned of it and the day it was entered."""
    return Move(kind=kind, learned=learned, entered=entered, unread={})


def health_paper(kind: str | None = "pmpk", **changed: Any) -> HealthPaper:
    """A paper on ОВЗ or a disability right in every field."""
    values = {"kind": kind, "number": "123/19", "issued": date(2019, 9, 2), "issuer": "ПМПК г. Томска", "unread": {}}
    return HealthPaper(**(values | {"group": "delay"} | changed))


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
    values: dict[str, Any] = {name: right_value(told.kind) for name, told in field_by_name(School).items()}
    values |= {
        "licence_issued": date(2015, 3, 2),
        "licence_until": None,
        "accreditation_issued": date(2015, 3, 2),
        "accreditation_until": date(2027, 3, 2),
        "is_point": True,
        "confirmed_1": date(2019, 9, 27),
        "confirmed_2": date(2019, 10, 29),
        "buildings": [_detail(Building, name=BUILDING, address="г. Томск, ул. Школьная, д. 1", floors=3, lift=False)],
        "responsibles": [
            _detail(
                Responsible, duty=duty, name=TEACHER, phone="+79138000001", order="112", order_date=date(2019, 9, 16)
            )
            for duty in ("monitoring", "gia9", "gia11")
        ],
    }
    return School(**({"id": "school", "unread": {}} | values | changed))


def _detail(model: type[Detail], **values: Any) -> Any:
    return model(unread={}, **values)


def school_class(**changed: Any) -> SchoolClass:
    """A class right in every field."""
    return SchoolClass(**({"id": "class", "unread": {}, "name": "9А", "teacher": TEACHER} | changed))


def worker(**changed: Any) -> Staff:
    """A teacher of physics who works in a room of a ППЭ at ОГЭ, right in every field."""
    values: dict[str, Any] = {name: right_value(told.kind) for name, told in field_by_name(Staff).items()}
    values |= {
        "last_name": "Петрова",
        "first_name": "Анна",
        "middle_name": "Ивановна",
        "sex": "female",
        "birth": date(1980, 3, 15),
        "citizenship": "643",
        "snils": "08765430300",
        "inn": "123456789047",
        "doc_kind": "passport",
        "doc_series": "6900",
        "doc_number": "654321",
        "doc_issued": date(2000, 4, 10),
        "graduated": 2002,
        "employer": "school",
        "post": "Учитель физики",
        "subjects": "phys",
        "hired": date(2005, 8, 25),
        "experience": 18,
        "teaching_experience": 17,
        "post_experience": 14,
        "category_date": date(2017, 3, 30),
        "dismissed": None,
        "dismissal_order": None,
        "oge_organiser": True,
        "ege_organiser": False,
        "positions": "room",
        "barred_subjects": "phys",
        "mobile": "+79138000002",
        "trained": date(2020, 2, 3),
        "consent": "given",
    }
    return Staff(**({"id": f"made-{next(_COUNT)}", "unread": {}} | values | changed))


def room(**changed: Any) -> Room:
    """An ordinary room right in every field."""
    values: dict[str, Any] = {
        "building": BUILDING,
        "number": "0012",
        "name": "Кабинет физики",
        "floor": 1,
        "row_count": 3,
        "places_in_row": 5,
        "seats": 15,
        "spare": 0,
        "specialised": False,
        "video": "online",
        "noda": True,
        "laboratory": False,
    }
    return Room(**({"id": f"made-{next(_COUNT)}", "unread": {}} | values | changed))
