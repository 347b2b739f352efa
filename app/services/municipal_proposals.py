"""What schools whose data are in РИС propose to change by official letters, and the municipality's answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.disk import Beside, why
from app.domain.field import details_by_name, field_by_name
from app.domain.received import ReceivedPackage
from app.domain.text import clean
from app.errors import BadFile, Refused
from app.exchange.receipt import LONGEST, ProposalAnswer, ReceiptState, open_receipt
from app.services.differences import ENTITIES, Lines, by_id, who_of
from app.services.holding import held_of, lines_of
from app.services.municipal_answer import Answered, answer_path, answer_to, sealed_answer
from app.services.package_base import RECORDS
from app.storage.passport import Passport

_PARTS = {entity: part for part, entity in ENTITIES.items()}


@dataclass(frozen=True, slots=True)
class HeldProposal:
    """A change that a school proposes; ``letter`` is its letter's number, ``answer`` ours, None for none yet."""

    id: str
    who: str
    label: str
    old: str
    new: str
    ground: str
    letter: int
    answer: ProposalAnswer | None


def held_proposals(passport: Passport, code: str) -> tuple[HeldProposal, ...]:
    """The proposals in the present package of a school. Raises :class:`Refused` where none was accepted."""
    with passport.reading() as session:
        row = held_of(session, code)
        lines, given = lines_of(session, row) or {}, _given(row)
    return tuple(
        HeldProposal(
            one["id"],
            _who(lines, one["entity"], one["record_id"]),
            _label(one["entity"], one["field"]),
            one["old"],
            one["new"],
            one["ground"],
            one["letter"],
            given.get(one["id"]),
        )
        for one in lines.get("proposals", [])
    )


def answer_proposals(passport: Passport, code: str, decisions: Mapping[str, tuple[bool, str]], folder: Path) -> Path:
    """Write the answer to proposals of a school: for each id whether it is accepted, and a text (why not).

    What was answered before goes along. Raises :class:`Refused` where the school's data are not in РИС or a proposal
    is not in its package, :class:`BadFile` where the folder cannot be written; then nothing has changed.
    """
    with passport.writing() as session:
        row = held_of(session, code)
        _check(session, row, decisions)
        answers = _given(row) | {
            id: ProposalAnswer(id, accepted, clean(text, LONGEST)) for id, (accepted, text) in decisions.items()
        }
        asked = Answered(code, passport.year.name, row.receipt, row.sequence, row.fingerprint)
        row.answer = answer_to(session, asked, ReceiptState.TRANSFERRED, proposals=answers.values())
        path = answer_path(folder, code, asked.year, row.receipt, sealed=bool(row.sealing))
        try:
            with Beside(path) as file:
                file.write(sealed_answer(row.answer, row.sealing))
                session.commit()
                file.put()
        except OSError as problem:
            raise BadFile(f"Ответ {path} не записан: {why(problem)}.", "Выберите другую папку.") from problem
    return path


def _check(session: Session, row: ReceivedPackage, decisions: Mapping[str, tuple[bool, str]]) -> None:
    if row.state != ReceiptState.TRANSFERRED:
        raise Refused("Данные школы ещё не переданы в РИС: она исправляет их сама и присылает пакет.")
    there = {one["id"] for one in (lines_of(session, row) or {}).get("proposals", [])}
    if not decisions or decisions.keys() - there:
        raise Refused("Ответить не на что: таких предложений в принятом пакете нет.")


def _given(row: ReceivedPackage) -> dict[str, ProposalAnswer]:
    """What was answered to the proposals of a package so far."""
    return {one.id: one for one in open_receipt(row.answer)[0].proposals}


def _who(lines: Lines, entity: str, id: str) -> str:
    part = _PARTS.get(entity, "")
    line = by_id(lines, part).get(id)
    return who_of(part, line) if line else "записи в пакете нет"


def _label(entity: str, name: str) -> str:
    model = RECORDS.get(_PARTS.get(entity, ""))
    if model is None:
        return name
    if told := field_by_name(model).get(name):
        return told.label
    listed = details_by_name(model).get(name)
    return listed.title if listed else name
