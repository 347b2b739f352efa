"""Mappings found again from points, also from points some of which lie."""

import random

import numpy as np
import pytest

from app.printer.scans.geometry import projective, robust, similarity, through
from app.printer.scans.places import landmarks, shifts

TURNED = np.array([[0.9, -0.4, 120.0], [0.42, 0.88, -30.0], [1e-5, -2e-5, 1.0]])


def points(source: random.Random, count: int) -> np.ndarray:
    return np.array([(source.uniform(0, 1240), source.uniform(0, 1754)) for _ in range(count)])


def test_a_plane_seen_from_aside_is_found_from_four_points(seed: int) -> None:
    corners = np.array([(0, 0), (1240, 0), (1240, 1754), (0, 1754)], dtype=float)
    found = projective(corners, through(TURNED, corners))
    near = points(random.Random(seed), 50)
    assert through(found, near) == pytest.approx(through(TURNED, near), abs=1e-6)


def test_turn_size_and_shift_are_found_from_one_small_code() -> None:
    turn = np.array([[0.0, -1.5, 900.0], [1.5, 0.0, 10.0], [0, 0, 1]])
    code = np.array([(41, 41), (103, 41), (103, 103), (41, 103)], dtype=float)
    assert similarity(code, through(turn, code)) == pytest.approx(turn, abs=1e-6)


def test_points_that_lie_do_not_count(seed: int) -> None:
    source = random.Random(seed)
    near = points(source, 40)
    far = through(TURNED, near) + np.array([(source.gauss(0, 0.3), source.gauss(0, 0.3)) for _ in near])
    for place in range(0, 40, 8):
        far[place] += (source.uniform(15, 40), source.uniform(-40, -15))
    found = robust(near, far, np.ones(40), 1.5)
    middle = points(source, 50)
    assert np.abs(through(found, middle) - through(TURNED, middle)).max() < 2


def test_print_is_found_where_it_was_moved_to(seed: int) -> None:
    source = np.random.default_rng(seed)
    blank = np.full((600, 500), 255, dtype=np.uint8)
    for _ in range(120):
        x, y = source.integers(0, 480), source.integers(0, 580)
        blank[y : y + 3, x : x + 18] = 0
        blank[y : y + 15, x : x + 3] = 0
    page = np.roll(blank, (4, -7), axis=(0, 1))
    marks = landmarks(blank)
    assert len(marks) > 20
    moved, likeness = shifts(blank, page, marks, 12)
    sure = likeness > 0.9
    assert sure.mean() > 0.7  # not those at the edge, over which the page was rolled
    assert np.median(moved[sure], axis=0) == pytest.approx((-7, 4), abs=0.2)


def test_paper_without_print_has_no_landmarks() -> None:
    assert len(landmarks(np.full((600, 500), 255, dtype=np.uint8))) == 0
