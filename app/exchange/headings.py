"""Which column of a list holds which field, told from the words of its heading and never guessed.

A heading is compared by its words: case, ё, punctuation, «№», line breaks and words that add nothing make no
difference, and words may be cut short («Дата рожд.»). Two columns for one field, or one for two, are told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.family import Guardian
from app.domain.field import Field, field_by_name, fields
from app.domain.student import Student
from app.domain.text import fold

ID = "id"
FULL_NAME = "full_name"
DOCUMENT = "document"
EXAMS = "exams"
ELECTIVES = "electives"
EXAM_FORM = "exam_form"
GUARDIAN = "guardian_"  # before the name of a field of the pupil's first representative

Words = tuple[str, ...]


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


_COMBINED = (
    Target(ID, "Постоянный номер записи (id)", ("id", "ид", "идентификатор", "id записи")),
    Target(
        FULL_NAME,
        "Фамилия, имя, отчество",
        (
            "фио",
            "ученик",
            "учащийся",
            "обучающийся",
            "участник",
            "фамилия имя отчество",
            "фамилия имя",
            "фамилия имя ученика",
            "список учащихся",
        ),
    ),
    Target(
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
    ),
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

# Words that people add to a heading without changing what it asks for.
_IDLE = frozenset(
    {
        "и",
        "обучающегося",
        "обучающихся",
        "ученика",
        "учащегося",
        "учеников",
        "участника",
        "ребенка",
        "школьника",
        "выпускника",
        "гиа",
        "при",
        "наличии",
        "полностью",
        "укажите",
        "указать",
        "дд",
        "мм",
        "гг",
        "гггг",
        "ххх",
        "по",
        "паспорту",
        "как",
        "в",
        "паспорте",
        "документу",
        "обязательно",
    }
)
_COUNTERS = frozenset({"№", "n", "#", "№ п/п", "№п/п", "п/п", "№ пп", "№пп", "n п/п", "№№", "пп", "№ п.п", "№ п/н"})
_PARENTHESES = re.compile(r"\([^)]*\)|\[[^]]*\]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 120
# A part of a card wins over a column that holds it together with other parts.
_PARTS_OF = {FULL_NAME: ("last_name", "first_name"), DOCUMENT: ("doc_number",)}


@cache
def targets() -> dict[str, Target]:
    """Everything a column may hold, by name."""
    own = (Target(one.name, one.label, one.headings) for one in fields(Student))
    return {one.name: one for one in (*own, *_COMBINED, *_GUARDIANS)}


def field_of(target: str) -> Field | None:
    """The field that a column of this target holds; None where it holds several, or none."""
    if target.startswith(GUARDIAN):
        return field_by_name(Guardian).get(target.removeprefix(GUARDIAN))
    return field_by_name(Student).get(target)


def words_of(heading: str) -> Words:
    """The folded words of a heading; «Ф.И.О.» and «д/р» are one word, «№» is «номер»."""
    words: list[str] = []
    joining = False
    for word in _WORD.findall(fold(heading).replace("№", " номер ")):
        if len(word) == 1 and joining:
            words[-1] += word
        else:
            words.append(word)
        joining = len(word) == 1
    return tuple(words)


@cache
def _phrases() -> dict[Words, dict[str, int]]:
    """Targets by phrase, with the rank of the phrase: 0 is the field's own label, 1 other words for it."""
    found: dict[Words, dict[str, int]] = {}
    for target in targets().values():
        for rank, phrase in ((0, target.label), *((1, words) for words in target.words)):
            found.setdefault(words_of(phrase), {}).setdefault(target.name, rank)
    return found


@cache
def matches(heading: str) -> tuple[tuple[str, ...], int]:
    """The targets a heading may mean and how sure that is: 0 its label, 1 other words, 2 cut or added words."""
    if len(heading) > _LONGEST or fold(heading).strip(" .") in _COUNTERS:
        return (), 0
    for extra, text in enumerate((heading, _PARENTHESES.sub(" ", heading))):
        words = words_of(text)
        for idle, form in enumerate((words, tuple(word for word in words if word not in _IDLE))):
            if form and (found := _phrases().get(form)):
                best = min(found.values())
                names = tuple(name for name, rank in found.items() if rank == best)
                return names, 2 if extra or idle else best
    return tuple(_cut_short(words_of(_PARENTHESES.sub(" ", heading)))), 2


def _cut_short(words: Words) -> Iterable[str]:
    """Targets one of whose phrases the words shorten; a single word needs four letters to be sure of."""
    words = tuple(word for word in words if word not in _IDLE)
    if not words or (len(words) == 1 and len(words[0]) < 4):
        return set()
    fitting = [
        found
        for phrase, found in _phrases().items()
        if len(phrase) == len(words) and all(map(_shortens, words, phrase))
    ]
    return sorted({name for found in fitting for name in found})


def _shortens(word: str, full: str) -> bool:
    return word == full or (len(word) >= 3 and full.startswith(word))


def read_columns(headings: Sequence[str], mapping: Mapping[str, str]) -> list[Column]:
    """What each column with a heading holds. ``mapping`` (heading to target name, '' to skip) goes before all words."""
    told = {words_of(heading): name for heading, name in mapping.items()}
    found: list[tuple[Column, int]] = []
    for number, heading in enumerate(headings, 1):
        if heading.strip():
            found.append(_column(number, heading.strip(), told))
    return _without_parts(_without_doubles(found))


def _column(number: int, heading: str, told: Mapping[Words, str]) -> tuple[Column, int]:
    words = words_of(heading)
    if words in told:
        return Column(number, heading, told[words], "" if told[words] else "пропущен по сопоставлению"), -1
    names, rank = matches(heading)
    if len(names) == 1:
        return Column(number, heading, names[0]), rank
    if names:
        labels = ", ".join(f"«{targets()[name].label}»" for name in names)
        return Column(number, heading, "", f"подходит к нескольким полям: {labels}"), rank
    return Column(number, heading), rank


def _without_doubles(found: list[tuple[Column, int]]) -> list[Column]:
    """Of several columns for one field the one surest; none where two are equally sure."""
    result = []
    for column, rank in found:
        rivals = [other for other, its in found if other.target == column.target != "" and its <= rank]
        sure = [other for other, its in found if other.target == column.target and its < rank]
        if len(rivals) < 2:
            result.append(column)
        else:
            label = targets()[column.target].label
            which = " и ".join(f"«{one.heading}»" for one in rivals)
            why = f"поле «{label}» взято из столбца «{sure[0].heading}»" if sure else f"для поля «{label}»: {which}"
            result.append(Column(column.number, column.heading, "", why))
    return result


def _without_parts(columns: list[Column]) -> list[Column]:
    taken = {column.target for column in columns}
    idle = {whole for whole, parts in _PARTS_OF.items() if taken.issuperset(parts)}
    return [
        Column(one.number, one.heading, "", "те же сведения есть в отдельных столбцах") if one.target in idle else one
        for one in columns
    ]
