"""Consent to the processing of personal data (gia-rules.md 13)."""

from collections.abc import Iterator

from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule

REFUSED = "refused"
ABSENT = "absent"


@rule("PD-2", "Отказ от обработки данных", Level.QUESTION, "Без согласия в ФИС и РИС не вносят (PD-2)", Student)
def refused(student: Student, context: Context) -> Iterator[Remark]:
    """Whoever refused must not be entered in ФИС and РИС, so not go into the package."""
    if student.consent == REFUSED:
        yield Remark(
            "Согласие на обработку данных — «отказ»: в пакет эта карточка попасть не должна; подтвердите отказ или "
            "исправьте согласие.",
            "consent",
        )


@rule("PD-1", "Согласие не получено", Level.ADVICE, "Согласие прилагают к заявлению на ГИА (PD-1)", Student)
def absent(student: Student, context: Context) -> Iterator[Remark]:
    """The consent comes with the application for ГИА."""
    if student.consent == ABSENT:
        yield Remark("Согласие на обработку данных не получено; получите его вместе с заявлением на ГИА.", "consent")
