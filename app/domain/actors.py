"""Who works with the base: what a history keeps of a person, and what he may do there."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user of a base is there for."""

    OWNER = "owner"
    TYPIST = "typist"
    TEACHER = "teacher"
    HEAD = "head"
    READER = "reader"


ROLE_TITLES = {
    Role.OWNER: "ответственный",
    Role.TYPIST: "оператор ввода",
    Role.TEACHER: "классный руководитель",
    Role.HEAD: "директор",
    Role.READER: "читатель",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the keyboard; ``id`` is '' for the owner of a base in which no users were named."""

    id: str = ""
    name: str = "Ответственный"
    role: Role = Role.OWNER
    classes: tuple[str, ...] = ()
    """A class teacher's own classes, by name; nobody else has any."""


OWNER = Actor()
