"""The forms «Общие сведения и контактная информация об ОО», one for each of the order's two stages."""

from collections.abc import Iterable

from app.domain.school import SCHOOL_TABS, School
from app.domain.year import AcademicYear
from app.printer.form import HEAD, KEEPER, Columns, Form, Line
from app.printer.pairs import pairs, record_lines

# What is entered only after the signed paper is there would make it old at once.
_AFTER = ("confirmed_1", "confirmed_1_by", "confirmed_2", "confirmed_2_by")


def _lines(_columns: Columns, school: School, _year: AcademicYear) -> Iterable[Line]:
    return record_lines(school, SCHOOL_TABS, leave_out=_AFTER)


def _stage(number: int) -> Form:
    return Form(
        key=f"school_{number}",
        title=f"Общие сведения об ОО ({number} этап)",
        ask="Сверьте с уставом, выпиской из ЕГРЮЛ, лицензией и приказами. Ошибку исправьте в карточке школы и "
        "напечатайте форму заново.",
        scope="school",
        of="school",
        columns=pairs,
        lines=_lines,
        signers=(KEEPER, HEAD),
        landscape=False,
        works=(f"school_{number}",),
    )


SCHOOL_STAGES = (_stage(1), _stage(2))
