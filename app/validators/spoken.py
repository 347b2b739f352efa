"""The values a finding speaks of, as people read them: what an explanation holds for, and lapses with."""

from collections.abc import Iterable, Iterator

from app.domain.field import Record, details_by_name, field_by_name, texts
from app.validators.findings import Values


def spoken_of(record: Record, names: Iterable[str]) -> Values:
    """Label and shown value of fields («birth»), lists («exams») and fields of lists («guardians.1.phone»)."""
    return tuple(_spoken(record, name) for name in names if name)


def _spoken(record: Record, name: str) -> tuple[str, str]:
    told = field_by_name(type(record)).get(name)
    if told is not None:
        return told.label, (record.unread or {}).get(name) or told.kind.show(getattr(record, name))
    head, *rest = name.split(".")
    listed = details_by_name(type(record)).get(head)
    if listed is None:
        return name, (record.unread or {}).get(name, "")
    rows = getattr(record, head)
    if len(rest) == 2 and rest[0].isdigit() and 0 < int(rest[0]) <= len(rows):
        label, value = _spoken(rows[int(rest[0]) - 1], rest[1])
        return f"{listed.title}, {rest[0]}: {label}", value
    return listed.title, "; ".join(_row(row) for row in rows)


def _row(detail: Record) -> str:
    return ", ".join(_filled(detail))


def _filled(detail: Record) -> Iterator[str]:
    return (text for text in texts(detail).values() if text)
