"""Scanned slips as the base keeps them, without printing and reading a picture."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.field import new_id
from app.domain.forms import PrintedForm
from app.domain.scans import ScanBox, ScanFile, ScanPage
from app.domain.school import School

WHEN = datetime(2020, 3, 2, 9, 0)


def tell_mistake(session: Session, pupil: str, seen: str = "signed") -> None:
    """One more slip of a pupil, printed and read from a scan; ``seen`` is what stands in its box «есть ошибка»."""
    number = (session.scalar(select(func.max(PrintedForm.number))) or 0) + 1
    slip = PrintedForm(id=new_id(), unread={}, school_id=session.scalars(select(School.id)).one(), number=number)
    slip.kind, slip.scope, slip.printed_at, slip.pages, slip.fingerprint = "slip", pupil, WHEN, 1, f"{number:012x}"
    session.add(slip)
    session.flush()
    page = ScanPage(place=1, form_id=slip.id, number=number, page=1, verdict="current", quality={})
    page.boxes = [ScanBox(key=pupil, kind="mistake", place=0, seen=seen, decided="")]
    session.add(ScanFile(name=f"{number}.pdf", sha256=f"{number:064x}", read_at=WHEN, pages=[page]))
