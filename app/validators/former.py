"""Former documents and former names: that they are former, and that their days follow one another."""

from collections.abc import Iterator

from app.domain.field import place_in
from app.domain.kinds import NONE
from app.domain.student import Student
from app.validators.names import PARTS
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, shown

PAPER = ("doc_kind", "doc_series", "doc_number")
DOCUMENTS = ("former_documents", *PAPER, "doc_issued")
MARK = "Сверьте с отметкой о прежнем документе в нынешнем."


@rule(
    "FRM-1",
    "Прежний документ тот же, что нынешний",
    Level.QUESTION,
    "Вкладка «Семья»: прежние документы",
    Student,
    norm="Прежний документ отличается от нынешнего.",
    checker=MARK,
    uses=DOCUMENTS,
    needs=("former_documents",),
)
def same_document(student: Student, context: Context) -> Iterator[Remark]:
    """The present document is not its own predecessor."""
    if not student.former_documents or not student.doc_number:
        return
    present = [getattr(student, name) for name in PAPER]
    for place, one in enumerate(student.former_documents):
        if [getattr(one, name) for name in PAPER] == present:
            text = (
                f"Прежний документ № {one.doc_number} — тот же, что нынешний; уберите его или внесите новый нынешний."
            )
            where = place_in("former_documents", place, "doc_number")
            yield Remark(text, where, "убрать прежний документ или внести новый нынешний")


@rule(
    "FRM-2",
    "Прежний документ: дни не по порядку",
    Level.QUESTION,
    "Вкладка «Семья»: прежние документы",
    Student,
    norm="Прежний документ выдан раньше нынешнего, после рождения и раньше, чем перестал действовать.",
    checker=MARK,
    uses=("birth", *DOCUMENTS),
    needs=("former_documents",),
)
def document_days(student: Student, context: Context) -> Iterator[Remark]:
    """A former document was issued before it ended, and before the present one."""
    for place, one in enumerate(student.former_documents):
        issued = one.doc_issued
        if issued is None:
            continue
        where = place_in("former_documents", place, "doc_issued")
        if one.until and one.until < issued:
            text = f"Прежний документ выдан {day(issued)}, а действовал до {day(one.until)}; исправьте одну из дат."
            yield Remark(text, place_in("former_documents", place, "until"), "исправить одну из двух дат")
        elif student.doc_issued and issued > student.doc_issued:
            text = f"Прежний документ выдан {day(issued)}, позже нынешнего ({day(student.doc_issued)}); поменяйте их."
            yield Remark(text, where, "поменять прежний и нынешний документ местами или исправить дату")
        elif student.birth and issued < student.birth:
            text = f"Прежний документ выдан {day(issued)}, до дня рождения {day(student.birth)}; исправьте дату."
            yield Remark(text, where, "исправить дату выдачи или дату рождения")


@rule(
    "FRM-3",
    "Прежнее имя то же, что нынешнее",
    Level.QUESTION,
    "Вкладка «Общее»: прежние ФИО",
    Student,
    norm="Прежние ФИО отличаются от нынешних.",
    checker="Попросите свидетельство о перемене имени.",
    uses=("former_names", *PARTS),
    needs=("former_names",),
)
def same_name(student: Student, context: Context) -> Iterator[Remark]:
    """A former name differs from the present one in one of the parts entered."""
    for place, one in enumerate(student.former_names):
        parts = [name for name in PARTS if getattr(one, name)]
        if parts and all(_same(getattr(one, name), getattr(student, name)) for name in parts):
            named = ", ".join(shown(one, name) for name in parts)
            text = f"Прежнее имя ({named}) — то же, что нынешнее; внесите то, что было раньше, или уберите строку."
            yield Remark(text, place_in("former_names", place, parts[0]), "убрать прежнее имя или исправить его")


def _same(one: str | None, other: str | None) -> bool:
    """Whether two parts are one text; «ё» and «е» are two, for a name may be changed by that alone."""
    return (one or NONE).casefold() == (other or NONE).casefold()
