"""The findings in the order of a list, whatever comes and goes; no Qt."""

import random

from app.services.checking import in_order
from app.ui.known_findings import KnownFindings
from app.validators.findings import Finding, Level
from ui.checks import made

ENTITIES = ("school", "class", "student", "student", "student", "staff", "room")


def some_findings(chance: random.Random, count: int) -> dict[str, tuple[Finding, ...]]:
    found = {}
    for number in range(count):
        entity = chance.choice(ENTITIES)
        class_name = f"{chance.randrange(1, 12)}{chance.choice('АБ')}" if entity in {"class", "student"} else ""
        who = chance.choice(("Ёлкин", "Елин", "Юдин"))
        some = [
            made(
                id=f"id{number}",
                entity=entity,
                class_name=class_name,
                who=who,
                rule=f"T-{chance.randrange(9)}",
                level=chance.choice(list(Level)),
                explained=chance.choice(("", "", "верно")),
            )
            for _ in range(chance.randrange(3))
        ]
        found[f"id{number}"] = in_order(some)
    return found


def test_it_is_always_what_a_whole_check_would_list(seed: int) -> None:
    chance = random.Random(seed)
    state = some_findings(chance, 60)
    known = KnownFindings(in_order(one for some in state.values() for one in some))
    for _ in range(40):
        changed = some_findings(chance, 80)
        changed = {id: changed[id] for id in chance.sample(sorted(changed), 5)}
        state |= changed
        known.put(changed)
        wanted = in_order(one for some in state.values() for one in some)
        assert known.all() == wanted
        assert [known.count(level) for level in Level] == [
            sum(one.level is level and one.open for one in wanted) for level in Level
        ]
        assert all(known.of(id) == some for id, some in state.items())


def test_records_stand_by_school_classes_workers_rooms() -> None:
    told = (("room", ""), ("student", "9А"), ("staff", ""), ("class", "9А"), ("student", "10А"), ("school", ""))
    known = KnownFindings()
    for place, (entity, class_name) in enumerate(told):
        known.put({str(place): (made(id=str(place), entity=entity, class_name=class_name),)})
    assert [(one.entity, one.class_name) for one in known.all()] == [
        ("school", ""),
        ("class", "9А"),
        ("student", "9А"),
        ("student", "10А"),
        ("staff", ""),
        ("room", ""),
    ]
