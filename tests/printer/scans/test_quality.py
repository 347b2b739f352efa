"""The quality of a scan in numbers and words, and boxes judged by hand-made ink."""

from itertools import pairwise

import numpy as np
import pytest

from app.printer.blank import Blank
from app.printer.placed import Box
from app.printer.scans.boxes import State, judge
from app.printer.scans.ink import Ink, millimetres
from app.printer.scans.quality import Quality, quality_of
from app.printer.scans.types import PER_MM, PER_POINT

PAGE = Blank(595.0, 842.0, 0.6, (), (), (), ())
WIDE, HIGH = 595 * PER_POINT, 842 * PER_POINT


def mapping(turn: float, scale: float, right: float = 0, down: float = 0) -> np.ndarray:
    angle = np.radians(turn)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    return np.array([[cos, -sin, right], [sin, cos, down], [0, 0, 1]])


def test_resolution_and_turn_are_told() -> None:
    size = (int(WIDE * 2), int(HIGH * 2))
    assert quality_of(PAGE, mapping(0, 2), size, times=1, contrast=200) == (Quality(300, 0.0, 0.0, 78), 0)
    assert quality_of(PAGE, mapping(0, 1), size, times=2, contrast=200)[0].dpi == 300
    upside_down, turn = quality_of(PAGE, mapping(182, 2, size[0], size[1]), size, times=1, contrast=200)
    assert (upside_down.skew, turn) == (2.0, 180)
    assert quality_of(PAGE, mapping(90, 2, size[1]), size[::-1], times=1, contrast=200)[1] == 270


def test_a_cut_edge_is_told_in_millimetres() -> None:
    cut, _turn = quality_of(PAGE, mapping(0, 1, -9 * PER_MM), (int(WIDE), int(HIGH)), times=1, contrast=200)
    assert cut.cut == pytest.approx(9, abs=0.1)
    assert cut.remarks(150) == ("обрезан край, 9 мм",)


def test_what_is_wrong_is_said_and_nothing_else() -> None:
    assert Quality(200, 1.0, 1.0, 80).remarks(200) == ()
    assert Quality(150, -5.0, 1.0, 20).remarks(200) == (
        "разрешение 150 точек на дюйм, нужно 200",
        "лист повёрнут на 5°",
        "бледная печать",
    )


BOX = Box("one", "person", 100.0, 400.0, 110.0, 26.0)
LOWER = Box("two", "person", 100.0, 374.0, 110.0, 26.0)
TICK = Box("one", "mistake", 300.0, 400.0, 14.0, 14.0)


def states(
    *paths: list[tuple[float, float]], boxes: tuple[Box, ...] = (BOX, LOWER, TICK), steps: int = 2000
) -> list[State]:
    """The states of the boxes with a pen of 0.5 mm drawn along paths (points in mm from the first box's corner)."""
    page = Blank(595.0, 842.0, 0.6, (), (), boxes, ())
    bits = np.zeros((int(HIGH), int(WIDE)), dtype=np.bool_)
    left, top = BOX.x * PER_POINT, (842 - BOX.y - BOX.height) * PER_POINT
    for path in paths:
        for (x1, y1), (x2, y2) in pairwise(path):
            for part in np.linspace(0, 1, steps):
                x = round(left + (x1 + (x2 - x1) * part) * PER_MM)
                y = round(top + (y1 + (y2 - y1) * part) * PER_MM)
                bits[y - 1 : y + 2, x - 1 : x + 2] = True
    dark = np.where(bits, 200, 0).astype(np.uint8)
    return [one.state for one in judge(page, Ink(bits, dark))]


ZIGZAG = [(8 + 2.0 * step, 2.5 if step % 2 else 6.5) for step in range(8)]


def test_a_page_without_boxes_has_no_states() -> None:
    assert states(boxes=()) == []


def test_nothing_is_empty_and_writing_is_signed() -> None:
    assert states() == [State.EMPTY, State.EMPTY, State.EMPTY]
    assert states(ZIGZAG)[0] is State.SIGNED


@pytest.mark.parametrize(
    "path",
    [
        [(-30, 4.5), (60, 4.8)],  # a ruled line
        [(12, -60), (12.5, 90)],  # a streak of the scanner
        [(0, 9.2), (38.8, 0)],  # a crease from corner to corner
        [(10, -3), (10.6, 2.0)],  # the tip of a letter from above
    ],
)
def test_a_line_or_a_tip_in_an_empty_box_is_nothing(path: list[tuple[float, float]]) -> None:
    assert states(path)[:2] == [State.EMPTY, State.EMPTY]


def test_a_dotted_streak_is_never_a_signature() -> None:
    assert states([(12, -60), (12.5, 90)], steps=200)[0] is not State.SIGNED
    assert states([(-30, 4), (60, 4.4)], steps=120)[0] is not State.SIGNED


def test_a_line_through_a_signature_leaves_it_signed() -> None:
    assert states(ZIGZAG, [(-30, 4.5), (60, 4.8)])[:2] == [State.SIGNED, State.EMPTY]


def test_a_short_stroke_is_left_to_a_person() -> None:
    assert states([(14, 4), (15, 3), (16, 4)])[0] is State.DOUBTFUL


def test_a_tail_that_goes_back_is_not_a_signature_of_the_row_below() -> None:
    tail = [(14, 6), (16, 9), (15, 14), (18, 14.5), (19, 9), (21, 6)]
    assert states(ZIGZAG, tail)[0] is State.SIGNED
    assert states(ZIGZAG, tail)[1] is not State.SIGNED


def test_a_tick_may_be_straight_and_go_over_the_edge() -> None:
    x = (TICK.x - BOX.x) / PER_POINT * PER_POINT * 25.4 / 72
    y = (BOX.height - TICK.height) * 25.4 / 72
    assert states([(x - 1, y + 1), (x + 2, y + 4), (x + 6, y - 1)])[2] is State.SIGNED
    assert states([(x + 2, y + 2), (x + 2.1, y + 2.1)])[2] is not State.SIGNED


def test_the_way_of_a_pen_follows_from_its_ink() -> None:
    assert millimetres(10 * PER_MM * 0.4 * PER_MM) == pytest.approx(10)
