"""The picture of a page as it is kept, and the PDF for «Обмен файлами»: colour kept, no larger than need be."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from app.errors import BadFile
from app.printer.scans.plain import Picture

_DAMAGED = ("Картинка скана в базе повреждена.", "Прочитайте скан ещё раз.")
_LONG = 2_340  # dots of the longer side: A4 at 200 dpi
_QUALITY = 72
_SCAN = 0xDA  # the marker after which the picture itself comes
_NOTES = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})  # Exif, XMP, IPTC, remarks; not JFIF, colours, Adobe's turn
_SMALL = 450_000  # bytes: a JPEG as small as that is kept as it is
# Quality and longer side of what is tried when a file must be smaller; below the last one nobody can read it.
_STEPS = ((65, 2_340), (55, 2_340), (50, 1_990), (45, 1_750), (40, 1_500))


def kept(picture: Picture) -> bytes:
    """The picture as a JPEG to keep: the scanner's own one where that is small, else one of 200 dpi."""
    if picture.original and len(picture.original) <= _SMALL:
        return without_notes(picture.original)
    return _jpeg(picture.image, _QUALITY, _LONG)


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without what a camera writes beside the picture: the place, the time, a small second picture, remarks.

    The picture itself is not coded anew. What is not laid out as a JPEG comes back as it is.
    """
    kept_parts, place = [jpeg[:2]], 2
    while jpeg[place : place + 1] == b"\xff" and jpeg[place + 1] != _SCAN:
        length = 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if length < 4 or place + length > len(jpeg):
            return jpeg
        if jpeg[place + 1] not in _NOTES:
            kept_parts.append(jpeg[place : place + length])
        place += length
    return b"".join((*kept_parts, jpeg[place:]))


def _jpeg(image: Image.Image, quality: int, longest: int) -> bytes:
    if max(image.size) > longest:
        part = longest / max(image.size)
        image = image.resize((round(image.width * part), round(image.height * part)), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def pages_in_one_pdf(pages: Sequence[tuple[bytes, int]], limit: int, title: str) -> bytes | None:
    """Pictures (JPEG, and the degrees clockwise that make it upright) as one PDF of at most so many bytes.

    They go in as they are if that is small enough, else smaller step by step; None where even the last is too large.
    """
    made = _pdf(pages, title)
    for quality, longest in _STEPS:
        if len(made) <= limit:
            return made
        made = _pdf([(_again(content, quality, longest), turn) for content, turn in pages], title)
    return made if len(made) <= limit else None


def _again(content: bytes, quality: int, longest: int) -> bytes:
    with opened(content) as image:
        smaller = _jpeg(image.copy(), quality, longest)
    return min(smaller, content, key=len)


def opened(content: bytes, enough: int = 0) -> Image.Image:
    """A kept picture, unpacked no finer than ``enough`` dots of its longer side want; :class:`BadFile` where the base
    is damaged."""
    try:
        image = Image.open(BytesIO(content), formats=("JPEG",))
        if enough:
            image.draft(None, (enough, enough))
        image.load()
    except (OSError, ValueError, SyntaxError) as problem:
        raise BadFile(*_DAMAGED) from problem
    return image


def _pdf(pages: Sequence[tuple[bytes, int]], title: str) -> bytes:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - 0.1 s, needed only when files are made
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = BytesIO()
    canvas = Canvas(file, invariant=1, pageCompression=0)
    canvas.setTitle(title)
    canvas.setCreator("Паспорт школы")
    for content, turn in pages:
        try:
            image = ImageReader(BytesIO(content))
        except (OSError, ValueError, SyntaxError) as problem:
            raise BadFile(*_DAMAGED) from problem
        wide, high = image.getSize()
        long, short = (841.89, 595.28) if wide > high else (595.28, 841.89)
        part = min(long / wide, short / high)
        x, y = wide * part, high * part
        canvas.setPageSize((x, y))
        canvas.setPageRotation(turn)
        canvas.drawImage(image, 0, 0, x, y)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
