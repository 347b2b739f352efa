"""A worker as a person."""

from datetime import date, timedelta

from app.domain.courses import Course
from data.records import CHECK_DAY, worker
from validators.case import Case, of

NEXT = CHECK_DAY + timedelta(days=1)


def course(finished: date) -> Course:
    return Course(title="Подготовка к ГИА", finished=finished, unread={})


CASES = [
    Case("INN-12", "inn", lambda: of(worker(inn="123456789048")), lambda: of(worker(), worker(inn=None))),
    Case(
        "DATE-1w",
        "hired",
        lambda: of(worker(hired=date(1980, 3, 14))),
        lambda: of(worker(hired=date(1980, 3, 15)), worker(birth=None, hired=date(1950, 1, 1))),
    ),
    Case(
        "DATE-1w",
        "doc_issued",
        lambda: of(worker(doc_issued=date(1970, 4, 10))),
        lambda: of(worker(doc_issued=None, category_date=None)),
    ),
    Case("DATE-2w", "trained", lambda: of(worker(trained=NEXT)), lambda: of(worker(trained=CHECK_DAY))),
    Case("DATE-2w", "birth", lambda: of(worker(birth=NEXT)), lambda: of(worker(birth=None))),
    Case("DATE-2w", "graduated", lambda: of(worker(graduated=2021)), lambda: of(worker(graduated=2020))),
    Case(
        "DATE-2w",
        "courses.2.finished",
        lambda: of(worker(courses=[course(CHECK_DAY), course(NEXT)])),
        lambda: of(worker(courses=[course(CHECK_DAY), Course(unread={})])),
    ),
    Case(
        "DATE-3w",
        "birth",
        lambda: of(worker(birth=date(2004, 4, 11)), worker(birth=date(1929, 4, 10))),
        lambda: of(
            worker(birth=date(2004, 4, 10)), worker(birth=date(1929, 4, 11)), worker(birth=None), worker(birth=NEXT)
        ),
    ),
    Case(
        "DATE-4w",
        "graduated",
        lambda: of(worker(graduated=1994)),
        lambda: of(worker(graduated=1995), worker(graduated=None), worker(birth=None)),
    ),
    Case("PD-2w", "consent", lambda: of(worker(consent="refused")), lambda: of(worker(), worker(consent="absent"))),
    Case("PD-1w", "consent", lambda: of(worker(consent="absent")), lambda: of(worker(), worker(consent=None))),
]
