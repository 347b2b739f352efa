"""What a school's file holds for its forms: the papers there may be of each, and the records that stand on them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.listed import listing_of
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass, class_order
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.domain.year import AcademicYear
from app.printer.form import Case, Form, Sheet, fill
from app.printer.questions import Question
from app.services.cards import with_details
from app.services.questions import questions_of
from app.validators.findings import Finding

Known = Sequence[Finding] | None  # the findings of a check as of today; None where they are not known


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper that there may be: its scope in the register ('' the school, a class, the id of a pupil), and
    whose records stand on it."""

    form: Form
    scope: str
    case: Case
    records: tuple[Any, ...]

    def sheet(self, records: Iterable[Any] | None = None, part: str = "") -> Sheet:
        """The filled form of all its records, or of some of them."""
        return fill(self.form, self.case, self.records if records is None else records, part)


class Holdings:
    """The records of one school's file that are here now, each kind read when it is first asked for.

    Of pupils are read those of the classes ``only`` (None: of all), and the lists of their cards that ``forms`` read.
    Nothing is checked here: forms of questions are told where ``findings`` are given.
    """

    def __init__(
        self,
        session: Session,
        year: AcademicYear,
        forms: Collection[Form] = (),
        only: Collection[str] | None = None,
        findings: Known = None,
    ) -> None:
        self._session = session
        self.year = year
        self._lists = {name for form in forms for name in form.lists}
        self._only = only
        self._findings = findings
        self._today = year.day_within(date.today())

    @cached_property
    def school(self) -> School:
        """The school with its lists."""
        return self._session.scalars(select(School).options(*with_details(School))).one()

    @cached_property
    def classes(self) -> dict[str, SchoolClass]:
        """The classes by name, in their order."""
        found = self._session.scalars(select(SchoolClass))
        return {one.name: one for one in sorted(found, key=lambda one: class_order(one.name))}

    @cached_property
    def pupils(self) -> dict[str, list[Student]]:
        """Those who have not left, by class in the order of classes, then by name."""
        here = or_(Student.left.is_(None), Student.left > self._today)
        query = select(Student).where(here if self._only is None else and_(here, Student.class_name.in_(self._only)))
        lists = [selectinload(getattr(Student, name)) for name in sorted(self._lists)]
        found = self._session.scalars(query.options(*lists))
        groups: dict[str, list[Student]] = {name: [] for name in self.classes}
        for one in sorted(found, key=_by_name):
            groups.setdefault(one.class_name or "", []).append(one)
        return groups

    @cached_property
    def staff(self) -> list[Staff]:
        """Those who work here or for the exams, by name."""
        here = or_(Staff.dismissed.is_(None), Staff.dismissed > self._today)
        return sorted(self._session.scalars(select(Staff).where(here)), key=_by_name)

    @cached_property
    def rooms(self) -> list[Room]:
        """All rooms, by building and number."""
        return list(self._session.scalars(select(Room).order_by(Room.sort_key)))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What the check asks, as far as it is known."""
        return questions_of(self._session, self._findings or ())

    def tell(self, form: Form) -> bool:
        """Whether it is known what stands on a form: on one of questions only after a check."""
        return form.of != "question" or self._findings is not None

    def papers(self, form: Form) -> Iterator[Asked]:
        """All papers that there may be of a form, whether anybody stands on them or not."""
        if not form.is_in(self.year) or not self.tell(form):
            return
        if form.scope == "school":
            yield Asked(form, "", self.case(), self.records(form))
            return
        for name in self.classes:
            if form.is_for(name, self.year):
                yield from self.papers_of(form, name)

    def papers_of(self, form: Form, class_name: str) -> Iterator[Asked]:
        """The papers of a class: one, or one for each of its pupils who stand on the form."""
        pupils = self._taken(form, self.pupils.get(class_name, ()))
        if form.scope == "class":
            yield Asked(form, class_name, self.case(class_name), pupils)
        else:
            yield from (Asked(form, one.id, self.case(class_name, one), (one,)) for one in pupils)

    def case(self, class_name: str = "", pupil: Student | None = None) -> Case:
        """What a paper is of."""
        return Case(self.year, self.school, self.classes.get(class_name), pupil)

    def records(self, form: Form) -> tuple[Any, ...]:
        """The records that stand on a paper of the whole school, in their order."""
        if form.of == "student":
            grades = form.grades(self.year)
            apt = (name for name in self.classes if form.is_for(name, self.year)) if grades else ()
            return tuple(one for name in apt for one in self._taken(form, self.pupils[name]))
        return self._taken(form, self._all(form.of))

    def _all(self, of: str) -> Iterable[Any]:
        if of == "school":
            return (self.school,)
        if of == "question":
            return self.questions
        return self.staff if of == "staff" else self.rooms

    def _taken(self, form: Form, records: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(one for one in records if form.takes(one, self.year))


def _by_name(one: Student | Staff) -> tuple[str, ...]:
    return (*(fold(getattr(one, name) or "") for name in listing_of(type(one)).name), one.id)
