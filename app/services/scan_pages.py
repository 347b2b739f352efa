"""The pages that were scanned: what each is, what its boxes hold, and what a person decides about them."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.forms import PrintedForm, PrintedPage
from app.domain.roles import Right
from app.domain.scans import ScanBox, ScanFile, ScanPage, ScanPicture
from app.domain.year import AcademicYear
from app.errors import BadValue, Refused
from app.printer.changes import KEY as SUPPLEMENT
from app.printer.forms import FORMS
from app.printer.page_code import PageCode
from app.printer.scan import PageRead, Quality, State, read_again, shown
from app.services.box_people import names_in
from app.services.rights import needs
from app.services.verdicts import Verdict, stale_numbers
from app.storage.passport import Passport

_LOOK_ALIKE = str.maketrans("авсе", "abce")  # letters of a Russian keyboard for those of the code
_TITLES = {form.key: form.title for form in FORMS} | {SUPPLEMENT: "Лист изменений"}


def title_of(kind: str) -> str:
    """The title of a kind of form, also of one that this version no longer prints."""
    return _TITLES.get(kind, kind)


@dataclass(frozen=True, slots=True)
class BoxState:
    """A box of a page: whose (``who`` in words), of what kind, what it holds, and whether a person has decided so."""

    key: str
    kind: str
    who: str
    state: State
    decided: bool


@dataclass(frozen=True, slots=True)
class PageState:
    """A scanned page: from which file and place (from 1), what it is, and of which form.

    ``number`` and ``page`` are what its codes claim, 0 where nothing was readable; ``title``, ``scope`` and ``pages``
    are of the form where it is ours. ``quality`` has numbers, ``remarks`` says what is wrong with them.
    """

    id: str
    file: str
    place: int
    verdict: Verdict
    number: int = 0
    page: int = 0
    kind: str = ""
    title: str = ""
    scope: str = ""
    pages: int = 0
    by_hand: bool = False
    quality: Quality | None = None
    remarks: tuple[str, ...] = ()
    boxes: tuple[BoxState, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether it is a page of a form of the register."""
        return self.verdict in {Verdict.CURRENT, Verdict.STALE}

    @property
    def doubtful(self) -> tuple[BoxState, ...]:
        """Boxes that wait for a person's decision."""
        return tuple(one for one in self.boxes if one.state is State.DOUBTFUL)

    def count(self, state: State) -> int:
        """How many boxes for a signature are in a state."""
        return sum(one.state is state for one in self.boxes if one.kind != "mistake")


def page_states(passport: Passport, file_ids: Sequence[str] | None = None) -> tuple[PageState, ...]:
    """All pages that were scanned, or those of some files, as they came; what is stale is told as of now."""
    with passport.reading() as session:
        query = select(ScanPage, ScanFile, PrintedForm).join(ScanFile, ScanFile.id == ScanPage.file_id)
        query = query.outerjoin(PrintedForm, PrintedForm.id == ScanPage.form_id)
        query = query.options(selectinload(ScanPage.boxes).defer(ScanBox.cut).defer(ScanBox.blank_cut))
        if file_ids is not None:
            query = query.where(ScanFile.id.in_(file_ids))
        rows = session.execute(query.order_by(ScanFile.read_at, ScanFile.name, ScanPage.place)).all()
        forms = [form for _page, _file, form in rows if form]
        stale = stale_numbers(session, passport.year, {form.number for form in forms})
        keys = {box.key for page, _file, _form in rows for box in page.boxes} | {form.scope for form in forms}
        names = names_in(session, keys)
        return tuple(_state(page, file, form, passport.year, stale=stale, names=names) for page, file, form in rows)


def _state(
    page: ScanPage,
    file: ScanFile,
    form: PrintedForm | None,
    year: AcademicYear,
    *,
    stale: set[int],
    names: dict[str, str],
) -> PageState:
    bare = PageState(page.id, file.name, page.place, Verdict(page.verdict), page.number or 0, page.page or 0)
    if form is None:  # a verdict that once was CURRENT: the form is no longer in the register
        return replace(bare, verdict=Verdict.UNKNOWN) if bare.verdict is Verdict.CURRENT else bare
    quality = Quality(**page.quality) if page.quality else None
    return replace(
        bare,
        verdict=Verdict.STALE if form.number in stale else Verdict.CURRENT,
        kind=form.kind,
        title=title_of(form.kind),
        scope=f"к № {form.scope}" if form.kind == SUPPLEMENT else names.get(form.scope, form.scope),
        pages=form.pages,
        by_hand=page.by_hand,
        quality=quality,
        remarks=quality.remarks(year.uploads.dpi) if quality else (),
        boxes=tuple(
            BoxState(one.key, one.kind, names.get(one.key, one.key), State(one.state), bool(one.decided))
            for one in page.boxes
        ),
    )


def fill_page(session: Session, page: ScanPage, read: PageRead) -> None:
    """Put what was read of a page into its row, its boxes and its picture."""
    page.quality = asdict(read.quality) if read.quality else {}
    for place, box in enumerate(read.boxes):
        row = ScanBox(page_id=page.id, key=box.key, kind=box.kind, place=place, seen=box.state, decided="")
        row.cut, row.blank_cut = box.cut, box.blank_cut
        session.merge(row)
    session.merge(ScanPicture(page_id=page.id, content=read.picture, turn=read.turn))


def cuts_of(passport: Passport, page_id: str, key: str, kind: str) -> tuple[bytes, bytes]:
    """The pictures (PNG) of a doubtful box: from the scan and from the blank."""
    with passport.reading() as session:
        box = _box(session, page_id, key, kind)
        return box.cut or b"", box.blank_cut or b""


def picture_of_page(passport: Passport, page_id: str, longest: int) -> bytes:
    """The picture of a page, upright, as PNG of at most so many dots on its longer side."""
    with passport.reading() as session:
        picture = session.get(ScanPicture, page_id)
        if picture is None:
            raise Refused("Этой страницы среди сканов уже нет.")
        content, turn = picture.content, picture.turn
    return shown(content, turn, longest)


@needs(Right.SCAN)
def decide(passport: Passport, page_id: str, key: str, kind: str, state: State | None) -> None:
    """Keep what a person says of a box; None takes it back to what the program saw."""
    if state is State.DOUBTFUL:
        raise BadValue("Решить можно «подписано» или «пусто».")
    with passport.writing("Подпись решена") as session:
        _box(session, page_id, key, kind).decided = state or ""


def _box(session: Session, page_id: str, key: str, kind: str) -> ScanBox:
    box = session.get(ScanBox, (page_id, key, kind))
    if box is None:
        raise Refused("Этой клетки среди сканов уже нет.")
    return box


@needs(Right.SCAN)
def assign(passport: Passport, page_id: str, typed: str, page: int) -> None:
    """Say by the short code beside the main one (twelve signs, typed) and the number of the page which page it is.

    Where several papers have the code, it is the newest of which this page is not there yet. The boxes are judged
    anew. Raises :class:`BadValue` for what is no code, :class:`Refused` for a code or page the register does not have.
    """
    fingerprint = short_code(typed)
    with passport.reading() as session:
        form = _form_of(session, fingerprint, page)
        blank = session.get(PrintedPage, (form.id, page))
        picture = session.get(ScanPicture, page_id)
        if picture is None:
            raise Refused("Этой страницы среди сканов уже нет.")
    code = PageCode(form.number, page, fingerprint)
    read = read_again(picture.content, blank.layout, code) if blank else PageRead(code, False, picture.content)
    with passport.writing("Страница скана узнана") as session:
        row = session.get(ScanPage, page_id, options=[selectinload(ScanPage.boxes)])
        if row is None:
            raise Refused("Этой страницы среди сканов уже нет.")
        row.boxes.clear()
        row.form_id, row.number, row.page = form.id, form.number, page
        row.verdict, row.by_hand = Verdict.CURRENT, True
        session.flush()
        fill_page(session, row, read)


def short_code(typed: str) -> str:
    """The twelve signs of a short code as the register has them, from whatever way it was typed."""
    code = re.sub(r"[\s\-–—]", "", typed).lower().translate(_LOOK_ALIKE)
    if not re.fullmatch(r"[0-9a-f]{12}", code):
        raise BadValue(
            "Код страницы — двенадцать знаков в три группы рядом с большим квадратным кодом, например a1b2 c3d4 e5f6."
        )
    return code


def _form_of(session: Session, fingerprint: str, page: int) -> PrintedForm:
    query = select(PrintedForm).filter_by(fingerprint=fingerprint).order_by(PrintedForm.number.desc())
    found = list(session.scalars(query))
    if not found:
        raise Refused("Формы с таким кодом в реестре нет.", "Сверьте код и что это форма этой школы и этого года.")
    apt = [one for one in found if 1 <= page <= one.pages]
    if not apt:
        raise Refused(f"В форме № {found[0].number} страниц: {found[0].pages}; страницы {page} нет.")
    there = set(session.scalars(select(ScanPage.form_id).where(ScanPage.page == page)))
    return next((one for one in apt if one.id not in there), apt[0])


@needs(Right.SCAN)
def forget_page(passport: Passport, page_id: str) -> None:
    """Take a page out of the scans: a double, or one that is not ours. A file without pages may be read again."""
    with passport.writing("Страница скана убрана") as session:
        page = session.get(ScanPage, page_id)
        if page is None:
            return
        file_id = page.file_id
        session.delete(page)
        session.flush()
        if session.scalars(select(ScanPage.id).filter_by(file_id=file_id)).first() is None:
            file: Any = session.get(ScanFile, file_id)
            session.delete(file)


def mistakes_told(session: Session) -> set[str]:
    """Ids of those on whose newest slip «есть ошибка» is ticked: printing and signing a new one settles it."""
    query = select(ScanBox, PrintedForm.number).join(ScanPage, ScanPage.id == ScanBox.page_id)
    query = query.join(PrintedForm, PrintedForm.id == ScanPage.form_id).where(ScanBox.kind == "mistake")
    newest: dict[str, bool] = {}
    for box, _number in session.execute(query.order_by(PrintedForm.number)):
        newest[box.key] = box.state == State.SIGNED
    return {key for key, told in newest.items() if told}
