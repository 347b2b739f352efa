"""All that the page of forms shows, read at once beside the window: states, whose lines changed, what is due."""

from dataclasses import dataclass
from datetime import date

from app.services.due import Due, due
from app.services.form_people import names_of
from app.services.progress import Progress, silent
from app.services.register import FormState, forms
from app.services.sheets import Known
from app.storage.passport import Passport

_TOLD = 12  # names are told of so many; more are counted

Key = tuple[str, str]  # form and class


@dataclass(frozen=True, slots=True)
class Board:
    """States of all forms in their order; the names of those who changed, by form and class; works by date.

    ``first`` is the earliest day for which something is not done; None where all is done. It may be past.
    """

    states: tuple[FormState, ...]
    changed: dict[Key, tuple[str, ...]]
    works: tuple[Due, ...]
    today: date

    @property
    def first(self) -> date | None:
        """The day by which something is to be handed in next."""
        return next((one.day for one in self.works if one.forms and not one.done), None)

    @property
    def next_forms(self) -> tuple[FormState, ...]:
        """The forms that are to be handed in by that day and are not uploaded yet."""
        due = (state for one in self.works if one.day == self.first for state in one.forms)
        return tuple(state for state in due if state.step != "uploaded")

    @property
    def days(self) -> dict[str, date]:
        """The last day of each form: the earliest of the works that it is signed for."""
        found: dict[str, date] = {}
        for work in self.works:
            for state in work.forms:
                found.setdefault(state.kind, work.day)
        return found


def form_board(passport: Passport, progress: Progress = silent, *, findings: Known = None) -> Board:
    """What stands on the page of forms now; ``findings`` as in :func:`forms`."""
    states = forms(passport, findings)
    changed = {}
    stale = [one for one in states if one.stale]
    for done, one in enumerate(stale):
        progress(done, len(stale))
        changed[one.kind, one.class_name] = names_of(passport, one.kind, one.stale[:_TOLD], findings)
    return Board(states, changed, due(passport, states), passport.year.day_within(date.today()))
