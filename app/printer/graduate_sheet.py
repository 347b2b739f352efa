"""The form «Данные о выпускнике»: all fields of the three tabs of one pupil's card, which the order asks for."""

from collections.abc import Iterable

from app.domain.field import GIA_GRADES, details_of
from app.domain.student import STUDENT_TABS, Student
from app.domain.year import AcademicYear
from app.printer.form import HEAD, KEEPER, PARENT, PUPIL, TEACHER, Columns, Form, Line
from app.printer.pairs import pairs, record_lines

# Results come when nothing can be signed any more; the day the school learned of a change is its own matter.
_NOT_SIGNED = ("results", "learned", "left", "leaving_order", "leaving_reason", "left_to")


def _lines(_columns: Columns, student: Student, _year: AcademicYear) -> Iterable[Line]:
    return record_lines(student, STUDENT_TABS, leave_out=_NOT_SIGNED)


GRADUATE_SHEET = Form(
    key="graduate_sheet",
    title="Данные о выпускнике",
    ask="Сверьте каждую строку с документами участника. Ошибку исправьте в карточке и напечатайте лист заново.",
    scope="student",
    grades=lambda _year: GIA_GRADES,
    columns=pairs,
    lines=_lines,
    signers=(PUPIL, PARENT, TEACHER, KEEPER, HEAD),
    landscape=False,
    lists=tuple(one.name for one in details_of(Student) if one.name not in _NOT_SIGNED),
)
