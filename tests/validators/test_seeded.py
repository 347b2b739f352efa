"""A clean school of a thousand is clean, and every one of several hundred planted faults is found."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.services.cards import save_cards
from app.services.checking import check
from app.validators.registry import RULES
from data.whole_school import cases_of, whole_school, with_last_year
from validators.seeded import plants_exams, plants_gaps, plants_health, plants_house, plants_person, sums
from validators.seeded.garden import Grown, grow, kept, mended, of_school, rounds
from validators.seeded.planting import Base

PLANTS = tuple(
    plant
    for module in (plants_person, plants_gaps, plants_exams, plants_health, plants_house)
    for plant in module.PLANTS
)
SCENES = {
    "spring": ("2019-20", date(2020, 4, 10), 1_000),
    "summer": ("2019-20", date(2020, 8, 20), 300),
    "autumn": ("2019-20", date(2019, 10, 8), 300),
    "modern": ("2025-26", date(2026, 7, 20), 300),
    "few": ("2019-20", date(2020, 4, 10), 120),
}
DAYS = (
    ("2019-20", date(2019, 9, 30)),
    ("2019-20", date(2019, 12, 31)),
    ("2019-20", date(2020, 2, 20)),
    ("2019-20", date(2020, 5, 25)),
    ("2025-26", date(2025, 10, 15)),
    ("2025-26", date(2026, 3, 20)),
)

FROM_ROLL_OVER = {"AGE-1"}  # no save can plant it; tests/services/test_confirming.py does

Made = Callable[[str], Base]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, source: int) -> Iterator[Made]:
    """The base of a scene, clean."""
    bases: dict[str, Base] = {}

    def base(scene: str) -> Base:
        if scene not in bases:
            year, as_of, pupils = SCENES[scene]
            path: Path = tmp_path_factory.mktemp("seeded") / f"{scene}.passport"
            passport = whole_school(path, pupils, year=year, as_of=as_of, seed=source)
            with_last_year(passport)
            bases[scene] = Base(passport, as_of, random.Random(source))
            bases[scene].keep()
        bases[scene].random.seed(f"{source} {scene}")  # whichever test comes first
        return bases[scene]

    yield base
    for one in bases.values():
        one.passport.close()


@pytest.fixture(scope="module")
def source() -> int:
    """The seed that all of this module is made from; the header of the run tells it."""
    from data.seed import SEED

    return SEED


@pytest.mark.parametrize(("year", "as_of"), DAYS)
def test_clean_school_is_clean(tmp_path: Path, source: int, year: str, as_of: date) -> None:
    with whole_school(tmp_path / "clean.passport", 1_000, year=year, as_of=as_of, seed=source) as passport:
        assert [f"{one.rule} {one.field}: {one.text}" for one in kept(check(passport, as_of).findings)] == []
        assert {name for name, count in cases_of(passport).items() if not count} == set()


def test_every_rule_has_a_plant() -> None:
    assert set(RULES) - FROM_ROLL_OVER == {one.rule for one in (*PLANTS, *sums.SOWN)}
    assert len(PLANTS) >= 400


@pytest.mark.parametrize("scene", SCENES)
def test_every_plant_is_found(made: Made, scene: str) -> None:
    base = made(scene)
    clean = kept(check(base.passport, base.as_of).findings)
    assert [f"{one.rule} {one.field}: {one.text}" for one in clean] == []
    lost: list[str] = []
    for planted, unfit in rounds(base, [one for one in PLANTS if one.scene == scene and one.entity != "school"]):
        assert unfit == []
        grown, elsewhere = grow(base, planted)
        lost += [str(one) for one in grown if not one.told]
        lost += [f"untouched: {one.rule} {one.field}: {one.text}" for one in elsewhere]
        lost += not_cleared(base, grown)
        base.put_back()
    assert "\n".join(lost) == ""


def not_cleared(base: Base, grown: list[Grown]) -> list[str]:
    """Findings that are still there when the change which they offer is made."""
    offered = {one.spot.card.id: found for one in grown for found in one.found if found.change}
    save_cards(base.passport, [mended(base, found) for found in offered.values()])
    still = {one.key for one in check(base.passport, base.as_of).findings} if offered else set()
    return [f"not cleared: {one.rule} {one.change}" for one in offered.values() if one.key in still]


@pytest.mark.parametrize("scene", ["spring"])
def test_plants_in_the_school_are_found(made: Made, scene: str) -> None:
    base = made(scene)
    plants = [one for one in PLANTS if one.entity == "school"]
    assert [str(one) for one in of_school(base, plants) if not one.told] == []


@pytest.mark.parametrize("sown", sums.SOWN, ids=lambda sown: sown.rule)
def test_what_many_records_show_is_found(made: Made, sown: sums.Sown) -> None:
    base = made("few")
    save_cards(base.passport, list(sown.edits(base)))
    year = replace(base.year, switches=sown.switched(base.year.switches))
    found = {(one.rule, one.field) for one in check(base.passport, base.as_of, year=year).findings}
    base.put_back()
    assert (sown.rule, sown.field) in found
