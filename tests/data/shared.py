"""A school's base that several people share, each in his role."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.actors import ROLE_TITLES, Actor, Role
from app.domain.field import new_id
from app.services.cards import Edit, save_card
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.people import People

OTHERS = tuple(role for role in Role if role is not Role.OWNER)
OWNER_PASSWORD = "котёл грядка фрегат"
PASSWORDS = {
    Role.TYPIST: "бирюза свёкла якорь",
    Role.TEACHER: "мостик облако чайник",
    Role.HEAD: "пять углов и чернила",
    Role.READER: "тихий омут карандаш",
}


def actor(role: Role, *classes: str) -> Actor:
    """Somebody in a role; a class teacher has 9А where nothing else is said."""
    return Actor(new_id(), f"Некто ({ROLE_TITLES[role]})", role, classes or (("9А",) if role is Role.TEACHER else ()))


@dataclass(frozen=True)
class TwoClasses:
    """Two closed bases with three pupils in 9А and in 9Б each, a worker and a room: without a password, and with the
    owner's; ``ids`` of the pupils by class are the same in both."""

    unlocked: Path
    locked: Path
    ids: dict[str, list[str]]

    @classmethod
    def made(cls, folder: Path, seed: int) -> "TwoClasses":
        unlocked, locked = folder / "unlocked.passport", folder / "locked.passport"
        new = {"year": "2019-20", "kind": "school", "code": "700101", "name": "МБОУ «СОШ № 1»"}
        with new_passport(unlocked, **new) as made:
            ids = _filled(made, People(seed))
        shutil.copy(unlocked, locked)
        with open_passport(locked) as made:
            made.rekey(OWNER_PASSWORD)
        return cls(unlocked, locked, ids)

    def copy(self, folder: Path, *, locked: bool = False) -> Path:
        """A base of one's own."""
        return Path(shutil.copy(self.locked if locked else self.unlocked, folder / "school.passport"))


def _filled(passport: Passport, people: People) -> dict[str, list[str]]:
    save_card(passport, Edit("staff", "", 0, {"last_name": "Кузьмина"}))
    save_card(passport, Edit("room", "", 0, {"number": "1", "building": "Корпус 1"}))
    return {name: [_pupil(passport, people, name) for _ in range(3)] for name in ("9А", "9Б")}


def _pupil(passport: Passport, people: People, class_name: str) -> str:
    card = save_card(passport, Edit("student", "", 0, people.pupil(class_name), {})).card
    assert card is not None
    return card.id


@contextmanager
def working(path: Path, who: Actor) -> Iterator[Passport]:
    """A base without a password, opened as if by this user: what the password would tell is told."""
    with open_passport(path) as passport:
        passport.become(who)
        yield passport
