"""Lists of a card as arguments of ``change``: «exams=rus:oge,math:oge», «guardians.1.phone=89131234567»."""

from collections.abc import Mapping

from app.domain.exams import ExamChoice
from app.domain.field import details_by_name, field_by_name, mended
from app.errors import BadValue, Refused
from app.services.cards import ENTITIES, Card
from app.services.detail_rows import Row, Rows


def chosen_exams(text: str) -> Rows:
    """Chosen exams from «rus:oge,math:oge»; '' clears them. Names from the lists do as well as keys."""
    told = field_by_name(ExamChoice)
    chosen: dict[str, Row] = {}
    for pair in filter(str.strip, text.split(",")):
        subject, sign, form = pair.partition(":")
        if not sign:
            raise BadValue(f"Экзамен «{pair.strip()}»: ожидается предмет:форма, например rus:oge.")
        key = told["subject"].tidy(subject)
        if key in chosen:
            raise BadValue(f"Предмет «{subject.strip()}» назван дважды.")
        chosen[key] = Row("", {"subject": key, "form": told["form"].tidy(form)})
    return tuple(chosen.values())


def changed_rows(card: Card, changes: Mapping[str, str]) -> dict[str, Rows]:
    """The lists of a card after changes such as «guardians.1.phone»: place from 1, the next free place adds one.

    Raises :class:`Refused` for a list, a place or a field that is not there.
    """
    known = details_by_name(ENTITIES[card.entity])
    lists: dict[str, list[Row]] = {}
    for where, text in changes.items():
        name, place, field = (*where.split("."), "", "")[:3]
        if name not in known:
            raise Refused(f"Списка «{name}» нет.", f"Есть: {', '.join(known) or 'ни одного'}.")
        rows = lists.setdefault(name, list(card.details[name]))
        if not (place.isascii() and place.isdigit() and 1 <= int(place) <= len(rows) + 1):
            raise Refused(f"«{where}»: ожидается {name}.ЧИСЛО.ПОЛЕ, число от 1 до {len(rows) + 1}.")
        if field not in field_by_name(known[name].model):
            raise Refused(f"Поля «{field}» нет.", f"Есть: {', '.join(field_by_name(known[name].model))}.")
        if int(place) > len(rows):
            rows.append(Row("", {}))
        old = rows[int(place) - 1]
        rows[int(place) - 1] = Row(old.id, {**old.texts, **mended(known[name].model, {field: text})})
    return {name: tuple(rows) for name, rows in lists.items()}
