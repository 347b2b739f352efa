"""Explanations of questions: written for a finding, kept with the values it has, lapsed when one of them changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.explanations import LONGEST, Explanation
from app.domain.field import new_id
from app.domain.roles import Right
from app.domain.text import clean
from app.errors import BadValue, Refused
from app.services import moments
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.passport import Passport
from app.validators.findings import Finding, Level, Values
from app.validators.phrases import COMMON
from app.validators.registry import RULES

_BATCH = 500  # ids in one query


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation with the key of its finding; ``values`` are those it was given for, ``written_at`` is local."""

    key: tuple[str, str, str]
    text: str
    values: Values
    by: str
    written_at: datetime


def phrases_for(rule: str) -> tuple[str, ...]:
    """The stock explanations of a rule: its own first, then those that fit every rule."""
    own = RULES[rule].phrases if rule in RULES else ()
    return (*own, *COMMON)


@needs(Right.EDIT)
def explain(
    passport: Passport, findings: Iterable[Finding], text: str, by: str = "", progress: Progress = silent
) -> int:
    """Keep one explanation for each of these findings in place of what was said before; how many were kept.

    Raises :class:`BadValue` for a text that says nothing or is too long, :class:`Refused` for an error, which wants
    a correction, and what ``progress`` raises; then nothing is kept.
    """
    told, person = clean(text, LONGEST), clean(by, 150)
    if not any(sign.isalnum() for sign in told):
        raise BadValue("Пояснение пустое: напишите, почему всё верно, или исправьте данные.")
    wanted = list(findings)
    if any(one.level is Level.ERROR for one in wanted):
        raise Refused("Ошибку пояснить нельзя: её исправляют.", "Пояснение пишется к вопросу или совету.")
    now = moments.now()
    with passport.writing("Пояснение") as session:
        for done, one in enumerate(wanted):
            progress(done, len(wanted))
            _forget(session, one.key)
            session.add(
                Explanation(
                    id=new_id(),
                    unread={},
                    entity=one.entity,
                    record_id=one.id,
                    rule=one.rule,
                    field=one.field,
                    text=told,
                    values=[list(pair) for pair in one.values],
                    by=person,
                    written_at=now,
                )
            )
    return len(wanted)


@needs(Right.EDIT)
def withdraw(passport: Passport, finding: Finding) -> None:
    """Take the explanation of a finding away."""
    with passport.writing("Пояснение снято") as session:
        _forget(session, finding.key)


def _forget(session: Session, key: tuple[str, str, str]) -> None:
    record_id, rule, field = key
    session.execute(
        delete(Explanation).where(
            Explanation.record_id == record_id, Explanation.rule == rule, Explanation.field == field
        )
    )


def explanations(session: Session, ids: Sequence[str] | None = None) -> dict[tuple[str, str, str], Explained]:
    """The explanations by record, rule and field; of the records with these ids only, where they are given."""
    found: list[Explanation] = []
    if ids is None:
        found += session.scalars(select(Explanation))
    for start in range(0, len(ids or ()), _BATCH):
        found += session.scalars(
            select(Explanation).where(Explanation.record_id.in_((ids or ())[start : start + _BATCH]))
        )
    return {one.key: one for one in map(_plain, found)}


def _plain(one: Explanation) -> Explained:
    when = moments.local(one.written_at)
    values = tuple((label, value) for label, value in one.values)
    return Explained((one.record_id, one.rule, one.field), one.text, values, one.by, when)


def with_explanations(findings: Iterable[Finding], told: dict[tuple[str, str, str], Explained]) -> list[Finding]:
    """The findings, each with its explanation, or with what made the explanation lapse."""
    return [_told(one, told[one.key]) if one.key in told else one for one in findings]


def _told(finding: Finding, explained: Explained) -> Finding:
    if finding.level is Level.ERROR:
        return finding
    if finding.values == explained.values:
        return replace(finding, explained=explained.text)
    return replace(finding, lapsed=_why_lapsed(explained, finding.values))


def _why_lapsed(explained: Explained, now: Values) -> str:
    before, after = dict(explained.values), dict(now)
    labels = [label for label in dict.fromkeys((*before, *after)) if before.get(label) != after.get(label)]
    changes = (
        f"{one}: было {before.get(one) or 'не внесено'}, стало {after.get(one) or 'не внесено'}" for one in labels
    )
    when = f"{explained.written_at:%d.%m.%Y}"
    return f"Пояснение «{explained.text}» от {when} потеряло силу. {'; '.join(changes) or 'Данные изменились'}."
