"""A file of a paper on health made into plain pages: what is kept is drawn anew, never the file that came.

So nothing of the file outlives this: no EXIF with a place on the map, no thumbnail, no comment, no second file behind
the picture, no script of a PDF. A file is told by its first bytes, and nothing is unpacked before its size is sane.
"""

import struct
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

from PIL import Image, ImageOps

from app.errors import BadFile
from app.printer.scans.pdf_pages import PdfSource
from app.printer.scans.plain import as_plain

MEDIA_TYPE = "image/jpeg"
MOST_BYTES = 25_000_000
MOST_DOTS = 80_000_000
MOST_PAGES = 20
_LONGEST = 2_340  # dots of the longer side: A4 at 200 dpi
_LEAST = 100
_QUALITY = 80
_HINT = "Подойдут JPEG, PNG или PDF: фотография или скан документа."
# What Pillow raises of damaged files; a warning where warnings are errors.
_FAULTS = (OSError, ValueError, EOFError, SyntaxError, IndexError, KeyError, TypeError, struct.error, Warning)


def plain_pages(content: bytes, name: str) -> tuple[bytes, ...]:
    """The pages of a JPEG, PNG or PDF, each as a JPEG of at most A4 at 200 dpi, upright, with nothing but its dots.

    Raises :class:`BadFile` for what is none of these, is cut, locked, or beyond all measure. ``name`` is only for the
    sentence of the refusal.
    """
    if len(content) > MOST_BYTES:
        raise BadFile(
            f"Файл {name} слишком велик ({len(content) // 1_000_000} МБ).", f"Не больше {MOST_BYTES // 1_000_000} МБ."
        )
    if content[:5] == b"%PDF-":
        return tuple(_jpeg(page) for page in _pdf_pages(content, name))
    return (_jpeg(_picture(content, name)),)


def shown_within(content: bytes, longest: int) -> bytes:
    """A kept page as PNG of at most so many dots on its longer side; :class:`BadFile` where the base is damaged."""
    try:
        image = Image.open(BytesIO(content), formats=("JPEG",))
        image.draft(None, (longest, longest))
        image.thumbnail((longest, longest))
    except _FAULTS as problem:
        raise BadFile("Изображение в базе повреждено.", "Уберите его и прикрепите файл ещё раз.") from problem
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _pdf_pages(content: bytes, name: str) -> Iterator[Image.Image]:
    with PdfSource(content, name) as source:
        if source.pages > MOST_PAGES:
            raise BadFile(f"В файле {name} страниц: {source.pages}; прикрепить можно не больше {MOST_PAGES}.")
        for place in range(source.pages):
            yield source.picture(place).image


def _picture(content: bytes, name: str) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    except _FAULTS as problem:
        raise BadFile(f"Файл {name} — не изображение документа, или он повреждён.", _HINT) from problem
    with closing(image):
        wide, high = image.size
        if wide * high > MOST_DOTS:
            raise BadFile(f"Изображение в файле {name} слишком велико: {wide} × {high} точек.", _HINT)
        if min(wide, high) < _LEAST:
            raise BadFile(f"Изображение в файле {name} слишком мало: {wide} × {high} точек.", _HINT)
        try:
            image.draft("RGB", (_LONGEST, _LONGEST))
            return as_plain(ImageOps.exif_transpose(_small(image)))
        except (*_FAULTS, MemoryError) as problem:
            raise BadFile(f"Файл {name} повреждён или обрезан.", _HINT) from problem


def _small(image: Image.Image) -> Image.Image:
    """The picture by whole times smaller, before anything else is done: each copy of a large one takes 300 MB."""
    times = max(image.size) // _LONGEST
    if times < 2:
        return image
    if image.mode in {"P", "1"}:  # their dots cannot be averaged
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.reduce(times)


def _jpeg(image: Image.Image) -> bytes:
    """The dots of a picture in a file of their own."""
    image.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)  # a copy would keep what the file said besides
    file = BytesIO()
    bare.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()
