"""What a pupil or a parent told on the signed «Лист участника» (VP6: the box «есть ошибка»)."""

from collections.abc import Iterator

from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule

# What the paper shows: an explanation holds for these values.
PRINTED = (
    "last_name",
    "first_name",
    "middle_name",
    "birth",
    "sex",
    "doc_kind",
    "doc_series",
    "doc_number",
    "doc_issued",
    "doc_issuer",
    "snils",
    "citizenship",
    "registered_address",
    "actual_address",
    "phone",
    "category",
    "ovz",
    "disabled",
    "conditions",
    "exams",
    "attempts",
)


@rule(
    "SLIP-1",
    "На листе участника отмечено «есть ошибка»",
    Level.QUESTION,
    "Выверка: лист участника подписан с отметкой «есть ошибка»",
    Student,
    norm="На последнем подписанном листе участника нет отметки «есть ошибка».",
    checker="Попросите лист участника с отметкой и новый, подписанный после исправления. Пояснение принимают, если "
    "ошибки не нашли: участник или родитель согласен с тем, что внесено.",
    uses=PRINTED,
    phrases=("Сверено с документами вместе с участником: внесено верно.",),
)
def mistake_told(student: Student, context: Context) -> Iterator[Remark]:
    """The box is ticked on the newest slip that was read from a scan."""
    if student.id in context.mistakes:
        yield Remark(
            "На листе участника отмечено «есть ошибка»; посмотрите на скане, что написано от руки, исправьте карточку, "
            "напечатайте и подпишите новый лист.",
            least="исправить карточку, напечатать и подписать новый лист участника",
        )
