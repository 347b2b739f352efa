"""What becomes of every pupil when the next school year begins: proposed by the cards, changeable pupil by pupil.

The order moves everybody to the next class; class 9 and the last one leave or stay by what their cards say of ГИА.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.domain.exams import Category, ExamResult
from app.domain.imprint import SCHOOL
from app.domain.school import class_order, grade_of
from app.domain.student import Student, full_name
from app.domain.text import fold
from app.domain.year import AcademicYear, Exams
from app.errors import Refused
from app.services.progress import Progress, silent
from app.storage.passport import Passport
from app.validators.results import FAILED, HELD

BASIC_ENDS, SCHOOL_ENDS, EVENING_ENDS = 9, 11, 12  # the last grades of основная, средняя and вечерняя школа
_PRELIMINARY = "preliminary"
_STEP = 500  # pupils between two tellings of progress


class Fate(StrEnum):
    """What becomes of a pupil: the next class, the same once more, away, or away with the school finished."""

    MOVED = "moved"
    KEPT = "kept"
    LEFT = "left"
    GRADUATED = "graduated"

    @property
    def label(self) -> str:
        """In words, for lists and buttons."""
        return {"moved": "перевести", "kept": "оставить", "left": "выбыл", "graduated": "выпуск"}[self.value]

    @property
    def words(self) -> str:
        """Before a number: «переведено 20»."""
        return {"moved": "переведено", "kept": "оставлено", "left": "выбыло", "graduated": "выпущено"}[self.value]

    @property
    def stays(self) -> bool:
        """Whether the pupil's card comes along."""
        return self in (Fate.MOVED, Fate.KEPT)


class Outcome(StrEnum):
    """What a card says of the ГИА of its class."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PupilPlan:
    """One pupil: what is planned and why; ``next_class`` is '' where there is none, ``category`` what the new card
    begins with ('' for none), to be confirmed."""

    id: str
    who: str
    class_name: str
    next_class: str
    outcome: Outcome
    old_category: str
    fate: Fate
    why: str
    category: str = ""

    @property
    def to_class(self) -> str:
        """The class in the new base; '' for none."""
        return {Fate.MOVED: self.next_class, Fate.KEPT: self.class_name}.get(self.fate, "")

    @property
    def choices(self) -> tuple[Fate, ...]:
        """What may be planned for the pupil."""
        ends = (grade_of(self.class_name) or 0) >= SCHOOL_ENDS
        impossible = {Fate.MOVED: not self.next_class, Fate.GRADUATED: not ends}
        return tuple(fate for fate in Fate if not impossible.get(fate))


@dataclass(frozen=True, slots=True)
class NewYearPlan:
    """The plan of a whole school, in the order of classes and names.

    ``left_before`` pupils had left before the old year was over and are not among ``pupils``.
    """

    old_year: AcademicYear
    year: AcademicYear
    pupils: tuple[PupilPlan, ...]
    left_before: int

    @property
    def counts(self) -> dict[Fate, int]:
        """How many of each fate; together they are all pupils of the plan."""
        found = Counter(one.fate for one in self.pupils)
        return {fate: found[fate] for fate in Fate}

    def by_class(self) -> dict[str, dict[Fate, int]]:
        """The same for each old class, in order; '' is no class."""
        found: defaultdict[str, Counter[Fate]] = defaultdict(Counter)
        for one in self.pupils:
            found[one.class_name][one.fate] += 1
        return {name: {fate: counts[fate] for fate in Fate} for name, counts in found.items()}

    def reasons(self) -> dict[str, int]:
        """Why some are not simply moved up, with how many of them there are."""
        return dict(Counter(one.why for one in self.pupils if one.why))

    def changed(self, ids: Collection[str], fate: Fate) -> "NewYearPlan":
        """The plan with another fate for some pupils; raises :class:`Refused` where one of them cannot have it."""
        return replace(self, pupils=tuple(self._changed(one, fate) if one.id in ids else one for one in self.pupils))

    def _changed(self, one: PupilPlan, fate: Fate) -> PupilPlan:
        if fate not in one.choices:
            raise Refused(f"«{fate.label}» не подходит: {one.who}, {one.class_name or 'без класса'}.")
        if fate is one.fate:
            return one
        return _with_category(replace(one, fate=fate, why="выбрано вами"), self.year)


def plan_new_year(old: Passport, year: AcademicYear, progress: Progress = silent) -> NewYearPlan:
    """Propose the next year for everybody who is there at the end of the old one; nothing is changed.

    Raises :class:`Refused` for a municipality's base and a year that does not follow, and what ``progress`` does.
    """
    if old.kind != SCHOOL:
        raise Refused("Новый учебный год делается из базы школы, а это база муниципалитета.")
    if year.first_day.year != old.year.first_day.year + 1:
        raise Refused(f"За {old.year.title} следует не {year.title} учебный год; ничего не сделано.")
    with old.reading() as session:
        students = session.scalars(select(Student).where(still_here(old.year))).all()
        before = len(session.scalars(select(Student.id).where(~still_here(old.year))).all())
        results = _results(session)
    grades = {one.grade for one in students}
    pupils = []
    for done, one in enumerate(students):
        if done % _STEP == 0:
            progress(done, len(students))
        pupils.append(_with_category(_proposed(one, results.get(one.id, ()), old.year, grades), year))
    return NewYearPlan(old.year, year, tuple(sorted(pupils, key=_place)), before)


def still_here(year: AcademicYear) -> ColumnElement[bool]:
    """The condition on :class:`Student` that somebody was there when the year ended."""
    return or_(Student.left.is_(None), Student.left > year.last_day)


def _place(one: PupilPlan) -> tuple[tuple[int, str], str, str]:
    return class_order(one.class_name), fold(one.who), one.id


def _results(session: Session) -> Mapping[str, list[ExamResult]]:
    """The results of ГИА by pupil; what was passed in an earlier year (C4) counts too."""
    found: defaultdict[str, list[ExamResult]] = defaultdict(list)
    for one in session.scalars(select(ExamResult)):
        found[one.student_id].append(one)
    return found


def next_class(class_name: str | None, grades: Collection[int | None]) -> str:
    """The class above one («9А» → «10А») in a school that has pupils of these grades; '' where it has none."""
    grade = grade_of(class_name)
    last = EVENING_ENDS if EVENING_ENDS in grades else SCHOOL_ENDS
    if class_name is None or grade is None or grade >= last:
        return ""
    return f"{grade + 1}{class_name.removeprefix(str(grade))}"


def _proposed(
    one: Student, results: Iterable[ExamResult], year: AcademicYear, grades: Collection[int | None]
) -> PupilPlan:
    above = next_class(one.class_name, grades)
    outcome = outcome_of(one, list(results), year.exams_of(one.grade))
    fate, why = _fate(one, outcome, above, grades)
    name = full_name(one.last_name, one.first_name, one.middle_name) or "(без имени)"
    return PupilPlan(one.id, name, one.class_name or "", above, outcome, one.category or "", fate, why)


def _fate(one: Student, outcome: Outcome, above: str, grades: Collection[int | None]) -> tuple[Fate, str]:
    if one.category == Category.PAST_GRADUATE:
        return Fate.LEFT, "выпускник прошлых лет: экзамены были в том году"
    if one.grade is None:
        return Fate.KEPT, "класс не внесён: переводить некуда"
    if one.grade == BASIC_ENDS:
        return _after_nine(outcome, tenth=BASIC_ENDS + 1 in grades)
    if one.grade >= SCHOOL_ENDS:
        return _after_the_last(outcome, above)
    return Fate.MOVED, ""


def _after_nine(outcome: Outcome, *, tenth: bool) -> tuple[Fate, str]:
    if outcome is Outcome.PASSED:
        return Fate.LEFT, "ГИА-9 пройдена; кто идёт в 10 класс — переведите"
    if outcome is Outcome.FAILED:
        return Fate.KEPT, "ГИА-9 не пройдена"
    if tenth:
        return Fate.MOVED, "результатов ГИА-9 нет; кто уходит после 9 класса — отметьте «выбыл»"
    return Fate.LEFT, "результатов ГИА-9 нет, а 10 класса в школе нет"


def _after_the_last(outcome: Outcome, above: str) -> tuple[Fate, str]:
    if outcome is Outcome.FAILED:
        return Fate.KEPT, "ГИА-11 не пройдена: категория «не прошедший ГИА»; если не вернётся — «выбыл»"
    if outcome is Outcome.UNKNOWN and above:
        return Fate.MOVED, "в школе есть 12 класс"
    return Fate.GRADUATED, "" if outcome is Outcome.PASSED else "результатов ГИА-11 нет"


def outcome_of(one: Student, results: list[ExamResult], exams: Exams | None) -> Outcome:
    """What a card says of the ГИА of its class: admission, results by subject, аттестат с отличием, medal.

    Passed is who has passed every compulsory subject, and in class 9 all that has a result (gia-rules.md 2)."""
    if exams is None:
        return Outcome.UNKNOWN
    if one.admitted is False:
        return Outcome.FAILED
    if one.distinction or one.medal:
        return Outcome.PASSED
    held = {result.subject for result in results if result.subject}
    passed = {result.subject for result in results if _is_passed(result)}
    wanted = [set(group) for group in exams.compulsory]
    if BASIC_ENDS in exams.grades:
        wanted += [{subject} for subject in held]
    if any(group & held and not group & passed for group in wanted):
        return Outcome.FAILED
    return Outcome.PASSED if all(group & passed for group in wanted) else Outcome.UNKNOWN


def _is_passed(result: ExamResult) -> bool:
    return result.mark != FAILED and (result.status is None or result.status in HELD or result.status == _PRELIMINARY)


def _with_category(one: PupilPlan, year: AcademicYear) -> PupilPlan:
    """The plan of a pupil with the category that the new class asks for, where it asks for any."""
    fitting = year.categories_of(grade_of(one.to_class)) if one.to_class else ()
    failed = one.outcome is Outcome.FAILED and one.fate is Fate.KEPT and Category.NOT_PASSED in fitting
    if failed:
        return replace(one, category=Category.NOT_PASSED.value)
    if one.fate is Fate.KEPT and one.old_category in fitting:
        return replace(one, category=one.old_category)
    usual = (key for key in fitting if key not in (Category.NOT_PASSED, Category.PAST_GRADUATE))
    return replace(one, category=next(usual, ""))
