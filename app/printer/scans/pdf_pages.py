"""Pages of a PDF as pictures: a scanner's one JPEG a page is taken as it is, anything else is drawn."""

from io import BytesIO
from types import TracebackType
from typing import Any

from PIL import Image

from app.errors import BadFile
from app.printer.pictures import PDFIUM
from app.printer.scans.plain import MOST_DOTS, Picture, check_size, prepared

_DPI = 200
_FINE_DPI = 300
_PDFIUMED = 4  # PDFium's number for a PDF that asks for a password
_HINT = "Отсканируйте ещё раз или сохраните PDF заново, без пароля."


class PdfSource:
    """An open PDF."""

    def __init__(self, content: bytes, name: str) -> None:
        import pypdfium2  # noqa: PLC0415 - 0.1 s, needed only when scans are read

        self._name = name
        self._failure = pypdfium2.PdfiumError
        with PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(content)
                self.pages = len(self._document)
            except pypdfium2.PdfiumError as problem:
                locked = getattr(problem, "err_code", None) == _PDFIUMED
                what = "закрыт паролем" if locked else "повреждён или обрезан"
                raise BadFile(f"Файл {name} {what}.", _HINT) from problem
        if not self.pages:
            raise BadFile(f"В файле {name} нет страниц.", _HINT)

    def __enter__(self) -> "PdfSource":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with PDFIUM:
            self._document.close()

    def picture(self, place: int, *, fine: bool = False) -> Picture:
        """The page of a place (from 0); :class:`BadFile` where it cannot be read."""
        try:
            with PDFIUM:
                page = self._document[place]
                try:
                    images = self._images(page)
                    jpeg = self._only_jpeg(page, images)
                    image = self._drawn(page, images, fine=fine) if not jpeg else Image.open(BytesIO(jpeg))
                finally:
                    page.close()
            check_size(image.size, self._name)
            return prepared(image, jpeg, fine=fine)
        except (self._failure, OSError, ValueError, SyntaxError, MemoryError) as problem:
            raise BadFile(f"Страница {place + 1} файла {self._name} не читается.", _HINT) from problem

    def _images(self, page: Any) -> list[Any]:
        """The pictures of a page, none of them beyond measure."""
        from pypdfium2 import raw  # noqa: PLC0415 - as above

        found = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        for one in found:
            wide, high = one.get_px_size()
            if wide * high > MOST_DOTS:
                check_size((wide, high), self._name)
        return found

    def _only_jpeg(self, page: Any, images: list[Any]) -> bytes:
        """The JPEG that fills the page upright, b"" where there is no such."""
        if len(images) != 1 or images[0].get_filters() != ["DCTDecode"] or page.get_rotation():
            return b""
        matrix = images[0].get_matrix()
        wide, high = page.get_size()
        fills = abs(matrix.a - wide) < wide * 0.02 and abs(matrix.d - high) < high * 0.02
        if not fills or abs(matrix.b) > 1 or abs(matrix.c) > 1 or sum(1 for _ in page.get_objects(max_depth=1)) != 1:
            return b""
        return bytes(images[0].get_data())

    def _drawn(self, page: Any, images: list[Any], *, fine: bool) -> Image.Image:
        wide, high = page.get_size()
        scale = (_FINE_DPI if fine else _DPI) / 72
        if images:  # as finely as it was scanned, so that its resolution can be told
            scale = min(max(one.get_px_size()[0] for one in images) / wide, _FINE_DPI / 72)
        while wide * high * scale * scale > MOST_DOTS / 4:
            scale /= 2
        if max(wide, high) * scale > 30_000 or min(wide, high) * scale < 100:
            raise BadFile(f"Страница в файле {self._name} не похожа на лист бумаги.", _HINT)
        picture: Image.Image = page.render(scale=scale).to_pil()
        return picture
