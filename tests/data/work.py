"""How much work an act is, counted, so that a busy machine and a quiet one give the same figure.

What an act takes in time is measured in ``tests/bench``; a test only says that it does not do what it need not.
"""

import sys
from collections.abc import Callable
from types import FrameType


def calls(act: Callable[[], object]) -> int:
    """How many functions, of Python or of C, an act calls on this thread. What the act raises comes through."""
    count = 0

    def seen(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count
