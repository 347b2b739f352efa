"""Buildings and rooms: offered in the school's order, renamed with their rooms, kept while they have any."""

import pytest

from app.errors import Refused
from app.services.buildings import building_names
from app.services.cards import Card, Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.lists import GROUP, ID, list_rows
from app.services.school import school_card
from app.services.students import list_classes
from app.storage.passport import Passport
from data import demo_workers


@pytest.fixture
def rooms(passport: Passport) -> list[Card]:
    """The rooms of the demonstration school, whose buildings they made."""
    return [save_card(passport, Edit("room", "", 0, texts), strict=True).card for texts in demo_workers.rooms()]


def with_buildings(passport: Passport, *rows: Row) -> Edit:
    card = school_card(passport)
    return Edit("school", card.id, card.version, {}, {"buildings": rows})


def test_buildings_made_by_rooms_stand_in_their_order(passport: Passport, rooms: list[Card]) -> None:
    assert building_names(passport) == [demo_workers.MAIN, demo_workers.SMALL]
    main, small = school_card(passport).details["buildings"]
    save_card(passport, with_buildings(passport, small, main))
    assert building_names(passport) == [demo_workers.SMALL, demo_workers.MAIN]


def test_a_renamed_building_takes_its_rooms_along(passport: Passport, rooms: list[Card]) -> None:
    main, small = school_card(passport).details["buildings"]
    save_card(passport, with_buildings(passport, main, Row(small.id, {**small.texts, "name": "Флигель"})))
    found = {row[ID]: row[GROUP] for row in list_rows(passport, "room", ())}
    assert sorted(found.values()).count("Флигель") == 2
    assert load_card(passport, "room", rooms[-1].id).texts["building"] == "Флигель"


def test_a_building_with_rooms_stays(passport: Passport, rooms: list[Card]) -> None:
    main, _ = school_card(passport).details["buildings"]
    with pytest.raises(Refused, match="«Начальная школа» аудиторий: 2; здание не убрано"):
        save_card(passport, with_buildings(passport, main))
    for card in rooms[-2:]:
        save_card(passport, Edit("room", card.id, card.version, remove=True))
    save_card(passport, with_buildings(passport, main))
    assert building_names(passport) == [demo_workers.MAIN]


def test_a_class_in_the_list_has_all_its_texts(passport: Passport) -> None:
    texts = {"name": "9А", "teacher": "Фомин Роман Дмитриевич", "language": "русский", "shift": "первая"}
    save_card(passport, Edit("class", "", 0, texts), strict=True)
    (row,) = list_classes(passport)
    assert {name: text for name, text in row.texts.items() if text} == texts
    assert (row.name, row.teacher, row.pupils) == ("9А", "Фомин Роман Дмитриевич", 0)
