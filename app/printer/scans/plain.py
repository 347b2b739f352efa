"""A picture of any kind made plain: of sane size, RGB or grey, as small as reading allows."""

import warnings
from dataclasses import dataclass

from PIL import Image

from app.errors import BadFile

MOST_DOTS = 120_000_000  # A3 at 600 dpi has 70 million
_WORK = 2_100  # dots of the longer side that reading needs: A4 at 180 dpi

HINT = "Отсканируйте страницу ещё раз: PDF, JPEG, PNG или TIFF, цветной, 200–300 точек на дюйм."

warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")  # a damaged file gets a sentence of ours
Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and is kept before anything is unpacked


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture of a size fit for reading, RGB or grey.

    ``times`` is how many times larger the original is; ``original`` are its bytes where they may be kept as they are
    (a JPEG), else b"".
    """

    image: Image.Image
    times: float
    original: bytes = b""


def check_size(size: tuple[int, int], name: str) -> None:
    """Refuse a picture that no scanner makes."""
    wide, high = size
    if wide * high > MOST_DOTS:
        raise BadFile(f"Картинка в файле {name} слишком велика: {wide} × {high} точек.", HINT)
    if min(wide, high) < 100:
        raise BadFile(f"Картинка в файле {name} слишком мала: {wide} × {high} точек.", HINT)


def prepared(image: Image.Image, original: bytes, *, fine: bool) -> Picture:
    """A picture unpacked, plain, and (unless ``fine``) as small as reading allows."""
    whole = max(image.size)
    times = 1 if fine else max(1, round(whole / _WORK))
    if times > 1 and image.format in {"JPEG", "MPO"}:
        image.draft(None, (image.width // times, image.height // times))  # unpacks only what is needed
    plain = as_plain(image)
    left = max(1, round(max(plain.size) / _WORK)) if not fine else 1
    small = plain.reduce(left) if left > 1 else plain
    return Picture(small, whole / max(small.size), original)


def as_plain(image: Image.Image) -> Image.Image:
    """The picture as RGB, or grey where it has no colour; what shines through is white."""
    if image.mode in {"RGB", "L"}:
        return image.copy()
    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if "A" in image.mode or "transparency" in image.info:
        solid = image.convert("RGBA")
        white = Image.new("RGBA", solid.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, solid).convert("RGB")
    return image.convert("RGB")
