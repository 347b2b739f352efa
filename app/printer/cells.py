"""How values of a pupil's card stand in the cells of a form: «не внесено» is told, «нет» stays «нет»."""

from app.domain.field import field_by_name
from app.domain.student import Student
from app.printer.form import MISSING, Cell, Piece

_LONGEST_UNREAD = 60


def label(*names: str) -> str:
    """Labels of fields as one heading: «Дата рождения, пол»."""
    known = field_by_name(Student)
    first, *others = (known[name].label for name in names)
    return ", ".join((first, *(other[0].lower() + other[1:] for other in others)))


def shown(student: Student, name: str) -> Piece:
    """The value of a field; a gap, or a text that is no value, stands out."""
    return gap(student, name) or Piece(value(student, name))


def value(student: Student, name: str) -> str:
    """The value of a field as people write it; '' for «не внесено»."""
    return field_by_name(Student)[name].kind.show(getattr(student, name))


def gap(student: Student, name: str) -> Piece | None:
    """What to say of a field without a value; None where there is one."""
    if typed := (student.unread or {}).get(name):
        short = typed if len(typed) <= _LONGEST_UNREAD else typed[: _LONGEST_UNREAD - 1] + "…"
        return Piece(f"не прочитано: «{short}»", strong=True)
    return Piece(MISSING, strong=True) if getattr(student, name) in {None, ""} else None


def gaps(student: Student, *names: str) -> Cell:
    """The gaps among several fields of one cell, each with the label of its field."""
    known = field_by_name(Student)
    found = ((known[name].label, gap(student, name)) for name in names)
    return tuple(Piece(f"{told}: {piece.text}", strong=True) for told, piece in found if piece)
