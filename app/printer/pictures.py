"""Pages of a PDF as pictures, to be looked at before printing and to be sent to a printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

PDFIUM = Lock()  # PDFium may be in one thread at a time; whoever calls it in this process holds this


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture, a byte for a dot: its width and height in dots, and the bytes of a line with its padding."""

    width: int
    height: int
    stride: int
    dots: bytes


class Document:
    """An open PDF whose pages are drawn when they are asked for, so that a hundred pages cost no more than one.

    ``sizes`` are width and height of each page in points.
    """

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 - needed only when something is looked at

        with PDFIUM:
            self._document = pypdfium2.PdfDocument(pdf)
            self.sizes: Sequence[tuple[float, float]] = [
                self._document.get_page_size(place) for place in range(len(self._document))
            ]

    def picture(self, place: int, dpi: float) -> Picture:
        """A page, counted from 0, as a picture of that many dots an inch."""
        with PDFIUM:
            page = self._document[place]
            try:
                bitmap = page.render(scale=dpi / 72, grayscale=True)
                made = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
                bitmap.close()
            finally:
                page.close()
        return made

    def close(self) -> None:
        """Let the PDF go."""
        with PDFIUM:
            self._document.close()
