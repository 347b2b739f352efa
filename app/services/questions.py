"""The findings that stand on the «Отчёт о вопросах и пояснениях», each with who explained it and when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from sqlalchemy.orm import Session

from app.domain.kinds import Day
from app.printer.questions import Question
from app.services.explaining import Explained, explanations
from app.validators.findings import Finding, Level

Key = tuple[str, str, str]


def questions_of(session: Session, findings: Iterable[Finding]) -> tuple[Question, ...]:
    """The questions, and the advices that are explained, in the order of the findings; errors are corrected instead."""
    wanted = [one for one in findings if one.level is Level.QUESTION or (one.level is Level.ADVICE and one.explained)]
    told = explanations(session) if wanted else {}
    return tuple(_question(id, one, told.get(one.key)) for id, one in _with_ids(wanted))


def _with_ids(findings: Sequence[Finding]) -> Iterator[tuple[str, Finding]]:
    """Each finding with the id of its line; a rule may ask twice of one field."""
    met: Counter[Key] = Counter()
    for one in findings:
        parts = (*one.key, *((str(met[one.key]),) if met[one.key] else ()))
        met[one.key] += 1
        yield sha256("\0".join(parts).encode()).hexdigest()[:32], one


def _question(id: str, one: Finding, told: Explained | None) -> Question:
    holds = told if one.explained else None
    return Question(
        id=id,
        class_name=one.class_name,
        who=one.who,
        rule=one.rule,
        title=one.title,
        text=one.text,
        explained=one.explained,
        lapsed=one.lapsed,
        by=holds.by if holds else "",
        day=Day().show(holds.written_at.date()) if holds else "",
    )
