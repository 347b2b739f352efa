"""Copies as acts that may be interrupted: made again and again, and put in the place of the base."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.errors import WrongPassword
from app.services.backups import copy_now
from app.services.base_back import restore_base
from app.services.cards import load_card, save_card
from app.storage.backups import read_back
from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.copy_list import Copy, State, copies_in, state_of, stem_in
from app.storage.copy_rekey import Keys, give_new_key
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.storage.snapshots import open_snapshot
from faults.acts import BASE, DONE, FEW, KEY, Act, after_saves, check_saves, make_pupils, numbered_edit, numbers
from faults.children import BEGUN, Say
from faults.whole import digest, opened_whole

COPIES = "copies"
MANY_COPIES = 4  # fewer than are ever let go


def save_number(passport: Passport, number: int) -> None:
    """Write a number into the card whose turn it is."""
    id = f"p{number % FEW}"
    save_card(passport, numbered_edit(id, load_card(passport, "student", id).version, number))


def copies_of(folder: Path) -> list[Path]:
    """All that bears a copy's name, in the order of the numbers."""
    return sorted((folder / COPIES).glob("*.copy"))


def held_by(copy: Path) -> list[int]:
    """The numbers in a copy that is found whole."""
    read_back(copy, NO_PASSWORD)
    with open_snapshot(copy) as then:
        return numbers(then)


# --- copy after copy ----------------------------------------------------------------------------------


def copy_on(say: Say, folder: Path) -> None:
    """A copy after each save."""
    with open_passport(folder / BASE) as passport:
        say(BEGUN)
        for number in range(1, MANY_COPIES + 1):
            save_number(passport, number)
            say(number)
            say(str(copy_now(passport, folder=folder / COPIES).path))
    say(DONE)


def check_copies(folder: Path, said: Sequence[Any]) -> None:
    """The base as after saves alone; each copy that bears a copy's name is whole, and the confirmed ones are there."""
    confirmed = [Path(word).name for word in said if isinstance(word, str) and word.endswith(".copy")]
    there = copies_of(folder)
    assert [path.name for path in there][: len(confirmed)] == confirmed
    assert [held_by(path) for path in there] == [after_saves(place) for place in range(1, len(there) + 1)]
    check_saves(folder, said)
    with opened_whole(folder / BASE) as passport:
        further = copy_now(passport, folder=folder / COPIES).path
    assert further not in there
    assert not list((folder / COPIES).glob("*.tmp"))


# --- a copy in the place of the base ------------------------------------------------------------------


def make_base_and_copy(folder: Path) -> None:
    """A base at the number 1, and its copy that is still at 0."""
    make_pupils(folder)
    with open_passport(folder / BASE) as passport:
        copy_now(passport, folder=folder / COPIES)
        save_number(passport, 1)


def put_back(say: Say, folder: Path) -> None:
    (copy,) = copies_of(folder)
    say(digest(copy))
    say(BEGUN)
    restore_base(folder / BASE, copy)
    say(DONE)


def check_put_back(folder: Path, said: Sequence[Any]) -> None:
    """The base is the one or the other; what it was is there in any case, and so is the copy."""
    (copy,) = copies_of(folder)
    assert digest(copy) in said
    with opened_whole(folder / BASE) as passport:
        found = numbers(passport)
    assert found in ([after_saves(0)] if DONE in said else [after_saves(0), after_saves(1)])
    aside = [path for path in folder.glob(f"{BASE}.отложена-*") if path.suffix[-1].isdigit()]
    if found == after_saves(0):
        with opened_whole(*aside) as before:
            assert numbers(before) == after_saves(1)
    assert not list(folder.glob("*.возврат")) + list(folder.glob("*.из-копии"))


# --- copies under another key -------------------------------------------------------------------------


def make_copies(folder: Path) -> None:
    make_pupils(folder)
    with open_passport(folder / BASE) as passport:
        for _ in range(MANY_COPIES):
            copy_now(passport, folder=folder / COPIES)


def noted_copies(folder: Path) -> list[Copy]:
    return copies_in(folder / COPIES, stem_in(copies_of(folder)[0]))


def rekey_copies(say: Say, folder: Path) -> None:
    copies = noted_copies(folder)
    say(BEGUN)
    for copy in copies:
        if give_new_key(copy, Keys(NO_PASSWORD, KEY)):
            say(copy.number)
    say(DONE)


def check_rekeyed(folder: Path, said: Sequence[Any]) -> None:
    """Every copy is there and whole, by the new key where that was confirmed, else by one of the two."""
    copies = noted_copies(folder)
    assert len(copies) == MANY_COPIES
    for copy in copies:
        assert state_of(copy) is not State.DAMAGED
        read_back(copy.path, KEY if copy.number in said else _key_of(copy.path))


def _key_of(path: Path) -> BaseKey:
    try:
        read_back(path, KEY)
    except WrongPassword:
        return NO_PASSWORD
    return KEY


COPY_ACTS = (
    Act("copy after each save", make_pupils, copy_on, check_copies, kills=25),
    Act("return of a copy", make_base_and_copy, put_back, check_put_back, kills=25),
    Act("another key for copies", make_copies, rekey_copies, check_rekeyed, kills=25),
)
