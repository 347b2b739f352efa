"""How values of a record stand in the cells of a form: «не внесено» is told, «нет» stays «нет»."""

from app.domain.field import NOT_APPLICABLE, Model, Record, field_by_name
from app.domain.student import Student
from app.printer.form import MISSING, Cell, Piece

_LONGEST_UNREAD = 60


def label(*names: str, of: type[Model] = Student) -> str:
    """Labels of fields as one heading: «Дата рождения, пол»."""
    known = field_by_name(of)
    first, *others = (known[name].label for name in names)
    return ", ".join((first, *(lowered(other) for other in others)))


def lowered(text: str) -> str:
    """The text as it stands within a sentence; an abbreviation («СНИЛС») keeps its capitals."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]


def shown(record: Record, name: str) -> Piece:
    """The value of a field; a gap, or a text that is no value, stands out."""
    return gap(record, name) or Piece(value(record, name) or NOT_APPLICABLE)


def cell(record: Record, *names: str) -> Cell:
    """The values of several fields, a line for each."""
    return tuple(shown(record, name) for name in names)


def value(record: Record, name: str) -> str:
    """The value of a field as people write it; '' for «не внесено» and «не применимо»."""
    return field_by_name(type(record))[name].kind.show(getattr(record, name))


def gap(record: Record, name: str) -> Piece | None:
    """What to say of a field without a value; None where there is one, or where the question is not asked."""
    typed = (record.unread or {}).get(name)
    if typed == NOT_APPLICABLE:
        return None
    if typed:
        short = typed if len(typed) <= _LONGEST_UNREAD else typed[: _LONGEST_UNREAD - 1] + "…"
        return Piece(f"не прочитано: «{short}»", strong=True)
    return Piece(MISSING, strong=True) if getattr(record, name) in {None, ""} else None


def gaps(record: Record, *names: str) -> Cell:
    """The gaps among several fields of one cell, each with the label of its field."""
    known = field_by_name(type(record))
    found = ((known[name].label, gap(record, name)) for name in names)
    return tuple(Piece(f"{told}: {piece.text}", strong=True) for told, piece in found if piece)


def labelled(record: Record, name: str) -> Piece:
    """The value of a field after its label."""
    piece = shown(record, name)
    return Piece(f"{field_by_name(type(record))[name].label}: {piece.text}", piece.strong)


def entered(record: Record, *names: str) -> Cell:
    """The values that there are, each after the label of its field; what is not entered is left out."""
    return tuple(labelled(record, name) for name in names if value(record, name) or _unread(record, name))


def _unread(record: Record, name: str) -> bool:
    return (record.unread or {}).get(name, NOT_APPLICABLE) != NOT_APPLICABLE
