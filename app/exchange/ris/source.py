"""What the tables are made from: the lines of a school by part, the year, and which of the two bases of РИС it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import NAMESPACE_OID, UUID, uuid5

from app.domain.exams import Category
from app.domain.school import grade_of
from app.domain.year import AcademicYear
from app.exchange.ris.columns import layout
from app.exchange.ris.values import Line, keys

ACTIVE = "0"  # ris.md D-15
PUPIL_GONE, WORKER_GONE = "4", "7"


@dataclass(frozen=True, slots=True)
class Base:
    """One of the two bases of РИС: the folder of its files, the key of its codes, the forms of its exams."""

    folder: str
    key: str
    form: str


EGE = Base("ege", "ege", "ege")
GIA9 = Base("gia9", "gia", "oge")
BASES = (EGE, GIA9)


@dataclass(frozen=True)
class Source:
    """A school as one base sees it. Parts are those of the package; a part that is not there is empty."""

    parts: Mapping[str, Sequence[Line]]
    year: AcademicYear
    base: Base

    @cached_property
    def school(self) -> Line:
        """The school; an empty line where there is none."""
        return next(iter(self.lines("school")), {"id": "", "unread": {}})

    @cached_property
    def school_id(self) -> str:
        """The Guid of the school."""
        return str(self.school["id"])

    @cached_property
    def point_id(self) -> str:
        """The Guid of the exam point that the school is; '' where it is none. It follows from the school's own."""
        return derived(self.school_id, "point") if self.school.get("is_point") else ""

    @cached_property
    def participants(self) -> list[Line]:
        """Pupils whose class belongs to this base, without those who take no ГИА this year."""
        return [one for one in self.lines("students") if self._takes(one)]

    def _takes(self, pupil: Line) -> bool:
        return self.has_class(pupil.get("class_name")) and pupil.get("category") != Category.NO_GIA

    def has_class(self, name: str | None) -> bool:
        """Whether a class belongs to this base: 9 to ГИА-9, 10–12 to ЕГЭ (ris.md 9)."""
        exams = self.year.exams_of(grade_of(name))
        return exams is (self.year.gia9 if self.base is GIA9 else self.year.gia11) and exams is not None

    @cached_property
    def workers(self) -> list[Line]:
        """Workers who work at exams of this base."""
        asked = "oge_organiser" if self.base is GIA9 else "ege_organiser"
        return [one for one in self.lines("staff") if one.get(asked)]

    @cached_property
    def is_point(self) -> bool:
        """Whether the school is a point for exams of this base, as far as its card says for which."""
        forms = set(keys(self.school, "point_exams"))
        return bool(self.point_id) and (not forms or bool(forms & {self.base.form, "gve"}))

    @cached_property
    def rooms(self) -> list[Line]:
        """Rooms, of a school that is a point of the other base alone none."""
        return [] if self.point_id and not self.is_point else list(self.lines("rooms"))

    @cached_property
    def on_computer(self) -> bool:
        """Whether informatics is sat on a computer this year."""
        return self.base is EGE and self.year.name >= layout().format.computer_exam_from

    def lines(self, part: str) -> list[Line]:
        """The lines of a part by id, whatever order they came in."""
        return sorted(self.parts.get(part, ()), key=lambda one: str(one["id"]))

    def lists(self, part: str) -> Mapping[str, list[Line]]:
        """The lines of a part by the pupil they belong to."""
        found: dict[str, list[Line]] = defaultdict(list)
        for one in self.lines(part):
            found[one["student_id"]].append(one)
        return found

    def count(self, grades: Iterable[int]) -> int:
        """How many pupils of some grades have not left."""
        wanted = set(grades)
        return sum(grade_of(one.get("class_name")) in wanted for one in self.lines("students") if not one.get("left"))


def derived(id: str, what: str) -> str:
    """The Guid of something that has no record of its own, made from that of the record it stands for."""
    try:
        space = UUID(id)
    except ValueError:
        space = NAMESPACE_OID
    return str(uuid5(space, f"{id} {what}"))
