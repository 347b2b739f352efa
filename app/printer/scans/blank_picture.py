"""A blank of the register drawn again as a picture, with the same fonts as the paper."""

from io import BytesIO

import numpy as np

from app.printer.blank import Blank
from app.printer.fonts import face
from app.printer.pictures import PDFIUM
from app.printer.scans.types import DPI, Grey


def picture_of(blank: Blank) -> Grey:
    """The page in grey at :data:`DPI`, its first row the upper edge of the paper."""
    import pypdfium2  # noqa: PLC0415 - 0.1 s, needed only when scans are read

    pdf = _pdf(blank)
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[0].render(scale=DPI / 72, grayscale=True)
        return np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)


def _pdf(blank: Blank) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - as above

    file = BytesIO()
    canvas = Canvas(file, pagesize=(blank.width, blank.height), pageCompression=0, invariant=1)
    for x, y, font, size, text in blank.texts:
        face(font)
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
    canvas.setLineWidth(blank.line)
    canvas.lines(blank.rules)
    for mark in blank.marks:
        module = mark.side / mark.modules
        for column, row, wide, high in mark.bars:
            low = mark.y + (mark.modules - row - high) * module
            canvas.rect(mark.x + column * module, low, wide * module, high * module, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
