"""How ready each class is: its pupils, those of them without an open error or question, and how many of these."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.overview_table import share
from app.domain.school import class_order
from app.domain.student import Student
from app.services.read_only import read_only
from app.storage.passport import Passport
from app.validators.findings import Finding, Level


@dataclass(frozen=True, slots=True)
class ClassReadiness:
    """A class by its name ('' for pupils without one): ids of its pupils, of the clear ones, open findings."""

    name: str
    pupils: tuple[str, ...]
    clear: tuple[str, ...]
    errors: int
    questions: int

    @property
    def share(self) -> float:
        """The part of the class that is clear, 0 to 1."""
        return share(len(self.clear), len(self.pupils))


def class_readiness(passport: Passport, findings: Sequence[Finding], day: date) -> tuple[ClassReadiness, ...]:
    """Each class of the school as of a day, in the order of classes; ``findings`` are those of its check."""
    with passport.reading() as session:
        found = read_only(session, Student, columns=("id", "class_name", "left"))
    return readiness([one for one in found if is_here(one, day)], findings)


def is_here(student: Student, day: date) -> bool:
    """Whether a pupil has not left by that day."""
    return student.left is None or student.left > day


def readiness(here: Sequence[Student], findings: Sequence[Finding]) -> tuple[ClassReadiness, ...]:
    """The same of pupils that have been read."""
    wanted = [one for one in findings if one.open and one.entity == "student" and one.level is not Level.ADVICE]
    counts = Counter((one.class_name, one.level) for one in wanted)
    waiting = {one.id for one in wanted}
    classes: dict[str, list[str]] = defaultdict(list)
    for one in here:
        classes[one.class_name or ""].append(one.id)
    return tuple(
        ClassReadiness(
            name,
            tuple(classes[name]),
            tuple(id for id in classes[name] if id not in waiting),
            counts[name, Level.ERROR],
            counts[name, Level.QUESTION],
        )
        for name in sorted(classes, key=class_order)
    )
