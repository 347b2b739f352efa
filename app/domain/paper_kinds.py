"""Kinds of numbers that stand on papers: СНИЛС, series and number of a document, code of a department."""

import re
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeEngine

from app.domain.kinds import DASHES, NONE, Kind, Text
from app.domain.text import clean
from app.errors import BadValue


class Snils(Kind[str]):
    """СНИЛС: eleven digits, stored bare, shown 112-233-445 95; or «нет» where none was issued.

    The control number is a rule (FMT-4), not a condition of reading: a wrong one is kept and reported.
    """

    example = "112-233-445 95"
    _NOISE = re.compile(r"[\s\-–.№]|снилс", re.IGNORECASE)

    def sql(self) -> TypeEngine[Any]:
        return String(11)

    def parse(self, text: str) -> str:
        text = clean(text, 40)
        if text.casefold() in DASHES:
            return NONE
        digits = self._NOISE.sub("", text)
        if not (digits.isascii() and digits.isdigit()):
            raise BadValue("В СНИЛС бывают только цифры, например 112-233-445 95.")
        if len(digits) != 11:
            raise BadValue(f"В СНИЛС 11 цифр, а внесено {len(digits)}.")
        return digits

    def show(self, value: str | None) -> str:
        if value is None or value == NONE:
            return value or ""
        return f"{value[:3]}-{value[3:6]}-{value[6:9]} {value[9:]}"


def snils_control(digits: str) -> bool:
    """Whether the last two of eleven digits are the control number (FMT-4).

    Σ digit·(10 - place) for places 1…9, mod 101, 100 counts as 00; numbers up to 001-001-998 have none.
    """
    if digits[:9] <= "001001998":
        return True
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return total % 101 % 100 == int(digits[9:])


class DocSeries(Text):
    """Series of an identity document: no spaces, at most 9 characters as in РИС (CH-DS).

    A birth certificate's «П ом», «11-ОМ», «ii-OM» becomes «II-ОМ»: a Roman number in Latin letters, a
    hyphen, two Cyrillic capitals (DOC-2, DOC-4). Latin letters after the number are taken for Cyrillic
    ones only where something parts them: a foreign «CAB» is no certificate.
    """

    _CYRILLIC_AS_ROMAN = str.maketrans("1УХЛС", "IVXLC")
    _BIRTH = re.compile(r"^([IVXLCУХЛСПШ1]+)(?:[\s№\-–—]+([А-ЯA-Z]{2})|([А-Я]{2}))[\s№]*$")
    _TO_CYRILLIC = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")

    def __init__(self) -> None:
        super().__init__(9, may_lack=True, example="6904")

    def parse(self, text: str) -> str:
        text = clean(text, 40)
        if text.casefold() in DASHES:
            return NONE
        upper = text.upper()
        if found := self._BIRTH.match(upper):
            letters = (found[2] or found[3]).translate(self._TO_CYRILLIC)
            series = f"{self._roman(found[1])}-{letters}"
        else:
            series = re.sub(r"[\s№]", "", upper)
        if not series or len(series) > self.limit:
            raise BadValue("Серия документа — не больше 9 знаков без пробелов.")
        return series

    def _roman(self, text: str) -> str:
        text = text.replace("П", "II").replace("Ш", "III")
        return text.translate(self._CYRILLIC_AS_ROMAN)


class DocNumber(Text):
    """Number of an identity document: no spaces, at most 12 characters as in РИС (ris.md 3.3)."""

    def __init__(self) -> None:
        super().__init__(12, example="123456")

    def parse(self, text: str) -> str:
        number = re.sub(r"[\s№]", "", clean(text, 40)).upper()
        if not number or len(number) > self.limit:
            raise BadValue("Номер документа — не больше 12 знаков без пробелов.")
        return number


class DepartmentCode(Text):
    """Код подразделения of a Russian passport: 000-000."""

    def __init__(self) -> None:
        super().__init__(7, example="700-001")

    def parse(self, text: str) -> str:
        digits = re.sub(r"[\s\-–—]", "", clean(text, 20))
        if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
            raise BadValue("Код подразделения — шесть цифр, например 700-001.")
        return f"{digits[:3]}-{digits[3:]}"
