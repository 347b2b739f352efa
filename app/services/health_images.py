"""Images of a pupil's papers on health: attaching, looking, taking away. Only the protected edition has them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.disk import why
from app.domain.field import field_by_name
from app.domain.health import HealthPaper
from app.domain.health_images import HealthImage
from app.domain.roles import Right
from app.domain.year import AcademicYear
from app.errors import BadFile, Refused
from app.services.edition import Edition, edition_in
from app.services.moments import local, now
from app.services.rights import needs
from app.storage.passport import Passport

MOST_PAGES = 20  # of one paper
FILE_KINDS = "Изображения и PDF (*.jpg *.jpeg *.png *.pdf)"


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a paper: its id, size in bytes, and when it was attached (local time)."""

    id: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class PaperImages:
    """A paper of a pupil by what it is called in the card, with its pages in order."""

    id: str
    title: str
    pages: tuple[PageImage, ...]


@needs(Right.EDIT)
def attach(passport: Passport, paper_id: str, path: Path) -> tuple[str, ...]:
    """Attach a JPEG, PNG or PDF to a paper, page by page after those that are there; the ids of the new pages.

    Kept are pictures drawn anew, without anything else of the file. Raises :class:`Refused` in the ordinary edition
    and for a paper that is not there, :class:`BadFile` for what is no such file. Several seconds for a large PDF.
    """
    from app.printer.health_pictures import MEDIA_TYPE, plain_pages  # noqa: PLC0415 - pictures are slow to load

    with passport.reading() as session:
        _check(session, passport.year, paper_id)
    pages = plain_pages(_content(path), path.name)
    with passport.writing("Изображение документа прикреплено") as session:
        _check(session, passport.year, paper_id)
        there = select(func.count(), func.max(HealthImage.place)).where(HealthImage.paper_id == paper_id)
        count, last = session.execute(there).one()
        if count + len(pages) > MOST_PAGES:
            raise Refused(f"У одного документа может быть не больше {MOST_PAGES} страниц; файл не прикреплён.")
        made = [
            HealthImage(
                paper_id=paper_id,
                place=place,
                media_type=MEDIA_TYPE,
                size=len(page),
                sha256=hashlib.sha256(page).hexdigest(),
                added_at=now(),
                content=page,
            )
            for place, page in enumerate(pages, 0 if last is None else last + 1)
        ]
        session.add_all(made)
        session.flush()
        return tuple(one.id for one in made)


def papers_of(passport: Passport, student_id: str) -> tuple[PaperImages, ...]:
    """The stored papers of a pupil in the order of the card, with their pages; no picture is read for that."""
    with passport.reading() as session:
        papers = session.scalars(
            select(HealthPaper).filter_by(student_id=student_id).order_by(HealthPaper.place, HealthPaper.id)
        ).all()
        pages = _pages(session, [one.id for one in papers])
        return tuple(PaperImages(one.id, _title(one), tuple(pages.get(one.id, ()))) for one in papers)


def picture_of_image(passport: Passport, image_id: str, longest: int) -> bytes:
    """A page as PNG of at most so many dots on its longer side. Nothing is written anywhere."""
    from app.printer.health_pictures import shown_within  # noqa: PLC0415 - as above

    with passport.reading() as session:
        content = session.scalar(select(HealthImage.content).where(HealthImage.id == image_id))
    if content is None:
        raise Refused("Этого изображения уже нет.")
    return shown_within(content, longest)


@needs(Right.EDIT)
def remove_image(passport: Passport, image_id: str) -> None:
    """Take a page away for good; one that is not there needs nothing done."""
    with passport.writing("Изображение документа убрано") as session:
        found = session.get(HealthImage, image_id)
        if found is not None:
            session.delete(found)


def _check(session: Session, year: AcademicYear, paper_id: str) -> None:
    if edition_in(session) is not Edition.PROTECTED:
        raise Refused(
            f"Загружать изображения документов об ОВЗ в обычный кабинет запрещено ({year.order}): прикреплять их к "
            "карточке могут только пользователи «Защищённого канала».",
            "Копии документов сдайте в МОУО на бумаге. Если школа в сети ViPNet, включите защищённый канал на "
            "странице «Школа и классы».",
        )
    if session.get(HealthPaper, paper_id) is None:
        raise Refused("Этого документа в карточке уже нет.", "Сохраните карточку и откройте её заново.")


def _content(path: Path) -> bytes:
    from app.printer.health_pictures import MOST_BYTES  # noqa: PLC0415 - as above

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one more than may be: it is refused by its size
    except OSError as problem:
        raise BadFile(f"Файл {path.name} не читается: {why(problem)}.") from problem


def _pages(session: Session, paper_ids: Sequence[str]) -> dict[str, list[PageImage]]:
    told = select(HealthImage.paper_id, HealthImage.id, HealthImage.size, HealthImage.added_at)
    rows = session.execute(told.where(HealthImage.paper_id.in_(paper_ids)).order_by(HealthImage.place)).all()
    found: dict[str, list[PageImage]] = {}
    for paper, id, size, added_at in rows:
        found.setdefault(paper, []).append(PageImage(id, size, local(added_at)))
    return found


def _title(paper: HealthPaper) -> str:
    """«заключение ПМПК № 123/19 от 02.09.2019»."""
    known = field_by_name(HealthPaper)
    parts = [known["kind"].kind.show(paper.kind) or "документ"]
    if paper.number:
        parts.append(f"№ {paper.number}")
    if paper.issued:
        parts.append(f"от {known['issued'].kind.show(paper.issued)}")
    return " ".join(parts)
