"""The paper that was printed, once more: what was jammed or lost, under the number that it has."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.forms import PrintedForm
from app.domain.roles import Right
from app.errors import Refused
from app.printer.blank import Blank, unpack
from app.printer.form import Form
from app.printer.forms import form_of
from app.printer.page import render
from app.printer.placed import Page
from app.services.places import PDF, check_place, put_file
from app.services.progress import Progress, silent
from app.services.register import local, read_register
from app.services.rights import needs
from app.services.sample import is_sample_in
from app.services.sheets import Holdings
from app.storage.passport import Passport


@needs(Right.PRINT)
def printed_again(passport: Passport, kind: str, class_name: str = "", progress: Progress = silent) -> bytes:
    """The newest whole papers of a form of a class ('' for the whole school) as a PDF, page for page as they were.

    They come out of the register, whatever the cards say now, under the numbers they have; nothing is registered.
    Raises :class:`Refused` where there are none.
    """
    form = form_of(kind)
    with passport.reading() as session:
        papers = _papers(session, passport, form, class_name)
        if not papers:
            raise Refused(f"Форма «{form.title}» ещё не напечатана.")
        blanks = [unpack(page.layout) for paper in papers for page in paper.layouts]
        size = (blanks[0].width, blanks[0].height)
        title = ", ".join(part for part in (form.title, class_name) if part)
        pages = [_page(one) for one in blanks]
        made_at = local(papers[0].printed_at)
        return render(pages, size, title, made_at, progress, sample=is_sample_in(session))


@needs(Right.PRINT)
def save_again(passport: Passport, out: Path, pdf: bytes) -> None:
    """Write such a PDF into a file; raises :class:`Refused` and :class:`BadFile` as for every paper."""
    check_place(out, PDF, passport.path)
    put_file(out, pdf)


def _papers(session: Session, passport: Passport, form: Form, class_name: str) -> Sequence[PrintedForm]:
    """In the order of their numbers, with their pages."""
    scopes = [class_name]
    if form.scope == "student":
        holdings = Holdings(session, passport.year, (form,), [class_name])
        scopes = [one.scope for one in holdings.papers_of(form, class_name)]
    newest = read_register(session).newest
    ids = [paper.id for scope in scopes if (paper := newest.get((form.key, scope)))]
    query = select(PrintedForm).where(PrintedForm.id.in_(ids)).options(selectinload(PrintedForm.layouts))
    return session.scalars(query.order_by(PrintedForm.number)).all()


def _page(blank: Blank) -> Page:
    return Page(list(blank.texts), list(blank.rules), list(blank.boxes), list(blank.marks))
