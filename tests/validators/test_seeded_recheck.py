"""What is looked at again after a save is enough: merged into what was known it is what a whole check finds."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.errors import AppError
from app.services.cards import Edit, Saved, save_card
from app.services.checking import check
from app.services.rechecking import recheck
from app.validators.registry import Finding
from data.seed import SEED
from data.whole_school import whole_school, with_last_year
from validators.seeded.planting import Base, Plant, Spot
from validators.test_seeded import PLANTS

Known = dict[str, tuple[Finding, ...]]
AS_OF = date(2020, 4, 10)
PUPILS = 50
STEPS = 25


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """A small clean school with last year's base."""
    passport = whole_school(tmp_path / "small.passport", PUPILS, year="2019-20", as_of=AS_OF, seed=SEED)
    with_last_year(passport)
    made = Base(passport, AS_OF, random.Random(SEED))
    made.keep()
    yield made
    made.passport.close()


def whole(base: Base) -> Known:
    """What a whole check finds, by record."""
    found: dict[str, list[Finding]] = {}
    for one in check(base.passport, AS_OF).findings:
        found.setdefault(one.id, []).append(one)
    return {id: tuple(some) for id, some in found.items()}


def said(known: Mapping[str, Sequence[Finding]]) -> set[tuple[object, ...]]:
    """Findings as what they say; those that speak of several others may name them in another order."""
    return {
        (one.id, one.rule, one.field, one.level, one.who, one.class_name, frozenset(one.others), frozenset(one.values))
        for some in known.values()
        for one in some
    }


def after(base: Base, known: Known, edit: Edit, saved: Saved) -> Known:
    """What is known after a save, by looking again at what it touches alone."""
    id = edit.id or (saved.card.id if saved.card else "")
    touched = [(edit.entity, id), *(("student", one) for one in saved.moved)]
    touched += [(one.entity, one.id) for one in saved.made]
    return {**known, **recheck(base.passport, touched, known, AS_OF)}


def differing(one: Known, other: Known) -> list[tuple[object, ...]]:
    """What one of two says and the other does not."""
    return sorted((found[:3] for found in said(one) ^ said(other)), key=repr)


@pytest.mark.parametrize("entity", ["student", "staff", "room", "class", "school"])
def test_planted_edits_are_looked_at_as_a_whole_check_would(base: Base, entity: str) -> None:
    plants = [one for one in PLANTS if one.entity == entity and one.scene == "spring"]
    known = whole(base)
    for plant in base.random.sample(plants, min(len(plants), STEPS)):
        base.taken.clear()
        spot = base.planted(plant)
        if spot is None:
            continue
        saved = save_card(base.passport, spot.edit())
        known = after(base, known, spot.edit(), saved)
        assert differing(known, whole(base)) == [], plant.rule
        undone = save_card(base.passport, saved.undo)
        known = after(base, known, saved.undo, undone)
        base.read()
    assert differing(known, whole(base)) == []


def test_random_saves_in_a_row(base: Base) -> None:
    plants = [one for one in PLANTS if one.scene == "spring"]
    known = whole(base)
    for _ in range(2 * STEPS):
        base.taken.clear()
        edit = random_edit(base, base.random.choice(plants))
        if edit is None:
            continue
        try:
            saved = save_card(base.passport, edit)
        except AppError:
            continue
        known = after(base, known, edit, saved)
        assert differing(known, whole(base)) == [], edit.entity
        base.read()


def random_edit(base: Base, plant: Plant) -> Edit | None:
    """A spoiled card, a card removed, a class or a building renamed, a worker under another name."""
    kind = base.random.randrange(6)
    if kind < 3:
        spot = base.planted(plant)
        return spot.edit() if spot else None
    entity = base.random.choice(("student", "student", "staff", "room"))
    card = base.random.choice(base.cards[entity])
    if kind == 3:
        return Edit(entity, card.id, card.version, remove=True)
    if kind == 4:
        card = base.random.choice(base.cards["class"])
        return Edit("class", card.id, card.version, {"name": card.texts["name"] + "Ю"})
    spot = Spot(base.random.choice(base.cards["staff"]), base)
    spot.texts["last_name"] = base.random.choice(base.cards["staff"]).texts["last_name"]
    return spot.edit()
