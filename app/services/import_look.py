"""A look into a list before anything is decided: what it may be, its sheets, and which column would hold what."""

from dataclasses import dataclass
from pathlib import Path

from app.exchange.class_list import OWN_SHEETS, guess_kind
from app.exchange.heading_row import Table, find_table, likely_table
from app.exchange.list_kinds import list_kind, list_kinds
from app.exchange.sheets import Sheet, read_workbook, shown
from app.services.places import check_source
from app.services.progress import Progress, silent
from app.services.saved_mappings import saved_mappings
from app.storage.passport import Passport

_SAMPLES = 3
_LONGEST = 30  # signs of a sample


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A heading, the name of the field it would be taken for ('' for none), and the first values under it."""

    heading: str
    target: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: the kind of list, its sheets, each heading once, and all fields that a column may hold.

    ``fields`` are pairs of name and label; ``remembered`` says that the columns were once told by a person.
    """

    entity: str
    sheets: tuple[str, ...]
    columns: tuple[SeenColumn, ...]
    fields: tuple[tuple[str, str], ...]
    remembered: bool


def look_into(
    passport: Passport, path: Path, entity: str = "", sheet: str | None = None, progress: Progress = silent
) -> Look:
    """Read a file and guess what it is; ``entity`` '' leaves the kind to the headings.

    Raises :class:`BadFile` for what is no safe workbook, and what ``progress`` does.
    """
    check_source(path, passport.path)
    book = read_workbook(path)
    progress(1, 2)
    visible = [one for one in book.sheets if not one.hidden and one.name not in OWN_SHEETS]
    some = [one for one in visible if sheet in {None, one.name}]
    kind = list_kind(entity) if entity else guess_kind(some, list(list_kinds().values()))
    saved = saved_mappings(passport, kind.key)
    tables = [(one, table) for one in some if (table := find_table(one, kind, {}, saved))]
    if not tables:  # none of the words is known: they can still be told
        tables = [(one, table) for one in some[:1] if (table := likely_table(one, kind))]
    return Look(
        kind.key,
        tuple(one.name for one in visible),
        _columns(tables),
        tuple((one.name, one.label) for one in kind.targets.values()),
        any(table.remembered for _, table in tables),
    )


def _columns(tables: list[tuple[Sheet, Table]]) -> tuple[SeenColumn, ...]:
    found: dict[str, SeenColumn] = {}
    for sheet, table in tables:
        for one in table.columns:
            heading = " ".join(one.heading.split())
            found.setdefault(heading, SeenColumn(heading, one.target, _samples(sheet, table, one.number - 1)))
    return tuple(found.values())


def _samples(sheet: Sheet, table: Table, place: int) -> tuple[str, ...]:
    texts: list[str] = []
    for row in sheet.rows[table.last :]:
        if len(texts) == _SAMPLES:
            break
        if text := " ".join(shown(row[place]).split()) if place < len(row) else "":
            texts.append(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    return tuple(texts)
