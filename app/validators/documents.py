"""Series, number and kind of the identity document (gia-rules.md 6.4, 11; ris.md 5).

The functions serve every record that has the fields of a document: pupils, workers, parents, former documents.
A part that is not entered is REQ-1's matter; papers of other states have no form that could be checked.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from app.domain.field import GIA_GRADES, Record
from app.domain.kinds import NONE
from app.domain.paper_kinds import BIRTH_SERIES
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import answered, in_list, shown

PASSPORT = "passport"
BIRTH = "birth"
TRAVEL = "travel_passport"
RUSSIA = "643"

PAPER = ("doc_kind", "doc_series", "doc_number")
COPY = "Попросите копию документа и сверьте вид, серию и номер."
SEEN = ("Документ именно такой, сверено с ним.",)

FOUR = re.compile(r"[0-9]{4}")
SIX = re.compile(r"[0-9]{6}")
_TO_DIGITS = str.maketrans("ОOЗБIl", "003611")  # letters that are typed, or read from a scan, for digits
_SERIES_SIGNS = re.compile(r"[А-ЯЁа-яё0-9—-]+|[A-Za-z0-9—-]+|[А-ЯЁа-яёIVXCLDM1—-]+")  # ris.md CH-DS


class Form(NamedTuple):
    """How a series or a number is written: its shape, the same in words, and one that is right."""

    shape: re.Pattern[str]
    words: str
    example: str


# Series and number of papers that have a form of their own (ris.md DOC-3).
_LETTERS = Form(re.compile(r"[А-Я]{2}"), "2 русские буквы", "АН")
_SEVEN = Form(re.compile(r"[0-9]{7}"), "7 цифр", "1234567")
_MILITARY = (_LETTERS, Form(re.compile(r"[0-9]{6,7}"), "6–7 цифр", "1234567"))
FORMS: dict[str | None, tuple[Form, Form]] = {
    TRAVEL: (Form(re.compile(r"[0-9]{2}"), "2 цифры", "70"), _SEVEN),
    "military": _MILITARY,
    "reserve_officer": _MILITARY,
    "military_identity": (_LETTERS, _SEVEN),
    "asylum": (
        Form(re.compile(r"\w{1,2}|нет"), "не больше 2 знаков", "ВУ"),
        Form(re.compile(r"[0-9]{1,7}"), "не больше 7 цифр", "1234567"),
    ),
}
RUSSIANS_ONLY = frozenset({PASSPORT, TRAVEL, "temporary", "military_identity", "reserve_officer"})
FOREIGNERS_ONLY = frozenset(
    {"foreign_passport", "residence", "temporary_residence", "refugee", "refugee_request", "asylum"}
)


class Paper(Protocol):
    """What has the fields of an identity document."""

    doc_kind: Any
    doc_series: Any
    doc_number: Any


def passport_faults(paper: Paper) -> Iterator[Remark]:
    """A Russian passport has four digits of series and six of number."""
    if paper.doc_kind == PASSPORT:
        series = paper.doc_series
        if series is not None and not FOUR.fullmatch(series):
            text = f"Серия паспорта РФ — 4 цифры, например 6904, а внесено «{series}»; исправьте по паспорту."
            least = "внести серию из 4 цифр"
            if BIRTH_SERIES.fullmatch(series):
                least += " или выбрать вид «Свидетельство о рождении»"
            yield Remark(text, "doc_series", least, change=_digits("doc_series", series, FOUR))
        yield from _six_digits(paper, "паспорта РФ")


def birth_certificate_faults(paper: Paper) -> Iterator[Remark]:
    """A Russian birth certificate has a Roman number, two Russian letters, and six digits."""
    if paper.doc_kind == BIRTH:
        series = paper.doc_series
        if series is not None and not BIRTH_SERIES.fullmatch(series):
            text = (
                "Серия свидетельства о рождении — римское число, дефис и две русские буквы, например II-ОМ, а внесено "
                f"«{series}»; исправьте по свидетельству."
            )
            least = "внести серию вида II-ОМ"
            if FOUR.fullmatch(series):
                least += " или выбрать вид «Паспорт гражданина РФ»"
            yield Remark(text, "doc_series", least)
        yield from _six_digits(paper, "свидетельства о рождении")


def _six_digits(paper: Paper, of_what: str) -> Iterator[Remark]:
    number = paper.doc_number
    if number is not None and not SIX.fullmatch(number):
        text = f"Номер {of_what} — 6 цифр, например 123456, а внесено «{number}»; исправьте по документу."
        yield Remark(text, "doc_number", "внести номер из 6 цифр", change=_digits("doc_number", number, SIX))


def _digits(name: str, text: str, shape: re.Pattern[str]) -> tuple[tuple[str, str], ...]:
    """The change of look-alike letters to digits, where that alone makes the text right."""
    mended = text.translate(_TO_DIGITS)
    return ((name, mended),) if shape.fullmatch(mended) else ()


def series_elsewhere(paper: Record) -> Iterator[Remark]:
    """Only a Russian passport has a series of four digits."""
    kind, series = getattr(paper, "doc_kind", None), getattr(paper, "doc_series", None)
    if series and kind not in (None, PASSPORT, BIRTH) and FOUR.fullmatch(series):
        yield Remark(
            f"Серия «{series}» — как у паспорта РФ, а вид документа — «{shown(paper, 'doc_kind')}»; исправьте вид "
            "или серию.",
            "doc_kind",
            "выбрать вид «Паспорт гражданина РФ» или исправить серию",
        )


def other_form_faults(paper: Record) -> Iterator[Remark]:
    """Series and number of papers that have a form of their own; a series like a passport's is RC-2's matter."""
    form = FORMS.get(getattr(paper, "doc_kind", None))
    if form is None:
        return
    for name, what, one in (("doc_series", "серия", form[0]), ("doc_number", "номер", form[1])):
        value = getattr(paper, name)
        if value is None or one.shape.fullmatch(value) or (name == "doc_series" and FOUR.fullmatch(value)):
            continue
        text = (
            f"{shown(paper, 'doc_kind')}: {what} — {one.words}, например {one.example}, а внесено «{value}»; исправьте "
            "по документу."
        )
        yield Remark(text, name, f"внести по документу: {what} — {one.words}")


def strange_series(paper: Paper) -> Iterator[Remark]:
    """A series has Russian letters or Latin ones, digits and hyphens (CH-DS); kinds with a form have their rules."""
    series = paper.doc_series
    if not series or series == NONE or paper.doc_kind in (None, PASSPORT, BIRTH) or paper.doc_kind in FORMS:
        return
    if not _SERIES_SIGNS.fullmatch(series):
        text = (
            f"Серия «{series}»: РИС принимает или русские буквы, или латинские, а с ними цифры и дефис; наберите её "
            "заново по документу."
        )
        yield Remark(text, "doc_series", "внести серию одними русскими или одними латинскими буквами")


def kind_against_citizenship(record: Record) -> Iterator[Remark]:
    """Papers of the Russian Federation for its citizens alone, and papers of foreigners."""
    kind, citizenship = getattr(record, "doc_kind", None), getattr(record, "citizenship", None)
    if not kind or not citizenship:
        return
    if kind in (RUSSIANS_ONLY if citizenship != RUSSIA else FOREIGNERS_ONLY):
        yield Remark(
            f"Гражданство — {shown(record, 'citizenship')}, а документ — «{shown(record, 'doc_kind')}»; исправьте "
            "гражданство или вид документа.",
            "citizenship",
            "исправить гражданство или вид документа",
        )


def department_elsewhere(paper: Record) -> Iterator[Remark]:
    """Only a Russian passport has a code of the department."""
    kind = getattr(paper, "doc_kind", None)
    if kind not in (None, PASSPORT) and (code := getattr(paper, "doc_department", None)):
        kind_named = shown(paper, "doc_kind")
        text = f"Код подразделения {code} бывает только у паспорта РФ, а вид — «{kind_named}»; уберите код."
        yield Remark(text, "doc_department", "убрать код подразделения", change=(("doc_department", ""),))


def department_lacking(paper: Record) -> Iterator[Remark]:
    """Every Russian passport has a code of the department."""
    if getattr(paper, "doc_kind", None) == PASSPORT and not answered(paper, "doc_department"):
        text = "В паспорте РФ есть код подразделения, а он не внесён; внесите шесть цифр из паспорта, например 700-001."
        yield Remark(text, "doc_department", "внести код подразделения из паспорта")


def row_faults(paper: Any) -> Iterator[Remark]:
    """What is wrong with the form of a document that stands in a list: a parent's, a former one."""
    yield from passport_faults(paper)
    yield from birth_certificate_faults(paper)
    yield from series_elsewhere(paper)
    yield from other_form_faults(paper)


@rule(
    "FMT-2",
    "Паспорт РФ: серия и номер",
    Level.ERROR,
    "РИС: серия 4 цифры, номер 6 цифр (DOC-1)",
    Student,
    norm="Серия паспорта РФ — 4 цифры, номер — 6 цифр.",
    checker=COPY,
    uses=PAPER,
)
def passport_format(student: Student, context: Context) -> Iterator[Remark]:
    """Series and number of a pupil's passport."""
    return passport_faults(student)


@rule(
    "DOC-2",
    "Свидетельство о рождении: серия и номер",
    Level.ERROR,
    "Формат R-ББ 999999 (DOC-2)",
    Student,
    norm="Серия свидетельства о рождении — римское число, дефис и две русские буквы, номер — 6 цифр.",
    checker=COPY,
    uses=PAPER,
)
def birth_certificate_format(student: Student, context: Context) -> Iterator[Remark]:
    """Series and number of a pupil's birth certificate."""
    return birth_certificate_faults(student)


@rule(
    "RC-2",
    "Серия из 4 цифр не у паспорта РФ",
    Level.ERROR,
    "Проверка РЦОИ RC-2",
    Student,
    norm="Серия из 4 цифр бывает только у паспорта РФ.",
    checker=COPY,
    uses=PAPER,
)
def passport_series_elsewhere(student: Student, context: Context) -> Iterator[Remark]:
    """A pupil's other document has no series of a passport."""
    return series_elsewhere(student)


@rule(
    "DOC-3",
    "Другой документ: серия и номер",
    Level.QUESTION,
    "Вид серии и номера по видам документов (DOC-3)",
    Student,
    norm="Серия и номер загранпаспорта, военного документа, свидетельства об убежище — обычного для них вида.",
    checker=COPY,
    uses=PAPER,
    phrases=SEEN,
)
def other_format(student: Student, context: Context) -> Iterator[Remark]:
    """Series and number of a pupil's document of a kind that has a form of its own."""
    return other_form_faults(student)


@rule(
    "CH-DS",
    "Знаки серии документа",
    Level.QUESTION,
    "РИС: знаки серии (CH-DS)",
    Student,
    norm="В серии документа — или русские, или латинские буквы, цифры и дефис.",
    checker=COPY,
    uses=PAPER,
    phrases=SEEN,
)
def series_signs(student: Student, context: Context) -> Iterator[Remark]:
    """The signs of the series of a pupil's document are those that РИС takes."""
    return strange_series(student)


@rule(
    "DOC-5",
    "Загранпаспорт на экзамене не принимают",
    Level.QUESTION,
    "На экзамен — с паспортом РФ, загранпаспорт не принимают (6.4)",
    Student,
    norm="Документ участника ГИА — не загранпаспорт.",
    checker="Попросите внести паспорт РФ: с загранпаспортом в пункт проведения не пускают.",
    uses=PAPER,
    grades=GIA_GRADES,
    phrases=("Паспорта РФ нет: живёт за границей, оформляется.",),
)
def travel_passport(student: Student, context: Context) -> Iterator[Remark]:
    """A passport for travels abroad is not accepted at an exam."""
    if student.doc_kind == TRAVEL:
        text = "Внесён загранпаспорт, а на экзамен с ним не пускают; внесите паспорт РФ."
        yield Remark(text, "doc_kind", "внести паспорт РФ")


@rule(
    "DOC-6",
    "Гражданство и вид документа",
    Level.QUESTION,
    "Документы граждан РФ и иностранных граждан",
    Student,
    norm="Вид документа подходит к гражданству.",
    checker="Сверьте гражданство с документом; двойное гражданство поясняют.",
    uses=("citizenship", "doc_kind"),
    phrases=("Двойное гражданство.", "Гражданство РФ оформляется."),
)
def citizens_document(student: Student, context: Context) -> Iterator[Remark]:
    """A pupil's document is one that citizens of his state have."""
    return kind_against_citizenship(student)


@rule(
    "DOC-7",
    "Код подразделения не у паспорта РФ",
    Level.QUESTION,
    "Код подразделения есть только в паспорте РФ",
    Student,
    norm="Код подразделения внесён только для паспорта РФ.",
    checker=COPY,
    uses=("doc_kind", "doc_department"),
    needs=("doc_department",),
)
def needless_department(student: Student, context: Context) -> Iterator[Remark]:
    """Only a pupil's passport has a code of the department."""
    return department_elsewhere(student)


@rule(
    "DOC-8",
    "Паспорт РФ без кода подразделения",
    Level.QUESTION,
    "{order}: 9–11(12) классы — все поля вкладки «Семья»",
    Student,
    norm="Для паспорта РФ внесён код подразделения.",
    checker="Код подразделения — шесть цифр рядом с датой выдачи паспорта.",
    uses=("doc_kind", "doc_department"),
    grades=GIA_GRADES,
)
def department(student: Student, context: Context) -> Iterator[Remark]:
    """The passport of an участник has its code of the department."""
    return department_lacking(student)


@rule(
    "FMT-2a",
    "Документ представителя: серия и номер",
    Level.QUESTION,
    "Вкладка «Семья»; формат — как у участника (DOC-1, DOC-2, DOC-3)",
    Student,
    norm="Серия и номер документа представителя — такого вида, какой бывает у этого документа.",
    checker="Попросите документ представителя.",
    phrases=SEEN,
    needs=("guardians",),
)
def guardians_document(student: Student, context: Context) -> Iterator[Remark]:
    """Series and number of a parent's document have the form of its kind."""
    return in_list(student, "guardians", row_faults)


@rule(
    "FMT-2b",
    "Прежний документ: серия и номер",
    Level.QUESTION,
    "Вкладка «Семья»; формат — как у нынешнего документа (DOC-1, DOC-2, DOC-3)",
    Student,
    norm="Серия и номер прежнего документа — такого вида, какой бывает у этого документа.",
    checker="Попросите отметку о прежнем паспорте в нынешнем или копию прежнего документа.",
    phrases=SEEN,
    needs=("former_documents",),
)
def former_document(student: Student, context: Context) -> Iterator[Remark]:
    """Series and number of a former document have the form of its kind."""
    return in_list(student, "former_documents", row_faults)
