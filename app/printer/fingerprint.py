"""Fingerprints of what a form prints: equal papers have equal ones, any other printed value another one."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from app.printer.form import Cell, Sheet


def digest(parts: Iterable[str]) -> str:
    """12 hexadecimal digits over the parts; each goes in with its length, so that no two lists meet."""
    total = sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(raw))
        total.update(raw)
    return total.hexdigest()[:12]


def line_fingerprint(cells: Sequence[Cell]) -> str:
    """The fingerprint of one person's line. The number in the list is not part of it."""
    return digest(part for cell in cells for part in (str(len(cell)), *(piece.text for piece in cell)))


def form_fingerprint(sheet: Sheet, lines: Iterable[str]) -> str:
    """The fingerprint of a whole form: what its heading and signatures say, and its lines' fingerprints.

    The order of lines follows from the names in them and is left out, so that the register, which keeps
    no order, is enough to tell whether only the heading has changed.
    """
    return digest((*sheet.heading(), *sorted(lines)))
