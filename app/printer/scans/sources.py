"""Files of scans opened page by page: PDF, TIFF of several pages, JPEG, PNG; refusals in Russian.

A file is told by its first bytes, not by its name. Nothing is unpacked before its size is known to be sane: a picture
of a hundred bytes may claim a hundred gigabytes.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Protocol

from PIL import Image

from app.disk import why
from app.errors import BadFile
from app.printer.scans.pdf_pages import PdfSource
from app.printer.scans.plain import HINT, Picture, check_size, prepared

MOST_BYTES = 1_000_000_000
MOST_PAGES = 2_000
# What Pillow raises of damaged files; a warning where warnings are errors.
_FAULTS = (OSError, ValueError, EOFError, SyntaxError, IndexError, KeyError, TypeError, struct.error, Warning)
_FOREIGN = {b"ftypheic": "HEIC", b"ftypheif": "HEIF", b"ftypmif1": "HEIF", b"WEBP": "WebP", b"GIF8": "GIF"}


class Source(Protocol):
    """An open file of scans."""

    pages: int

    def picture(self, place: int, *, fine: bool = False) -> Picture:
        """The page of a place (from 0), ``fine`` at full size; :class:`BadFile` where it cannot be read."""
        ...


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The file as a source of pages; :class:`BadFile` for what is no scan, is cut, locked or beyond all measure."""
    content = _content(path)
    if content[:1024].lstrip()[:5] == b"%PDF-":
        with PdfSource(content, path.name) as source:
            _check_pages(source.pages, path.name)
            yield source
    else:
        pictures = PictureSource(content, path.name)
        _check_pages(pictures.pages, path.name)
        yield pictures


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadFile(f"Файл {path.name} слишком велик ({size // 1_000_000} МБ).", "Разделите его на части.")
        content = path.read_bytes()
    except OSError as problem:
        raise BadFile(f"Файл {path.name} не читается: {why(problem)}.") from problem
    except ValueError:
        raise BadFile("Имя файла скана не подходит.") from None
    if not content:
        raise BadFile(f"Файл {path.name} пуст.", HINT)
    return content


def _check_pages(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise BadFile(
            f"В файле {name} страниц: {pages}; за один раз читается не больше {MOST_PAGES}.", "Разделите его на части."
        )


class PictureSource:
    """A picture, or several in one TIFF."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content = content
        self._name = name
        with self._opened() as image:
            self.pages = self._count(image)

    def picture(self, place: int, *, fine: bool = False) -> Picture:
        """The page of a place (from 0); :class:`BadFile` where it cannot be read."""
        with self._opened() as image:
            try:
                if place:
                    image.seek(place)
                check_size(image.size, self._name)
                original = self._content if image.format == "JPEG" else b""
                return prepared(image, original, fine=fine)
            except _FAULTS as problem:
                raise BadFile(f"Страница {place + 1} файла {self._name} не читается.", HINT) from problem

    def _opened(self) -> Image.Image:
        try:
            image = Image.open(BytesIO(self._content), formats=("JPEG", "PNG", "TIFF", "BMP"))
        except _FAULTS as problem:
            raise BadFile(f"Файл {self._name} — не скан: {self._what()}.", HINT) from problem
        check_size(image.size, self._name)
        return image

    def _what(self) -> str:
        for mark, kind in _FOREIGN.items():
            if mark in self._content[:16]:
                return f"формат {kind} программа не читает"
        return "это не PDF, JPEG, PNG или TIFF, либо файл повреждён"

    def _count(self, image: Image.Image) -> int:
        if image.format != "TIFF":
            return 1  # a telephone keeps small copies behind its picture
        try:
            for place in range(1, MOST_PAGES + 1):
                image.seek(place)
        except EOFError:
            return place
        except _FAULTS as problem:
            raise BadFile(f"Файл {self._name} повреждён: страницы после {place} не читаются.", HINT) from problem
        return MOST_PAGES + 1
