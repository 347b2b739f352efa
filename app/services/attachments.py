"""What of a base goes along in a package besides its lines: images of papers on health, scans of signed forms.

Of who refused consent goes nothing: no image, and no form that is of him alone.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.consent import Consent
from app.domain.forms import PrintedForm, PrintedLine
from app.domain.health import HealthPaper
from app.domain.health_images import HealthImage
from app.domain.scans import ScanFile, ScanPage, ScanPicture
from app.domain.staff import Staff
from app.domain.student import Student
from app.exchange.attachments import Attachment, AttachmentKind

_SCAN_TYPE = "image/jpeg"


def health_attachments(session: Session) -> tuple[Attachment, ...]:
    """The images of papers on health, in the order of their papers; pages are counted anew, from 1."""
    query = (
        select(HealthImage)
        .join(HealthPaper, HealthPaper.id == HealthImage.paper_id)
        .join(Student, Student.id == HealthPaper.student_id)
        .where(Student.consent.is_distinct_from(Consent.REFUSED))
        .order_by(HealthImage.paper_id, HealthImage.place)
    )
    made: list[Attachment] = []
    for one in session.scalars(query):
        page = made[-1].page + 1 if made and made[-1].owner == one.paper_id else 1
        kind = AttachmentKind.HEALTH_IMAGE
        made.append(Attachment(kind, one.id, one.paper_id, page, one.media_type, one.content))
    return tuple(made)


def scan_attachments(session: Session) -> tuple[Attachment, ...]:
    """The scans of pages of the register's forms: of each page the one that came last, as «Обмен файлами» takes it.

    A page that was not matched with a form stays out: nobody knows what is on it.
    """
    query = (
        select(ScanPage.form_id, ScanPage.page, ScanPage.id)
        .join(ScanFile, ScanFile.id == ScanPage.file_id)
        .join(PrintedForm, PrintedForm.id == ScanPage.form_id)
        .order_by(ScanFile.read_at, ScanFile.name, ScanPage.place)
    )
    outside = _forms_of_refused(session)
    newest = {(form, page): id for form, page, id in session.execute(query) if form and page and form not in outside}
    made = []
    for (form, page), id in sorted(newest.items()):
        picture = session.get(ScanPicture, id)
        if picture is not None:
            kind = AttachmentKind.FORM_SCAN
            made.append(Attachment(kind, id, form, page, _SCAN_TYPE, picture.content, picture.turn))
    return tuple(made)


def _forms_of_refused(session: Session) -> set[str]:
    """The forms on which nobody stands but who refused consent: slips, and лист изменений to them."""
    refused = {
        id for model in (Student, Staff) for id in session.scalars(select(model.id).filter_by(consent=Consent.REFUSED))
    }
    people: dict[str, set[str]] = {}
    for form, person in session.execute(select(PrintedLine.form_id, PrintedLine.person_id)):
        people.setdefault(form, set()).add(person)
    return {form for form, some in people.items() if some <= refused}
