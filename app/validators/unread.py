"""Texts that were typed, kept, and could not be read as a value of their field."""

from collections.abc import Iterator

from app.domain.field import Record, field_by_name, why_unread
from app.validators.registry import Context, Level, Remark, rule

SHOWN = 60  # signs of the typed text in the sentence; the card shows all of it


@rule("READ-1", "Значение не прочитано", Level.ERROR, "Сохранено как набрано, в пакет не попадёт", Record)
def unreadable(record: Record, context: Context) -> Iterator[Remark]:
    """Every text in ``unread`` must be put right, for it is no value yet."""
    for name, text in (record.unread or {}).items():
        told = field_by_name(type(record)).get(name)
        label = told.label if told else name
        seen = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        yield Remark(f"«{label}»: внесено «{seen}». {why_unread(type(record), name, text)}", name)
