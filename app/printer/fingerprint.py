"""Fingerprints of what a form prints: equal papers have equal ones, any other printed value another one."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from app.printer.form import Cell, Sheet


def digest(parts: Iterable[str]) -> str:
    """12 hexadecimal digits over the parts; each goes in with its length, so that no two lists meet."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return sha256(b"".join([b"%d:%b" % (len(one), one) for one in raw])).hexdigest()[:12]


def line_fingerprint(cells: Sequence[Cell]) -> str:
    """The fingerprint of one line. The number in the list is not part of it."""
    return digest(_texts(cells))


def _texts(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        yield str(len(cell))
        for piece in cell:
            yield piece.text


def line_fingerprints(sheet: Sheet) -> dict[str, str]:
    """The fingerprint of every line by its key; a paper of one pupil has a single one, under the pupil's id."""
    if sheet.owner:
        parts = (text for line in sheet.lines for text in (line.key, *_texts(line.cells)))
        return {sheet.owner: digest(parts)}
    return {line.key: line_fingerprint(line.cells) for line in sheet.lines}


def form_fingerprint(sheet: Sheet, lines: Iterable[str]) -> str:
    """The fingerprint of a whole form: what its heading, signatures and plans say, and its lines' fingerprints.

    The order of lines follows from the names in them and is left out, so that the register, which keeps
    no order, is enough to tell whether only the heading has changed.
    """
    plans = (text for plan in sheet.plans for text in plan.texts)
    return digest((*sheet.heading(), *plans, *sorted(lines)))
