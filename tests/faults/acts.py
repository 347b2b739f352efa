"""What may be interrupted: for each act how its folder is made, what a child does there, what must be true afterwards.

A child says that it begins, does the act, and tells each step that the program has confirmed; what is looked at
afterwards is judged by these words alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from app.domain.field import field_by_name
from app.domain.student import Student
from app.domain.year import academic_year
from app.errors import WrongPassword
from app.exchange.package import open_package
from app.services.bulk import Where, plan_bulk
from app.services.cards import Edit, load_card, save_card, save_cards
from app.services.columns import read_lines
from app.services.detail_rows import Row
from app.services.exporting import export_package
from app.services.import_batches import batches
from app.services.importing import import_students
from app.services.lists import ID, list_rows
from app.services.new_year import make_new_year
from app.services.new_year_plan import plan_new_year
from app.storage.base_key import BaseKey
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.snapshots import open_snapshot
from bench.bench_import import make_workbook
from data.old_bases import old_base, old_people, old_people_made
from data.people import People
from data.whole_school import whole_school
from faults.children import BEGUN, Say, Work
from faults.update_act import check_update, make_with_update, take_update
from faults.whole import digest, opened_whole

BASE, LIST, NEXT, PACKAGES = "base.passport", "list.xlsx", "next.passport", "packages"
DONE = "done"
SCHOOL = {"year": "2019-20", "kind": "school", "code": "700101", "name": "МБОУ «СОШ № 1»"}
ROWS, MANY, FEW = 1000, 200, 5  # pupils of a list, of a bulk edit, of saves one after another


@dataclass(frozen=True)
class Refusal:
    """A child's word for an error that the user is told; ``full``: the disk took nothing more."""

    text: str
    full: bool


@dataclass(frozen=True)
class Act:
    """``make`` fills an empty folder; ``work`` is of the child; ``check`` looks at the folder and at what was said.

    ``kills`` is how often it is killed at a random moment. An endless act goes on until it is killed.
    """

    name: str
    make: Callable[[Path], None]
    work: Work
    check: Callable[[Path, Sequence[Any]], None]
    kills: int
    endless: bool = False


def last_number(said: Sequence[Any]) -> int:
    """The last step that was confirmed."""
    return max((one for one in said if isinstance(one, int)), default=0)


# --- one card after another ---------------------------------------------------------------------------


def make_pupils(folder: Path, many: int = FEW) -> None:
    """A school of pupils p0, p1 … in whose cards stands everywhere the number 0."""
    people = People(7)
    with new_passport(folder / BASE, **SCHOOL) as passport:
        save_cards(
            passport, [numbered_edit(f"p{place}", 0, 0, people.pupil("9А") | {"phone": ""}) for place in range(many)]
        )


def numbered_edit(id: str, version: int, number: int, texts: dict[str, str] | None = None) -> Edit:
    """A save that writes a number into several fields and into a list, so that half of it would show."""
    parent = Row("", {"relation": "мать", "name": "Юдина Анна", "phone": f"+7 913 {number:07}"})
    written = {"birth_place": f"г. {number}", "actual_address": f"д. {number}"}
    return Edit("student", id, version, {**(texts or {}), **written}, {"guardians": (parent,)})


def numbers(passport: Passport) -> list[int]:
    """The numbers in the cards p0, p1 …; AssertionError where one is not the same everywhere in its card."""
    query = "SELECT substr(s.id, 2) + 0, birth_place, actual_address, g.phone FROM student s JOIN guardian g "
    found = passport._connection.execute(query + "ON g.student_id = s.id ORDER BY 1").fetchall()
    for one in found:
        written = {"".join(sign for sign in text if sign.isdigit()) for text in one[1:3]}
        assert {int(text) for text in written} == {int(one[3][-7:])}, f"half a save: {one}"
    return [int(one[3][-7:]) for one in found]


def after_saves(saves: int, pupils: int = FEW) -> list[int]:
    """The numbers after so many saves, of which each went into the next card."""
    return [
        max((number for number in range(saves + 1) if number % pupils == place), default=0) for place in range(pupils)
    ]


def save_on(
    say: Say, folder: Path, saves: int | None = None, opening: Callable[[Path], Passport] = open_passport
) -> None:
    """Save number after number, each into the next card; without ``saves`` until killed."""
    with opening(folder / BASE) as passport:
        say(BEGUN)
        for number in count(1) if saves is None else range(1, saves + 1):
            id = f"p{number % FEW}"
            save_card(passport, numbered_edit(id, load_card(passport, "student", id).version, number))
            say(number)
    say(DONE)


def check_saves(folder: Path, said: Sequence[Any]) -> None:
    last = last_number(said)
    with opened_whole(folder / BASE) as passport:
        found = numbers(passport)
    # what a full disk refused is not there; what a dying one did not confirm may be there after all
    further = last if any(isinstance(word, Refusal) and word.full for word in said) else last + 1
    assert found in (after_saves(last), after_saves(further)), f"confirmed {last}, found {found}"


# --- many cards at once -------------------------------------------------------------------------------

PLACE = field_by_name(Student)["birth_place"]


def bulk_on(say: Say, folder: Path, edits: int | None = None) -> None:
    """Write number after number into all cards."""
    ids = [f"p{place}" for place in range(MANY)]
    with open_passport(folder / BASE) as passport:
        say(BEGUN)
        for number in count(1) if edits is None else range(1, edits + 1):
            found = read_lines(passport, "student", ids, (PLACE.name,))
            save_cards(passport, plan_bulk(found, PLACE, f"г. {number}", Where.ALL).edits())
            say(number)
    say(DONE)


def check_bulk(folder: Path, said: Sequence[Any]) -> None:
    last = last_number(said)
    with opened_whole(folder / BASE) as passport:
        found = passport._connection.execute("SELECT birth_place, count(*) FROM student GROUP BY 1").fetchall()
    assert found in ([(f"г. {last}", MANY)], [(f"г. {last + 1}", MANY)]), f"confirmed {last}, found {found}"


# --- an older base ------------------------------------------------------------------------------------


def upgrade(say: Say, folder: Path) -> None:
    say(BEGUN)
    open_passport(folder / BASE).close()
    say(DONE)


def check_upgraded(folder: Path, _said: Sequence[Any]) -> None:
    """Everybody is there, in the base and in each copy that bears a copy's name; a second start finishes the work."""
    for path in folder.glob("*.copy"):
        with open_snapshot(path) as copy:
            assert old_people(copy) == old_people_made(FEW * 8)
    with opened_whole(folder / BASE) as passport:
        assert old_people(passport) == old_people_made(FEW * 8)


# --- a list -------------------------------------------------------------------------------------------


def make_list(folder: Path) -> None:
    new_passport(folder / BASE, **SCHOOL).close()
    make_workbook(folder / LIST, ROWS)


def load_list(say: Say, folder: Path) -> None:
    with open_passport(folder / BASE) as passport:
        say(BEGUN)
        import_students(passport, folder / LIST)
        say(DONE)


def check_list(folder: Path, said: Sequence[Any]) -> None:
    """None or all; the list of loads says which; a second load adds nobody who is there."""
    with opened_whole(folder / BASE) as passport:
        there = len(list_rows(passport, "student", ()))
        assert there in ((ROWS,) if DONE in said else (0, ROWS)), f"{there} of {ROWS} pupils"
        assert len(batches(passport)) == bool(there)
        assert import_students(passport, folder / LIST).new == ROWS - there
        assert len(list_rows(passport, "student", ())) == ROWS


# --- a package ----------------------------------------------------------------------------------------

SAME = "same.zip"  # what an export that nobody interrupts makes of this base


def make_school_to_send(folder: Path) -> None:
    """A school that has sent a package before and has been changed since."""
    (folder / PACKAGES).mkdir()
    with whole_school(folder / BASE, 60, year="2019-20", as_of=date(2020, 2, 10), seed=1) as passport:
        export_package(passport, folder / PACKAGES, draft=True).path.unlink()
        card = load_card(passport, "student", str(list_rows(passport, "student", ())[0][ID]))
        save_card(passport, Edit("student", card.id, card.version, {"birth_place": "г. Асино"}))
    before = (folder / BASE).read_bytes()
    with open_passport(folder / BASE) as passport:
        export_package(passport, folder / PACKAGES, draft=True).path.rename(folder / SAME)
    (folder / BASE).write_bytes(before)


def send(say: Say, folder: Path) -> None:
    with open_passport(folder / BASE) as passport:
        say(BEGUN)
        export_package(passport, folder / PACKAGES, draft=True)
        say(DONE)


def check_package(folder: Path, said: Sequence[Any]) -> None:
    """A whole package or none; the same data give the same bytes, now and later."""
    packages = list((folder / PACKAGES).glob("*.zip"))
    assert len(packages) in ((1,) if DONE in said else (0, 1))
    for path in packages:
        open_package(path.read_bytes())
        assert path.read_bytes() == (folder / SAME).read_bytes()
    with opened_whole(folder / BASE) as passport:
        again = export_package(passport, folder / PACKAGES, draft=True)
    assert again.path.read_bytes() == (folder / SAME).read_bytes()
    assert again.sequence == 2


# --- the next year ------------------------------------------------------------------------------------


def make_last_year(folder: Path) -> None:
    whole_school(folder / BASE, 60, year="2024-25", as_of=date(2025, 8, 20), seed=1).close()


def begin_year(say: Say, folder: Path) -> None:
    with open_snapshot(folder / BASE) as old:
        plan = plan_new_year(old, academic_year("2025-26"))
        say(digest(folder / BASE))
        say(BEGUN)
        make_new_year(old, folder / NEXT, plan)
        say(DONE)


def check_year(folder: Path, said: Sequence[Any]) -> None:
    """The old base to the byte; the new one whole or not there; a second run gives it."""
    assert digest(folder / BASE) in said
    assert (folder / NEXT).exists() or DONE not in said
    with open_snapshot(folder / BASE) as old:
        plan = plan_new_year(old, academic_year("2025-26"))
        made = make_new_year(old, folder / NEXT, plan)
    assert made.already or DONE not in said
    with opened_whole(folder / NEXT) as passport:
        assert len(list_rows(passport, "student", ())) == sum(one.fate.stays for one in plan.pupils)


# --- another password -----------------------------------------------------------------------------------

KEY = BaseKey(bytes(range(32)))  # what a password would give after 0.2 s


def change_key(say: Say, folder: Path) -> None:
    with open_passport(folder / BASE) as passport:
        say(BEGUN)
        passport.rekey(KEY)
        say(DONE)


def check_key(folder: Path, said: Sequence[Any]) -> None:
    """It opens by the old key or by the new one, and is whole; what was confirmed is the new one."""
    try:
        with opened_whole(folder / BASE, KEY) as passport:
            assert numbers(passport) == [0] * MANY
    except WrongPassword:
        assert DONE not in said
        with opened_whole(folder / BASE) as passport:
            assert numbers(passport) == [0] * MANY


# --- an update of the program's data ----------------------------------------------------------------------


def make_update(folder: Path) -> None:
    make_pupils(folder)
    make_with_update(folder, BASE)


UPDATE = Act(
    "update of the data",
    make_update,
    partial(take_update, base=BASE, done=DONE),
    partial(check_update, base=BASE, done=DONE),
    kills=20,
)


def _migration(revision: str, kills: int) -> Act:
    return Act(
        f"migration from {revision}",
        lambda folder: old_base(folder / BASE, revision, FEW * 8),
        upgrade,
        check_upgraded,
        kills,
    )


ACTS = (
    Act("save of a card", make_pupils, save_on, check_saves, kills=90, endless=True),
    Act("bulk edit of 200", partial(make_pupils, many=MANY), bulk_on, check_bulk, kills=50, endless=True),
    Act("import of 1,000", make_list, load_list, check_list, kills=20),
    Act("change of password", partial(make_pupils, many=MANY), change_key, check_key, kills=25),
    _migration("0001", kills=6),
    _migration("0008", kills=14),
    Act("package", make_school_to_send, send, check_package, kills=20),
    Act("next year", make_last_year, begin_year, check_year, kills=6),
    UPDATE,
)
TWO_SAVES = Act("two saves", make_pupils, partial(save_on, saves=2), check_saves, kills=0)
