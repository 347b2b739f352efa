"""Codes and helps of fields: any subject by three keys (U9), and what to write is said of every field (U25)."""

import pytest

from app.domain.choice_kinds import Choice, dictionary
from app.domain.field import details_of, fields
from app.domain.rooms import Room
from app.domain.school import School
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import BadValue

MODELS = (Student, Staff, Room, School)
FEW = 3  # keys besides Enter


def few_keys(kind: Choice, key: str) -> str:
    """The shortest beginning of a word for an entry that reads as it, or its code; '' for none."""
    entry = next(one for one in dictionary(kind.name).entries if one.key == key)
    words = [entry.code, entry.short, *entry.aliases, entry.name]
    for length in range(1, FEW + 1):
        for word in filter(None, words):
            try:
                if kind.parse(word[:length].lower()) == key:
                    return word[:length]
            except BadValue:
                continue
    return ""


def test_three_keys_for_any_subject() -> None:
    kind = Choice("subjects")
    offered = [one for one in dictionary("subjects").entries if not one.closed]
    assert len(offered) > 10
    assert [one.name for one in offered if not few_keys(kind, one.key)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_its_help(model: type) -> None:
    told = [*fields(model), *(one for of in details_of(model) for one in fields(of.model))]
    told = [one for one in told if not isinstance(one.kind, Choice)]  # of these the card says that there is a list
    silent = [one.label for one in told if not (one.help or one.paper or one.kind.example)]
    assert silent == []
