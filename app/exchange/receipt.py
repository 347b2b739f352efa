"""The municipality's answer to a package: taken, returned with remarks, or carried over into РИС.

It lies in the same kind of file as a package (``container``), signed by the municipality. What it says is held to what
our program writes: every key, kind and length.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.errors import BadFile
from app.exchange.container import Opened, Packed, read, write
from app.exchange.line_values import Place, check_shape, checked_id
from app.exchange.signing import Signer
from app.exchange.strict_json import one_line, read_lines

FORMAT = "school-passport-receipt"
FORMAT_VERSION = 1

LONGEST = 2_000  # characters of a remark or an answer
_REMARKS, _PROPOSALS = "data/remarks.jsonl", "data/proposals.jsonl"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_LEVELS = ("error", "question", "advice", "")
_ENTITIES = ("school", "class", "student", "staff", "room", "")


class ReceiptState(StrEnum):
    """What became of a package."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    TRANSFERRED = "transferred"  # its data are in РИС: from now on a change wants an official letter


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark on a person and a field. ``entity``, ``record_id``, ``field``, ``rule`` and ``level`` are '' where it
    is on no record, no field, or by no rule."""

    id: str
    entity: str
    record_id: str
    field: str
    rule: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposalAnswer:
    """What was decided on a change that the school proposed by an official letter."""

    id: str
    accepted: bool
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer. ``package`` is the ten-character code of the package it answers, ``fingerprint`` its SHA-256 in hex,
    ``sequence`` its place among the school's packages; ``issued_at`` is in UTC, as «2020-02-01T09:30:00Z»."""

    id: str
    state: ReceiptState
    school_code: str
    year: str
    package: str
    sequence: int
    fingerprint: str
    issuer_code: str
    issuer_name: str
    issued_at: str
    remarks: tuple[RemarkLine, ...] = ()
    proposals: tuple[ProposalAnswer, ...] = ()


def receipt_file(receipt: Receipt, signer: Signer) -> Packed:
    """The receipt as a signed file."""
    manifest, parts = lines(receipt)
    files = {f"data/{name}.jsonl": b"".join(map(one_line, part)) for name, part in parts.items()}
    return write({"format": FORMAT, "format_version": FORMAT_VERSION, **manifest}, files, signer)


def open_receipt(content: bytes) -> tuple[Receipt, Opened]:
    """A receipt from its file, and who signed it. Raises as ``container.read`` and :func:`receipt_of` do."""
    opened = read(content, FORMAT, FORMAT_VERSION)
    if set(opened.files) != {_REMARKS, _PROPOSALS}:
        raise BadFile("В ответе не те части, которые пишет программа.")
    parts = {
        "remarks": read_lines(opened.files[_REMARKS], "remarks"),
        "proposals": read_lines(opened.files[_PROPOSALS], "proposals"),
    }
    told = {name: value for name, value in opened.manifest.items() if name not in ("format", "format_version", "parts")}
    return receipt_of(told, parts), opened


def lines(receipt: Receipt) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The manifest's fields and the parts, as plain values."""
    told = asdict(receipt)
    parts = {name: list(told.pop(name)) for name in ("remarks", "proposals")}
    return {**told, "state": receipt.state.value}, parts


def receipt_of(manifest: Mapping[str, Any], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> Receipt:
    """The receipt of plain values. Raises :class:`BadFile` with the place of what our program would not write."""
    check_shape("manifest", [manifest], _SHAPE)
    place = Place("manifest", 1)
    _check_texts(place, manifest, 255)
    if manifest["state"] not in list(ReceiptState):
        raise place.bad("состояние, которого не бывает")
    _check_moment(place, manifest["issued_at"])
    checked_id(place, manifest["id"])
    if not 0 < manifest["sequence"] < 1_000_000:
        raise place.bad("номер пакета, которого не бывает")
    told = {**manifest, "state": ReceiptState(manifest["state"])}
    return Receipt(**told, remarks=_remarks(parts["remarks"]), proposals=_proposals(parts["proposals"]))


_SHAPE: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "state": str,
    "school_code": str,
    "year": str,
    "package": str,
    "sequence": int,
    "fingerprint": str,
    "issuer_code": str,
    "issuer_name": str,
    "issued_at": str,
}


def _remarks(found: Sequence[Mapping[str, Any]]) -> tuple[RemarkLine, ...]:
    check_shape("remarks", found, dict.fromkeys(RemarkLine.__dataclass_fields__, str))
    for number, line in enumerate(found, 1):
        place = Place("remarks", number)
        checked_id(place, line["id"])
        _check_texts(place, line, LONGEST)
        if line["level"] not in _LEVELS or line["entity"] not in _ENTITIES:
            raise place.bad("слово, которого не бывает")
        if bool(line["entity"]) != bool(line["record_id"]) or not line["text"].strip():
            raise place.bad("замечание ни о ком или ни о чём")
        if line["record_id"]:
            checked_id(place, line["record_id"])
    _check_once("remarks", found)
    return tuple(RemarkLine(**line) for line in found)


def _proposals(found: Sequence[Mapping[str, Any]]) -> tuple[ProposalAnswer, ...]:
    check_shape("proposals", found, {"id": str, "accepted": bool, "text": str})
    for number, line in enumerate(found, 1):
        checked_id(Place("proposals", number), line["id"])
        _check_texts(Place("proposals", number), line, LONGEST)
    _check_once("proposals", found)
    return tuple(ProposalAnswer(**line) for line in found)


def _check_once(part: str, found: Sequence[Mapping[str, Any]]) -> None:
    if len({line["id"] for line in found}) < len(found):
        raise BadFile(f"Часть {part}: два раза один номер.")


def _check_texts(place: Place, line: Mapping[str, Any], longest: int) -> None:
    for place.field, value in line.items():
        if isinstance(value, str) and (len(value) > longest or any(ord(sign) < 32 for sign in value)):
            raise place.bad("текст слишком длинный или с лишним знаком")
    place.field = ""


def _check_moment(place: Place, text: str) -> None:
    try:
        datetime.strptime(text, _MOMENT)
    except ValueError:
        raise place.bad("это не время") from None
