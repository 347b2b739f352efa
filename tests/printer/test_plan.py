"""Seating plans: as many places as there are, those not to be taken crossed, side by side within the paper."""

import pytest

from app.printer.fingerprint import form_fingerprint
from app.printer.placed import MM
from app.printer.plan import Plan, drawn, shelves
from app.printer.room_fund import ROOMS
from data.for_forms import records_for
from data.papers import overlaps, sheet_of


def plan(rows: int = 3, places: int = 5, *broken: tuple[int, int]) -> Plan:
    return Plan("Аудитория 0012", "Главный корпус", rows, places, frozenset(broken))


def test_every_place_is_framed_and_broken_ones_are_crossed() -> None:
    page, _, _ = drawn(plan(3, 5, (1, 3), (2, 5)))
    slanted = [one for one in page.rules if one[0] != one[2] and one[1] != one[3]]
    assert len(page.rules) - len(slanted) == 3 * 5 * 4
    assert len(slanted) == 2 * 2
    assert overlaps(page) == []
    assert [one.text for one in page.texts if one.text.startswith("Ряд")] == ["Ряд 1", "Ряд 2", "Ряд 3"]


@pytest.mark.parametrize(("rows", "places"), [(1, 1), (3, 5), (6, 12), (20, 20)])
def test_a_plan_keeps_within_its_own_size(rows: int, places: int) -> None:
    page, width, height = drawn(plan(rows, places))
    assert width <= 267 * MM
    assert height <= 160 * MM
    assert all(-height - 0.1 <= min(y1, y2) and max(y1, y2) <= 0 for _, y1, _, y2 in page.rules)
    assert all(0 <= x1 <= x2 <= width + 0.1 for x1, _, x2, _ in page.rules)


def test_plans_stand_side_by_side_and_none_is_lost() -> None:
    found = shelves([plan(2, 3), plan(3, 5), plan(4, 6), plan(1, 2), plan(20, 20)], 267 * MM)
    assert sum(one.text.startswith("Аудитория") for page, _ in found for one in page.texts) == 5
    assert len(found) < 5
    for page, high in found:
        assert overlaps(page) == []
        assert max(x2 for _, _, x2, _ in page.rules) <= 267 * MM
        assert min(min(y1, y2) for _, y1, _, y2 in page.rules) >= -high


def test_no_plans_take_no_room() -> None:
    assert shelves([], 100) == []


def test_a_place_put_out_of_use_makes_the_paper_another() -> None:
    rooms = records_for(ROOMS, 3)
    before = form_fingerprint(sheet_of(ROOMS, rooms), [])
    rooms[0].broken = "2-2"
    assert form_fingerprint(sheet_of(ROOMS, rooms), []) != before
