"""What is still to be handed in: the works of the calendar that want a signed form, by date, with their forms."""

from dataclasses import dataclass
from datetime import date

from app.domain.school import School
from app.domain.year import Work
from app.printer.forms import FORMS
from app.services.register import FormState, forms
from app.storage.passport import Passport

_OF_POINTS = frozenset({"rooms"})  # works of schools in which exams are held («ОО-ППЭ» of the order)


@dataclass(frozen=True, slots=True)
class Due:
    """A work with its last day and the states of the forms that are signed for it; none where nobody stands on them."""

    work: Work
    forms: tuple[FormState, ...]

    @property
    def day(self) -> date:
        """The last day."""
        return self.work.date

    @property
    def done(self) -> bool:
        """Whether every form of it is signed, scanned and uploaded."""
        return all(one.step == "uploaded" for one in self.forms)

    def count(self, step: str) -> int:
        """How many of its forms have come as far as that, and no farther."""
        return sum(one.step == step for one in self.forms)

    def days_left(self, today: date) -> int:
        """Days to the last one, which is 0 itself; less than 0 when it is past."""
        return (self.day - today).days


def due(passport: Passport, states: tuple[FormState, ...] | None = None) -> tuple[Due, ...]:
    """The works of the year whose signed forms are to be handed in, by date; ``states`` where they are known."""
    states = forms(passport) if states is None else states
    kinds = {form.key: form.works for form in FORMS}
    with passport.reading() as session:
        no_point = session.query(School.is_point).scalar() is False
    works = [one for one in passport.year.calendar if one.scan_due and not (no_point and one.key in _OF_POINTS)]
    return tuple(
        Due(work, tuple(state for state in states if work.key in kinds[state.kind]))
        for work in sorted(works, key=lambda one: one.date)
    )
