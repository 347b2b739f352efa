"""What tests of forms do with a school's file: add people and rooms, change cards, print."""

from typing import Any

from app.domain.exams import Attempt
from app.domain.field import field_by_name, new_id
from app.services.cards import Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.printing import FormState
from app.services.register import forms
from app.storage.passport import Passport
from data import demo_workers
from data.choices import chosen
from data.people import People


def add(passport: Passport, people: People, class_name: str, **changed: str) -> str:
    """A pupil right in every field, with the exams that fit the class."""
    edit = Edit("student", new_id(), 0, people.pupil(class_name) | changed, chosen(people.exams(class_name)))
    save_card(passport, edit)
    return edit.id


def add_all(passport: Passport, entity: str) -> list[str]:
    """The made-up workers or rooms."""
    texts = demo_workers.workers() if entity == "staff" else demo_workers.rooms()
    edits = [Edit(entity, new_id(), 0, one) for one in texts]
    for edit in edits:
        save_card(passport, edit)
    return [edit.id for edit in edits]


def change(passport: Passport, entity: str, id: str, **texts: str) -> None:
    save_card(passport, Edit(entity, id, load_card(passport, entity, id).version, texts))


def appoint(passport: Passport, id: str, kind: str, day: Any) -> None:
    """Put a pupil on a day of сочинение or собеседование."""
    show = field_by_name(Attempt)["kind"].kind.show
    row = Row("", {"kind": show(kind), "day": f"{day:%d.%m.%Y}"})
    save_card(passport, Edit("student", id, load_card(passport, "student", id).version, details={"attempts": (row,)}))


def state(passport: Passport, kind: str, class_name: str = "") -> FormState:
    (found,) = [one for one in forms(passport) if (one.kind, one.class_name) == (kind, class_name)]
    return found
