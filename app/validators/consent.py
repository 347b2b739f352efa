"""Consent to the processing of personal data (gia-rules.md 13).

No source says that a consent expires, so one of an earlier year is only a hint that it came with the roll-over.
"""

from collections.abc import Iterator
from datetime import date

from app.domain.consent import Consent
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.text import fold
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import answered, day, years_after

OF_AGE = 18

PAPER = "Попросите подписанное согласие, приложенное к заявлению на ГИА."
CONSENT = ("consent", "consent_date", "consent_by")


@rule(
    "PD-2",
    "Отказ от обработки данных",
    Level.QUESTION,
    "Без согласия в ФИС и РИС не вносят (PD-2)",
    Student,
    norm="Кто отказался от обработки данных, в РИС не вносится.",
    checker="Попросите письменный отказ и заявление в ГЭК: экзамены сдают и без согласия.",
    grades=GIA_GRADES,
    phrases=("Отказ подписан, заявление подано в ГЭК.",),
)
def refused(student: Student, context: Context) -> Iterator[Remark]:
    """Whoever refused must not be entered in ФИС and РИС, so not go into the package."""
    if student.consent == Consent.REFUSED:
        yield Remark(
            "Согласие на обработку данных — «отказ»: в пакет эта карточка попасть не должна; подтвердите отказ или "
            "исправьте согласие.",
            "consent",
            "подтвердить отказ или исправить согласие",
        )


@rule(
    "PD-1",
    "Согласие не получено",
    Level.QUESTION,
    "Согласие прилагают к заявлению на ГИА (PD-1)",
    Student,
    norm="К концу выбора предметов согласие на обработку данных получено.",
    checker=PAPER,
    uses=("consent",),
    grades=GIA_GRADES,
)
def absent(student: Student, context: Context) -> Iterator[Remark]:
    """The consent comes with the application for ГИА: advice before the last day of the choice, a question after it."""
    exams = context.year.exams_of(student.grade)
    if student.consent == Consent.ABSENT and exams is not None:
        late = context.as_of > context.year.choice_ends(exams)
        text = "Согласие на обработку данных не получено; получите его вместе с заявлением на ГИА."
        yield Remark(text, "consent", "внести полученное согласие", at_most=Level.QUESTION if late else Level.ADVICE)


@rule(
    "PD-2a",
    "Согласие дал несовершеннолетний",
    Level.QUESTION,
    "Согласие даёт совершеннолетний участник или родитель (PD-2)",
    Student,
    norm="За участника младше 18 лет согласие даёт родитель или законный представитель.",
    checker="Попросите согласие, подписанное родителем.",
    uses=("birth", "last_name", "first_name", "middle_name", *CONSENT),
    grades=GIA_GRADES,
    phrases=("Участник эмансипирован.",),
    needs=("consent_by",),
)
def given_by_minor(student: Student, context: Context) -> Iterator[Remark]:
    """A minor cannot give the consent himself."""
    if student.consent != Consent.GIVEN or not student.consent_by or student.birth is None:
        return
    if fold(student.consent_by) == fold(student.full_name):
        on = student.consent_date or context.as_of
        if on < years_after(student.birth, OF_AGE):
            text = (
                f"Согласие дал сам участник, а 18 лет ему нет (дата рождения {day(student.birth)}); внесите родителя, "
                "который его подписал."
            )
            yield Remark(text, "consent_by", "внести родителя, который подписал согласие")


@rule(
    "PD-2b",
    "Согласие дал не представитель",
    Level.ADVICE,
    "Согласие даёт совершеннолетний участник или родитель (PD-2)",
    Student,
    norm="Кто дал согласие, тот есть среди представителей, или это сам участник.",
    checker="Сверьте ФИО в согласии с представителями на вкладке «Семья».",
    uses=("consent_by", "guardians"),
    grades=GIA_GRADES,
    needs=("consent_by",),
)
def given_by_stranger(student: Student, context: Context) -> Iterator[Remark]:
    """Who gave the consent is one of the parents entered, or the pupil."""
    by = student.consent_by
    if student.consent != Consent.GIVEN or not by or "." in by:
        return
    known = {fold(one.name) for one in student.guardians if one.name}
    if known and fold(by) not in known and fold(by) != fold(student.full_name):
        text = f"Согласие дал «{by}», а среди представителей такого нет; сверьте ФИО или внесите представителя."
        yield Remark(text, "consent_by", "исправить ФИО или внести представителя")


@rule(
    "PD-1a",
    "Согласие без даты или подписи",
    Level.ADVICE,
    "Согласие прилагают к заявлению на ГИА (PD-1)",
    Student,
    norm="У согласия внесены дата и кто его дал.",
    checker=PAPER,
    uses=CONSENT,
    grades=GIA_GRADES,
)
def unsigned(student: Student, context: Context) -> Iterator[Remark]:
    """A given consent has its day and who gave it."""
    if student.consent != Consent.GIVEN:
        return
    if not answered(student, "consent_date"):
        yield Remark("Согласие есть, а его дата не внесена; внесите дату.", "consent_date", "внести дату согласия")
    if not answered(student, "consent_by"):
        yield Remark("Согласие есть, а кто его дал, не внесено; внесите ФИО.", "consent_by", "внести, кто дал согласие")


@rule(
    "PD-1b",
    "Согласие прошлых лет",
    Level.ADVICE,
    "Согласие прилагают к заявлению на ГИА (PD-1); перенос данных на новый год",
    Student,
    norm="Согласие дано в этом учебном году.",
    checker="Спросите, обновлялось ли согласие вместе с заявлением на ГИА этого года.",
    uses=CONSENT,
    grades=GIA_GRADES,
    phrases=("Согласие дано на весь срок обучения.",),
    needs=("consent_date",),
)
def stale(student: Student, context: Context) -> Iterator[Remark]:
    """A consent of an earlier year may have come with the roll-over."""
    given = student.consent_date
    if student.consent == Consent.GIVEN and given and _before_year(student, given, context):
        text = f"Согласие от {day(given)}, до начала учебного года; если к заявлению дано новое, внесите его дату."
        yield Remark(text, "consent_date", f"внести дату согласия этого года (с {day(context.year.first_day)})")


def _before_year(student: Student, given: date, context: Context) -> bool:
    return given < context.year.first_day and (student.birth is None or given >= student.birth)
