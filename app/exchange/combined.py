"""Cells that hold several fields at once: a whole name, series and number of a document, a list of exams."""

import re

from app.domain.choice_kinds import Choice
from app.domain.field import field_by_name
from app.domain.kinds import says_none
from app.domain.names import PATRONYMIC_WORDS, SURNAME_PARTICLES
from app.domain.paper_kinds import birth_series, snils_control
from app.domain.student import Student
from app.domain.text import clean
from app.errors import BadValue

_INITIALS = re.compile(r"^[^\W\d_]\.(?:[^\W\d_]\.?)?$")
_SPACED_HYPHEN = re.compile(r"(?<=\w)\s+[-–]\s+(?=\w)|(?<=\w)[-–]\s+(?=\w)|(?<=\w)\s+[-–](?=\w)")
_DOCUMENT_WORDS = re.compile(
    r"паспорт\w*|(?:свид[\w-]*|св-во)\.?(?:\s+о\s+рожд\w*\.?)?|серия|сер\.|\bгражданина\b|\bрф\b|[,;]",
    re.IGNORECASE,
)
_PASSPORT = re.compile(r"^(\d{2})\s?(\d{2})\s*(?:№\s*)?(\d{6})$")
_SIX = re.compile(r"^(.*?)\s*(?:№\s*)?(\d{6})$")
_NUMBER_WORD = re.compile(r"\bномер\b|\bном\.|\bn\b|№", re.IGNORECASE)
_LIST = re.compile(r"[,;+\n\r/]+")


def split_name(text: str) -> dict[str, str]:
    """«Фамилия Имя Отчество» as three fields; two words have no отчество entered, a dash says there is none.

    Raises :class:`BadValue` where it is not plain which word is what.
    """
    words = _SPACED_HYPHEN.sub("-", clean(text, 250)).split()
    particles = 0
    while particles < len(words) - 2 and words[particles] in SURNAME_PARTICLES:
        particles += 1
    last, rest = " ".join(words[: particles + 1]), words[particles + 1 :]
    if len(rest) == 3 and rest[-1].casefold() in PATRONYMIC_WORDS:
        rest = [rest[0], " ".join(rest[1:])]
    if not rest:
        raise BadValue("Внесено одно слово; напишите фамилию, имя и отчество.")
    if any(_INITIALS.match(word) for word in rest):
        raise BadValue("Вместо имени и отчества стоят инициалы; напишите их полностью.")
    if len(rest) > 2:
        raise BadValue(
            f"Не ясно, где имя, а где отчество: внесено слов: {len(words)}; напишите их в отдельных столбцах."
        )
    return dict(zip(("last_name", "first_name", "middle_name"), (last, *rest), strict=False))


def split_document(text: str) -> dict[str, str]:
    """«6904 123456» or «I-ОМ № 123456» as series and number, with the kind of document where the shape tells it.

    Raises :class:`BadValue` where series and number cannot be told apart.
    """
    bare = " ".join(_DOCUMENT_WORDS.sub(" ", _NUMBER_WORD.sub("№", clean(text, 120))).split())
    if says_none(bare):
        return {}
    if found := _PASSPORT.match(bare):
        return {"doc_kind": "passport", "doc_series": found[1] + found[2], "doc_number": found[3]}
    if (found := _SIX.match(bare)) and (series := birth_series(found[1], known=True)):
        return {"doc_kind": "birth", "doc_series": series, "doc_number": found[2]}
    series, sign, number = bare.partition("№") if "№" in bare else bare.rpartition(" ")
    if not sign or not number.strip() or not series.strip():
        raise BadValue("Серия и номер документа не разделены; напишите, например, 6904 123456 или I-ОМ № 123456.")
    return {"doc_series": series.strip(), "doc_number": number.strip()}


def split_exams(text: str) -> tuple[str, ...]:
    """Keys of the subjects of a list («русский, матем.; физика»), each once; a dash or «нет» is an empty list.

    Raises :class:`BadValue` for a word that is no subject, and for a subject named twice.
    """
    if says_none(clean(text, 1000)):
        return ()
    subjects = Choice("subjects")
    keys = [_subject(word.strip()) for word in _LIST.split(text) if word.strip(" .\xa0\t")]
    doubled = next((key for key in keys if keys.count(key) > 1), None)
    if doubled:
        raise BadValue(f"Предмет «{subjects.show(doubled)}» назван дважды; оставьте один.")
    return tuple(sorted(keys))


def _subject(word: str) -> str:
    try:
        return Choice("subjects").parse(word)
    except BadValue as problem:
        raise BadValue(f"«{word[:60]}»: {problem.text}") from None


def mend_snils(digits: str) -> str:
    """A СНИЛС that was a number and lost its leading zeros, with them where the control number proves it."""
    full = digits.zfill(11)
    if len(digits) < 11 and full[:9] > "001001998" and snils_control(full):
        return full
    return digits


def parsed_parts(texts: dict[str, str]) -> dict[str, object]:
    """The values of fields given as texts; :class:`BadValue` names the field that cannot be read."""
    known = field_by_name(Student)
    values: dict[str, object] = {}
    for name, text in texts.items():
        try:
            values[name] = known[name].kind.parse(known[name].kind.mend(text))
        except BadValue as problem:
            raise BadValue(f"{known[name].label}: {problem.text}") from None
    return values
