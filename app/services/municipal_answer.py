"""The municipality's signed answers to its schools: their remarks, their file, and sealing them to the school."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.field import new_id
from app.domain.school import School
from app.exchange.receipt import LONGEST, ProposalAnswer, Receipt, ReceiptState, RemarkLine, receipt_file
from app.exchange.sealing import seal
from app.services import moments
from app.services.branches import Key, Side, Split
from app.services.keys import signer
from app.services.plain_lines import moment
from app.validators.findings import Finding, Level

DRAFT = "Это черновик: он собран, хотя в данных есть ошибки. Исправьте их и соберите пакет без отметки «Черновик»."


@dataclass(frozen=True, slots=True)
class Answered:
    """Which package is answered: of which school and year, its code, place and fingerprint."""

    school_code: str
    year: str
    package: str
    sequence: int
    fingerprint: str


def answer_to(
    session: Session,
    asked: Answered,
    state: ReceiptState,
    remarks: Iterable[RemarkLine] = (),
    proposals: Iterable[ProposalAnswer] = (),
) -> tuple[bytes, str]:
    """A signed answer and its ten-character code; needs a session that writes, for keys are made when first needed."""
    code, name = session.execute(select(School.code, School.short_name)).one()
    receipt = Receipt(
        new_id(),
        state,
        asked.school_code,
        asked.year,
        asked.package,
        asked.sequence,
        asked.fingerprint,
        code or "",
        name or "",
        moment(moments.now()),
        tuple(remarks),
        tuple(proposals),
    )
    packed = receipt_file(receipt, signer(session))
    return packed.content, packed.receipt


def answer_path(folder: Path, code: str, year: str, package: str, *, sealed: bool) -> Path:
    """Where an answer is written: codes only, nothing that a person could be known by. ``package`` is its code."""
    return folder / f"receipt-{code}-{year}-{package}.zip{'.age' if sealed else ''}"


def sealed_answer(content: bytes, sealing: str) -> bytes:
    """An answer as the school gets it: sealed where its package came sealed."""
    return seal(content, sealing) if sealing else content


def remarks_of(findings: Sequence[Finding]) -> Iterator[RemarkLine]:
    """Errors and questions without an explanation, as remarks on person and field."""
    for one in findings:
        if one.level is Level.ERROR or (one.level is Level.QUESTION and one.open):
            yield RemarkLine(new_id(), one.entity, one.id, one.field, one.rule, one.level.value, _line(one.text))


def remarks_on_copies(found: Iterable[Split], chosen: dict[Key, Side]) -> Iterator[RemarkLine]:
    """What was chosen between two copies of the school's base, so that both are put right."""
    for one in found:
        side = chosen.get(one.key) or one.side
        kept, other = (one.held, one.new) if side == "held" else (one.new, one.held)
        whose = "в принятом пакете" if side == "held" else "в этом пакете"
        text = f"Две копии базы. {one.label}: выбрано «{kept}» ({whose}), а не «{other}». Внесите выбранное в базу."
        field = "" if "." in one.key[2] or one.key[0] not in _OWN_FIELDS else one.key[2]
        yield RemarkLine(new_id(), one.entity, one.record_id, field, "", "", _line(text))


_OWN_FIELDS = frozenset({"school", "classes", "students", "staff", "rooms"})


def draft_remark() -> RemarkLine:
    """The remark by which a draft is returned."""
    return RemarkLine(new_id(), "", "", "", "", "", DRAFT)


def _line(text: str) -> str:
    return " ".join("".join(sign if ord(sign) >= 32 else " " for sign in text).split())[:LONGEST]
