"""Taking an update of the program's data, interrupted: the old data hold, or the new ones, and the base is whole."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.domain import program_data
from app.paths import DATA
from app.services.updates import put_on
from app.services.updating import carry_out, plan_update
from app.storage.opening import open_passport
from data.updates import MEDALS, YEAR, know_maker, laid, more_medals, newer_year
from faults.children import BEGUN, Say
from faults.whole import opened_whole

BEFORE, AFTER = {MEDALS: more_medals()}, {MEDALS: more_medals(), YEAR: newer_year()}


@contextmanager
def ours(folder: Path) -> Iterator[None]:
    """The user's own folder beside the base, and a maker whose key is known."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(os.environ, DATA, str(folder / "data"))
        know_maker(patched, folder)
        try:
            yield
        finally:
            program_data.wear({})


def make_with_update(folder: Path, base: str) -> None:
    """A base in which an update holds already, and a newer one beside it."""
    laid(folder, 8, AFTER)
    with ours(folder), open_passport(folder / base) as passport:
        carry_out(passport, plan_update(passport, laid(folder, 7, BEFORE)))


def take_update(say: Say, folder: Path, base: str, done: str) -> None:
    with ours(folder), open_passport(folder / base) as passport:
        put_on(passport)
        planned = plan_update(passport, folder / "8.passport-update")
        say(BEGUN)
        carry_out(passport, planned)
        say(done)


def check_update(folder: Path, said: Sequence[Any], base: str, done: str) -> None:
    """The one before or the new one, whole; what was confirmed is the new one; where not, it can be taken again."""
    with ours(folder), opened_whole(folder / base) as passport:
        assert put_on(passport) == ""
        holds = dict(program_data.worn())
        assert holds in ((AFTER,) if done in said else (BEFORE, AFTER))
        assert passport.year.edition == (2 if holds == AFTER else 1)
        if holds == BEFORE:
            carry_out(passport, plan_update(passport, folder / "8.passport-update"))
            assert put_on(passport) == ""
            assert dict(program_data.worn()) == AFTER
