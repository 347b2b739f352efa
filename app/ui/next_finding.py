"""Which open finding comes next, from where one stands in the list of all."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.validators.findings import Finding, Level

if TYPE_CHECKING:
    from app.services.checking import Order


def next_open(findings: Sequence[Finding], level: Level, at: Finding | None, by: int) -> tuple[Finding | None, bool]:
    """The next (``by`` 1) or previous (-1) open finding of a level, and whether the list was begun anew for it.

    ``at`` is the finding on which one stands; it may be gone by now, or (with no rule) stand for a record only.
    None where there is no open one.
    """
    wanted = [one for one in findings if one.level is level and one.open]
    if not wanted:
        return None, False
    if at is None:
        return wanted[0 if by > 0 else -1], False
    place = _place(wanted, at, by)
    return wanted[place % len(wanted)], not 0 <= place < len(wanted)


def _place(wanted: Sequence[Finding], at: Finding, by: int) -> int:
    """The place after (or before) the finding; of one that is gone, that of the next (or previous) one."""
    same = [place for place, one in enumerate(wanted) if one.key == at.key]
    if same:
        return next((place for place in same if wanted[place] == at), same[0]) + by
    if by > 0:
        return bisect_left(wanted, _order(at), key=_order)
    return bisect_right(wanted, _order(at), key=_order) - 1


def _order(one: Finding) -> "Order":
    from app.services.checking import order_of  # noqa: PLC0415 - the first window is there without the rules

    return order_of(one)
