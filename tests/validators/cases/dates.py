"""Dates."""

from datetime import date

from data.records import pupil
from validators.case import Case, of

CASES = [
    Case("DATE-1", "doc_issued", lambda: of(pupil(doc_issued=date(2004, 3, 14))), lambda: of(pupil(birth=None))),
    Case("DATE-1", "enrolled", lambda: of(pupil(enrolled=date(2004, 3, 14))), lambda: of(pupil())),
    Case("DATE-2", "birth", lambda: of(pupil(birth=date(2020, 4, 11))), lambda: of(pupil())),
    Case("DATE-2", "consent_date", lambda: of(pupil(consent_date=date(2020, 5, 1))), lambda: of(pupil())),
    Case("DATE-3", "birth", lambda: of(pupil(birth=date(1994, 3, 15))), lambda: of(pupil(birth=date(2002, 3, 15)))),
    Case("DATE-3", "birth", lambda: of(pupil(birth=date(2014, 3, 15))), lambda: of(pupil(birth=date(2020, 5, 1)))),
    Case(
        "DATE-3",
        "birth",
        lambda: of(pupil(11, birth=date(1980, 3, 15))),
        lambda: of(
            pupil(11, birth=date(1980, 3, 15), study_form="mixed"),
            pupil(11, birth=date(1980, 3, 15), category="C4"),
            pupil(11, birth=date(1980, 3, 15), closed_institution=True),
        ),
    ),
    Case("DATE-4", "enrolled", lambda: of(pupil(enrolled=date(2020, 9, 1))), lambda: of(pupil())),
    Case(
        "DATE-4",
        "enrolled",
        lambda: of(pupil(enrolled=date(2009, 3, 14))),
        lambda: of(pupil(enrolled=date(2010, 9, 1))),
    ),
]
