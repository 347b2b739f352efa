"""What happens to a paper on its way into the computer: scanner, copier, telephone, coffee, folds.

Papers come as in ``handwriting``; scans go out as Pillow pictures.
"""

import random
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from data.handwriting import DPI, PER_MM, Paper, lay

WHITE, TABLE = (250, 250, 248), (92, 78, 66)


def coffee(paper: Paper, source: random.Random, middle: tuple[float, float] | None = None) -> None:
    """The ring of a cup and some drops, brown, darker at the edges."""
    high, wide = paper.shape[:2]
    x, y = middle or (source.uniform(0.15, 0.85) * wide / PER_MM, source.uniform(0.15, 0.85) * high / PER_MM)
    radius = source.uniform(33, 42)
    side = int(2.4 * radius * PER_MM / 4)
    cover = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(cover)
    reach = radius * PER_MM / 4
    edge = (side / 2 - reach, side / 2 - reach, side / 2 + reach, side / 2 + reach)
    pen.ellipse(edge, fill=source.randrange(40, 90), outline=source.randrange(120, 200), width=source.randrange(8, 24))
    for _ in range(5):
        a, b, r = source.uniform(0, side), source.uniform(0, side), source.uniform(4, 16)
        pen.ellipse((a - r, b - r, a + r, b + r), fill=source.randrange(60, 150))
    cover = cover.filter(ImageFilter.GaussianBlur(2)).resize((side * 4, side * 4), Image.Resampling.BICUBIC)
    lay(paper, cover, int(x * PER_MM) - side * 2, int(y * PER_MM) - side * 2, (176, 130, 84))


def fold(paper: Paper, source: random.Random) -> None:
    """A crease right across the main code: worn ink on it, a dark edge beside it."""
    high, wide = paper.shape[:2]
    x, y = wide - 18 * PER_MM, high - 18 * PER_MM
    angle = source.uniform(-0.5, 0.5)
    rows, columns = np.ogrid[0:high, 0:wide]
    apart = (((columns - x) * np.sin(angle) - (rows - y) * np.cos(angle)) / PER_MM).astype(np.float32)
    y, x = np.nonzero(np.abs(apart) < 4)
    near = apart[y, x, None]
    worn = paper[y, x] + (255.0 - paper[y, x]) * np.exp(-((near / 1.1) ** 2)) * 0.95
    paper[y, x] = worn * (1 - 0.25 * np.exp(-(((near - 1.4) / 0.5) ** 2)))


def scanned(paper: Paper, source: random.Random, how: dict[str, Any]) -> Image.Image:
    """The paper as a scanner or a telephone gives it.

    ``how``: dpi, skew (degrees), turn (0, 90, 180, 270), noise, dark (0…1), shadow, blur, jpeg (quality), grey,
    perspective (part of the side), cut (mm at an edge), margin (mm of a dark table around).
    """
    picture = _laid(Image.fromarray(paper), source, how)
    dpi = how.get("dpi", 200)
    if dpi != DPI:
        size = (round(picture.width * dpi / DPI), round(picture.height * dpi / DPI))
        picture = picture.resize(size, Image.Resampling.BOX)
    picture = picture.filter(ImageFilter.GaussianBlur(how.get("blur", 0.5) * dpi / 200))
    picture = _lit(picture, source, how)
    if how.get("grey"):
        picture = picture.convert("L")
    if turn := how.get("turn", 0):
        picture = picture.rotate(turn, expand=True)
    if how.get("jpeg"):
        picture = Image.open(BytesIO(as_jpeg(picture, how["jpeg"])))
        picture.load()
    return picture


def as_jpeg(picture: Image.Image, quality: int) -> bytes:
    """The picture as a scanner writes it."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _lit(picture: Image.Image, source: random.Random, how: dict[str, Any]) -> Image.Image:
    """The light of the lamp, the shadow of a hand, the noise of the sensor."""
    dots = np.asarray(picture, dtype=np.float32) * how.get("dark", 1.0)
    if how.get("shadow"):
        along = np.linspace(1, 1 - how["shadow"], dots.shape[1], dtype=np.float32)
        along = along if source.random() < 0.5 else along[::-1]
        patches = np.random.default_rng(source.randrange(10**6)).uniform(0.85, 1.0, (4, 4)).astype(np.float32)
        slow = Image.fromarray(patches).resize(picture.size, Image.Resampling.BICUBIC)
        dots *= along[None, :, None] * np.asarray(slow)[..., None]
    tile = np.random.default_rng(source.randrange(10**9)).standard_normal((601, 599, 3), dtype=np.float32)
    tile *= how.get("noise", 4)
    for top in range(0, dots.shape[0], tile.shape[0]):
        for left in range(0, dots.shape[1], tile.shape[1]):
            part = dots[top : top + tile.shape[0], left : left + tile.shape[1]]
            part += tile[: part.shape[0], : part.shape[1]]
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))


def _laid(picture: Image.Image, source: random.Random, how: dict[str, Any]) -> Image.Image:
    """The sheet crooked on the glass, cut by its edge, or seen from aside on a table."""
    edge = WHITE
    if margin := int(how.get("margin", 0) * PER_MM):
        table = Image.new("RGB", (picture.width + 2 * margin, picture.height + 2 * margin), TABLE)
        table.paste(picture, (margin, margin))
        picture, edge = table, TABLE
    if skew := how.get("skew", 0):
        picture = picture.rotate(skew, Image.Resampling.BILINEAR, expand=False, fillcolor=edge)
    if part := how.get("perspective", 0):
        wide, high = picture.size
        moved = [source.uniform(-part, part) for _ in range(8)]
        quad = [0 + moved[0] * wide, 0 + moved[1] * high, moved[2] * wide, high + moved[3] * high]
        quad += [wide + moved[4] * wide, high + moved[5] * high, wide + moved[6] * wide, moved[7] * high]
        numbers = _through(quad, wide, high)
        kind = Image.Transform.PERSPECTIVE
        picture = picture.transform(picture.size, kind, numbers, Image.Resampling.BILINEAR, fillcolor=edge)
    if cut := int(how.get("cut", 0) * PER_MM):
        wide, high = picture.size
        sides = {"left": (cut, 0, wide, high), "right": (0, 0, wide - cut, high), "top": (0, cut, wide, high)}
        picture = picture.crop(sides[source.choice(list(sides))])
    return picture


def _through(quad: list[float], wide: int, high: int) -> list[float]:
    """Pillow's eight numbers that take the corners of the picture to the corners of the quad."""
    corners = [(0, 0), (0, high), (wide, high), (wide, 0)]
    rows, right = [], []
    for (x, y), (a, b) in zip(corners, zip(quad[::2], quad[1::2], strict=True), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -a * x, -a * y], [0, 0, 0, x, y, 1, -b * x, -b * y]]
        right += [a, b]
    return list(np.linalg.solve(np.array(rows, float), np.array(right, float)))
