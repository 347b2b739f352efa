"""The official letter by which a school asks for changes of what is in РИС already. Lengths are points.

РИС keeps pairs old → new of ten values of a participant; they stand first, the rest in a section of its own. The
tenth, the school of a participant, is no field of a card: a move between schools is the centre's own act.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.kinds import Day
from app.printer.fingerprint import digest
from app.printer.fonts import BOLD, LACKING, REGULAR, wrap
from app.printer.form import Column, Form, Line, Piece, Sheet, Signature
from app.printer.page import render
from app.printer.page_code import code_for_eyes
from app.printer.placed import MM, Page, Placed, centred
from app.printer.signing import tail_of
from app.printer.table import Table, paginate

IN_RIS = (
    "last_name",
    "first_name",
    "middle_name",
    "doc_series",
    "doc_number",
    "doc_kind",
    "sex",
    "class_name",
    "birth",
)
SECTIONS = ("Сведения участников ГИА, изменяемые в РИС", "Прочие сведения «Паспорта школы»")

_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _FOOT = 20 * MM, 10 * MM, 15 * MM, 18 * MM
_INNER = _WIDTH - _LEFT - _RIGHT
_HALF = 80 * MM  # the blocks of the sender and the receiver
_COLUMNS = (
    Column("О ком", 42),
    Column("Сведения", 30),
    Column("Было", 33),
    Column("Следует читать", 33),
    Column("Основание", 34),
)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One change: of whom, what, from what to what, on what ground; whether it is one of the values РИС keeps."""

    who: str
    label: str
    old: str
    new: str
    ground: str
    in_ris: bool


@dataclass(frozen=True, slots=True)
class LetterText:
    """All that stands in a letter. ``outgoing`` is the school's own number, '' leaves a line to write it; ``contact``
    are the lines under the school's name; ``package`` is the code of the package that went into РИС."""

    number: int
    outgoing: str
    made_at: datetime
    school: str
    contact: tuple[str, ...]
    addressee: str
    year_title: str
    package: str
    lines: tuple[LetterLine, ...]
    head: Signature

    @property
    def code(self) -> str:
        """The letter's short code, to be compared by telephone."""
        told = (part for one in self.lines for part in (one.who, one.label, one.old, one.new, one.ground))
        return digest((str(self.number), self.school, self.package, *told))


def letter_pdf(letter: LetterText) -> tuple[bytes, int]:
    """The letter as a PDF, and its pages; the same letter gives the same bytes. Nothing in it reads markup."""
    pages = _lay_out(letter)
    return render(pages, (_WIDTH, _HEIGHT), f"Письмо № {letter.number}", letter.made_at), len(pages)


def _lay_out(letter: LetterText) -> list[Page]:
    head, top = _head(letter)
    sheet = _sheet(letter)
    table = Table(_COLUMNS, _LEFT, most=top - _FOOT - 25 * MM)
    rows = table.rows(sheet.lines)
    lacking = any(LACKING in text for row in rows for cell in row.cells for _font, _size, text in cell)
    tail, high = tail_of(sheet, _INNER, lacking=lacking)
    room = _HEIGHT - _TOP - _FOOT - table.head_height
    pages: list[Page] = []
    edge = top
    for numbers in paginate([row.height for row in rows], top - _FOOT - table.head_height, room, high):
        if pages:
            edge = _HEIGHT - _TOP
        pages.append(Page())
        if numbers:
            edge = table.draw([rows[number] for number in numbers], edge, pages[-1])
    pages[0].texts[:0] = head
    pages[-1].put(tail, _LEFT, edge)
    for place, page in enumerate(pages, 1):
        told = f"Письмо № {letter.number} в «Паспорте школы», код {code_for_eyes(letter.code)}"
        page.texts.append(Placed(_LEFT, _FOOT - 8 * MM, REGULAR, 9, told))
        page.texts.append(centred(f"{place} / {len(pages)}", (REGULAR, 9), _WIDTH - _RIGHT - _HALF, _HALF, 10 * MM))
        page.boxes.clear()  # a letter is not looked for among scans
    return pages


def _sheet(letter: LetterText) -> Sheet:
    """The changes as the lines of a table that the head signs."""
    form = Form(key="letter", title="Письмо", ask="", columns=lambda _year: _COLUMNS, signers=(), landscape=False)
    ordered = sorted(letter.lines, key=lambda one: not one.in_ris)
    lines = tuple(
        Line(
            "",
            tuple((Piece(text),) for text in (one.who, one.label, one.old, one.new, one.ground or "—")),
            SECTIONS[not one.in_ris],
        )
        for one in ordered
    )
    return Sheet(form, "", letter.school, "", "", letter.year_title, "", _COLUMNS, lines, (letter.head,))


def _head(letter: LetterText) -> tuple[list[Placed], float]:
    """Sender, receiver, number, subject and request, from the top down; where the table begins."""
    texts: list[Placed] = []
    top = _HEIGHT - _TOP
    sender = [(letter.school, BOLD), *((text, REGULAR) for text in letter.contact)]
    left = _block(texts, sender, _LEFT, top, _HALF)
    right = _block(texts, [(letter.addressee, REGULAR)], _WIDTH - _RIGHT - _HALF, top, _HALF)
    y = min(left - 10 * MM, right)
    number = letter.outgoing or "________________"
    texts.append(Placed(_LEFT, y, REGULAR, 11, f"{Day().show(letter.made_at.date())} № {number}"))
    y -= 14 * MM
    texts.append(centred("О внесении изменений в РИС", (BOLD, 13), _LEFT, _INNER, y))
    package = f" пакетом {letter.package}" if letter.package else ""
    asked = (
        f"Прошу внести изменения в сведения за {letter.year_title} учебный год, переданные в региональную "
        f"информационную систему{package}. Подтверждающие документы указаны в последнем столбце, копии прилагаются."
    )
    y = _block(texts, [(asked, REGULAR)], _LEFT, y - 3 * MM, _INNER)
    return texts, y - 3 * MM


def _block(texts: list[Placed], told: Iterable[tuple[str, str]], x: float, top: float, room: float) -> float:
    """Wrapped texts one under another; the lower edge."""
    for text, font in told:
        for line in wrap(text, font, 11, room) if text else ():
            top -= 14
            texts.append(Placed(x, top, font, 11, line))
    return top
