"""The recovery sheet: on one page of A4 the key of a base as a code, what it is for and where to keep it.

Whoever holds the sheet opens the base without its password, so the sheet says that first. Lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.printer.fonts import BOLD, REGULAR, face, wrap
from app.printer.page import Drawn, render
from app.printer.page_code import bars
from app.printer.placed import MM, Mark, Page, Placed

TITLE = "Лист восстановления"  # names no school: viewers and print queues show it

_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _EDGE = 20 * MM, 15 * MM, 20 * MM, 12 * MM
_INNER = _WIDTH - _LEFT - _RIGHT
_STEP = 1.3  # between lines, in sizes of the type
_IN_ROW = 3  # groups
_CODE = 22.0  # points: read aloud and typed from, never by a lens
_MODULE = 0.9  # mm: read from a photocopy too
_KEEP = (
    "Кто держит этот лист, тот откроет базу без пароля. Это ключ ко всем данным детей, а не справка.",
    "Храните в сейфе или запечатанном конверте у директора: не рядом с компьютером и не там, где лежит пароль.",
    "Не фотографируйте, не пересылайте и не кладите файл листа рядом с базой.",
)
_USE = (
    "Откройте базу, нажмите «Забыли пароль?» и внесите код с этого листа: подряд или по группам, большими или "
    "маленькими буквами. Букв I, L, O и U в коде нет: это цифры 1 и 0. Программа назовёт группу, в которой ошибка.",
    "База откроется и сразу попросит новый пароль. После этого напечатайте новый лист, а этот "
    "перечеркните: к этой базе он больше не подойдёт.",
)
_LIMITS = (
    "После каждой смены пароля нужен новый лист. Но копии базы, сделанные раньше, открываются прежним паролем и "
    "прежним листом: храните лист, пока хранятся такие копии, или удалите их.",
    "Без пароля и без листа базу не откроет никто, и разработчики программы тоже.",
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on a sheet: whose base it opens, the groups of the code, the same for machines, and when (local)."""

    school: str
    code: str
    year_title: str
    groups: Sequence[str]
    machine: str
    made_at: datetime


def draw_recovery_sheet(sheet: RecoverySheet, *, sample: bool = False) -> Drawn:
    """The sheet as a PDF; the same sheet gives the same bytes. ``sample`` as in ``render``."""
    pages = [lay_out_recovery_sheet(sheet)]
    size = (_WIDTH, _HEIGHT)
    return Drawn(render(pages, size, TITLE, sheet.made_at, subject=TITLE, sample=sample), len(pages))


def lay_out_recovery_sheet(sheet: RecoverySheet) -> Page:
    """The page, every text, rule and code at its place."""
    page = Page()
    y = _lines(page, TITLE, (BOLD, 20.0), _HEIGHT - _TOP)
    y = _lines(page, _whose(sheet), (REGULAR, 12.0), y - 2 * MM)
    y = _paragraphs(page, "Это ключ", _KEEP, y - 5 * MM)
    y = _code(page, sheet, y - 7 * MM)
    y = _paragraphs(page, "Если пароль забыт", _USE, y - 7 * MM)
    y = _paragraphs(page, "Чего лист не может", _LIMITS, y - 5 * MM)
    _to_write(page, y - 14 * MM)
    made = f"Сделан {sheet.made_at:%d.%m.%Y %H:%M}"
    named = ", ".join(filter(None, (TITLE, _code_told(sheet))))
    page.texts.append(Placed(_LEFT, _EDGE, REGULAR, 9, f"{named}. {made}"))
    return page


def _whose(sheet: RecoverySheet) -> str:
    parts = (_code_told(sheet), sheet.school, f"{sheet.year_title} учебный год")
    return f"База: {', '.join(filter(None, parts))}"


def _code_told(sheet: RecoverySheet) -> str:
    """The school's code; '' in a base that has none yet."""
    return f"код ОО {sheet.code}" if sheet.code else ""


def _lines(page: Page, text: str, type_: tuple[str, float], y: float, left: float = _LEFT) -> float:
    font, size = type_
    for line in wrap(text, font, size, _WIDTH - _RIGHT - left):
        y -= size * _STEP
        page.texts.append(Placed(left, y, font, size, line))
    return y


def _paragraphs(page: Page, head: str, texts: Sequence[str], y: float) -> float:
    y = _lines(page, head, (BOLD, 13.0), y)
    for text in texts:
        top = y - 1.5 * MM
        page.texts.append(Placed(_LEFT, top - 11 * _STEP, BOLD, 11, "•"))
        y = _lines(page, text, (REGULAR, 11.0), top, _LEFT + 4 * MM)
    return y


def _code(page: Page, sheet: RecoverySheet, top: float) -> float:
    """The groups with their numbers, in a frame, and the QR beside them; the lower edge of the frame."""
    modules, black = bars(sheet.machine, "Q")
    side = modules * _MODULE * MM
    rows = -(-len(sheet.groups) // _IN_ROW)
    high = max(side + 10 * MM, rows * 11.5 * MM + 8 * MM)
    low = top - high
    page.marks.append(Mark("M", _WIDTH - _RIGHT - side - 5 * MM, low + (high - side) / 2, side, modules, black))
    step = (_INNER - side - 14 * MM) / _IN_ROW
    row = (high - 6 * MM) / rows
    for place, group in enumerate(sheet.groups):
        x = _LEFT + 4 * MM + place % _IN_ROW * step
        y = top - 3 * MM - (place // _IN_ROW + 0.75) * row
        number = f"{place + 1}"
        wide = face(REGULAR).width(number) * 9 / 1000
        page.texts.append(Placed(x + 4.5 * MM - wide, y, REGULAR, 9, number))
        page.texts.append(Placed(x + 6 * MM, y, BOLD, _CODE, group))
    for edge in (low, top):
        page.rules.append((_LEFT, edge, _WIDTH - _RIGHT, edge))
    for edge in (_LEFT, _WIDTH - _RIGHT):
        page.rules.append((edge, low, edge, top))
    return low


def _to_write(page: Page, y: float) -> None:
    """Lines to write who put the sheet away, and where."""
    for place, (label, room) in enumerate((("Положил(а)", 75 * MM), ("Где лежит", 75 * MM))):
        x = _LEFT + place * (_INNER / 2)
        wide = face(REGULAR).width(label) * 11 / 1000 + 2 * MM
        page.texts.append(Placed(x, y, REGULAR, 11, label))
        page.rules.append((x + wide, y - 1, x + room, y - 1))
