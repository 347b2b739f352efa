"""What the manifest of a school's package says, held to what our program writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import BadFile
from app.exchange.line_values import Place, check_shape
from app.exchange.package import OpenedPackage

_LONGEST_NAME = 255
_MOST_EARLIER = 100_000
_RECEIPT = 10

_SHAPE: dict[str, type | tuple[type, ...]] = {
    "format": str,
    "format_version": int,
    "program_version": str,
    "schema": str,
    "kind": str,
    "year": str,
    "rules": dict,
    "school": dict,
    "channel": str,
    "receiver": str,
    "draft": bool,
    "sequence": int,
    "follows": list,
    "sender": dict,
    "history": dict,
    "counts": dict,
    "parts": list,
}
_SAMPLE = {"demonstration": bool}  # stands only in the package of a made-up school


@dataclass(frozen=True, slots=True)
class Manifest:
    """``code`` and ``name`` are the school's; ``sealing`` is whom an answer is sealed to (age1…); ``follows`` are the
    codes of all packages that this base had made before; ``history`` is the number and the hash of the last act that
    had changed a card, ``earlier`` are the hashes that its chain has now where those packages ended ('' for none);
    ``demonstration`` is of a made-up school."""

    schema: str
    kind: str
    year: str
    code: str
    name: str
    channel: str
    receiver: str
    draft: bool
    sequence: int
    follows: tuple[str, ...]
    sealing: str
    history: tuple[int, str]
    earlier: tuple[str, ...]
    counts: Mapping[str, int]
    demonstration: bool = False


def manifest_of(package: OpenedPackage) -> Manifest:
    """The manifest of a package. Raises :class:`BadFile` for what our program would not have written, and for
    control totals that are not those of the parts."""
    told = package.manifest
    sample = "demonstration" in told
    check_shape("manifest.json", [told], _SHAPE | (_SAMPLE if sample else {}))
    place = Place("manifest.json", 1)
    school = _object(place, told, "school", {"code": str, "name": str})
    sender = _object(place, told, "sender", {"sealing": str})
    _check_order(place, told)
    history = _object(place, told, "history", {"number": int, "hash": str, "earlier": list})
    if len(history["earlier"]) != len(told["follows"]) or not all(isinstance(one, str) for one in history["earlier"]):
        raise place.bad("здесь стоит по одному числу на каждый прежний пакет")
    _check_counts(place, told["counts"], package)
    texts = {name: told[name] for name in ("schema", "kind", "year", "channel", "receiver")}
    return Manifest(
        **texts,
        code=school["code"],
        name=school["name"],
        draft=told["draft"],
        sequence=told["sequence"],
        follows=tuple(told["follows"]),
        sealing=sender["sealing"],
        history=(history["number"], history["hash"]),
        earlier=tuple(history["earlier"]),
        counts=told["counts"],
        demonstration=sample,
    )


def _object(place: Place, told: Mapping[str, Any], name: str, shape: Mapping[str, type]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = told[name]
    place.field = name
    if found.keys() != shape.keys() or not all(type(found[key]) is kind for key, kind in shape.items()):
        raise place.bad("здесь стоит не то, что пишет программа")
    if any(len(one) > _LONGEST_NAME for one in found.values() if isinstance(one, str)):
        raise place.bad("текст слишком длинный")
    return found


def _check_order(place: Place, told: Mapping[str, Any]) -> None:
    place.field = "sequence"
    if not 0 < told["sequence"] <= _MOST_EARLIER:
        raise place.bad("номер пакета, которого не бывает")
    place.field = "follows"
    earlier = told["follows"]
    if len(earlier) > _MOST_EARLIER or not all(isinstance(one, str) and len(one) == _RECEIPT for one in earlier):
        raise place.bad("здесь стоят коды прежних пакетов")


def _check_counts(place: Place, counts: Mapping[str, Any], package: OpenedPackage) -> None:
    place.field = "counts"
    if not all(type(one) is int and one >= 0 for one in counts.values()):
        raise place.bad("число, которого не бывает")
    found = {name: len(lines) for name, lines in package.lines.items()}
    if {name: count for name, count in counts.items() if name != "left_out"} != found:
        wrong = [name for name in sorted({*counts, *found} - {"left_out"}) if counts.get(name) != found.get(name)]
        raise BadFile(f"Контрольное число части {wrong[0][:40]} в описи пакета не сходится с тем, что в ней есть.")
