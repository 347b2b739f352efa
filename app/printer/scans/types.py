"""What passes between the steps of reading a scan: kinds of pictures, points, the resolution of the work."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

DPI = 150  # at which a scan is laid on its blank: a pen's stroke is three dots wide
PER_MM = DPI / 25.4
PER_POINT = DPI / 72

Grey = NDArray[np.uint8]  # rows from the top, columns
Bits = NDArray[np.bool_]
Numbers = NDArray[np.floating[Any]]
Points = NDArray[np.floating[Any]]  # n × (x, y): dots from the left and the upper edge, centres at halves
Mapping = NDArray[np.floating[Any]]  # 3 × 3: takes dots of the blank at DPI to dots of the scan
Place = tuple[int, int, int, int]  # left, top, right, lower edge in dots of the blank
