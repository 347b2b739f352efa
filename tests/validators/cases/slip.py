"""A mistake told on a signed slip."""

from collections.abc import Callable
from dataclasses import replace

from app.validators.registry import Context
from data.records import pupil
from validators.case import Case, of


def told(*ids: str) -> Callable[[Context], Context]:
    return lambda context: replace(context, mistakes=frozenset(ids))


CASES = [Case("SLIP-1", "", lambda: of(pupil(9, id="told")), lambda: of(pupil(9, id="silent")), other=told("told"))]
