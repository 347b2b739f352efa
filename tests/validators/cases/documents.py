"""Identity documents."""

from datetime import date

from data.records import pupil
from validators.case import Case, of

CASES = [
    Case("FMT-2", "doc_series", lambda: of(pupil(doc_series="691")), lambda: of(pupil())),
    Case("FMT-2", "doc_series", lambda: of(pupil(doc_series="нет")), lambda: of(pupil(doc_series=None))),
    Case("FMT-2", "doc_number", lambda: of(pupil(doc_number="12345")), lambda: of(pupil(doc_number=None))),
    Case(
        "DOC-2",
        "doc_series",
        lambda: of(pupil(5, doc_series="ОМ")),
        lambda: of(pupil(5, doc_series="XXVIII-ОМ"), pupil(5, doc_kind="foreign_birth", doc_series="нет")),
    ),
    Case("DOC-2", "doc_number", lambda: of(pupil(5, doc_number="1234")), lambda: of(pupil(5))),
    Case(
        "DOC-2",
        "doc_number",
        lambda: of(pupil(5, doc_number="нет")),
        lambda: of(pupil(5, doc_kind="other", doc_number="нет")),
    ),
    *(
        Case("DOC-2", "doc_series", lambda series=series: of(pupil(5, doc_series=series)), lambda: of(pupil(5)))  # type: ignore[misc]
        for series in ("L-ОМ", "LL-ОМ", "IIII-ОМ", "IC-ОМ", "-ОМ", "IVX-ОМ")
    ),
    Case("FMT-2", "doc_number", lambda: of(pupil(doc_number="нет")), lambda: of(pupil())),
    Case(
        "RC-2",
        "doc_kind",
        lambda: of(pupil(doc_kind="foreign_passport", doc_series="6918")),
        lambda: of(pupil(doc_kind="foreign_passport", doc_series="N", doc_number="12345678")),
    ),
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
]
