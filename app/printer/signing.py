"""What stands under the table of a form: the count, and the lines to sign, with the place of the seal.

Lengths are points; the left margin and the lower edge of the table are at zero.
"""

from app.printer.fonts import BOLD, LACKING, NARROW, REGULAR, face, wrap
from app.printer.form import Sheet, Signature
from app.printer.placed import MM, Box, Page, Placed, centred

# Parts of the width in a line to sign: post, signature, name; the rest is for the date and the seal.
_POST, _SIGN, _NAME = 0.27, 0.18, 0.2
_SEAL = 35 * MM  # where so much is not left beside the date, the seal goes below it
_DATE_TEXT = "«____» ______________ 20____ г."
_TICK = 8 * MM  # the side of the box «есть ошибка»
_LINE = 13.0  # between lines of a wrapped post or name


def tail_of(sheet: Sheet, inner: float, *, lacking: bool) -> tuple[Page, float]:
    """Counts, the box to tick and signatures under the table, and their height."""
    tail = Page()
    y = -5 * MM
    if counts := _counts(sheet):
        tail.texts.append(Placed(0, y, REGULAR, 11, counts))
    if lacking:
        y -= 4.5 * MM
        told = f"{LACKING} — знак, которого нет в шрифте программы; впишите его от руки."
        tail.texts.append(Placed(0, y, REGULAR, 10, told))
    y -= 3 * MM
    if sheet.form.tick:
        y = _tick(tail, sheet.owner, y, inner)
    for place, signature in enumerate(sheet.signatures, 1):
        y = sign(tail, signature, y, inner, f"signer.{place}")
    return tail, -y + 1 * MM


def _counts(sheet: Sheet) -> str:
    """How many stand on it, and how many lines have gaps."""
    gaps = sum(line.has_gaps for line in sheet.lines)
    counts = [] if sheet.of_one else [f"Всего в списке: {len(sheet.lines)}."]
    return " ".join([*counts, *([f"{sheet.form.gaps}: {gaps}."] if gaps else [])])


def _tick(tail: Page, key: str, top: float, inner: float) -> float:
    """The box «есть ошибка» with lines to write what is wrong; the lower edge."""
    y = top - _TICK
    tail.boxes.append(Box(key, "mistake", 0, y, _TICK, _TICK))
    tail.rules += ((0, y, _TICK, y), (0, top, _TICK, top), (0, y, 0, top), (_TICK, y, _TICK, top))
    x, told = _TICK + 3 * MM, "Есть ошибка"
    tail.texts.append(Placed(x, y + 2 * MM, BOLD, 12, told))
    x += face(BOLD).width(told) * 12 / 1000 + 2 * MM
    tail.texts.append(Placed(x, y + 2 * MM, REGULAR, 11, "— поставьте крестик. Как правильно:"))
    for _ in range(3):
        y -= 9 * MM
        tail.rules.append((0, y, inner, y))
    return y - 3 * MM


def sign(tail: Page, signature: Signature, top: float, inner: float, key: str) -> float:
    """One signature line below ``top``: post, line to sign, name, date, free place of the seal; its lower edge."""
    post = wrap(signature.post, REGULAR, 11, inner * _POST - 2 * MM)
    name = wrap(signature.name, REGULAR, 11, inner * _NAME - 4 * MM) if signature.name else ("",)
    y = top - 8 * MM - _LINE * (max(len(post), len(name)) - 1)
    tail.texts += [Placed(0, y + _LINE * (len(post) - 1 - place), REGULAR, 11, line) for place, line in enumerate(post)]
    x = inner * _POST
    _ruled(tail, x, x + inner * _SIGN, y, "подпись")
    tail.boxes.append(Box(key, "signer", x, y - 3, inner * _SIGN, top - 1 * MM - (y - 3)))
    x += inner * _SIGN
    tail.texts.append(centred("/", (REGULAR, 11), x, 4 * MM, y))
    room = inner * _NAME - 4 * MM
    tail.texts += [
        centred(line, (REGULAR, 11), x + 4 * MM, room, y + _LINE * (len(name) - 1 - place))
        for place, line in enumerate(name)
        if line
    ]
    _ruled(tail, x + 4 * MM, x + 4 * MM + room, y, "И. О. Фамилия")
    x += inner * _NAME
    tail.texts.append(centred("/", (REGULAR, 11), x, 4 * MM, y))
    tail.texts.append(Placed(x + 5 * MM, y, REGULAR, 11, _DATE_TEXT))
    y -= 4 * MM
    return _seal(tail, x + 5 * MM + face(REGULAR).width(_DATE_TEXT) * 11 / 1000, y, inner) if signature.seal else y


def _seal(tail: Page, after: float, y: float, inner: float) -> float:
    """The place of the seal, free of text: at the right of the head's line, or under it on narrow paper."""
    free = inner - after
    if free >= _SEAL:
        tail.texts.append(centred("М.П.", (REGULAR, 11), after, free, y + 4 * MM))
        return y
    tail.texts.append(centred("М.П.", (REGULAR, 11), inner * _POST, _SEAL, y - 14 * MM))
    return y - 28 * MM


def _ruled(tail: Page, left: float, right: float, y: float, told: str) -> None:
    """A line to write on, with what belongs there told under it."""
    tail.rules.append((left, y - 3, right, y - 3))
    tail.texts.append(centred(told, (NARROW, 8), left, right - left, y - 11))
