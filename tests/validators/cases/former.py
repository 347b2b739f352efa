"""Former documents and former names."""

from datetime import date

from app.domain.family import FormerName
from data.records import former_document, pupil
from validators.case import Case, of


def renamed(**parts: str | None) -> FormerName:
    return FormerName(unread={}, **parts)


CASES = [
    Case(
        "FRM-1",
        "former_documents.1.doc_number",
        lambda: of(
            pupil(former_documents=[former_document(doc_kind="passport", doc_series="6918", doc_number="123456")])
        ),
        lambda: of(
            pupil(former_documents=[former_document(doc_kind="passport", doc_series="6917", doc_number="123456")]),
            pupil(5),
            pupil(doc_number=None, former_documents=[former_document(doc_number=None)]),
        ),
    ),
    Case(
        "FRM-2",
        "former_documents.1.until",
        lambda: of(pupil(former_documents=[former_document(until=date(2004, 4, 1))])),
        lambda: of(pupil(former_documents=[former_document(until=date(2004, 4, 2)), former_document(until=None)])),
    ),
    Case(
        "FRM-2",
        "former_documents.1.doc_issued",
        lambda: of(
            pupil(former_documents=[former_document(doc_issued=date(2018, 4, 3), until=None)]),
            pupil(former_documents=[former_document(doc_issued=date(2004, 3, 14))]),
        ),
        lambda: of(
            pupil(former_documents=[former_document(doc_issued=date(2018, 4, 2)), former_document(doc_issued=None)]),
            pupil(birth=None, doc_issued=None, former_documents=[former_document()]),
        ),
    ),
    Case(
        "FRM-3",
        "former_names.1.last_name",
        lambda: of(pupil(former_names=[renamed(last_name="Берёзов", first_name="Лев")])),
        lambda: of(
            pupil(former_names=[renamed(last_name="Берёзов", first_name="Лёва"), renamed()]),
            pupil(former_names=[renamed(last_name="Березов")]),
        ),
    ),
]
