"""Closed lists of values with permanent keys, read from ``resources/dictionaries`` or from an update over it.

A key is never reused or changed: it is what bases and packages hold. A closed entry stays readable in
old records and is not offered any more. ``ris`` holds the РИС code by base («ege», «gia»), where known;
«ege_oral» and the like are codes of a part of the same choice, «ege_gve» of another form of it, «ege_test» of its kind.
"""

from functools import cache

import msgspec

from app.domain.program_data import LISTS, content, renewed
from app.domain.toml_faults import told_fault
from app.errors import BadFile


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value: permanent key, code people type, full and short name, other words for it."""

    key: str
    name: str
    code: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    closed: bool = False
    ris: dict[str, str] = {}


class Dictionary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of entries in the order in which they are offered, with its title and source."""

    title: str
    source: str
    entries: tuple[Entry, ...]


@renewed
@cache
def dictionary(name: str) -> Dictionary:
    """The dictionary of ``resources/dictionaries/NAME.toml``, read once."""
    try:
        raw = content(f"{LISTS}{name}.toml")
        found = msgspec.toml.decode(raw, type=Dictionary)
    except OSError as problem:
        raise BadFile(f"Словарь {name}.toml не прочитан: файла нет, или его не дают прочесть.") from problem
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise BadFile(f"Словарь {name}.toml не прочитан: {told_fault(problem, raw)}.") from problem
    keys = [entry.key for entry in found.entries]
    if doubled := next((key for key in keys if keys.count(key) > 1), ""):
        raise BadFile(f"В словаре {name}.toml повторяется ключ «{doubled}».")
    return found


@renewed
@cache
def _by_key(name: str) -> dict[str, Entry]:
    return {entry.key: entry for entry in dictionary(name).entries}


def entry(name: str, key: str) -> Entry:
    """The entry of a key; an unknown key (of a newer dictionary) stands for itself."""
    return _by_key(name).get(key) or Entry(key=key, name=key)
