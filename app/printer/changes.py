"""The «Лист изменений»: only those lines of a printed form that say something else now, to be signed in addition."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from app.domain.kinds import Day
from app.printer.form import Form, Line, Piece, Sheet
from app.printer.page import Stamp

KEY = "changes"
SECTIONS = {"changed": "Изменено", "added": "Добавлено", "removed": "Исключено из списка"}

How = Literal["added", "removed", "changed"]


def changes_form(form: Form) -> Form:
    """The kind of paper that supplements a form: its columns and its signers."""
    return replace(
        form,
        key=KEY,
        title="Лист изменений",
        ask="Дополняет напечатанную ранее форму и подписывается теми же людьми. Остальные строки формы не изменились.",
        plan=None,
        tick=False,
        works=(),
    )


def supplement(now: Sheet, to: Stamp, lines: Iterable[tuple[How, Line]]) -> Sheet:
    """The sheet that supplements the paper ``to``: ``now`` is its form as it would be printed today."""
    order = list(SECTIONS)
    ordered = sorted(lines, key=lambda one: order.index(one[0]))
    form = changes_form(now.form)
    return replace(
        now,
        form=form,
        title=f"{form.title} к форме № {to.number}",
        lines=tuple(replace(line, section=SECTIONS[how]) for how, line in ordered),
        plans=(),
        part=f"«{now.title}» от {Day().show(to.printed_at.date())}",
    )


def removed_line(sheet: Sheet, name: Sequence[Piece]) -> Line:
    """What is told of a line that is no longer on the form: whose it was. Nobody signs it, so it has no key."""
    return Line("", (tuple(name), *((),) * (len(sheet.columns) - 1)))
