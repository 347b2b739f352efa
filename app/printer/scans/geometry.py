"""Points of a blank and of its scan, and the mapping between them: least squares over a plane seen from aside."""

import numpy as np

from app.printer.scans.types import Mapping, Numbers, Points


def through(mapping: Mapping, points: Points) -> Points:
    """The points, taken through a mapping."""
    moved = np.column_stack((points, np.ones(len(points)))) @ mapping.T
    return np.asarray(moved[:, :2] / moved[:, 2:])


def similarity(blank: Points, scan: Points) -> Mapping:
    """Turn, size and shift only: what few points, all in one place, can tell."""
    x, y = blank.T
    ones, none = np.ones(len(blank)), np.zeros(len(blank))
    rows = np.concatenate((np.column_stack((x, -y, ones, none)), np.column_stack((y, x, none, ones))))
    a, b, right, down = np.linalg.lstsq(rows, np.concatenate((scan[:, 0], scan[:, 1])), rcond=None)[0]
    return np.array([[a, -b, right], [b, a, down], [0, 0, 1]])


def projective(blank: Points, scan: Points, weights: Numbers | None = None) -> Mapping:
    """The mapping of a plane onto a picture of it, from four points or more."""
    to_blank, to_scan = _middle(blank), _middle(scan)
    near, far = through(to_blank, blank), through(to_scan, scan)
    (x, y), (u, v) = near.T, far.T
    ones, none = np.ones(len(near)), np.zeros(len(near))
    across = np.column_stack((x, y, ones, none, none, none, -u * x, -u * y))
    down = np.column_stack((none, none, none, x, y, ones, -v * x, -v * y))
    rows, right = np.concatenate((across, down)), np.concatenate((u, v))
    if weights is not None:
        root = np.sqrt(np.concatenate((weights, weights)))
        rows, right = rows * root[:, None], right * root
    found = np.append(np.linalg.lstsq(rows, right, rcond=None)[0], 1).reshape(3, 3)
    mapping = np.linalg.inv(to_scan) @ found @ to_blank
    return np.asarray(mapping / mapping[2, 2])


def _middle(points: Points) -> Mapping:
    """A mapping that brings the points around zero, about one apart, where sums keep their digits."""
    middle = points.mean(axis=0)
    spread = max(float(np.abs(points - middle).mean()), 1e-9)
    return np.array([[1 / spread, 0, -middle[0] / spread], [0, 1 / spread, -middle[1] / spread], [0, 0, 1]])


def robust(blank: Points, scan: Points, weights: Numbers, near: float) -> Mapping:
    """As :func:`projective`, points that lie far off counting less and less; ``near`` is a usual error in dots."""
    mapping = projective(blank, scan, weights)
    for _ in range(8):
        apart = np.hypot(*(through(mapping, blank) - scan).T)
        trust = weights / (1 + (apart / near) ** 2) ** 2
        mapping = projective(blank, scan, trust + 1e-9)
    return mapping
