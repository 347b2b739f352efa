"""What a municipality answers to changes that a school proposed by letter after its data went to РИС."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.disk import why, write_whole
from app.domain.field import details_by_name, field_by_name
from app.domain.received import ReceivedPackage
from app.domain.roles import Right
from app.errors import BadFile, Refused
from app.exchange.receipt import ProposalAnswer, ReceiptState
from app.services.cards import ENTITIES
from app.services.differences import who_of
from app.services.holding import held_of, lines_of
from app.services.municipal_answer import Answered, answer_path, answer_to, sealed_answer
from app.services.package_base import RECORDS
from app.services.rights import needs
from app.storage.passport import Passport

_PART_OF = {model.__tablename__: part for part, model in RECORDS.items()}


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A change that waits: who, which field, from what to what, on what ground, by which letter of the school."""

    id: str
    who: str
    field: str
    old: str
    new: str
    ground: str
    letter: int


def proposed_changes(passport: Passport, code: str) -> tuple[ProposedChange, ...]:
    """What the present package of a school proposes. Raises :class:`Refused` where nothing was accepted from it."""
    with passport.reading() as session:
        lines = lines_of(session, held_of(session, code)) or {}
    people = {str(line["id"]): who_of(part, line) for part in RECORDS for line in lines.get(part, ())}
    return tuple(
        ProposedChange(
            one["id"],
            people.get(one["record_id"], ""),
            _label(one["entity"], one["field"]),
            one["old"],
            one["new"],
            one["ground"],
            one["letter"],
        )
        for one in lines.get("proposals", ())
    )


def _label(entity: str, name: str) -> str:
    """What a field, or a whole list, is called on the card."""
    model = ENTITIES.get(entity)
    if model is None:
        return name
    if told := field_by_name(model).get(name):
        return told.label
    listed = details_by_name(model).get(name)
    return listed.title if listed else name


@needs(Right.ANSWER)
def answer_proposals(passport: Passport, code: str, answers: Mapping[str, tuple[bool, str]], folder: Path) -> Path:
    """Write the answer to proposals of a school, by their ids: whether each is taken, and a text; its path.

    The season stays frozen. Raises :class:`Refused` for a school whose data are not in РИС and for a proposal that is
    not among those of its present package, :class:`BadFile` where the folder cannot be written.
    """
    known = {one.id for one in proposed_changes(passport, code)}
    if not answers or not answers.keys() <= known:
        raise Refused("Ответить можно только на предложения из последнего принятого пакета школы.")
    with passport.writing("Ответ на предложения") as session:
        row: ReceivedPackage = held_of(session, code)
        if row.state != ReceiptState.TRANSFERRED:
            raise Refused(f"Данные школы {code} в РИС ещё не переданы.", "Сначала отметьте «Передано в РИС».")
        asked = Answered(code, passport.year.name, row.receipt, row.sequence, row.fingerprint)
        told = tuple(ProposalAnswer(id, taken, text) for id, (taken, text) in sorted(answers.items()))
        content, receipt = answer_to(session, asked, ReceiptState.TRANSFERRED, proposals=told)
        path = answer_path(folder, code, asked.year, f"{row.receipt}-{receipt}", sealed=bool(row.sealing))
        sealed = sealed_answer(content, row.sealing)
    try:
        write_whole(path, sealed)
    except OSError as problem:
        raise BadFile(f"Ответ в папку {folder} не записан: {why(problem)}.", "Выберите другую папку.") from problem
    return path
