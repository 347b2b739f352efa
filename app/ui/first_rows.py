"""The rows of the list that a file opens with, read beside the window while it still says that it opens the base."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.imprint import MUNICIPALITY
from app.services.lists import Row, list_rows
from app.storage.passport import Passport
from app.ui.list_layout import layout_of
from app.ui.record_table import stored

ENTITY = "student"


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The rows of pupils, with these columns."""

    columns: Sequence[str]
    rows: list[Row]


def first_rows(passport: Passport) -> FirstRows | None:
    """What the list of pupils will ask for; None for a file that opens with another page."""
    if passport.kind == MUNICIPALITY:
        return None
    columns = stored(name for name, _ in layout_of(ENTITY).columns)
    return FirstRows(columns, list_rows(passport, ENTITY, columns))
