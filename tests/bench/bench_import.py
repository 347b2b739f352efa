"""Import of 10,000 rows × 40 columns against the bare work: calamine read + Core insert of the same rows."""

import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

import openpyxl
import python_calamine
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.dictionaries import entry
from app.domain.exams import ExamChoice
from app.domain.family import Guardian
from app.domain.field import Record
from app.domain.student import Student
from app.exchange.list_kinds import list_kind
from app.services.cards import school_id
from app.services.class_cards import ensure_class
from app.services.importing import import_students
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.people import People

ROWS = 10_000
BUDGET = 1.5
ROUNDS = 5
# What is the same for all of them, and what the generator and the loop below tell besides.
ALIKE = {
    "language": "русский",
    "enrolled": "01.09.2012",
    "enrolled_from": "д/с № 1",
    "closed_institution": "нет",
    "special_seating": "нет",
    "guardian_relation": "мать",
}
OWN = {"file_number", "enrolment_order", "email", "guardian_name", "guardian_phone"}
ENTERED = {*ALIKE, *OWN, *People(1).pupil("9А"), *People(1).pupil("11А"), "doc_department"}
MORE = ("№ п/п", "Выбранные предметы", "Форма ГИА", "Кружок", "Примечание")


def make_workbook(path: Path, rows: int = ROWS, seed: int = 7) -> int:
    """A list of so many pupils with every field that is entered in autumn, a parent, the exams, and columns nobody
    reads.

    Returns the number of columns.
    """
    people = People(seed)
    told = [one for one in list_kind("students").targets.values() if one.name in ENTERED]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Ученики")
    sheet.append([*(one.label for one in told), *MORE])
    met: set[tuple[str, ...]] = set()
    for number in range(rows):
        class_name = f"{9 + number % 3}{'АБВГ'[number % 4]}"
        texts = people.pupil(class_name)
        while (who := (texts["last_name"], texts["first_name"], texts["birth"])) in met:  # a namesake: one more try
            texts = people.pupil(class_name)
        met.add(who)
        texts |= ALIKE | {
            "file_number": f"И-{number}",
            "enrolment_order": f"№ {number % 90} от 30.08.2012",
            "email": f"pupil{number}@example.ru",
            "guardian_name": f"{texts['last_name']} Ольга Петровна",
            "guardian_phone": f"8 (913) {number % 1000:03}-{number // 1000:02}-{number % 97:02}",
        }
        exams = people.exams(class_name)
        subjects = ", ".join(entry("subjects", subject).name for subject, _ in exams)
        form = exams[0][1] if exams else ""
        more = (number + 1, subjects, form, "шахматы", "")
        sheet.append([*(texts.get(one.name, "") for one in told), *more])
    book.save(path)
    return len(told) + len(MORE)


def _base(folder: Path, name: str) -> Passport:
    return new_passport(folder / name, year="2019-20", kind="school", code="700101", name="Школа")


def _yardstick(book: Path, base: Passport, rows: dict[type[Record], list[dict[str, Any]]]) -> float:
    start = time.perf_counter()
    with python_calamine.CalamineWorkbook.from_filelike(BytesIO(book.read_bytes())) as found:
        found.get_sheet_by_index(0).to_python()
    with base.writing() as session:
        for model, some in rows.items():
            session.execute(insert(model.__table__), some)
    return time.perf_counter() - start


def _rows(session: Session, model: type[Record]) -> list[dict[str, Any]]:
    return [dict(row) for row in session.execute(select(model.__table__)).mappings()]


def measure(rows: int = ROWS, rounds: int = ROUNDS) -> tuple[float, float, int]:
    """Best seconds of ours and of the yardstick, taken in turn in the same run, and the number of columns."""
    ours, yardstick = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "list.xlsx"
        columns = make_workbook(book, rows)
        for number in range(rounds):
            with _base(folder, f"ours{number}.passport") as base:
                start = time.perf_counter()
                report = import_students(base, book)
                ours.append(time.perf_counter() - start)
                assert report.new == rows, report.problems[:3]
                with base.reading() as session:
                    rows_of = {model: _rows(session, model) for model in (Student, ExamChoice, Guardian)}
            with _base(folder, f"bare{number}.passport") as base:
                with base.writing() as session:
                    school = school_id(session)
                    for name_of_class in {row["class_name"] for row in rows_of[Student]}:
                        ensure_class(session, school, name_of_class)
                rows_of[Student] = [row | {"school_id": school} for row in rows_of[Student]]
                yardstick.append(_yardstick(book, base, rows_of))
    return min(ours), min(yardstick), columns


def main() -> bool:
    """Print the figure; True when it is within the budget."""
    ours, yardstick, columns = measure()
    ratio = ours / yardstick
    print(
        f"import 10,000 rows: ours {ours:.2f} s, yardstick {yardstick:.2f} s, "
        f"ratio {ratio:.2f} (budget {BUDGET}) [{columns} columns]"
    )
    return ratio <= BUDGET


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
