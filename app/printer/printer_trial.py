"""A page to try a printer with: whether margins, codes, boxes and the smallest type come out as they must."""

from datetime import datetime

from app.printer.fonts import BOLD, NARROW, REGULAR
from app.printer.page import render
from app.printer.page_code import MODULE, bars
from app.printer.placed import MM, Mark, Page, Placed

_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _FOOT = 20 * MM, 10 * MM, 20 * MM, 20 * MM
_TELLS = "Паспорт школы: код читается"
_RULER = 150  # mm
_TEXTS = (
    (BOLD, 15.0, "Проба принтера"),
    (REGULAR, 11.0, "Печатайте «В натуральную величину» (100 %), без подгонки к странице."),
    (REGULAR, 11.0, "1. Все четыре стороны рамки видны целиком: поля верны."),
    (REGULAR, 11.0, f"2. Линейка ниже длиной ровно {_RULER} мм: масштаб верен."),
    (REGULAR, 11.0, "3. Телефон читает большой код внизу справа, а маленькие чёткие: сканы форм узнаются."),
    (REGULAR, 11.0, "4. Все строки ниже читаются без лупы; точки квадратов не слиплись."),
    (REGULAR, 11.0, "5. Крестик и подпись ручкой в рамках помещаются."),
)
_SAMPLES = (
    (NARROW, 8.0, "8 пт: подписи под чертой — Щукин, Йошкар-Ола, ёж, № 0123456789"),
    (REGULAR, 9.0, "9 пт: низ страницы — код ОО 700101, форма № 17, a1b2 c3d4 e5f6"),
    (NARROW, 10.0, "10 пт: таблицы — Верхнетагильский Ёрш Щукинович, 112-233-445 95, II-ОМ № 123456"),
    (BOLD, 10.0, "10 пт, полужирный: пробелы в данных — не внесено"),
)


def trial_page(now: datetime) -> bytes:
    """The page as a PDF; it belongs to no form and stands in no register."""
    page = Page()
    y = _HEIGHT - _TOP - 8 * MM
    for font, size, text in _TEXTS:
        y -= size * 1.5
        page.texts.append(Placed(_LEFT + 5 * MM, y, font, size, text))
    y = _ruler(page, y - 12 * MM)
    for font, size, text in _SAMPLES:
        y -= 6 * MM
        page.texts.append(Placed(_LEFT + 5 * MM, y, font, size, text))
    _frame(page, _LEFT, _FOOT, _WIDTH - _RIGHT, _HEIGHT - _TOP)
    for x, wide in ((_LEFT + 5 * MM, 8 * MM), (_LEFT + 25 * MM, 30 * MM)):  # to tick and to sign
        _frame(page, x, y - 25 * MM, x + wide, y - 17 * MM)
    _codes(page)
    return render([page], (_WIDTH, _HEIGHT), "Проба принтера", now)


def _frame(page: Page, left: float, low: float, right: float, high: float) -> None:
    page.rules += ((left, low, right, low), (left, high, right, high))
    page.rules += ((left, low, left, high), (right, low, right, high))


def _ruler(page: Page, y: float) -> float:
    left = _LEFT + 5 * MM
    page.rules.append((left, y, left + _RULER * MM, y))
    for mark in range(0, _RULER + 1, 10):
        high = 5 if mark % 50 == 0 else 3
        page.rules.append((left + mark * MM, y, left + mark * MM, y + high * MM))
        if mark % 50 == 0:
            page.texts.append(Placed(left + mark * MM - 5, y - 12, NARROW, 10, str(mark)))
    return y - 8 * MM


def _codes(page: Page) -> None:
    """The main code where forms have it, and one as small as the corner codes beside it."""
    modules, black = bars(_TELLS, "M")
    side = modules * MODULE * MM
    page.marks.append(Mark("M", _WIDTH - _RIGHT - side - 4 * MM, _FOOT + 4 * MM, side, modules, black))
    small, small_black = bars("PSH", "Q")
    wide = small * MODULE * MM
    page.marks.append(Mark("C", _LEFT + 5 * MM, _FOOT + 4 * MM, wide, small, small_black))
