"""Small class lists as workbooks, and what a base holds after they were loaded."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import select

from app.domain.exams import ExamChoice
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.services.importing import ImportReport
from app.storage.passport import Passport

NAMES = ["Фамилия", "Имя", "Отчество", "Дата рождения", "Класс"]
IVANOV = ["Иванов", "Иван", "Иванович", "01.02.2004", "9А"]
PETROVA = ["Петрова", "Анна", "-", "03.04.2004", "9Б"]


def save(path: Path, rows: Sequence[Sequence[Any]], title: str = "Лист1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def everybody(passport: Passport) -> list[dict[str, Any]]:
    with passport.reading() as session:
        return [dict(row) for row in session.execute(select(Student.__table__).order_by(Student.last_name)).mappings()]


def whole_base(passport: Passport) -> list[list[tuple[Any, ...]]]:
    with passport.reading() as session:
        return [
            sorted(map(tuple, session.execute(select(model.__table__)).all()), key=repr)
            for model in (Student, SchoolClass, ExamChoice)
        ]


def figures(report: ImportReport) -> tuple[int, int, int, int, int]:
    assert report.new + report.changed + report.same + report.rejected == report.read
    return report.read, report.new, report.changed, report.same, report.rejected
