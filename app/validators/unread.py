"""Texts that were typed, kept, and could not be read as a value of their field."""

from collections.abc import Iterator

from app.domain.field import Record, field_by_name, why_unread
from app.validators.registry import Context, Level, Remark, rule


@rule("READ-1", "Значение не прочитано", Level.ERROR, "Сохранено как набрано, в пакет не попадёт", Record)
def unreadable(record: Record, context: Context) -> Iterator[Remark]:
    """Every text in ``unread`` must be put right, for it is no value yet."""
    for name, text in (record.unread or {}).items():
        told = field_by_name(type(record)).get(name)
        label = told.label if told else name
        yield Remark(f"«{label}»: внесено «{text}». {why_unread(type(record), name, text)}", name)
