"""Made-up sheets of forms, and printed pages read back as a person or a scanner would."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from app.domain.school import School, SchoolClass
from app.domain.student import Student
from app.domain.year import academic_year
from app.printer.fingerprint import form_fingerprint, line_fingerprints
from app.printer.fonts import face
from app.printer.form import Case, Form, Sheet, fill
from app.printer.page import Stamp
from app.printer.placed import Page
from data.people import People
from data.records import student_of

MOMENT = datetime(2019, 9, 20, 14, 5, tzinfo=UTC)


def class_of(count: int, class_name: str = "9А", seed: int = 1) -> list[Student]:
    """Pupils right in every printed field, by name."""
    people = People(seed)
    pupils = [student_of(people.pupil(class_name), people.exams(class_name)) for _ in range(count)]
    return sorted(pupils, key=lambda one: one.full_name)


def sheet_of(form: Form, records: Iterable[Any], class_name: str = "9А", **changed: Any) -> Sheet:
    """A form filled as the service does it; a form of one pupil takes the first of the records."""
    made = School(
        short_name="МБОУ «СОШ № 1»",
        code="700101",
        head_post="Директор",
        head_name="Волошина Нина Петровна",
        keeper_name="Алиев Вагиф Рашид оглы",
    )
    records = list(records)[: 1 if form.scope == "student" else None]
    case = Case(
        academic_year("2019-20"),
        made,
        SchoolClass(name=class_name, teacher=None) if form.scope != "school" else None,
        records[0] if form.scope == "student" and records else None,
    )
    return replace(fill(form, case, records), **changed)


def stamp_of(sheet: Sheet, number: int = 17, printed_at: datetime = MOMENT) -> Stamp:
    return Stamp(number, printed_at, form_fingerprint(sheet, line_fingerprints(sheet).values()))


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, as a search in a viewer finds it."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def pictures_of(pdf: bytes, dpi: int = 150) -> list[Any]:
    """Each page as a grey picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def codes_in(picture: Any) -> list[str]:
    """The texts of the QR codes that a reader finds in a picture."""
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in found]


def boxes(page: Page) -> list[tuple[float, float, float, float, str]]:
    """Left, lower, right and upper edge of every text of a laid-out page: the ink, not the full line."""
    return [
        (
            one.x,
            one.y - one.size * 0.1,
            one.x + face(one.font).width(one.text) * one.size / 1000,
            one.y + one.size * 0.6,
            one.text,
        )
        for one in page.texts
        if one.text.strip()
    ]


def written_over(page: Page) -> list[tuple[str, str]]:
    """Boxes to write in that a text reaches into, each with the text, and pairs of boxes that meet."""
    found = []
    for place, one in enumerate(page.boxes):
        right, top = one.x + one.width, one.y + one.height
        found += [
            (one.key, text)
            for left, low, end, high, text in boxes(page)
            if left < right - 0.1 and one.x < end - 0.1 and low < top - 0.1 and one.y < high - 0.1
        ]
        found += [
            (one.key, other.key)
            for other in page.boxes[place + 1 :]
            if other.x < right - 0.1
            and one.x < other.x + other.width - 0.1
            and other.y < top - 0.1
            and one.y < other.y + other.height - 0.1
        ]
    return found


def overlaps(page: Page) -> list[tuple[str, str]]:
    """Pairs of texts that lie on one another."""
    found = sorted(boxes(page))
    return [
        (one[4], other[4])
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if other[0] < one[2] - 0.1 and other[1] < one[3] and one[1] < other[3]
    ]
