"""What the command history answers: each change with who, when, what, as plain data and as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # only the command that needs one imports its service
    from app.services.history import Line

EMPTY = "не внесено"


def history_data(lines: Iterable[Line]) -> dict[str, Any]:
    """The changes under the keys of the contract, newest first; moments by the local clock."""
    return {"changes": [_change(one) for one in lines]}


def _change(one: Line) -> dict[str, Any]:
    return {
        "who": one.actor,
        "when": one.when.isoformat(),
        "what": one.what,
        "why": one.why,
        "detail": one.detail,
        "act": one.number,
        "entity": one.entity,
        "id": one.id,
        "record": one.who,
        "list": one.list,
        "field": one.field,
        "label": one.label,
        "old": one.was,
        "new": one.became,
    }


def history_lines(lines: Iterable[Line], *, of_one: bool) -> Iterator[str]:
    """An act a heading, its changes under it; the name of the record only where there are several."""
    empty = True
    for _, some in groupby(lines, key=lambda one: one.number):
        empty = False
        own = list(some)
        first = own[0]
        told = [f"{first.when:%d.%m.%Y %H:%M}", first.actor, first.what, first.detail, first.why]
        yield f"№ {first.number}  {'; '.join(text for text in told if text)}"
        for one in own:
            if one.label:
                yield f"  {_whose(one, of_one)}{one.label}: {_told(one)}"
    if empty:
        yield "Изменений в истории нет."


def _whose(one: Line, of_one: bool) -> str:
    return "" if of_one or not one.who or one.who == one.became else f"{one.who} — "


def _told(one: Line) -> str:
    return f"{one.was or EMPTY} → {one.became or EMPTY}"
