"""Допуск к ГИА."""

from datetime import date

from app.domain.exams import ExamResult
from data.records import attempt, pupil
from validators.case import Case, of

MAY = date(2020, 5, 20)
COUNCIL = {"admission_council": "8", "admission_date": MAY}
ADMITTED = {"admitted": True} | COUNCIL
REFUSED = {"admitted": False} | COUNCIL
JUNE = date(2020, 6, 1)
INTERVIEW, ESSAY = date(2020, 2, 12), date(2019, 12, 4)


def result(status: str) -> ExamResult:
    return ExamResult(subject="rus", day=date(2020, 5, 28), test_score=70, status=status, unread={})


CASES = [
    Case(
        "G9-6",
        "admitted",
        lambda: of(
            pupil(9, attempts=[attempt("interview", INTERVIEW, "fail")], **ADMITTED), pupil(9, attempts=[], **ADMITTED)
        ),
        lambda: of(
            pupil(9, **ADMITTED),
            pupil(9, attempts=[attempt("interview", INTERVIEW, "fail")], **REFUSED),
            pupil(9, attempts=[], enrolled=date(2020, 2, 13), **ADMITTED),
        ),
        as_of=JUNE,
    ),
    Case(
        "G11-9",
        "admitted",
        lambda: of(
            pupil(11, attempts=[attempt("essay", ESSAY, None)], **ADMITTED),
            pupil(11, attempts=[attempt("essay", ESSAY, "fail")], enrolled=date(2020, 1, 10), **ADMITTED),
        ),
        lambda: of(
            pupil(11, **ADMITTED),
            pupil(12, **ADMITTED),
            pupil(11, attempts=[], category="C4", **ADMITTED),
            pupil(11, attempts=[attempt("summary", ESSAY)], ovz=True, **ADMITTED),
        ),
        as_of=JUNE,
    ),
    Case(
        "ADM-1",
        "admission_council",
        lambda: of(pupil(9, admitted=True)),
        lambda: of(
            pupil(9),
            pupil(9, **ADMITTED),
            pupil(9, admitted=True, admission_date=MAY, unread={"admission_council": "не применимо"}),
        ),
        as_of=JUNE,
    ),
    Case(
        "ADM-1",
        "admission_date",
        lambda: of(pupil(11, admitted=False, admission_council="8")),
        lambda: of(pupil(11, **REFUSED)),
        as_of=JUNE,
    ),
    Case(
        "ADM-2",
        "admitted",
        lambda: of(pupil(9, admission_council="8"), pupil(9, admission_date=MAY)),
        lambda: of(pupil(9), pupil(9, **ADMITTED), pupil(9, **COUNCIL, unread={"admitted": "кажется"})),
        as_of=JUNE,
    ),
    Case("ADM-3", "admission_date", lambda: of(pupil(9, **ADMITTED)), lambda: of(pupil(9)), as_of=date(2020, 5, 19)),
    Case(
        "ADM-3",
        "admission_date",
        lambda: of(pupil(9, **(ADMITTED | {"admission_date": date(2019, 8, 31)}))),
        lambda: of(pupil(9, **(ADMITTED | {"admission_date": date(2019, 9, 1)})), pupil(9, **ADMITTED)),
        as_of=MAY,
    ),
    *(
        Case("ADM-4", "admitted", bad, lambda: of(pupil(9, distinction=True, **ADMITTED), pupil(11, **REFUSED)), JUNE)
        for bad in (
            lambda: of(pupil(9, distinction=True, **REFUSED)),
            lambda: of(pupil(11, medal="federal_1", **REFUSED)),
            lambda: of(pupil(11, results=[result("official")], **REFUSED)),
        )
    ),
    Case(
        "ADM-4",
        "admitted",
        lambda: of(pupil(11, results=[result("preliminary")], **REFUSED)),
        lambda: of(pupil(11, results=[result("absent")], **REFUSED)),
        as_of=JUNE,
    ),
    Case("ADM-5", "admitted", lambda: of(pupil(10, **ADMITTED)), lambda: of(pupil(10), pupil(11, **ADMITTED)), JUNE),
    Case(
        "ADM-6",
        "admitted",
        lambda: of(pupil(11), pupil(9)),
        lambda: of(
            pupil(11, **ADMITTED),
            pupil(10),
            pupil(11, unread={"admitted": "не применимо"}),
            pupil(11, category="C4"),
        ),
        as_of=date(2020, 5, 25),
    ),
    Case("ADM-6", "admitted", lambda: of(pupil(9)), lambda: of(pupil(11)), as_of=date(2020, 5, 22)),
    Case(
        "ADM-6",
        "admitted",
        lambda: of(pupil(11)),
        lambda: of(pupil(11, **ADMITTED)),
        as_of=date(2026, 6, 1),
        year="2025-26",
    ),
]
