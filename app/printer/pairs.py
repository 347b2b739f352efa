"""Lines of a sheet of one record: a field and its value, under the titles of its tab and section, then its lists."""

from collections.abc import Iterator
from functools import cache

from app.domain.field import Detail, Details, Field, Record, Tab, details_of, fields
from app.domain.year import AcademicYear
from app.printer.cells import labelled, lowered, shown
from app.printer.form import MISSING, Cell, Column, Columns, Line, Piece


def pairs(_year: AcademicYear) -> Columns:
    """The two columns of such a sheet, on upright paper."""
    return Column("Что внесено в базу", 60), Column("Значение", 112)


def record_lines(record: Record, tabs: tuple[Tab, ...], leave_out: tuple[str, ...] = ()) -> Iterator[Line]:
    """A line for each field and each row of the lists of these tabs, in the order of the card."""
    for told, section in _asked(type(record), tabs, leave_out):
        if isinstance(told, Field):
            yield field_line(record, told, section)
        else:
            yield from _list_lines(record, told)


@cache
def _asked(
    model: type[Record], tabs: tuple[Tab, ...], leave_out: tuple[str, ...]
) -> tuple[tuple[Field | Details, str], ...]:
    """The fields and lists of these tabs, each with the heading over it."""
    found: list[tuple[Field | Details, str]] = []
    for tab in tabs:
        for one in fields(model):
            if one.tab == tab and one.name not in leave_out:
                found.append((one, f"{tab.title}. {one.section}" if one.section else tab.title))
        found += [(one, one.title) for one in details_of(model) if one.tab == tab and one.name not in leave_out]
    return tuple(found)


@cache
def _label(text: str) -> Cell:
    return (Piece(text),)


def field_line(record: Record, field: Field, section: str = "") -> Line:
    """The line of one field; only a gap that the order or common sense wants filled stands out."""
    piece = shown(record, field.name)
    if piece.text == MISSING and not (field.needed or field.wanted):
        piece = Piece(MISSING)
    return Line(field.name, (_label(field.label), (piece,)), section)


def _list_lines(record: Record, told: Details) -> Iterator[Line]:
    rows: list[Detail] = getattr(record, told.name)
    if not rows:
        yield Line(told.name, ((Piece(told.title),), (Piece("нет записей"),)), told.title)
    for place, row in enumerate(rows, 1):
        yield Line(f"{told.name}.{place}", ((Piece(f"№ {place}"),), (detail_piece(row),)), told.title)


def detail_piece(row: Detail) -> Piece:
    """One of a list in a sentence: what is entered of it, each after its label."""
    entered = [labelled(row, field.name) for field in fields(type(row)) if _is_entered(row, field)]
    texts = [one.text if place == 0 else lowered(one.text) for place, one in enumerate(entered)]
    return Piece("; ".join(texts) or MISSING, any(one.strong for one in entered))


def _is_entered(row: Detail, field: Field) -> bool:
    return getattr(row, field.name) not in {None, ""} or field.name in (row.unread or {})
