"""Kinds of numbers that stand on papers: СНИЛС, series and number of a document, code of a department."""

import re
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeEngine

from app.domain.kinds import NONE, Kind, Text, says_none
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
        if says_none(text):
            return NONE
        digits = self._NOISE.sub("", text)
        if not (digits.isascii() and digits.isdigit()):
            raise BadValue("В СНИЛС бывают только цифры; напишите все 11, например 112-233-445 95.")
        if len(digits) != 11:
            raise BadValue(f"В СНИЛС 11 цифр, а внесено {len(digits)}; напишите все, например 112-233-445 95.")
        return digits

    def show(self, value: str | None) -> str:
        if value is None or value == NONE:
            return value or ""
        return f"{value[:3]}-{value[3:6]}-{value[6:9]} {value[9:]}"


WITHOUT_CONTROL = "001001998"  # numbers up to this one have no control number, and no living person has such a one


def snils_control(digits: str) -> bool:
    """Whether the last two of eleven digits are the control number (FMT-4).

    Σ digit·(10 - place) for places 1…9, mod 101, 100 counts as 00; numbers up to 001-001-998 have none.
    """
    if digits[:9] <= WITHOUT_CONTROL:
        return True
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return total % 101 % 100 == int(digits[9:])


BIRTH_SERIES = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})-[А-Я]{2}")  # I…XXXIX and two letters
_SPACE = re.compile(r"[\s№]")
_BIRTH_PARTS = re.compile(r"^([IVXivxl1|УХухПШпш]+)([\s№\-‐‑–—]*)([А-Яа-яA-Za-z]{2})[\s№]*$")
_TO_ROMAN = str.maketrans({"1": "I", "l": "I", "|": "I", "У": "V", "Х": "X", "П": "II", "Ш": "III"})
_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_UNLIKE_A_NUMBER = re.compile(r"[УХух]")
_LATIN = re.compile(r"[A-Za-z]")


def birth_series(text: str, *, known: bool = False) -> str:
    """The series «II-ОМ» that «П ом», «11-ОМ» or «ll-OM» mean; '' where the text is no series of a certificate.

    Where nothing parts number and letters, the number must be plain and the letters Russian («IIОМ»): «САВ» and
    a foreign «VAB» are no certificates, unless the paper is ``known`` to be one.
    """
    found = _BIRTH_PARTS.match(text)
    if found is None:
        return ""
    number, parting, letters = found.groups()
    if not (parting or known) and (_UNLIKE_A_NUMBER.search(number) or _LATIN.search(letters)):
        return ""
    # «l» is a badly typed I, which its capital would hide
    series = f"{number.replace('l', '1').upper().translate(_TO_ROMAN)}-{letters.upper().translate(_TO_CYRILLIC)}"
    return series if BIRTH_SERIES.fullmatch(series) else ""


class DocSeries(Text):
    """Series of an identity document: no spaces, at most 9 characters as in РИС (CH-DS).

    A birth certificate's «П ом», «11-ОМ», «ii-OM» becomes «II-ОМ»: a Roman number in Latin letters, a
    hyphen, two Cyrillic capitals (DOC-2, DOC-4); see :func:`birth_series`.
    """

    def __init__(self) -> None:
        super().__init__(9, may_lack=True, example="6904")

    def parse(self, text: str) -> str:
        text = clean(text, 40)
        bare = _SPACE.sub("", text)
        if says_none(text) or says_none(bare):
            return NONE
        # «I I-ОМ» is seen to be one only without its spaces
        series = birth_series(text) or birth_series(bare) or birth_series(bare.upper()) or bare.upper()
        if not series or len(series) > self.limit:
            raise BadValue(
                "Серия документа — не больше 9 знаков без пробелов; напишите её, как в документе, например 6904."
            )
        return series


class DocNumber(Text):
    """Number of an identity document: no spaces, at most 12 characters as in РИС (ris.md 3.3); or «нет»."""

    def __init__(self) -> None:
        super().__init__(12, may_lack=True, example="123456")

    def parse(self, text: str) -> str:
        text = clean(text, 40)
        number = _SPACE.sub("", text).upper()
        if says_none(text) or says_none(number):
            return NONE
        if not number or len(number) > self.limit:
            raise BadValue(
                "Номер документа — не больше 12 знаков без пробелов; напишите его, как в документе, например 123456."
            )
        return number


class DepartmentCode(Text):
    """Код подразделения of a Russian passport: 000-000."""

    def __init__(self) -> None:
        super().__init__(7, example="700-001")

    def parse(self, text: str) -> str:
        digits = re.sub(r"[\s\-–—]", "", clean(text, 20))
        if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
            raise BadValue("Код подразделения не прочитан; напишите шесть цифр, например 700-001.")
        return f"{digits[:3]}-{digits[3:]}"
