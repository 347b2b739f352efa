"""Which columns of a list the user has chosen, kept between starts: names of fields and widths, never data."""

from collections.abc import Collection

import msgspec

from app.disk import write_whole
from app.paths import user_data
from app.services.lists import columns_of, first_columns
from app.ui.record_table import FINDINGS

_FILE = "lists.json"


class Layout(msgspec.Struct, frozen=True):
    """``columns`` are (name, width in pixels; 0 for its own) from left to right."""

    columns: tuple[tuple[str, int], ...]
    leavers: bool = True


def first_layout(entity: str) -> Layout:
    """The layout that an entity's list has before the user has changed it."""
    return Layout(tuple((name, 0) for name in (*first_columns(entity), FINDINGS)))


def layout_of(entity: str) -> Layout:
    """The layout that an entity's list has now."""
    return kept_layout(entity, {*columns_of(entity), FINDINGS}, first_layout(entity))


def kept_layout(entity: str, known: Collection[str], first: Layout) -> Layout:
    """The layout kept for an entity's list, without columns that are known no more; else ``first``."""
    found = _read().get(entity)
    if found is None:
        return first
    widths = {name: width for name, width in found.columns if name in known and 0 <= width < 4000}
    missing = [one for one in first.columns[:1] if one[0] not in widths]  # what a record is called always stays
    return Layout((*missing, *widths.items()), found.leavers)


def keep_layout(entity: str, layout: Layout) -> None:
    """Keep a list's layout; where the folder cannot be written the next start shows what was kept before."""
    layouts = _read() | {entity: layout}
    try:
        write_whole(user_data() / _FILE, msgspec.json.encode(layouts))
    except OSError:
        return


def _read() -> dict[str, Layout]:
    """What is kept; nothing where the file is not there or is broken, because it holds only habits."""
    try:
        return msgspec.json.decode((user_data() / _FILE).read_bytes(), type=dict[str, Layout])
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return {}
