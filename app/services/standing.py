"""What the board shows of a school, told once from its package when that comes: findings, and its works' forms."""

from dataclasses import asdict, dataclass
from typing import Any

from app.printer.forms import FORMS
from app.services.checking import Report
from app.services.due import due
from app.services.register import forms
from app.storage.passport import Passport
from app.validators.findings import Level

_OF_WORKS = tuple(form for form in FORMS if form.works)


@dataclass(frozen=True, slots=True)
class WorkStanding:
    """The forms of one work: how many there are, of how many the signed paper is handed in, and how many were
    signed before something changed, which is seen by their fingerprints alone."""

    forms: int
    signed: int
    stale: int


@dataclass(frozen=True, slots=True)
class Standing:
    """``questions`` are those without an explanation; ``works`` by the key of the calendar."""

    errors: int
    questions: int
    works: dict[str, WorkStanding]

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


def standing_of(base: Passport, report: Report) -> Standing:
    """How the school of an open package stands; ``report`` is its check."""
    works = {
        one.work.key: WorkStanding(len(one.forms), one.count("uploaded"), one.count("stale"))
        for one in due(base, forms(base, of=_OF_WORKS))
    }
    return Standing(report.counts[Level.ERROR], open_questions(report), works)


def open_questions(report: Report) -> int:
    """How many questions of a check have no explanation."""
    return sum(one.level is Level.QUESTION and one.open for one in report.findings)


def standing_again(kept: dict[str, Any]) -> Standing:
    """The standing that :meth:`Standing.plain` told."""
    works = {key: WorkStanding(**told) for key, told in kept["works"].items()}
    return Standing(kept["errors"], kept["questions"], works)
