"""Kinds of value: how a value is stored, read from text and shown.

Typing, pasting and import all read with ``parse``; lists, forms and export all show with ``show``; so
``kind.parse(kind.show(value)) == value`` holds for every value a kind can hold.

Two states without a value differ: ``None`` is «не внесено»; :data:`NONE` («нет») says that the thing is known
not to exist (no отчество, no СНИЛС). Kinds of numbers on papers are in ``paper_kinds``, values of dictionaries in
``choice_kinds``.
"""

import re
from abc import ABC, abstractmethod
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.types import TypeEngine

from app.domain.names import mend_case
from app.domain.text import clean, fold
from app.errors import BadValue

NONE = "нет"
_LACKING = frozenset({"нет", "отсутствует", "не имеется"})
_DASHES = "-‐‑–—−"

T = TypeVar("T")


def says_none(text: str) -> bool:
    """Whether a cleaned text is «нет», another word for it, or nothing but dashes."""
    return bool(text) and (not text.strip(_DASHES) or text.casefold() in _LACKING)


class Kind(ABC, Generic[T]):
    """One kind of value. ``example`` is what help shows beside the field."""

    example = ""

    @abstractmethod
    def sql(self) -> TypeEngine[Any]:
        """The column type."""

    @abstractmethod
    def parse(self, text: str) -> T:
        """The value of a non-blank text, or :class:`BadValue` with a Russian sentence."""

    def mend(self, text: str) -> str:
        """A text as it was meant, «ИВАНОВ» as «Иванов»: a proposal made once, where somebody types or a list is read.

        ``parse`` does not mend: what was typed like that on purpose can be stored.
        """
        return text

    def show(self, value: T | None) -> str:
        """The value as people write it; '' for «не внесено»."""
        return "" if value is None else str(value)

    def read(self, text: str) -> T | None:
        """As ``parse``, with a blank text read as «не внесено»."""
        return self.parse(text) if text.strip() else None


class Text(Kind[str]):
    """Free text in one line; with ``may_lack`` a dash or «нет» says that there is none."""

    def __init__(self, limit: int = 255, *, may_lack: bool = False, example: str = "") -> None:
        self.limit = limit
        self.may_lack = may_lack
        self.example = example

    def sql(self) -> TypeEngine[Any]:
        return String(self.limit)

    def parse(self, text: str) -> str:
        text = clean(text, self.limit)
        if not text:
            raise BadValue("В тексте нет ни одного видимого знака; напишите значение или очистите поле.")
        if self.may_lack and says_none(text):
            return NONE
        return self.tidy(text)

    def tidy(self, text: str) -> str:
        """The cleaned text in the kind's own form; the seam for kinds of text."""
        return text


class PersonName(Text):
    """A part of a person's name, at most 80 characters as in РИС (ris.md 3.3); «ИВАНОВ» is mended to «Иванов»."""

    def __init__(self, *, may_lack: bool = False, example: str = "") -> None:
        super().__init__(80, may_lack=may_lack, example=example)

    def mend(self, text: str) -> str:
        return mend_case(text)


class FullName(Text):
    """A whole name in one line: «Фамилия Имя Отчество», at most 150 characters as in РИС (ris.md 3.1)."""

    def __init__(self, example: str = "Петрова Анна Ивановна") -> None:
        super().__init__(150, example=example)

    def mend(self, text: str) -> str:
        return mend_case(text)


class ClassName(Text):
    """Parallel and letter: «9А», from «9 а», «9-А», «9"А"», «09А»; «9-й класс» is «9»; one or two letters."""

    _QUOTES = re.compile("[«»\"'“”„]")
    # «9-й», «9го» and «9-я» tell how the number is read aloud; «9Я» may be a class.
    _SHAPE = re.compile(
        r"^0?(1[0-2]|[1-9])(?:\.0)?(?:\s?[-–]?\s?(?:[Йй]|[ОоЫы][Йй]|[Оо]?[Гг][Оо])(?!\w)|-я(?!\w))?"
        r"[\s.–-]*((?![Кк][Лл])[^\W\d_]{1,2})?\s*(?:[Кк][Лл](?:[Аа][^\W\d_]{0,5})?\.?)?$"
    )

    def __init__(self) -> None:
        super().__init__(10, example="9А")

    def parse(self, text: str) -> str:
        found = self._SHAPE.match(clean(self._QUOTES.sub(" ", clean(text, 24)), 24))
        if not found:
            raise BadValue("Класс не прочитан; напишите число от 1 до 12 и букву, например 9А.")
        grade, letter = found.groups()
        return str(grade) + fold(letter or "").upper()


class Day(Kind[date]):
    """A calendar day, typed as people type it: 01092010, 1.9.10, 1/9/2010, 2010-09-01, «1 сентября 2010».

    A time of midnight after it is passed over. ``first`` and ``last`` are the plausible years.
    """

    example = "01.09.2010"
    _MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
    _WORDS = re.compile(r"^(\d{1,2})\s+([а-я]{3,8})\.?\s+(\d{4}|\d{2})(?:\s*(?:г|года)\.?)?$")
    _PARTS = re.compile(r"^(\d{1,2})[.,/\-\s]+(\d{1,2})[.,/\-\s]+(\d{4}|\d{2})\s*(?:г\.?|года)?$")
    _ISO = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$")
    _MIDNIGHT = re.compile(r"(?<=\d)[t ]0?0:00(?::00(?:\.0+)?)?$")
    _NO_YEAR = re.compile(r"^\d{1,2}[.,/\-\s]+\d{1,2}[.,/]?$")
    _PIVOT = 40  # «10» is 2010 and «95» is 1995: no pupil or paper is of 2040

    def __init__(self, first: int = 1900, last: int = 2100) -> None:
        self.first = first
        self.last = last

    def sql(self) -> TypeEngine[Any]:
        return Date()

    def parse(self, text: str) -> date:
        year, month, day = self._split(self._MIDNIGHT.sub("", clean(text, 40).lower()))
        try:
            value = date(year, month, day)
        except ValueError:
            raise BadValue(
                f"Такой даты нет: {day:02}.{month:02}.{year:04}; исправьте день или месяц, например 01.09.2010."
            ) from None
        return self.plausible(value)

    def plausible(self, value: date) -> date:
        """The day itself; :class:`BadValue` where its year cannot be."""
        if not self.first <= value.year <= self.last:
            raise BadValue(f"Год {value.year} не подходит; напишите год от {self.first} до {self.last}.")
        return value

    def _split(self, text: str) -> tuple[int, int, int]:
        digits = text.isascii() and text.isdigit()
        if digits and len(text) in (6, 8):
            return self._year(text[4:]), int(text[2:4]), int(text[:2])
        if found := self._PARTS.match(text):
            return self._year(found[3]), int(found[2]), int(found[1])
        if found := self._ISO.match(text):
            return int(found[1]), int(found[2]), int(found[3])
        if (found := self._WORDS.match(text)) and (month := self._month(found[2])):
            return self._year(found[3]), month, int(found[1])
        if self._NO_YEAR.match(text):
            raise BadValue("В дате нет года; напишите его тоже, например 01.09.2010.")
        raise BadValue("Дата не прочитана; напишите день, месяц и год, например 01.09.2010.")

    def _year(self, text: str) -> int:
        year = int(text)
        if len(text) == 4:
            return year
        return year + (2000 if year < self._PIVOT else 1900)

    def _month(self, word: str) -> int:
        starts = [number for number, name in enumerate(self._MONTHS, 1) if word.startswith(name)]
        return starts[0] if starts else 5 if word == "май" else 0

    def show(self, value: date | None) -> str:
        return "" if value is None else f"{value.day:02}.{value.month:02}.{value.year:04}"


class Flag(Kind[bool]):
    """«да» or «нет»."""

    example = "да"
    _YES = frozenset({"да", "д", "+", "1", "истина", "true", "x", "х", "yes", "есть", "v"})
    _NO = frozenset({"нет", "н", "-", "–", "—", "0", "ложь", "false", "no"})

    def sql(self) -> TypeEngine[Any]:
        return Boolean()

    def parse(self, text: str) -> bool:
        word = text.strip().casefold()
        if word in self._YES:
            return True
        if word in self._NO:
            return False
        raise BadValue("Ответ не прочитан; напишите «да» или «нет».")

    def show(self, value: bool | None) -> str:
        return "" if value is None else "да" if value else "нет"


class Whole(Kind[int]):
    """A whole number between two bounds, both of which can be: a count, a year, a mark."""

    _SHAPE = re.compile(r"^\+?(\d{1,9})(?:[.,]0+)?$", re.ASCII)

    def __init__(self, first: int, last: int, example: str = "") -> None:
        self.first = first
        self.last = last
        self.example = example

    def sql(self) -> TypeEngine[Any]:
        return Integer()

    def parse(self, text: str) -> int:
        found = self._SHAPE.match(clean(text, 40))
        if not found:
            raise BadValue(f"Число не прочитано; напишите целое от {self.first} до {self.last}.")
        value = int(found[1])
        if not self.first <= value <= self.last:
            raise BadValue(f"Число {value} не подходит; напишите от {self.first} до {self.last}.")
        return value


class Digits(Text):
    """A number kept as text with its leading zeros: a code of so many digits."""

    def __init__(self, *lengths: int, example: str = "") -> None:
        super().__init__(max(lengths), example=example or "0" * (lengths[0] - 1) + "1")
        self.lengths = lengths

    def parse(self, text: str) -> str:
        digits = re.sub(r"[\s\-]", "", clean(text, self.limit * 2))
        if not (digits.isascii() and digits.isdigit() and len(digits) in self.lengths):
            wanted = " или ".join(map(str, self.lengths))
            raise BadValue(f"Внесено «{text}»; напишите только цифры, всего {wanted}, например {self.example}.")
        return digits


class Phone(Kind[str]):
    """A telephone in E.164 form, read as a Russian one unless it has its own country code."""

    example = "+7 913 123-45-67"
    _PLAIN = re.compile(r"^(?:\+7|8)([3489]\d{9})$", re.ASCII)  # nearly all of a list; the library is slow
    _PUNCTUATION = re.compile(r"[ ()\-]")
    # The library reads letters as the keys of a telephone and passes over words, so it must not see any.
    _SIGNS = re.compile(r"[ (]*\+?[0-9 ().‐‑–—−-]+", re.ASCII)
    _SEVEN = re.compile(r"\+7[34789]\d{9}$", re.ASCII)  # Russia and, with 7, Kazakhstan

    def __init__(self, *, may_lack: bool = False) -> None:
        self.may_lack = may_lack

    def sql(self) -> TypeEngine[Any]:
        return String(20)

    def parse(self, text: str) -> str:
        text = clean(text, 40)
        if self.may_lack and says_none(text):
            return NONE
        if found := self._PLAIN.match(self._PUNCTUATION.sub("", text)):
            return "+7" + found[1]
        if not self._SIGNS.fullmatch(text):
            raise BadValue(
                "В телефоне лишние слова или знаки; напишите номер цифрами, без добавочного, например +7 913 123-45-67."
            )
        import phonenumbers  # noqa: PLC0415 - a large table, needed only when a telephone is unusual

        try:
            number = phonenumbers.parse(text, "RU")
        except phonenumbers.NumberParseException:
            raise BadValue("Телефон не прочитан; напишите номер целиком, например +7 913 123-45-67.") from None
        whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if not phonenumbers.is_possible_number(number) or (whole.startswith("+7") and not self._SEVEN.match(whole)):
            raise BadValue(
                "Такого телефона не бывает; напишите +7 и ещё 10 цифр, первая из них 3, 4, 7, 8 или 9, например "
                "+7 913 123-45-67."
            )
        return whole

    def show(self, value: str | None) -> str:
        if value and value.startswith("+7") and len(value) == 12:
            return f"+7 {value[2:5]} {value[5:8]}-{value[8:10]}-{value[10:]}"
        return value or ""


class Email(Text):
    """An e-mail address: name@domain.zone and no more (ris.md, MAIL)."""

    _SHAPE = re.compile(r"^[^@\s,;<>]+@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+$")

    def __init__(self) -> None:
        super().__init__(255, example="ivanova@example.ru")

    def tidy(self, text: str) -> str:
        if not self._SHAPE.match(text):
            raise BadValue("Адрес почты не прочитан; напишите имя@сайт.зона без пробелов, например ivanova@example.ru.")
        return text


def as_text(cell: object) -> str:
    """A workbook's cell as a person would have typed it: dates dd.mm.yyyy, whole numbers without «.0»."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return Day().show(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, bool):
        return Flag().show(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
