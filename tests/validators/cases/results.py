"""Results of exams."""

from datetime import date

from app.domain.exams import ExamResult
from app.domain.field import Record
from data.records import exam, exams, pupil
from validators.case import Case, of

RUS, JULY = date(2020, 5, 28), date(2020, 7, 20)
LAST_YEAR = date(2019, 6, 3)


def result(subject: str, day: date | None = RUS, status: str = "official", **values: object) -> ExamResult:
    return ExamResult(subject=subject, day=day, status=status, unread={}, **values)


def retaken(day: date) -> Record:
    """A graduate who takes физика again in July, with the result of a day."""
    again = exam("phys", "ege", day=date(2026, 7, 8), period="retake")
    return pupil(11, exams=[again], results=[result("phys", day, test_score=60)])


CASES = [
    Case(
        "RES-1",
        "results.1.subject",
        lambda: of(pupil(11, results=[result("phys", date(2020, 6, 4), test_score=60)])),
        lambda: of(pupil(11, results=[result("rus", test_score=60), result("phys", LAST_YEAR)]), pupil(11)),
        as_of=JULY,
    ),
    Case(
        "RES-2",
        "results.1.day",
        lambda: of(pupil(11, results=[result("rus", date(2020, 5, 29), test_score=60)])),
        lambda: of(
            pupil(11, results=[result("rus", test_score=60)]),
            pupil(11, results=[result("rus", date(2020, 6, 18))]),
            pupil(11, results=[result("rus", None)]),
            pupil(11, ovz=True, exams=exams("gve", "rus"), results=[result("rus", date(2020, 5, 29), mark=4)]),
            pupil(5, results=[result("rus")]),
        ),
        as_of=JULY,
    ),
    Case(
        "RES-2",
        "results.1.day",
        lambda: of(pupil(11, exams=[exam("rus", "ege", day=date(2020, 6, 22))], results=[result("rus")])),
        lambda: of(pupil(11, exams=[exam("rus", "ege", day=RUS)], results=[result("rus")])),
        as_of=JULY,
    ),
    Case(
        "RES-2",
        "results.1.day",
        lambda: of(retaken(date(2026, 6, 12))),
        lambda: of(retaken(date(2026, 6, 11)), retaken(date(2026, 7, 8))),
        as_of=date(2026, 7, 20),
        year="2025-26",
    ),
    Case(
        "RES-3",
        "results.1.test_score",
        lambda: of(pupil(11, results=[result("math_basic", date(2020, 6, 1), test_score=5)])),
        lambda: of(
            pupil(11, results=[result("math_basic", date(2020, 6, 1), mark=5)]), pupil(5, results=[result("rus")])
        ),
        as_of=JULY,
    ),
    Case(
        "RES-3",
        "results.1.mark",
        lambda: of(pupil(11, results=[result("rus", mark=5)])),
        lambda: of(
            pupil(11, results=[result("rus", test_score=72)]),
            pupil(11, disabled=True, exams=exams("gve", "rus"), results=[result("rus", mark=5)]),
        ),
        as_of=JULY,
    ),
    Case(
        "RES-3",
        "results.1.test_score",
        lambda: of(pupil(9, results=[result("rus", test_score=30)])),
        lambda: of(pupil(9, results=[result("rus", mark=4, primary_score=30)])),
        as_of=JULY,
    ),
    Case(
        "RES-4",
        "results.2.subject",
        lambda: of(pupil(11, results=[result("rus"), result("rus")])),
        lambda: of(
            pupil(11, results=[result("rus"), result("rus", date(2020, 6, 22)), result("geo")]),
            pupil(11, results=[ExamResult(unread={}), ExamResult(unread={})]),
        ),
        as_of=JULY,
    ),
    Case(
        "RES-4",
        "results.2.subject",
        lambda: of(pupil(11, results=[result("rus", None), result("rus", None)])),
        lambda: of(pupil(11, results=[result("rus", None)])),
    ),
    Case(
        "RES-5",
        "results.1.status",
        lambda: of(pupil(11, results=[result("rus", status="absent", test_score=40)])),
        lambda: of(
            pupil(11, results=[result("rus", status="absent")]),
            pupil(11, results=[result("rus", status="not_reached", test_score=20)]),
        ),
        as_of=JULY,
    ),
    Case(
        "RES-6",
        "results.1.day",
        lambda: of(pupil(11, results=[result("rus")])),
        lambda: of(pupil(11), pupil(11, results=[result("rus", date(2020, 3, 23))])),
        as_of=date(2020, 5, 27),
    ),
    Case(
        "RC-6",
        "exams",
        lambda: of(
            pupil(11, category="C4", exams=exams("ege", "rus", "math_basic"), results=[result("rus", LAST_YEAR)])
        ),
        lambda: of(
            pupil(11, category="C4", exams=exams("ege", "math_basic"), results=[result("rus", LAST_YEAR)]),
            pupil(11, category="C4", results=[result("rus", LAST_YEAR, "not_reached")]),
            pupil(11, category="C4", results=[result("math_basic", LAST_YEAR, mark=2)]),
            pupil(11, results=[result("rus", LAST_YEAR)]),
        ),
    ),
]
