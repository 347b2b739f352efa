"""СНИЛС: the control number (FMT-4)."""

from collections.abc import Iterator

from app.domain.kinds import NONE
from app.domain.paper_kinds import snils_control
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import shown

WITHOUT_CONTROL = "001001998"  # numbers up to this one have no control number, and no pupil has such a number


@rule("FMT-4", "СНИЛС: контрольное число", Level.ERROR, "Контрольное число СНИЛС (FMT-4)", Student)
def control_number(student: Student, context: Context) -> Iterator[Remark]:
    """The last two digits agree with the first nine."""
    if student.snils and student.snils != NONE and not snils_control(student.snils):
        yield Remark(
            f"Контрольное число СНИЛС {shown(student, 'snils')} не сходится: одна из цифр неверна; сверьте с карточкой "
            "СНИЛС.",
            "snils",
        )


@rule("FMT-4a", "СНИЛС похож на заглушку", Level.QUESTION, "Номера до 001-001-998 школьникам не выдавались", Student)
def filler(student: Student, context: Context) -> Iterator[Remark]:
    """000-000-000 00 and the like pass the control, but are no pupil's number."""
    if student.snils and student.snils != NONE and student.snils[:9] <= WITHOUT_CONTROL:
        yield Remark(f"СНИЛС {shown(student, 'snils')} похож на заглушку; внесите настоящий номер или «нет».", "snils")
