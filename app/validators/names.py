"""Letters and form of people's names (FMT-1, FMT-3), and sex against отчество.

The functions serve every record that has the fields they are given: pupils, workers, rows of lists.
"""

import re
from collections.abc import Iterable, Iterator

from app.domain.dictionaries import entry
from app.domain.field import Record, field_by_name
from app.domain.kinds import NONE
from app.domain.student import Student
from app.domain.text import mixed_letters
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import in_list

LISTED = 5  # signs named in one sentence
PARTS = ("last_name", "first_name", "middle_name")
MALE = "male"
FEMALE = "female"

DOCUMENT = "Попросите копию документа и сверьте написание по буквам."
AS_WRITTEN = ("Так написано в документе, сверено.",)

_OUTSIDE = re.compile(r"[^А-Яа-яЁё.\- ]")  # ris.md CH-CY: Cyrillic, dot, hyphen, space; nothing else
_DIGIT = re.compile(r"[0-9]")
_INITIAL = re.compile(r"(?:^|\s)\w\.")
_PATRONYMIC = re.compile(r"(?:[оеё]вич|[оеё]вна|ична)$", re.IGNORECASE)
# Small «b» is both «в» and «ь», so that nothing certain can be put in its place.
_RUSSIAN = str.maketrans("ABCEHKMOPTXYacehkmoptxy", "АВСЕНКМОРТХУасенкмортху")

_SON_WORDS = ("оглы", "оглу", "улы", "уулу", "угли")
_DAUGHTER_WORDS = ("кызы", "кизи", "гызы")
_SON = ("вич", "ьич", "ич")
_DAUGHTER = ("вна", "чна")


def stray_signs(record: Record, names: Iterable[str]) -> Iterator[Remark]:
    """Signs that РИС takes in no name; Latin look-alikes among Russian letters are named and mended."""
    for name in names:
        value = getattr(record, name)
        if value and (found := _OUTSIDE.findall(value)):
            latin = mixed_letters(value)
            yield _latin(record, name, value, latin) if latin else _strange(record, name, value, found)


def mistyped_signs(record: Record, names: Iterable[str]) -> Iterator[Remark]:
    """Slips of the keys alone (Latin among Russian letters, digits) in names that РИС does not take."""
    for name in names:
        value = getattr(record, name)
        if not value or not _OUTSIDE.search(value):
            continue
        if latin := mixed_letters(value):
            yield _latin(record, name, value, latin)
        elif found := _DIGIT.findall(value):
            yield _strange(record, name, value, found)


def _latin(record: Record, name: str, value: str, latin: str) -> Remark:
    mended = value.translate(_RUSSIAN)
    sure = not _OUTSIDE.search(mended)
    return Remark(
        f"{_label(record, name)} «{value}»: латинские буквы {_listed(latin)} среди русских; наберите их по-русски.",
        name,
        f"набрать по-русски «{mended}»" if sure else f"набрать по-русски буквы {_listed(latin)}",
        change=((name, mended),) if sure else (),
    )


def _strange(record: Record, name: str, value: str, found: list[str]) -> Remark:
    foreign = any(sign.isalpha() for sign in found)
    right = "русскими буквами, как в документе" if foreign else f"без {_listed(found)}"
    text = f"{_label(record, name)} «{value}»: РИС не принимает {_listed(found)}; внесите {right}."
    return Remark(text, name, f"внести {right}")


def unfit_forms(record: Record, names: Iterable[str], may_lack: str = "middle_name") -> Iterator[Remark]:
    """A dash, the word «нет», an initial, a loose hyphen, or an отчество that stand for a name."""
    for name in names:
        value = getattr(record, name)
        if value and not (name == may_lack and value == NONE) and (why := _unfit(name, value)):
            yield Remark(f"{_label(record, name)} «{value}»: {why}.", name, "внести как в документе")


def _unfit(name: str, value: str) -> str:
    if value.isalpha():  # nearly all names, and quickly
        if value.casefold() == NONE:
            return "это не имя; внесите полностью, как в документе"
        if name == "first_name" and _PATRONYMIC.search(value):
            return "похоже на отчество; внесите имя, а отчество — в своё поле"
        return ""
    if not any(sign.isalpha() for sign in value):
        return "это не имя; внесите полностью, как в документе"
    if _INITIAL.search(value):
        return "внесён инициал; внесите полностью, как в документе"
    return "лишний знак с краю; уберите его" if value[0] in "-." or value[-1] in "-." else ""


def sex_of(middle_name: str | None) -> str:
    """The sex that the ending of an отчество tells; '' for a foreign one, «нет», or none."""
    if not middle_name or middle_name == NONE:
        return ""
    word = middle_name.rpartition(" ")[2].rpartition("-")[2].casefold()
    if word in _SON_WORDS:
        return MALE
    if word in _DAUGHTER_WORDS:
        return FEMALE
    return MALE if word.endswith(_SON) else FEMALE if word.endswith(_DAUGHTER) else ""


def sex_against_name(record: Record) -> Iterator[Remark]:
    """A sex other than the ending of отчество tells."""
    entered, middle = getattr(record, "sex", None), getattr(record, "middle_name", None)
    told = sex_of(middle) if entered in (MALE, FEMALE) else ""
    if told and entered and told != entered:
        right = entry("sexes", told).name
        yield Remark(
            f"Отчество «{middle}», а пол внесён {entry('sexes', entered).name}; исправьте одно из них.",
            "sex",
            f"внести пол: {right}",
            change=(("sex", right),),
        )


@rule(
    "FMT-1",
    "Знаки не из набора РИС",
    Level.QUESTION,
    "РИС: кириллица, точка, дефис, пробел (CH-CY)",
    Student,
    norm="В фамилии, имени и отчестве — только русские буквы, точка, дефис и пробел.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
)
def letters(student: Student, context: Context) -> Iterator[Remark]:
    """A pupil's name holds the letters that РИС takes."""
    return stray_signs(student, PARTS)


@rule(
    "FMT-1a",
    "Латинские буквы или цифры в других именах",
    Level.QUESTION,
    "ФИО представителей и прежние ФИО — как в документах (FMT-1)",
    Student,
    norm="В ФИО представителей, в прежних ФИО и в ФИО давшего согласие нет цифр и латинских букв среди русских.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
    needs=(
        "guardians",
        "former_names",
        "consent_by",
    ),
)
def other_letters(student: Student, context: Context) -> Iterator[Remark]:
    """Names of parents, former names and who gave the consent have no slips of the keys."""
    yield from mistyped_signs(student, ("consent_by",))
    yield from in_list(student, "guardians", lambda one: mistyped_signs(one, ("name",)))
    yield from in_list(student, "former_names", lambda one: mistyped_signs(one, PARTS))


@rule(
    "FMT-3",
    "Имя не как в документе",
    Level.QUESTION,
    "ФИО как в документе, без прочерков (FMT-3)",
    Student,
    norm="ФИО внесены полностью, как в документе: без прочерков, инициалов и лишних знаков.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
)
def form_of_name(student: Student, context: Context) -> Iterator[Remark]:
    """No dash, word «нет» or initial stands for a pupil's name."""
    return unfit_forms(student, PARTS)


@rule(
    "FMT-3a",
    "Другое имя внесено не полностью",
    Level.QUESTION,
    "ФИО представителей и прежние ФИО — полностью (FMT-3)",
    Student,
    norm="ФИО представителей и прежние ФИО внесены полностью: без прочерков и инициалов.",
    checker="Попросите документ представителя или свидетельство о перемене имени.",
    phrases=AS_WRITTEN,
    needs=(
        "guardians",
        "former_names",
    ),
)
def other_forms(student: Student, context: Context) -> Iterator[Remark]:
    """The names of parents and former names are whole."""
    yield from in_list(student, "guardians", lambda one: unfit_forms(one, ("name",)))
    yield from in_list(student, "former_names", lambda one: unfit_forms(one, PARTS))


@rule(
    "SEX-1",
    "Пол не по отчеству",
    Level.QUESTION,
    "РИС: пол — по документу",
    Student,
    norm="Пол согласуется с окончанием отчества.",
    checker="Сверьте пол и отчество с документом.",
    uses=("middle_name", "sex"),
    phrases=("Пол и отчество сверены с документом.",),
)
def sex(student: Student, context: Context) -> Iterator[Remark]:
    """The sex of a pupil agrees with the ending of the отчество."""
    return sex_against_name(student)


def _label(record: Record, name: str) -> str:
    return field_by_name(type(record))[name].label


def _listed(signs: str | list[str]) -> str:
    return ", ".join(f"«{sign}»" for sign in list(dict.fromkeys(signs))[:LISTED])
