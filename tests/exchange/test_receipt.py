"""The municipality's answer: whole there and back, and nothing in it that our program would not have written."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from app.errors import AppError, BadFile
from app.exchange.receipt import (
    ProposalAnswer,
    Receipt,
    ReceiptState,
    RemarkLine,
    lines,
    open_receipt,
    receipt_file,
    receipt_of,
)
from app.exchange.signing import Signer

SIGNER = Signer(bytes(range(32)))


def number(value: int) -> str:
    return str(UUID(int=value))


RECEIPT = Receipt(
    id=number(1),
    state=ReceiptState.RETURNED,
    school_code="700101",
    year="2019-20",
    package="8Q2M5Z0XKT",
    sequence=3,
    fingerprint="ab" * 32,
    issuer_code="700000",
    issuer_name="Отдел образования <b>",
    issued_at="2020-02-01T09:30:00Z",
    remarks=(
        RemarkLine(number(2), "student", number(9), "doc_number", "PAS-1", "error", "Проверьте номер паспорта."),
        RemarkLine(number(3), "", "", "", "", "", "Пришлите и формы выверки."),
    ),
    proposals=(ProposalAnswer(number(4), True, ""), ProposalAnswer(number(5), False, "Нет копии паспорта.")),
)


def test_a_receipt_comes_back_whole_and_tells_who_signed() -> None:
    packed = receipt_file(RECEIPT, SIGNER)
    found, opened = open_receipt(packed.content)
    assert found == RECEIPT
    assert opened.signer == SIGNER.public
    assert receipt_file(found, SIGNER) == packed


def test_every_state_and_an_empty_answer_come_back() -> None:
    for state in ReceiptState:
        told = replace(RECEIPT, state=state, remarks=(), proposals=())
        assert open_receipt(receipt_file(told, SIGNER).content)[0] == told


def test_a_changed_byte_is_refused_wherever_it_is() -> None:
    content = receipt_file(RECEIPT, SIGNER).content
    for place in range(0, len(content), 7):
        changed = bytearray(content)
        changed[place] ^= 4
        with pytest.raises(AppError):
            open_receipt(bytes(changed))


def in_manifest(**values: Any) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    return lambda manifest, _: manifest.update(values)


def in_remark(**values: Any) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    return lambda _, parts: parts["remarks"][0].update(values)


def in_proposal(**values: Any) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    return lambda _, parts: parts["proposals"][0].update(values)


@pytest.mark.parametrize(
    "spoil",
    [
        in_manifest(state="lost"),
        in_manifest(sequence="3"),
        in_manifest(sequence=True),
        in_manifest(sequence=0),
        in_manifest(issued_at="вчера"),
        in_manifest(id="1"),
        in_manifest(issuer_name="x" * 256),
        in_manifest(extra=1),
        lambda manifest, _: manifest.pop("year"),
        in_remark(level="fatal"),
        in_remark(entity="teacher"),
        in_remark(record_id=""),
        in_remark(entity=""),
        in_remark(record_id="1"),
        in_remark(text=" "),
        in_remark(text="x" * 1_000_000),
        in_remark(text="а\x00б"),
        in_remark(text=None),
        in_remark(extra=""),
        lambda _, parts: parts["remarks"].append(parts["remarks"][0]),
        in_proposal(accepted=1),
        in_proposal(id="x"),
        lambda _, parts: parts["proposals"].append(parts["proposals"][0]),
    ],
)
def test_what_the_program_does_not_write_is_refused(spoil: Callable[[dict[str, Any], dict[str, Any]], object]) -> None:
    manifest, parts = lines(RECEIPT)
    assert receipt_of(manifest, parts) == RECEIPT
    spoil(manifest, parts)
    with pytest.raises(BadFile):
        receipt_of(manifest, parts)
