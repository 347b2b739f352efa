"""Which lists there are: what a column of each may hold, told from the fields of its records.

A list of records (pupils, workers, rooms) makes and changes them; a list of what pupils have (exams, results) tells of
each row who the pupil is, and holds the fields of one of his exams.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.domain.choice_kinds import Choice
from app.domain.exams import ExamChoice, ExamResult
from app.domain.family import Guardian
from app.domain.field import Detail, Field, Record, field_by_name, fields
from app.domain.program_data import renewed
from app.domain.rooms import Room
from app.domain.staff import Staff
from app.domain.student import Student

ID = "id"
FULL_NAME = "full_name"
DOCUMENT = "document"
EXAMS = "exams"
ELECTIVES = "electives"
EXAM_FORM = "exam_form"
GUARDIAN = "guardian_"  # before the name of a field of the pupil's first representative
SUBJECT = "subject:"  # before the key of a subject that has a column of its own


@dataclass(frozen=True, slots=True)
class Target:
    """What a column may hold: one field of the card, or several in one cell."""

    name: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a heading (number from 1); ``target`` is '' where it is not taken, ``why`` then says why."""

    number: int
    heading: str
    target: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ListKind:
    """One kind of list.

    ``model``: the records that it writes. ``owner``: where these are details, the records that have them.
    ``targets``: all that a column may hold, by name; ``fields``: those of them that are one field. ``who``: targets
    without which nobody knows whom a row is about. ``person``: whether that is a person, who may be told by a whole
    name and a document.
    """

    key: str
    title: str
    model: type[Record]
    targets: Mapping[str, Target]
    fields: Mapping[str, Field]
    who: frozenset[str]
    owner: type[Record] | None = None
    person: bool = True

    @property
    def told_of(self) -> type[Record]:
        """The records by which a row is matched."""
        return self.owner or self.model


_ID = Target(ID, "Постоянный номер записи (id)", ("id", "ид", "идентификатор", "id записи"))
_NAME_WORDS = ("фио", "фамилия имя отчество", "фамилия имя")
_PUPIL = Target(
    FULL_NAME,
    "Фамилия, имя, отчество",
    (
        *_NAME_WORDS,
        "ученик",
        "учащийся",
        "обучающийся",
        "участник",
        "фамилия имя ученика",
        "список учащихся",
    ),
)
_WORKER = Target(FULL_NAME, "Фамилия, имя, отчество", (*_NAME_WORDS, "работник", "сотрудник", "учитель", "педагог"))
_PAPER = Target(
    DOCUMENT,
    "Серия и номер документа",
    (
        "паспорт",
        "серия номер",
        "серия номер паспорта",
        "серия номер документа",
        "серия номер удл",
        "паспорт серия номер",
        "документ серия номер",
        "номер серия паспорта",
        "свидетельство о рождении",
        "серия номер свидетельства о рождении",
    ),
)
_EXAMS = (
    Target(
        EXAMS,
        "Экзамены",
        (
            "предметы",
            "экзамены",
            "выбранные предметы",
            "выбранные экзамены",
            "выбор предметов",
            "выбор экзаменов",
            "предметы гиа",
            "сдает",
        ),
    ),
    Target(ELECTIVES, "Экзамены по выбору", ("предметы по выбору", "экзамены по выбору")),
    Target(EXAM_FORM, "Форма экзаменов", ("форма гиа", "форма экзамена", "форма экзаменов", "форма сдачи")),
)
_GUARDIANS = (
    Target(GUARDIAN + "relation", "Кем приходится представитель", ("кем приходится", "степень родства", "родство")),
    Target(
        GUARDIAN + "name",
        "ФИО представителя",
        (
            "фио родителя",
            "родитель",
            "законный представитель",
            "фио законного представителя",
            "мать",
            "родители",
        ),
    ),
    Target(
        GUARDIAN + "phone",
        "Телефон представителя",
        ("телефон родителя", "телефон законного представителя", "телефон матери", "телефон родителей"),
    ),
)

# By what a list of exams or results says who the pupil is.
_PUPIL_FIELDS = (
    "last_name",
    "first_name",
    "middle_name",
    "birth",
    "snils",
    "class_name",
    "doc_kind",
    "doc_series",
    "doc_number",
)
_PEOPLE = frozenset({ID, FULL_NAME, DOCUMENT, "last_name", "snils", "doc_number"})


def _own(model: type[Record]) -> list[Target]:
    return [Target(one.name, one.label, one.headings) for one in fields(model)]


def _named(targets: list[Target]) -> dict[str, Target]:
    return {one.name: one for one in targets}


def _students() -> ListKind:
    guardian = field_by_name(Guardian)
    known = field_by_name(Student) | {one.name: guardian[one.name.removeprefix(GUARDIAN)] for one in _GUARDIANS}
    targets = [*_own(Student), _ID, _PUPIL, _PAPER, *_EXAMS, *_GUARDIANS]
    return ListKind("students", "Обучающиеся", Student, _named(targets), known, _PEOPLE)


def _staff() -> ListKind:
    targets = [*_own(Staff), _ID, _WORKER, _PAPER]
    return ListKind("staff", "Работники", Staff, _named(targets), field_by_name(Staff), _PEOPLE)


def _rooms() -> ListKind:
    targets = [*_own(Room), _ID]
    return ListKind(
        "rooms", "Аудитории", Room, _named(targets), field_by_name(Room), frozenset({ID, "number"}), person=False
    )


def _of_pupils(key: str, title: str, model: type[Detail], *more: Target) -> ListKind:
    """A list of what pupils have: by some fields of his card who the pupil is, and the fields of a detail."""
    his = {name: field_by_name(Student)[name] for name in _PUPIL_FIELDS}
    pupil = [Target(one.name, one.label, one.headings) for one in his.values()]
    targets = _named([*pupil, _ID, _PUPIL, _PAPER, *_own(model), *more])
    return ListKind(key, title, model, targets, his | dict(field_by_name(model)), _PEOPLE, owner=Student)


def _subjects() -> list[Target]:
    """A column for each subject, with a mark in the rows of those who have chosen it."""
    return [
        Target(SUBJECT + one.key, one.name, tuple(word for word in (one.short, *one.aliases) if word))
        for one in Choice("subjects").entries()
        if not one.closed
    ]


@renewed
@cache
def list_kinds() -> dict[str, ListKind]:
    """All kinds of list by key, in the order in which they are offered."""
    kinds = (
        _students(),
        _staff(),
        _rooms(),
        _of_pupils("choices", "Выбор экзаменов", ExamChoice, *_subjects()),
        _of_pupils("results", "Результаты экзаменов", ExamResult),
    )
    return {one.key: one for one in kinds}


def list_kind(key: str) -> ListKind:
    """The kind of a key."""
    return list_kinds()[key]
