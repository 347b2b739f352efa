"""Which fields that the order asks for are empty in many records: after a list was loaded most errors are these."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.card_layout import place_on_card
from app.domain.choice_kinds import Choice
from app.domain.field import Field, field_by_name
from app.domain.kinds import Flag
from app.domain.listed import Listed
from app.services.cards import ENTITIES
from app.validators.findings import Finding, Level
from app.validators.required import NEEDED

MANY = 5  # records in which one field is empty: fewer are as quickly gone through one by one


@dataclass(frozen=True, slots=True)
class Gap:
    """A field, and the ids of the records of an entity in which it is empty, in the order of a list."""

    entity: str
    field: Field
    ids: tuple[str, ...]

    @property
    def alike(self) -> bool:
        """Whether many may well have one value: it is one of a short list, not an address or a day."""
        return isinstance(self.field.kind, Choice | Flag)


@dataclass(frozen=True, slots=True)
class Gaps:
    """``common``: empty in many, most first, of equals first what all may have alike. ``empty`` fields of how many
    ``errors``; both count what is open."""

    common: tuple[Gap, ...]
    empty: int
    errors: int


def gaps_of(findings: Iterable[Finding], many: int = MANY) -> Gaps:
    """The gaps among findings that are given in the order of a list."""
    found: dict[tuple[str, str], list[str]] = {}
    empty = errors = 0
    for one in findings:
        if one.level is not Level.ERROR or not one.open:
            continue
        errors += 1
        if one.rule == NEEDED:
            empty += 1
            found.setdefault((one.entity, one.field), []).append(one.id)
    gaps = [_gap(entity, name, ids) for (entity, name), ids in found.items() if len(ids) >= many]
    return Gaps(tuple(sorted((one for one in gaps if one is not None), key=_order)), empty, errors)


def _gap(entity: str, name: str, ids: list[str]) -> Gap | None:
    """None for what cannot be filled in many at once: a field in a list of details, a record that has no list."""
    field = field_by_name(ENTITIES[entity]).get(name)
    return Gap(entity, field, tuple(ids)) if field and issubclass(ENTITIES[entity], Listed) else None


def _order(one: Gap) -> tuple[int, bool, tuple[int, int, int]]:
    return -len(one.ids), not one.alike, place_on_card(ENTITIES[one.entity], one.field.name)
