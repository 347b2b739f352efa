"""Which records one save touches, and whether it touches so much that everything must be checked again."""

from collections.abc import Iterator

from app.services.cards import Saved
from app.ui.present_findings import Touched

_KNOWN_AS = frozenset({"last_name", "first_name", "middle_name", "dismissed"})  # by what class cards know a worker


def touched_by(saved: Saved) -> Iterator[Touched]:
    """The record that was saved or removed, and the class made along with it."""
    yield saved.undo.entity, saved.undo.id
    yield from ((one.entity, one.id) for one in saved.made)


def touches_all(saved: Saved) -> bool:
    """The school's card, a class with its pupils, and a worker's name are what every other card is checked with."""
    if saved.undo.entity == "school" or saved.moved:
        return True
    if saved.undo.entity != "staff":
        return False
    return saved.card is None or saved.undo.remove or not _KNOWN_AS.isdisjoint(saved.undo.texts)
