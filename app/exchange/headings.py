"""Which column of a list holds which field, told from the words of its heading and never guessed.

A heading is compared by its words: case, ё, punctuation, «№», line breaks and words that add nothing make no
difference, and words may be cut short («Дата рожд.»). Two columns for one field, or one for two, are told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256

from app.domain.program_data import renewed
from app.domain.text import fold
from app.exchange.list_kinds import DOCUMENT, FULL_NAME, Column, ListKind

Words = tuple[str, ...]

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


@renewed
@cache
def _phrases(kind: ListKind) -> dict[Words, dict[str, int]]:
    """Targets by phrase, with the rank of the phrase: 0 is the field's own label, 1 other words for it."""
    found: dict[Words, dict[str, int]] = {}
    for target in kind.targets.values():
        for rank, phrase in ((0, target.label), *((1, words) for words in target.words)):
            found.setdefault(words_of(phrase), {}).setdefault(target.name, rank)
    return found


@renewed
@cache
def matches(heading: str, kind: ListKind) -> tuple[tuple[str, ...], int]:
    """The targets a heading may mean and how sure that is: 0 its label, 1 other words, 2 cut or added words."""
    if len(heading) > _LONGEST or fold(heading).strip(" .") in _COUNTERS:
        return (), 0
    for extra, text in enumerate((heading, _PARENTHESES.sub(" ", heading))):
        words = words_of(text)
        for idle, form in enumerate((words, tuple(word for word in words if word not in _IDLE))):
            if form and (found := _phrases(kind).get(form)):
                best = min(found.values())
                names = tuple(name for name, rank in found.items() if rank == best)
                return names, 2 if extra or idle else best
    return tuple(_cut_short(words_of(_PARENTHESES.sub(" ", heading)), kind)), 2


def _cut_short(words: Words, kind: ListKind) -> Iterable[str]:
    """Targets one of whose phrases the words shorten; a single word needs four letters to be sure of."""
    words = tuple(word for word in words if word not in _IDLE)
    if not words or (len(words) == 1 and len(words[0]) < 4):
        return set()
    fitting = [
        found
        for phrase, found in _phrases(kind).items()
        if len(phrase) == len(words) and all(map(_shortens, words, phrase))
    ]
    return sorted({name for found in fitting for name in found})


def _shortens(word: str, full: str) -> bool:
    return word == full or (len(word) >= 3 and full.startswith(word))


def read_columns(headings: Sequence[str], mapping: Mapping[str, str], kind: ListKind) -> list[Column]:
    """What each column with a heading holds. ``mapping`` (heading to target name, '' to skip) goes before all words."""
    told = {words_of(heading): name for heading, name in mapping.items()}
    found: list[tuple[Column, int]] = []
    for number, heading in enumerate(headings, 1):
        if heading.strip():
            found.append(_column(number, heading.strip(), told, kind))
    return _without_parts(_without_doubles(found, kind))


def _column(number: int, heading: str, told: Mapping[Words, str], kind: ListKind) -> tuple[Column, int]:
    words = words_of(heading)
    if words in told:
        return Column(number, heading, told[words], "" if told[words] else "пропущен по сопоставлению"), -1
    names, rank = matches(heading, kind)
    if len(names) == 1:
        return Column(number, heading, names[0]), rank
    if names:
        labels = ", ".join(f"«{kind.targets[name].label}»" for name in names)
        return Column(number, heading, "", f"подходит к нескольким полям: {labels}"), rank
    return Column(number, heading), rank


def _without_doubles(found: list[tuple[Column, int]], kind: ListKind) -> list[Column]:
    """Of several columns for one field the one surest; none where two are equally sure."""
    result = []
    for column, rank in found:
        rivals = [other for other, its in found if other.target == column.target != "" and its <= rank]
        sure = [other for other, its in found if other.target == column.target and its < rank]
        if len(rivals) < 2:
            result.append(column)
        else:
            label = kind.targets[column.target].label
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


def signature(headings: Iterable[str]) -> str:
    """What lists with the same headings in the same order share, whatever their sheets are called."""
    told = "\n".join(" ".join(words_of(one)) for one in headings if one.strip())
    return sha256(told.encode()).hexdigest()[:16]
