"""Identity documents."""

from data.records import former_document, guardian, pupil
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
    Case("FMT-2", "doc_series", lambda: of(pupil(doc_series="II-ОМ")), lambda: of(pupil())),
    Case(
        "DOC-3",
        "doc_series",
        lambda: of(pupil(12, doc_kind="military", doc_series="нет", doc_number="1234567")),
        lambda: of(pupil(12, doc_kind="military", doc_series="АВ", doc_number="1234567")),
    ),
    Case(
        "DOC-3",
        "doc_number",
        lambda: of(pupil(12, doc_kind="military_identity", doc_series="АВ", doc_number="123456")),
        lambda: of(pupil(12, doc_kind="reserve_officer", doc_series="АВ", doc_number="123456")),
    ),
    Case(
        "DOC-3",
        "doc_number",
        lambda: of(pupil(doc_kind="asylum", doc_series="нет", doc_number="12345678")),
        lambda: of(pupil(doc_kind="asylum", doc_series="ВУ", doc_number="1234567")),
    ),
    Case(
        "DOC-3",
        "doc_number",
        lambda: of(pupil(doc_kind="travel_passport", doc_series="7000", doc_number="123456")),
        lambda: of(
            pupil(doc_kind="travel_passport", doc_series="70", doc_number="1234567"),
            pupil(doc_kind="travel_passport", doc_series=None, doc_number=None),
        ),
    ),
    Case(
        "CH-DS",
        "doc_series",
        lambda: of(pupil(doc_kind="foreign_passport", doc_series="AА", doc_number="1234567")),
        lambda: of(
            pupil(doc_kind="foreign_passport", doc_series="AA", doc_number="1234567"),
            pupil(doc_kind="foreign_birth", doc_series="V-АБ", doc_number="1234567"),
            pupil(doc_kind="foreign_birth", doc_series="нет", doc_number="1234567"),
            pupil(doc_kind=None, doc_series="A*"),
        ),
    ),
    Case(
        "DOC-5",
        "doc_kind",
        lambda: of(pupil(doc_kind="travel_passport", doc_series="70", doc_number="1234567")),
        lambda: of(pupil(), pupil(5, doc_kind="travel_passport", doc_series="70", doc_number="1234567")),
    ),
    Case(
        "DOC-6",
        "citizenship",
        lambda: of(pupil(citizenship="398")),
        lambda: of(pupil(citizenship=None), pupil(5, citizenship="398")),
    ),
    Case(
        "DOC-6",
        "citizenship",
        lambda: of(pupil(doc_kind="residence", doc_series="82", doc_number="0123456")),
        lambda: of(pupil(doc_kind="foreign_birth", doc_series="I-БК", doc_number="0123456")),
    ),
    Case(
        "DOC-7",
        "doc_department",
        lambda: of(pupil(5, doc_department="700-001")),
        lambda: of(pupil(), pupil(5), pupil(doc_kind=None, doc_department="700-001")),
    ),
    Case(
        "DOC-8",
        "doc_department",
        lambda: of(pupil(doc_department=None)),
        lambda: of(pupil(8), pupil(doc_department=None, unread={"doc_department": "не применимо"})),
    ),
    Case(
        "FMT-2a",
        "guardians.1.doc_series",
        lambda: of(pupil(guardians=[guardian(doc_kind="passport", doc_series="69")])),
        lambda: of(pupil(guardians=[guardian(doc_kind="passport", doc_series="6999", doc_number="123456")])),
    ),
    Case(
        "FMT-2b",
        "former_documents.1.doc_number",
        lambda: of(pupil(former_documents=[former_document(doc_number="12345")])),
        lambda: of(pupil(former_documents=[former_document()])),
    ),
]
