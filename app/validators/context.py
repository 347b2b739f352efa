"""What a rule may know besides the record: the year, the day, its school, the sums, and last year's base."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.days import Status
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.domain.last_year import LastPupil


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """How many floors a building has, whether it has a lift and a ramp; None for «не внесено»."""

    floors: int | None = None
    lift: bool | None = None
    ramp: bool | None = None


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What rules over pupils, classes, workers and rooms know of their school.

    ``point_exams`` are keys of exam forms; ``buildings`` are by name; ``workers`` are the folded full names of
    those who work there, None where nobody has been entered yet.
    """

    full_name: str = ""
    remote: bool | None = None
    is_point: bool | None = None
    point_exams: frozenset[str] = frozenset()
    buildings: Mapping[str, BuildingFacts] = field(default_factory=dict)
    workers: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers over the whole school, of those who are here: pupils by class, how many left this year, how many
    have ОВЗ, workers, those of them who work at exam points by position, rooms for участники and their seats.

    ``classes`` are the names of all classes, those without pupils too."""

    pupils: Mapping[str, int]
    leavers: int = 0
    ovz: int = 0
    workers: int = 0
    organisers: Mapping[str, int] = field(default_factory=dict)
    rooms: int = 0
    seats: int = 0
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LastSums:
    """The same numbers of last year's base.

    ``vanished`` are who should still be here and is not, as «ФИО, класс»; None where the records of the two years
    have nothing in common by which to tell.
    """

    year: str
    pupils: Mapping[str, int]
    ovz: int = 0
    workers: int = 0
    vanished: tuple[str, ...] | None = ()


def _unknown(_student: Student) -> None:
    """Nobody is known where last year's base was not given."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the record.

    ``sums`` are there when the school's own card is checked; ``last_year``, and ``last_pupil``, which finds a
    pupil in it, where last year's base was given. ``mistakes`` are ids of pupils on whose newest signed slip «есть
    ошибка» is ticked.
    """

    year: AcademicYear
    as_of: date
    school: SchoolFacts = SchoolFacts()
    sums: Sums | None = None
    last_year: LastSums | None = None
    last_pupil: "Callable[[Student], LastPupil | None]" = _unknown
    mistakes: frozenset[str] = frozenset()
    chosen: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # which rules apply to whom

    def clause(self, template: str) -> str:
        """A rule's clause with the orders that are in force in the year in place of their names in braces."""
        return self.year.cite(template)

    def over(self, work: str) -> bool:
        """Whether the last day of a work of the calendar is over, so that what it asks for must be there."""
        return self.as_of > self.year.work_day(work)


def at_most(status: Status) -> Level:
    """How severe a remark may be that stands on data of a status: what is only inferred is at most a question."""
    return Level.QUESTION if status == "I" else Level.ERROR
