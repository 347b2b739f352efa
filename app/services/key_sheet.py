"""The card of keys: those of the menus, and those that work in a place and stand in tables of the help."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from app.printer.key_sheet import TITLE, KeyBlock, draw_key_sheet
from app.services.help_pages import help_pages
from app.services.places import PDF, check_place, put_file

__all__ = ["TITLE", "KeyBlock", "help_blocks", "key_sheet", "save_key_sheet"]

_ANSWERED_BY_MENUS = frozenset({"card", "check"})  # pages whose keys are those of the menus; dialogs have their own
_ARROWS = {"↑ ↓": "вверх, вниз", "→ ←": "вправо, влево"}  # signs that the font of papers lacks
_TABLE = re.compile(r"^\| клавиша \|.*\n\|[-|]+\n((?:\|.*\n)+)", re.MULTILINE)


def key_sheet(menus: Sequence[KeyBlock]) -> bytes:
    """The card as a PDF of one page: the keys of ``menus``, then what the help adds to them."""
    known = {key for block in menus for keys, _ in block.rows for key in _split(keys)}
    return draw_key_sheet([*menus, *help_blocks(known)], datetime.now().astimezone().replace(microsecond=0))


def help_blocks(known: Iterable[str] = ()) -> tuple[KeyBlock, ...]:
    """The tables of keys in the help, a block each, without the lines of the window all of whose keys are known."""
    found = []
    for page in help_pages():
        without = set(known) if page.key in _ANSWERED_BY_MENUS else set()
        for table in _TABLE.findall(page.text):
            cells = [tuple(cell.strip() for cell in line.strip("| ").split(" | ", 1)) for line in table.splitlines()]
            rows = tuple((_typed(keys), does) for keys, does in cells if not set(_split(keys)) <= without)
            found.append(KeyBlock(page.title.partition(":")[0], rows))
    return tuple(one for one in found if one.rows)


def save_key_sheet(base: Path | None, out: Path, pdf: bytes) -> None:
    """Write the card into a file, whole or not at all, never over the open ``base``.

    Raises :class:`Refused` for a file that must not be replaced, :class:`BadFile` where it cannot be written.
    """
    check_place(out, PDF, base)
    put_file(out, pdf)


def _split(keys: str) -> list[str]:
    return re.split(r", | … ", keys)


def _typed(keys: str) -> str:
    for sign, words in _ARROWS.items():
        keys = keys.replace(sign, words)
    return keys
