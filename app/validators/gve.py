"""ГВЭ in oral form and its conditions (gia-rules.md 2.2 G11-6, 2.3)."""

from collections.abc import Iterator

from app.domain.exams import ExamForm
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.validators.exam_choice import eased
from app.validators.registry import Context, Level, Remark, rule

ORAL, BRAILLE = "oral", "braille"
CHECK_PAPER = "Попросите заключение ПМПК: форма ГВЭ и условия названы в нём."


def _conditions(student: Student) -> list[str]:
    return (student.conditions or "").split()


def _takes_gve(student: Student) -> bool:
    return any(one.form == ExamForm.GVE for one in student.exams)


@rule(
    "G11-6",
    "Устная форма без ГВЭ",
    Level.QUESTION,
    "ГВЭ: устная форма по желанию при ОВЗ и инвалидности (G11-6)",
    Student,
    norm="Условие «ГВЭ в устной форме» отмечено у того, кто выбрал ГВЭ.",
    checker=CHECK_PAPER,
    uses=("conditions", "exams"),
    grades=GIA_GRADES,
    needs=("conditions",),
)
def oral_without_gve(student: Student, context: Context) -> Iterator[Remark]:
    """Only ГВЭ has an oral form; while no exam is chosen there is nothing to compare with."""
    if student.conditions and student.exams and ORAL in _conditions(student) and not _takes_gve(student):
        yield Remark(
            "Отмечено условие «ГВЭ в устной форме», а ГВЭ среди экзаменов нет; уберите условие или исправьте форму.",
            "conditions",
            "убрать условие «ГВЭ в устной форме»",
        )


@rule(
    "G11-6a",
    "Устный ГВЭ без ОВЗ и инвалидности",
    Level.QUESTION,
    "ГВЭ: устная форма по желанию при ОВЗ и инвалидности (G11-6)",
    Student,
    norm="В устной форме ГВЭ сдают участники с ОВЗ и инвалидностью; в организациях закрытого типа он письменный.",
    checker=CHECK_PAPER,
    uses=("conditions", "exams", "ovz", "disabled", "closed_institution"),
    grades=GIA_GRADES,
    needs=("conditions",),
)
def oral_in_closed(student: Student, context: Context) -> Iterator[Remark]:
    """The ground of a closed institution gives ГВЭ, but not its oral form."""
    if student.closed_institution and not eased(student) and ORAL in _conditions(student) and _takes_gve(student):
        yield Remark(
            "Отмечена устная форма ГВЭ, а основание только одно — организация закрытого типа; отметьте ОВЗ или "
            "инвалидность или уберите условие.",
            "conditions",
            "убрать условие «ГВЭ в устной форме»",
        )


@rule(
    "GVE-1",
    "Брайль и устная форма",
    Level.QUESTION,
    "Методические рекомендации по ГВЭ: формы по группам (таблица 2.3)",
    Student,
    norm="Кто читает шрифт Брайля, сдаёт ГВЭ письменно; устно сдаёт тот, кто им не владеет.",
    checker="Попросите заключение ПМПК: владеет ли участник шрифтом Брайля и какая форма ГВЭ названа.",
    uses=("conditions",),
    grades=GIA_GRADES,
    needs=("conditions",),
)
def braille_or_oral(student: Student, context: Context) -> Iterator[Remark]:
    """Who reads Braille writes, who does not answers orally: both together contradict each other."""
    found = _conditions(student) if student.conditions else []
    if BRAILLE in found and ORAL in found:
        yield Remark(
            "Отмечены и материалы шрифтом Брайля, и ГВЭ в устной форме; оставьте то, что названо в заключении ПМПК.",
            "conditions",
            "убрать одно из двух условий",
        )
