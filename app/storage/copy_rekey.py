"""Copies of a base written anew for another key, so that who knew the old password cannot read them either."""

from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder
from app.errors import AppError
from app.storage.backups import read_back, unfinished, write_pages
from app.storage.base_key import BaseKey
from app.storage.copy_list import Copy, forget, stem_in, sum_of, take_down
from app.storage.driver import reading, salt_of


class Keys(NamedTuple):
    """The key by which copies open now, and the one by which they are to open."""

    old: BaseKey
    new: BaseKey


def give_new_key(copy: Copy, keys: Keys) -> bool:
    """Write a copy anew for another key, under its own name and number; whether that was done.

    It must not be known as damaged. Not done for one that the old key does not open, or whose disk refuses: it stays
    as it is. Killed in the middle it is the old one or the new one, whole; at worst nothing is noted of it any more but
    that it is whole.
    """
    try:
        _write_anew(copy, keys)
    except (AppError, OSError, driver.Error):
        return False
    return True


def _write_anew(copy: Copy, keys: Keys) -> None:
    folder, stem = copy.path.parent, stem_in(copy.path)
    with unfinished(folder, stem) as partial:
        with reading(copy.path, keys.old) as old:
            write_pages(old, partial, keys.new, salt_of(copy.path))
        read_back(partial, keys.new)
        sync(partial)
        size, sum = partial.stat().st_size, sum_of(partial)
        if copy.note is not None:
            forget(folder, stem, copy.number)  # between here and the end its sum would be that of another file
        partial.replace(copy.path)
    with suppress(OSError):  # not every file system of a stick can sync a folder
        sync_folder(folder)
    if copy.note is not None:
        take_down(folder, stem, replace(copy.note, size=size, sum=sum))
