"""Plants of gaps and of unreadable texts, made for every field that may have one."""

from collections.abc import Iterator

from app.domain.field import ALL_GRADES, Field, Record, fields
from app.domain.kinds import Day, Digits, Flag, Phone, Whole
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from validators.seeded.planting import Plant, every, grades, put, row

UPPER = grades(9, 10, 11, 12)
MODELS: dict[str, type[Record]] = {"school": School, "class": SchoolClass, "staff": Staff, "room": Room}


def of_pupils() -> Iterator[Plant]:
    """A gap in every field that the order asks of pupils, or that is good to have."""
    for told in fields(Student):
        gap = put(**{told.name: ""})
        if told.needed == ALL_GRADES:
            yield Plant("REQ-1", told.name, gap)
        elif told.needed:
            yield Plant("REQ-1", told.name, every(UPPER, gap))
        elif told.wanted:
            yield Plant("REQ-2", told.name, every(UPPER, gap))


def of_others() -> Iterator[Plant]:
    """The same of the school, classes, workers and rooms; nobody can save a class without its name."""
    for entity, model in MODELS.items():
        for told in fields(model):
            rule = "REQ-1" if told.needed else "REQ-2"
            if (told.needed or told.wanted) and (entity, told.name) != ("class", "name"):
                yield Plant(rule, told.name, put(**{told.name: ""}), entity)


def unreadable(told: Field) -> str:
    """A text that the field's kind cannot read; '' where nearly any can be."""
    kind = told.kind
    if isinstance(kind, Day):
        return "31.02.2004"
    if isinstance(kind, Flag | Whole | Digits | Phone):
        return "может быть"
    return "чего в списке нет" if hasattr(kind, "entries") else ""


def of_texts() -> Iterator[Plant]:
    """A text that cannot be read, in every field that does not take any."""
    for entity, model in {"student": Student, **MODELS}.items():
        for told in fields(model):
            if (text := unreadable(told)) and told.name not in ("left", "dismissed"):
                yield Plant("READ-1", told.name, put(**{told.name: text}), entity)


IN_LISTS = (
    *(Plant("REQ-2", f"guardians.*.{name}", row("guardians", **{name: ""})) for name in ("relation", "name")),
    *(
        Plant("REQ-2", f"health_papers.*.{name}", row("health_papers", **{name: ""}))
        for name in ("kind", "number", "issued", "issuer")
    ),
    *(Plant("REQ-1", f"buildings.*.{name}", row("buildings", **{name: ""}), "school") for name in ("address",)),
    *(
        Plant("REQ-2", f"responsibles.*.{name}", row("responsibles", **{name: ""}), "school")
        for name in ("duty", "name")
    ),
    Plant("READ-1", "guardians.*.birth", row("guardians", birth="30.02.1980")),
    Plant("READ-1", "attempts.*.day", row("attempts", day="29.02.2019")),
    Plant("READ-1", "exams.*.day", row("exams", day="скоро")),
    Plant("READ-1", "courses.*.finished", row("courses", finished="31.06.2018"), "staff"),
    Plant("READ-1", "email", put(email="почта")),
    Plant("READ-1", "snils", put(snils="112-233-445 9")),
    Plant("READ-1", "class_name", put(class_name="13А")),
)

PLANTS = (*of_pupils(), *of_others(), *of_texts(), *IN_LISTS)
