"""The common paper of all forms: A4, title block, table over pages, signatures, foot with number and code.

Lengths are points from the lower left corner. Everything is laid out first as plain texts and rules, and
then drawn on the bare canvas: nothing here reads markup.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from app.printer.fonts import BOLD, LACKING, REGULAR, face, wrap
from app.printer.form import MISSING, Sheet
from app.printer.page_code import MODULE, QUIET, bars, code_for_eyes, page_code
from app.printer.page_marks import corner_marks
from app.printer.placed import MM, Mark, Page, Placed, centred
from app.printer.plan import shelves
from app.printer.sample_mark import draw_sample_mark
from app.printer.signing import tail_of
from app.printer.table import LEADING, Table, paginate

_LEFT, _RIGHT, _TOP = 20 * MM, 10 * MM, 20 * MM  # the left one is for binding
_FOOT = 30 * MM  # below it: number of the page, what paper it is, the QR
_EDGE = 10 * MM  # nothing is nearer to the edge of the sheet
_SHORT, _LONG = 210 * MM, 297 * MM


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a paper this one: its number in the register, when it was made, the form's fingerprint.

    Number 0 is of a paper that is only looked at.
    """

    number: int
    printed_at: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that has got its number, and its laid-out pages."""

    sheet: Sheet
    stamp: Stamp
    pages: list[Page]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished PDF and the number of its pages."""

    pdf: bytes
    pages: int


def draw(sheet: Sheet, stamp: Stamp, progress: Callable[[int, int], None]) -> Drawn:
    """The form as a PDF; the same sheet and stamp give the same bytes.

    ``progress`` gets pages drawn and pages in all, and may raise to stop.
    """
    paper = Paper(sheet, stamp, lay_out(sheet, stamp))
    return Drawn(draw_papers((paper,), progress), len(paper.pages))


def lay_out(sheet: Sheet, stamp: Stamp) -> list[Page]:
    """The pages of a form, every text and rule at its place."""
    width, height = size_of(sheet)
    inner = width - _LEFT - _RIGHT
    head, top = _title_block(sheet, stamp, width, height - _TOP)
    table = Table(sheet.columns, _LEFT, most=top - _FOOT - 25 * MM)
    rows = table.rows(sheet.lines)
    tail, tail_height = tail_of(sheet, inner, lacking=any(_lacks(row.cells) for row in rows))
    room = height - _TOP - _FOOT
    pages = [Page()]
    plans = shelves(sheet.plans, inner)
    edge = top
    for place, numbers in enumerate(
        paginate(
            [row.height for row in rows],
            top - _FOOT - table.head_height,
            room - table.head_height,
            0 if plans else tail_height,
        )
    ):
        if place:
            pages.append(Page())
            edge = height - _TOP
        if numbers or place == 0:
            edge = table.draw([rows[number] for number in numbers], edge, pages[-1])
    if plans:
        edge = _add_plans(pages, plans, edge, height - _TOP, tail_height)
    pages[0].texts[:0] = head
    pages[-1].put(tail, _LEFT, edge)
    _put_feet(sheet, stamp, pages, width)
    return pages


def _add_plans(pages: list[Page], plans: list[tuple[Page, float]], edge: float, top: float, tail: float) -> float:
    """Put seating plans under the table, row by row, none cut; the lower edge of the last."""
    if plans[0][1] > edge - _FOOT:
        pages.append(Page())
        edge = top
    for place, numbers in enumerate(paginate([high for _, high in plans], edge - _FOOT, top - _FOOT, tail)):
        if place:
            pages.append(Page())
            edge = top
        for number in numbers:
            piece, high = plans[number]
            pages[-1].put(piece, _LEFT, edge)
            edge -= high
    return edge


def size_of(sheet: Sheet) -> tuple[float, float]:
    """Width and height of the form's paper."""
    return (_LONG, _SHORT) if sheet.form.landscape else (_SHORT, _LONG)


def _lacks(cells: tuple[tuple[tuple[str, float, str], ...], ...]) -> bool:
    return any(LACKING in text for cell in cells for _font, _size, text in cell)


def _title_block(sheet: Sheet, stamp: Stamp, width: float, top: float) -> tuple[list[Placed], float]:
    """The title block from ``top`` down, and where the table begins."""
    inner = width - _LEFT - _RIGHT
    texts: list[Placed] = []
    for font, size, gap, text in (
        (REGULAR, 11.0, 0.0, f"{sheet.school or f'Краткое наименование: {MISSING}'}, {_code(sheet)}"),
        (BOLD, 15.0, 3.0, sheet.title),
        (REGULAR, 12.0, 0.0, sheet.about),
        (BOLD, 11.0, 0.0, sheet.part),
        (REGULAR, 10.0, 3.0, sheet.form.ask),
    ):
        top -= gap
        for line in wrap(text, font, size, inner) if text else ():
            top -= size * 1.25
            texts.append(centred(line, (font, size), _LEFT, inner, top))
    return texts, top - 3 * MM


def _code(sheet: Sheet) -> str:
    return f"код ОО {sheet.code or MISSING}"


def _put_feet(sheet: Sheet, stamp: Stamp, pages: list[Page], width: float) -> None:
    """On every page: what paper it is, which page, the codes and the same for eyes beside the main one."""
    for place, page in enumerate(pages, 1):
        modules, black = bars(page_code(sheet, stamp.number, stamp.fingerprint, place, len(pages)), "M")
        side = modules * MODULE * MM
        page.marks = [
            Mark("M", width - _RIGHT - side, _EDGE, side, modules, black),
            *corner_marks(stamp.number, stamp.fingerprint, place, size_of(sheet)),
        ]
        right = width - _RIGHT - side - QUIET * MODULE * MM
        for line, text in enumerate(_foot_left(sheet, (right - _LEFT) * 0.42)):
            page.texts.append(Placed(_LEFT, _EDGE + (24 - 12 * line), REGULAR, 9, text))
        told = f"стр. {place} из {len(pages)}"
        page.texts.append(centred(told, (REGULAR, 11), _LEFT, width - _LEFT - _RIGHT, _EDGE))
        for line, text in enumerate(_foot_right(stamp)):
            wide = face(REGULAR).width(text) * 9 / 1000
            page.texts.append(Placed(right - wide, _EDGE + (24 - 12 * line), REGULAR, 9, text))


def _foot_left(sheet: Sheet, room: float) -> tuple[str, str, str]:
    school, title = _cut(f"{_code(sheet)}, {sheet.school}", room), _cut(sheet.form.title, room)
    group = ", ".join(part for part in (sheet.class_name, sheet.year_title) if part)
    return school, title, _cut(". ".join(part for part in (group, sheet.rules) if part), room)


def _cut(text: str, room: float) -> str:
    """The text in small type, ended with «…» where it is wider than the room."""
    lines = wrap(text, REGULAR, 9, room)
    return lines[0] if len(lines) == 1 else f"{lines[0][:-1]}…"


def _foot_right(stamp: Stamp) -> tuple[str, str, str]:
    printed = stamp.printed_at.strftime("%d.%m.%Y %H:%M")
    return f"Форма № {stamp.number or '____'}", code_for_eyes(stamp.fingerprint), f"напечатана {printed}"


def draw_papers(papers: Sequence[Paper], progress: Callable[[int, int], None], *, sample: bool = False) -> bytes:
    """Papers of one form, at least one, as one PDF; ``progress`` as in :func:`draw`, ``sample`` as in ``render``."""
    sheet, stamp = papers[0].sheet, papers[0].stamp
    classes = {paper.sheet.class_name for paper in papers} - {""}
    title = ", ".join((sheet.form.title, *(classes if len(classes) == 1 else ())))
    pages = [page for paper in papers for page in paper.pages]
    return render(pages, size_of(sheet), title, stamp.printed_at, progress, sample=sample)


def render(
    pages: Sequence[Page],
    size: tuple[float, float],
    title: str,
    made_at: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    subject: str = "Форма выверки",
    sample: bool = False,
) -> bytes:
    """Laid-out pages as a PDF. The title names no people: viewers and print queues show it.

    ``sample`` puts «ОБРАЗЕЦ» across every page: its people are made up.
    """
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - 0.1 s, needed only when something is printed

    file = BytesIO()
    for font in {REGULAR, *(text.font for page in pages for text in page.texts)}:
        face(font)
    canvas = Canvas(file, pagesize=size, pageCompression=1, invariant=1, initialFontName=REGULAR, lang="ru-RU")
    canvas.setTitle(title)
    canvas.setAuthor("Паспорт школы")
    canvas.setCreator("Паспорт школы")
    canvas.setSubject(subject)
    canvas.setDateFormatter(lambda *_now: made_at.strftime("D:%Y%m%d%H%M%S"))
    for place, page in enumerate(pages, 1):
        if sample:
            draw_sample_mark(canvas, size)
        _render_page(canvas, page)
        progress(place, len(pages))
    canvas.save()
    return file.getvalue()


def _render_page(canvas, page: Page) -> None:  # type: ignore[no-untyped-def]
    run = canvas.beginText()
    type_: tuple[str, float] = ("", 0)
    at = (0.0, 0.0)
    for x, y, font, size, text in page.texts:
        if (font, size) != type_:
            run.setFont(font, size, LEADING)
            type_ = (font, size)
        if x != at[0] or abs(y - at[1]) > 0.001:  # not the next line of the same cell
            run.setTextOrigin(x, y)
        run.textLine(text)
        at = (x, y - LEADING)
    canvas.drawText(run)
    # Numbers written here, because the canvas' own drawing of rules and rectangles costs more than all the text.
    canvas.addLiteral("0.6 w")
    canvas.addLiteral("\n".join(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l" for x1, y1, x2, y2 in page.rules) + " S")
    canvas.addLiteral("\n".join(_filled(mark) for mark in page.marks))
    canvas.showPage()


def _filled(mark: Mark) -> str:
    """A code as one filled path; its white border reaches into the margin."""
    module = mark.side / mark.modules
    place = f"q {module:.4f} 0 0 {module:.4f} {mark.x:.2f} {mark.y:.2f} cm"
    rectangles = (f"{column} {mark.modules - row - high} {wide} {high} re" for column, row, wide, high in mark.bars)
    return "\n".join((place, *rectangles, "f Q"))
