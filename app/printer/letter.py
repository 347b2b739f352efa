"""The official letter by which a school asks to change data that are with РИС already: old → new, and on what ground.

РИС keeps ten pairs of an old and a new value; they stand in the first table, other changes in the second.
Lengths are points; nothing here reads markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.domain.kinds import Day
from app.printer.fingerprint import digest
from app.printer.fonts import BOLD, LACKING, REGULAR, face, wrap
from app.printer.form import MISSING, Column, Line, Piece, Signature
from app.printer.page import Drawn, render
from app.printer.page_code import code_for_eyes
from app.printer.placed import MM, Page, Placed, centred
from app.printer.signing import sign
from app.printer.table import Row, Table, paginate

TITLE = "О внесении изменений в данные РИС"
EMPTY = "нет значения"

# The ten pairs in the order in which РИС keeps them, by the names of our fields; «code» is the ОО itself.
TEN_PAIRS = (
    "last_name",
    "first_name",
    "middle_name",
    "doc_series",
    "doc_number",
    "doc_kind",
    "sex",
    "class_name",
    "birth",
    "code",
)

_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _FOOT = 20 * MM, 10 * MM, 20 * MM, 20 * MM
_INNER = _WIDTH - _LEFT - _RIGHT
_EDGE = 10 * MM
_ASIDE = _LEFT + 100 * MM  # where the addressee begins
_BODY, _SMALL = 12.0, 10.0
_MOST = 8  # lines of a name or an address in the head
_STEP = 1.25  # between lines, in sizes of the type
_COLUMNS = (
    Column("Кто", 42),
    Column("Что", 30),
    Column("В РИС сейчас", 33),
    Column("Следует указать", 33),
    Column("Основание", 34),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as texts: whose (name, class), the field's name and label, its old and new value, the ground.

    An empty value is told as such. ``record`` is the id of the card: it keeps changes of namesakes apart.
    """

    record: str
    who: str
    field: str
    label: str
    old: str
    new: str
    ground: str


@dataclass(frozen=True)
class Letter:
    """What stands in a letter. ``number`` and ``day`` of the school's register of letters may be empty: a line is
    left to write them. ``contact`` is who made it and his telephone; ``school`` has its full name and address. The
    caller bounds ``number`` and ``contact`` to some 100 characters."""

    addressee: str
    school: tuple[str, ...]
    code: str
    year_title: str
    changes: tuple[Change, ...]
    signature: Signature
    contact: str = ""
    number: str = ""
    day: date | None = None

    @cached_property
    def tables(self) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        """The changes of the ten pairs in their order, and the others as given; each person's together."""
        first = tuple(one for one in self.changes if one.field in TEN_PAIRS)
        people = list(dict.fromkeys(one.record for one in self.changes))
        ten = sorted(first, key=lambda one: (people.index(one.record), TEN_PAIRS.index(one.field)))
        rest = [one for one in self.changes if one.field not in TEN_PAIRS]
        return tuple(ten), tuple(sorted(rest, key=lambda one: people.index(one.record)))

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits over everything the letter says."""
        changes = (
            part for one in self.changes for part in (one.record, one.who, one.field, one.old, one.new, one.ground)
        )
        day = Day().show(self.day) if self.day else ""
        signed = (self.signature.post, self.signature.name)
        return digest((self.addressee, self.code, self.year_title, self.number, day, *self.school, *signed, *changes))


def draw_letter(letter: Letter, printed_at: datetime, *, sample: bool = False) -> Drawn:
    """The letter as a PDF; the same letter and moment give the same bytes. ``sample`` as in ``render``."""
    pages = lay_out_letter(letter, printed_at)
    size = (_WIDTH, _HEIGHT)
    return Drawn(render(pages, size, TITLE, printed_at, subject="Официальное письмо", sample=sample), len(pages))


def lay_out_letter(letter: Letter, printed_at: datetime) -> list[Page]:
    """The pages of a letter, every text and rule at its place."""
    pages = [Page()]
    edge = _head(letter, pages[0])
    tail, tail_height = _tail(letter)
    told = [(title, changes) for title, changes in zip(_TITLES, letter.tables, strict=True) if changes]
    for place, (title, changes) in enumerate(told, 1):
        edge = _add_table(pages, title, changes, edge, tail_height if place == len(told) else 0)
    pages[-1].put(tail, _LEFT, edge)
    _put_feet(letter, printed_at, pages)
    return pages


_TITLES = ("Изменения в сведениях, которые хранит РИС (пары «было — стало»)", "Другие изменения")


def _head(letter: Letter, page: Page) -> float:
    """Sender, addressee, number and day, subject and what is asked; where the first table may begin."""
    top = _HEIGHT - _TOP
    left = _column(page, (*letter.school, f"Код ОО {letter.code or MISSING}"), _LEFT, top, 85 * MM)
    right = _column(page, (letter.addressee or "Кому: ______________________________",), _ASIDE, top, _INNER - 100 * MM)
    y = _number_line(letter, page, min(left, right) - 8 * MM) - 6 * MM
    for line in wrap(f"{TITLE}, {letter.year_title} учебный год", BOLD, 13, _INNER):
        y -= 13 * _STEP
        page.texts.append(centred(line, (BOLD, 13), _LEFT, _INNER, y))
    return _paragraph(page, _request(letter), y - 3 * MM)


def _request(letter: Letter) -> str:
    people = len({one.record for one in letter.changes})
    return (
        "Просим внести в региональную информационную систему изменения в данные, переданные из «Паспорта школы». "
        f"Карточек: {people}, изменений: {len(letter.changes)}. Основания названы в таблице."
    )


def _column(page: Page, texts: Sequence[str], left: float, top: float, room: float) -> float:
    """Texts under one another, those too long for a letter's head ended with «…»; their lower edge."""
    for text in filter(None, texts):
        lines = wrap(text, REGULAR, 11, room)
        kept = lines if len(lines) <= _MOST else (*lines[: _MOST - 1], f"{lines[_MOST - 1][:-1]}…")
        for line in kept:
            top -= 11 * _STEP
            page.texts.append(Placed(left, top, REGULAR, 11, line))
    return top


def _number_line(letter: Letter, page: Page, y: float) -> float:
    """«от … № …», with lines to write what is not known; the baseline."""
    day = Day().show(letter.day) if letter.day else "«____» ______________ 20____ г."
    (told, *more) = wrap(f"от {day} № {letter.number or '______________'}", REGULAR, _BODY, _INNER)
    page.texts.append(Placed(_LEFT, y, REGULAR, _BODY, told))
    for line in more:
        y -= _BODY * _STEP
        page.texts.append(Placed(_LEFT, y, REGULAR, _BODY, line))
    return y


def _paragraph(page: Page, text: str, y: float) -> float:
    for line in wrap(text, REGULAR, _BODY, _INNER):
        y -= _BODY * _STEP
        page.texts.append(Placed(_LEFT, y, REGULAR, _BODY, line))
    return y - 2 * MM


def _add_table(pages: list[Page], title: str, changes: Sequence[Change], edge: float, tail: float) -> float:
    """A table under its title from ``edge`` down, over as many pages as it needs; the lower edge of the last row."""
    table = Table(_COLUMNS, _LEFT, most=100 * MM)
    rows = table.rows([_line(one) for one in changes])
    titled = 11 * _STEP + 5 * MM
    alone = tail if len(rows) == 1 else 0  # a single row cannot go over to the signature: the table goes with it
    if edge - titled - table.head_height - rows[0].height - alone < _FOOT:
        pages.append(Page())
        edge = _HEIGHT - _TOP
    pages[-1].texts.append(Placed(_LEFT, edge - 3 * MM - 11, BOLD, 11, title))
    return _put_rows(pages, table, rows, edge - titled, tail)


def _put_rows(pages: list[Page], table: Table, rows: Sequence[Row], edge: float, tail: float) -> float:
    first = edge - _FOOT - table.head_height
    room = _HEIGHT - _TOP - _FOOT - table.head_height
    for place, numbers in enumerate(paginate([row.height for row in rows], first, room, tail)):
        if place:
            pages.append(Page())
            edge = _HEIGHT - _TOP
        if numbers:
            edge = table.draw([rows[number] for number in numbers], edge, pages[-1])
    return edge


def _line(change: Change) -> Line:
    texts = (change.who, change.label, change.old or EMPTY, change.new or EMPTY, change.ground or MISSING)
    return Line(change.record, tuple((Piece(text, strong=text == MISSING),) for text in texts))


def _tail(letter: Letter) -> tuple[Page, float]:
    """The signature of the head, and who made the letter; with the height of both."""
    tail = Page()
    y = -3 * MM
    if any(LACKING in face(REGULAR).printable(text) for one in letter.changes for text in (one.who, one.old, one.new)):
        y -= 4.5 * MM
        told = f"{LACKING} — знак, которого нет в шрифте программы; впишите его от руки."
        tail.texts.append(Placed(0, y, REGULAR, _SMALL, told))
    y = sign(tail, letter.signature, y, _INNER, "signer.1") - 4 * MM
    for line in wrap(f"Исполнитель: {letter.contact}", REGULAR, _SMALL, _INNER) if letter.contact else ():
        y -= _SMALL * _STEP
        tail.texts.append(Placed(0, y, REGULAR, _SMALL, line))
    return tail, -y + 1 * MM


def _put_feet(letter: Letter, printed_at: datetime, pages: list[Page]) -> None:
    """On every page: which letter and page it is, and the short code that tells one printing from another."""
    number = wrap(f"Письмо № {letter.number}", REGULAR, 9, 60 * MM)[0] if letter.number else "Письмо"
    code = f"{code_for_eyes(letter.fingerprint)}, напечатано {printed_at:%d.%m.%Y %H:%M}"
    wide = face(REGULAR).width(code) * 9 / 1000
    for place, page in enumerate(pages, 1):
        page.texts += [
            Placed(_LEFT, _EDGE, REGULAR, 9, number),
            centred(f"стр. {place} из {len(pages)}", (REGULAR, 9), _LEFT, _INNER, _EDGE),
            Placed(_WIDTH - _RIGHT - wide, _EDGE, REGULAR, 9, code),
        ]
