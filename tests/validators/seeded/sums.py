"""Plants that take many records: in the numbers of a school, and in what holds for all its pupils."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import update

from app.domain.student import Student
from app.domain.year import Switch, Switches
from app.services.cards import Card, Edit
from app.services.detail_rows import Row
from data.told_mistakes import tell_mistake
from validators.seeded.planting import Base

Edits = Callable[[Base], Iterable[Edit]]


def as_it_is(switches: Switches) -> Switches:
    """What the year allows, as its file says."""
    return switches


def two_exams(switches: Switches) -> Switches:
    """A year in which two exams of ГИА-9 are enough for a college."""
    return replace(switches, two_exams_for_vocational=Switch(True, "V", "Проба"))


@dataclass(frozen=True)
class Sown:
    """Changes of many records, and the rule and field of the finding that they bring about somewhere.

    ``switched`` makes of the year's switches those of a year in which the rule holds.
    """

    rule: str
    field: str
    edits: Edits
    switched: Callable[[Switches], Switches] = as_it_is


def typed(entity: str, share: float = 1, **texts: str) -> Edits:
    """The same texts typed into a share of the cards of an entity."""

    def edits(base: Base) -> Iterable[Edit]:
        cards = [one for one in base.cards[entity] if any(one.texts[name] != text for name, text in texts.items())]
        for card in cards[: round(len(cards) * share)]:
            yield Edit(entity, card.id, card.version, texts)

    return edits


def removed(entity: str, fits: Callable[[Card], bool] = lambda card: True, count: int | None = None) -> Edits:
    """Cards of an entity removed."""

    def edits(base: Base) -> Iterable[Edit]:
        for card in [one for one in base.cards[entity] if fits(one)][:count]:
            yield Edit(entity, card.id, card.version, remove=True)

    return edits


def into_one_class(count: int) -> Edits:
    """So many pupils in one class."""

    def edits(base: Base) -> Iterable[Edit]:
        for card in base.cards["student"][:count]:
            yield Edit("student", card.id, card.version, {"class_name": "5А"})

    return edits


def empty_class(_base: Base) -> Iterable[Edit]:
    """A class that nobody is in."""
    return [Edit("class", "", 0, {"name": "5Я", "teacher": "Петрова Анна Ивановна"})]


def without_ramp(base: Base) -> Iterable[Edit]:
    """Buildings that nobody in a wheelchair gets into."""
    school = base.cards["school"][0]
    rows = tuple(Row(one.id, {**one.texts, "ramp": "нет"}) for one in school.details["buildings"])
    return [Edit("school", school.id, school.version, details={"buildings": rows})]


def two_places(base: Base) -> Iterable[Edit]:
    """Two rooms with a place each are left."""
    rooms = sorted(base.cards["room"], key=lambda one: one.texts["headquarters"] == "да")
    for place, card in enumerate(rooms):
        yield Edit("room", card.id, card.version, {"seats": "1"} if place < 2 else {}, remove=place > 1)


def without_electives(base: Base) -> Iterable[Edit]:
    """Pupils of class 9 with the two compulsory exams alone."""
    for card in base.cards["student"]:
        if card.texts["class_name"].startswith("9"):
            rows = tuple(one for one in card.details["exams"] if one.texts["subject"] in ("Русский язык", "Математика"))
            yield Edit("student", card.id, card.version, details={"exams": rows})


def unknown_key(base: Base) -> Iterable[Edit]:
    """A value that only another version of the program knows, which nobody can type here."""
    with base.passport.writing() as session:
        session.execute(update(Student).values(citizenship="999"))
    return ()


def ticked_slip(base: Base) -> Iterable[Edit]:
    """A scan of a pupil's slip with «есть ошибка» ticked."""
    with base.passport.writing() as session:
        tell_mistake(session, base.cards["student"][0].id)
    return ()


def stays(card: Card) -> bool:
    """Who was here last year and is not in a last class."""
    return card.texts["class_name"][0] in "345678" and not card.texts["left"]


SOWN = (
    Sown("SUM-1", "", into_one_class(33)),
    Sown("SUM-1a", "", into_one_class(76)),
    Sown("SUM-2", "", empty_class),
    Sown("SUM-3", "", typed("student", 0.4, left="20.03.2020", leaving_order="№ 1")),
    Sown("SUM-4", "", typed("staff", 0.5, dismissed="20.03.2020", dismissal_order="№ 1")),
    Sown("SUM-5", "", typed("student", 0.3, ovz="да")),
    Sown("LY-S", "", removed("student", stays, 1)),
    Sown("STAFF-1", "", typed("staff", dismissed="20.03.2020", dismissal_order="№ 1")),
    Sown("STAFF-2", "", typed("staff", oge_organiser="нет", ege_organiser="нет")),
    Sown("ROOM-14", "", removed("room")),
    Sown("ROOM-2", "", typed("staff", 0.9, positions="Организатор вне аудитории")),
    Sown("PPE-3", "", typed("staff", positions="Организатор в аудитории")),
    Sown("ROOM-6", "", two_places),
    Sown("ROOM-4a", "noda", without_ramp),
    Sown("G9-7", "exams", without_electives, two_exams),
    Sown("SLIP-1", "", ticked_slip),
    Sown("RC-11", "citizenship", unknown_key),
    Sown("RC-5", "closed_institution", typed("school", full_name="Школа при УФСИН России по Томской области")),
)
