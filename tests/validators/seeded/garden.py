"""Planting many cards at once: rounds in which every plant has a card of its own, what was found, and the way back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.field import field_by_name
from app.services.cards import ENTITIES, Edit, back_edits, load_card, save_cards
from app.services.checking import check
from app.services.detail_rows import Row
from app.services.rechecking import check_record
from app.validators.findings import Finding, Level
from validators.seeded.planting import Base, Plant, Spot

PER_ROUND = 160


@dataclass
class Grown:
    """A plant in its card, and what was then found there and beside it."""

    plant: Plant
    spot: Spot
    found: list[Finding]

    @property
    def told(self) -> bool:
        """Whether its rule spoke, with its field."""
        return self.plant.found_in(self.found, self.spot.card.id)

    def __str__(self) -> str:
        said = sorted({f"{one.rule}:{one.field}" for one in self.found if one.id == self.spot.card.id})
        return f"{self.plant.rule} {self.plant.field} in {self.spot.texts.get('class_name', '')}: {', '.join(said)}"


def rounds(base: Base, plants: Sequence[Plant]) -> Iterator[tuple[list[tuple[Plant, Spot]], list[Plant]]]:
    """Plants with their spoiled cards, as many at once as find a free card; last, those for which no card fits."""
    left = list(plants)
    while left:
        base.taken.clear()
        planted: list[tuple[Plant, Spot]] = []
        rest = []
        for plant in left:
            spot = base.planted(plant) if len(planted) < PER_ROUND else None
            if spot is None:
                rest.append(plant)
            else:
                planted.append((plant, spot))
        if not planted:
            yield [], rest
            return
        yield planted, []
        left = rest


def of_school(base: Base, plants: Sequence[Plant]) -> Iterator[Grown]:
    """Plants in the one card of the school, one after the other."""
    for plant in plants:
        base.taken.clear()
        spot = base.planted(plant)
        assert spot is not None, plant
        saved = save_cards(base.passport, [spot.edit()])
        yield Grown(plant, spot, list(check_record(base.passport, "school", spot.card.id, base.as_of)))
        save_cards(base.passport, back_edits(saved))
        base.cards["school"] = [load_card(base.passport, "school", spot.card.id)]


def kept(findings: Sequence[Finding]) -> list[Finding]:
    """What a clean school may not have."""
    return [one for one in findings if one.level is not Level.ADVICE]


def grow(base: Base, planted: Sequence[tuple[Plant, Spot]]) -> tuple[list[Grown], list[Finding]]:
    """Save one round and check the file: each plant with what was found there, and what was found elsewhere."""
    save_cards(base.passport, [spot.edit() for _, spot in planted])
    findings = check(base.passport, base.as_of).findings
    by_id: dict[str, list[Finding]] = {}
    for one in findings:
        by_id.setdefault(one.id, []).append(one)
    grown = [Grown(plant, spot, by_id.get(spot.card.id, [])) for plant, spot in planted]
    school = base.cards["school"][0].id  # its sums speak of all
    touched = {school, *(id for _, spot in planted for id in (spot.card.id, *spot.echoes))}
    return grown, kept([one for one in findings if one.id not in touched])


def mended(base: Base, finding: Finding) -> Edit:
    """The edit that makes a finding's change."""
    card = load_card(base.passport, finding.entity, finding.id)
    texts: dict[str, str] = {}
    lists: dict[str, list[Row]] = {}
    for name, text in finding.change:
        if name in field_by_name(ENTITIES[finding.entity]):
            texts[name] = text
        else:
            listed, place, field = name.split(".")
            rows = lists.setdefault(listed, list(card.details[listed]))
            old = rows[int(place) - 1]
            rows[int(place) - 1] = Row(old.id, {**old.texts, field: text})
    return Edit(finding.entity, finding.id, card.version, texts, {name: tuple(rows) for name, rows in lists.items()})
