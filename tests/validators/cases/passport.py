"""Ages of the passport."""

from datetime import date

from data.records import pupil
from validators.case import Case, of

LONG_AGO = date(1974, 3, 15)

CASES = [
    Case(
        "FMT-5",
        "doc_kind",
        lambda: of(pupil(9, doc_kind="birth", doc_series="II-ОМ", doc_issued=date(2004, 4, 2))),
        lambda: of(pupil(8, doc_kind="birth", doc_series="II-ОМ", doc_issued=None, birth=date(2006, 1, 12))),
    ),
    Case("FMT-5a", "doc_issued", lambda: of(pupil(doc_issued=date(2018, 3, 14))), lambda: of(pupil())),
    Case(
        "FMT-5a",
        "doc_kind",
        lambda: of(pupil(5, doc_kind="passport", doc_series="6918")),
        lambda: of(pupil(9, doc_issued=None), pupil(9, birth=None)),
    ),
    Case(
        "FMT-5b",
        "doc_issued",
        lambda: of(pupil(12, birth=date(1999, 12, 1), doc_issued=date(2014, 1, 9))),
        lambda: of(pupil(12, birth=date(2000, 1, 15), doc_issued=date(2014, 2, 9))),
    ),
    Case(
        "FMT-5",
        "doc_kind",
        lambda: of(pupil(doc_kind="birth", doc_series="II-ОМ", citizenship=None)),
        lambda: of(pupil(doc_kind="birth", doc_series="II-ОМ", citizenship="762")),
    ),
    Case(
        "FMT-5b",
        "doc_issued",
        lambda: of(pupil(12, birth=date(1999, 12, 31), doc_issued=date(2019, 12, 30)), pupil(12, birth=LONG_AGO)),
        lambda: of(pupil(12, birth=date(1999, 12, 31), doc_issued=date(2019, 12, 31))),
    ),
    Case(
        "FMT-5c",
        "doc_kind",
        lambda: of(pupil(doc_kind="birth", doc_series="II-ОМ", birth=date(2006, 6, 30))),
        lambda: of(
            pupil(),
            pupil(doc_kind="birth", doc_series="II-ОМ", birth=date(2006, 7, 1)),
            pupil(doc_kind="birth", doc_series="II-ОМ", birth=date(2006, 6, 30), citizenship="762"),
            pupil(doc_kind="birth", doc_series="II-ОМ", birth=date(2005, 3, 15)),
            pupil(5, birth=date(2006, 6, 30)),
        ),
    ),
    Case(
        "DOC-9",
        "doc_series",
        lambda: of(pupil(doc_series="6914")),
        lambda: of(pupil(doc_series="6915"), pupil(doc_series="6919"), pupil(doc_series="69"), pupil(doc_issued=None)),
    ),
    Case("DOC-9", "doc_series", lambda: of(pupil(doc_series="6920")), lambda: of(pupil(doc_series=None))),
    Case(
        "DOC-9",
        "doc_series",
        lambda: of(pupil(doc_series="6997")),
        lambda: of(pupil(12, doc_series="6997", birth=LONG_AGO, doc_issued=date(1999, 3, 1))),
    ),
]
