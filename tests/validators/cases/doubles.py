"""Doubles."""

from datetime import date

from data.records import CHECK_DAY, pupil, worker
from validators.case import Case, of

OTHER = {"snils": "08765430300", "doc_number": "654321"}

CASES = [
    Case(
        "DUP-1",
        "last_name",
        lambda: of(pupil(), pupil(last_name="БЕРЕЗОВ", class_name="9Б", **OTHER)),
        lambda: of(pupil(), pupil(first_name="Глеб", **OTHER), pupil(birth=None), pupil(birth=None)),
    ),
    Case(
        "DUP-2",
        "doc_number",
        lambda: of(pupil(), pupil(last_name="Жуков", snils=None)),
        lambda: of(pupil(), pupil(doc_series="6919"), pupil(doc_number=None), pupil(doc_number=None)),
    ),
    Case(
        "DUP-2",
        "doc_number",
        lambda: of(*(pupil(doc_kind="residence", doc_series=one, doc_number="A1") for one in ("нет", None))),
        lambda: of(pupil(doc_kind="residence", doc_series="нет"), pupil(doc_kind="other", doc_series="нет")),
    ),
    Case(
        "DUP-2",
        "doc_number",
        lambda: of(*(pupil(doc_kind="other", doc_series="нет", doc_number="A1") for _ in range(2))),
        lambda: of(*(pupil(doc_kind="other", doc_series="нет", doc_number="нет") for _ in range(2))),
    ),
    Case(
        "DUP-3",
        "snils",
        lambda: of(pupil(), pupil(last_name="Жуков")),
        lambda: of(pupil(), pupil(snils="нет"), pupil(snils="нет"), pupil(snils=None), pupil(snils=None)),
    ),
    Case(
        "DUP-4",
        "last_name",
        lambda: of(pupil(), pupil(last_name="Березав", snils=None, doc_number=None)),
        lambda: of(pupil(), pupil(last_name="Березин", snils=None, doc_number=None)),
    ),
    Case(
        "DUP-4",
        "birth",
        lambda: of(pupil(5), pupil(5, birth=date(2008, 3, 25), doc_number=None)),
        lambda: of(pupil(5), pupil(5, birth=date(2009, 4, 15), doc_number=None)),
    ),
    Case(
        "DUP-4",
        "birth",
        lambda: of(pupil(5, birth=date(2008, 3, 5)), pupil(5, birth=date(2008, 5, 3), doc_number=None)),
        lambda: of(pupil(5, birth=date(2008, 3, 5)), pupil(5, birth=date(2008, 5, 4), doc_number="654321")),
    ),
    # Twins: names a letter apart, certificates that follow one another.
    Case(
        "DUP-4",
        "first_name",
        lambda: of(pupil(5, first_name="Дарина"), pupil(5, first_name="Карина", doc_number="923456")),
        lambda: of(pupil(5, first_name="Дарина"), pupil(5, first_name="Карина", doc_number="123457")),
    ),
    Case(
        "DUP-4",
        "first_name",
        lambda: of(pupil(first_name="Данил"), pupil(first_name="Данила", snils=None, doc_kind="other")),
        lambda: of(pupil(first_name="Данил"), pupil(first_name="Данила", **OTHER)),
    ),
    Case(
        "RC-10",
        "last_name",
        lambda: of(worker(), worker(snils=None, doc_number="1")),
        lambda: of(worker(), worker(first_name="Алла", **OTHER)),
    ),
    Case(
        "RC-10a",
        "doc_number",
        lambda: of(worker(), worker(last_name="Жукова", snils=None)),
        lambda: of(worker(), worker(doc_series="6901")),
    ),
    Case(
        "RC-10b",
        "snils",
        lambda: of(worker(), worker(last_name="Жукова")),
        lambda: of(worker(), worker(dismissed=CHECK_DAY)),
    ),
    Case(
        "RC-10c",
        "middle_name",
        lambda: of(worker(), worker(middle_name="Иванавна", snils=None, doc_number=None)),
        lambda: of(worker(), worker(middle_name="Иванавна", snils="11223344595")),
    ),
]
