"""Files of papers on health as people bring them, and as nobody should: made here, of nobody."""

import zlib
from io import BytesIO
from struct import pack

from PIL import Image, ImageDraw


def picture(width: int, height: int) -> Image.Image:
    """A sheet with a frame and lines, whose upper left corner is dark."""
    made = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, 0, width // 4, height // 4), fill=(30, 30, 90))
    for line in range(height // 3, height - 20, 40):
        draw.line((30, line, width - 30, line), fill=(90, 90, 90), width=6)
    return made


def jpeg(width: int, height: int, **options: object) -> bytes:
    """The sheet as a JPEG."""
    file = BytesIO()
    picture(width, height).save(file, "JPEG", **options)
    return file.getvalue()


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    """The sheet as a PNG of a mode."""
    file = BytesIO()
    picture(width, height).convert(mode).save(file, "PNG")
    return file.getvalue()


def located_jpeg(width: int, height: int, *, orientation: int = 1) -> bytes:
    """As a telephone takes it: where, by what, which way up, with a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone of Nobody"
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 32.0, 15.0), 3: "E", 4: (79.0, 34.0, 7.0)})
    return jpeg(width, height, exif=exif, comment=b"secret comment")


def pdf(pages: int) -> bytes:
    """A PDF of so many sheets."""
    file = BytesIO()
    first, *others = [picture(600, 850) for _ in range(pages)]
    first.save(file, "PDF", save_all=True, append_images=others, resolution=72, title="secret title")
    return file.getvalue()


def claimed_png(width: int, height: int) -> bytes:
    """A hundred bytes that claim to be a picture of that size."""
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))
