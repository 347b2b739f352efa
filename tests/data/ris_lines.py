"""Lines of a small made-up school as a package has them, and the files in terms of РИС read back."""

import csv
import io
from typing import Any

from app.domain.year import academic_year
from app.exchange.ris import NOT_CODED, ris_files

Line = dict[str, Any]
Parts = dict[str, list[Line]]

SCHOOL_ID = "00000000-0000-4000-8000-00000000000a"


def pupil(id: str, class_name: str, **values: Any) -> Line:
    """A pupil whose card has all that РИС asks for and knows a code of."""
    return {
        "id": id,
        "unread": {},
        "last_name": "Ёлкин",
        "first_name": "Пётр",
        "middle_name": "нет",
        "sex": "male",
        "birth": "2003-12-02",
        "class_name": class_name,
        "category": "C1",
        "doc_kind": "passport",
        "doc_series": "6917",
        "doc_number": "123456",
        "snils": "11223344595",
        "ovz": False,
        "special_seating": None,
        **values,
    }


def exam(id: str, student: str, subject: str, form: str, **values: Any) -> Line:
    return {"id": id, "unread": {}, "student_id": student, "subject": subject, "form": form, **values}


def school(**values: Any) -> Line:
    return {"id": SCHOOL_ID, "unread": {}, "code": "000101", "full_name": "МБОУ «Школа № 1»", **values}


def files(parts: Parts, year: str = "2019-20") -> dict[str, bytes]:
    return ris_files(parts, academic_year(year))


def table(made: dict[str, bytes], base: str, name: str) -> list[dict[str, str]]:
    """The rows of a table by its headings."""
    return list(_read(made[f"ris/{base}/{name}.csv"]))


def empty(made: dict[str, bytes]) -> set[tuple[str, str, str]]:
    """Id, column, and why the place stayed empty."""
    return {(row["Guid"], row["Колонка"], row["Почему пусто"]) for row in _read(made[NOT_CODED])}


def _read(content: bytes) -> "csv.DictReader[str]":
    return csv.DictReader(io.StringIO(content.decode("windows-1251"), newline=""), delimiter=";")
