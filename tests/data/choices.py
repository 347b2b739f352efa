"""Chosen exams between the pairs that tests speak of and the rows that a card holds."""

from collections.abc import Sequence

from app.domain.exams import ExamChoice
from app.domain.field import field_by_name
from app.services.cards import Card
from app.services.detail_rows import Row, Rows
from app.validators.exam_choice import has_oral

Pairs = Sequence[tuple[str, str]]


def chosen(pairs: Pairs) -> dict[str, Rows]:
    """The lists of an edit that chooses these exams: keys of subject and form; languages with their oral part."""
    show = {name: told.kind.show for name, told in field_by_name(ExamChoice).items()}
    rows = ({"subject": show["subject"](one), "form": show["form"](form)} for one, form in pairs)
    oral = [{"oral": "да"} if has_oral(one) else {} for one, _ in pairs]
    return {"exams": tuple(Row("", texts | more) for texts, more in zip(rows, oral, strict=True))}


def listed(class_name: str) -> dict[str, Rows]:
    """The lists of an edit that puts a pupil of class 9 or 11 on the first day of 2019/20, passed."""
    kind, applied, day = (
        ("собеседование", "13.01.2020", "12.02.2020")
        if class_name.startswith("9")
        else ("сочинение", "08.11.2019", "04.12.2019")
    )
    return {"attempts": (Row("", {"kind": kind, "applied": applied, "day": day, "result": "зачёт"}),)}


def choice_of(card: Card) -> tuple[tuple[str, str], ...]:
    """Keys of subject and form of the exams on a card, ordered."""
    told = field_by_name(ExamChoice)
    rows = card.details["exams"]
    return tuple(
        sorted((told["subject"].kind.parse(r.texts["subject"]), told["form"].kind.parse(r.texts["form"])) for r in rows)
    )
