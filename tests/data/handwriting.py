"""Ink on paper as people leave it: signatures of many kinds, a seal, stray strokes. Nothing here is anybody's hand.

A paper is a picture of 300 dpi, rows × columns × red-green-blue of whole numbers 0…255; lengths are millimetres from
its left and upper edge.
"""

import random
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.paths import resources

DPI = 300
PER_MM = DPI / 25.4
BLUE, BLACK, VIOLET, PENCIL = (35, 50, 150), (38, 38, 44), (95, 40, 140), (95, 95, 98)

Paper = Any
Path = list[tuple[float, float]]
Place = tuple[float, float, float, float]  # left, top, width, height


def lay(paper: Paper, cover: Image.Image, left: int, top: int, colour: tuple[int, ...]) -> None:
    """Put ink on the paper: ``cover`` says how thick it lies, as a grey picture with its place in dots."""
    high, wide = paper.shape[:2]
    x, y = max(left, 0), max(top, 0)
    right, low = min(left + cover.width, wide), min(top + cover.height, high)
    if x >= right or y >= low:
        return
    thick = np.asarray(cover, dtype=np.float32)[y - top : low - top, x - left : right - left, None] / 255
    part = paper[y:low, x:right]
    part[:] = part * (1 - thick * (1 - np.array(colour, dtype=np.float32) / 255))


def stroke(paper: Paper, path: Path, width: float, colour: tuple[int, ...], source: random.Random) -> None:
    """A line drawn by a hand: its pressure, and with it width and blackness, goes up and down."""
    dots = np.array(path) * PER_MM
    margin = int(width * PER_MM * 2) + 4
    left, top = (dots.min(axis=0) - margin).astype(int)
    right, low = (dots.max(axis=0) + margin).astype(int)
    cover = Image.new("L", (int(right - left) * 2, int(low - top) * 2), 0)
    pen = ImageDraw.Draw(cover)
    pressure, steady = 1.0, source.uniform(0.75, 1.0)
    for (x1, y1), (x2, y2) in pairwise(dots):
        pressure = min(max(pressure + source.uniform(-0.12, 0.12), 0.6), 1.25)
        steps = max(int(np.hypot(x2 - x1, y2 - y1) * 1.2), 1)
        radius = width * PER_MM * pressure
        shade = int(255 * min(steady * (0.8 + 0.2 * pressure), 1))
        for step in range(steps):
            x, y = x1 + (x2 - x1) * step / steps - left, y1 + (y2 - y1) * step / steps - top
            pen.ellipse((2 * x - radius, 2 * y - radius, 2 * x + radius, 2 * y + radius), fill=shade)
    lay(paper, cover.reduce(2), int(left), int(top), colour)


def signature(source: random.Random, wide: float, high: float) -> Path:
    """A run of loops from left to right within so much room, begun at (0, 0) in its middle height."""
    loops = max(int(wide / source.uniform(2.2, 4.5)), 2)
    phase, lean = source.uniform(0, 6.3), source.uniform(-0.4, 0.9)
    sizes = [source.uniform(0.35, 1) for _ in range(loops + 2)]
    sizes[source.randrange(min(2, loops))] = 1.0
    path = []
    for step in range(loops * 14 + 1):
        at = step / 14
        here = sizes[int(at)] + (sizes[int(at) + 1] - sizes[int(at)]) * (at % 1)
        angle = phase + 6.283 * at
        y = -0.5 * high * here * np.sin(angle)
        x = wide * at / loops + 0.3 * wide / loops * here * np.cos(angle) * source.uniform(0.9, 1.1) - lean * y * 0.4
        path.append((float(x), float(y)))
    if source.random() < 0.4:  # a flourish
        x, y = path[-1]
        path += [(x - wide * 0.5 * part, y + high * 0.25 * np.sin(part * 3)) for part in np.linspace(0.1, 1, 9)]
    return path


def initials(source: random.Random) -> list[Path]:
    """Two small letters with their points, some 7 mm wide."""
    paths: list[Path] = []
    x = 0.0
    for _ in range(2):
        high = source.uniform(3.0, 5.0)
        turns = source.randrange(3, 6)
        letter = [(source.uniform(0, 2.8), (-1) ** turn * high * source.uniform(0.3, 0.5)) for turn in range(turns)]
        paths += [[(x + a, b) for a, b in curved(letter)], [(x + 3.2, high / 2), (x + 3.4, high / 2)]]
        x += 3.9
    return paths


def curved(knots: Path) -> Path:
    """A smooth line through points (Catmull and Rom)."""
    ends = [knots[0], *knots, knots[-1]]
    line = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for t in np.linspace(0, 1, 10, endpoint=False):
            line.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return [(float(x), float(y)) for x, y in line]


def sign(paper: Paper, box: Place, kind: str, source: random.Random) -> None:
    """Sign in a box: «small», «medium», «long» (over the lines) or «pencil»."""
    left, top, wide, high = box
    colour = PENCIL if kind == "pencil" else source.choice((BLUE, BLUE, BLACK, VIOLET))
    width = source.uniform(0.16, 0.2) if kind == "pencil" else source.uniform(0.2, 0.33)
    if kind == "small":
        x, y = left + source.uniform(1, max(wide - 9, 1.1)), top + high * source.uniform(0.4, 0.6)
        paths = initials(source)
    else:
        long = kind == "long"
        reach = wide * source.uniform(0.75, 1.0) if long else wide * source.uniform(0.45, 0.75)
        tall = min(high, 12) * (source.uniform(1.0, 1.35) if long else source.uniform(0.5, 0.85))
        x, y = left + source.uniform(0.05, 0.18) * wide, top + high * source.uniform(0.42, 0.58)
        paths = [signature(source, reach, tall)]
    for path in paths:
        stroke(paper, [(x + a, y + b) for a, b in path], width, colour, source)


def tick(paper: Paper, box: Place, source: random.Random) -> None:
    """A tick or a cross in a small box."""
    left, top, wide, high = box
    paths = (
        [[(0.15, 0.5), (0.4, 0.85), (0.95, 0.05)]]
        if source.random() < 0.5
        else [[(0.15, 0.15), (0.85, 0.85)], [(0.85, 0.1), (0.2, 0.9)]]
    )
    for path in paths:
        near = [(left + wide * (x + source.uniform(-0.06, 0.06)), top + high * y) for x, y in path]
        stroke(paper, near, source.uniform(0.2, 0.3), source.choice((BLUE, BLACK)), source)


def seal(paper: Paper, x: float, y: float, source: random.Random) -> None:
    """A round seal of 40 mm with its middle there: rings, letters between them, an emblem, uneven ink."""
    side = int(46 * PER_MM)
    cover = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(cover)
    middle = side / 2
    for radius, thick in ((20.0, 0.7), (18.8, 0.25), (13.5, 0.3)):
        reach = radius * PER_MM
        edge = (middle - reach, middle - reach, middle + reach, middle + reach)
        pen.ellipse(edge, outline=255, width=max(int(thick * PER_MM), 2))
    font = ImageFont.truetype(str(resources("fonts", "PTS75F.ttf")), int(3.4 * PER_MM))
    for place, letter in enumerate("МУНИЦИПАЛЬНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ • "):
        tile = Image.new("L", (60, 60), 0)
        ImageDraw.Draw(tile).text((30, 30), letter, fill=255, font=font, anchor="mm")
        angle = place * 360 / 47
        at = np.radians(angle - 90)
        spot = (int(middle + 16.2 * PER_MM * np.cos(at)) - 30, int(middle + 16.2 * PER_MM * np.sin(at)) - 30)
        cover.paste(255, spot, tile.rotate(-angle, Image.Resampling.BICUBIC))
    for _ in range(14):
        a, b = (source.uniform(-6, 6) * PER_MM + middle for _ in range(2))
        pen.line((middle, middle + 4 * PER_MM, a, b), fill=255, width=6)
    patches = Image.frombytes("L", (12, 12), source.randbytes(144)).resize((side, side), Image.Resampling.BICUBIC)
    uneven = Image.eval(patches, lambda value: int(110 + value * 0.45))
    cover = Image.composite(uneven, Image.new("L", cover.size, 0), cover).rotate(source.uniform(0, 360))
    cover = cover.filter(ImageFilter.GaussianBlur(1.2))
    colour = source.choice((BLUE, (60, 60, 170), VIOLET))
    lay(paper, cover, int(x * PER_MM - side / 2), int(y * PER_MM - side / 2), colour)


def stray_line(paper: Paper, box: Place, source: random.Random) -> None:
    """A streak down the page, a ruled stroke or a crease across the box, or the long tail of a pen."""
    left, top, wide, high = box
    bottom = paper.shape[0] / PER_MM
    kind = source.randrange(4)
    x = left + wide * source.uniform(0.15, 0.85)
    if kind == 0:
        ruled(paper, (x, 0), (x + source.uniform(-2, 2), bottom), source.uniform(0.2, 0.6), source.randrange(40, 150))
    elif kind == 1:
        y = top + high * source.uniform(0.2, 0.8)
        ruled(paper, (left - 15, y), (left + wide + 5, y + source.uniform(-4, 4)), source.uniform(0.2, 0.5), 60)
    elif kind == 2:
        ruled(paper, (left, top + high), (left + wide, top), source.uniform(0.2, 0.4), 80)
    else:
        knots = [(x, top - 9), (x + 2, top + high * 0.4), (x + 1, top + high + 6)]
        stroke(paper, curved(knots), source.uniform(0.2, 0.3), BLUE, source)


def ruled(paper: Paper, start: tuple[float, float], end: tuple[float, float], width: float, grey: int) -> None:
    """A straight stroke of a dirty roller, a ruler or a crease."""
    points = np.array((start, end)) * PER_MM
    left, top = (points.min(axis=0) - 9).astype(int)
    right, low = (points.max(axis=0) + 9).astype(int)
    cover = Image.new("L", (int(right - left), int(low - top)), 0)
    at = [float(value) for value in (points - (left, top)).ravel()]
    ImageDraw.Draw(cover).line(at, fill=255, width=max(int(width * PER_MM), 1))
    lay(paper, cover.filter(ImageFilter.GaussianBlur(0.8)), int(left), int(top), (grey, grey, grey))


def tail_from_above(paper: Paper, box: Place, source: random.Random) -> None:
    """The tail of a signature of the row above that comes down into the box."""
    left, top, wide, high = box
    x = left + wide * source.uniform(0.2, 0.7)
    deep = min(high, 10)
    knots = [(x - 8, top - 3), (x - 4, top - 7), (x, top - 2), (x - 2, top + deep * source.uniform(0.3, 0.6))]
    knots += [(x - 5, top + deep * 0.3), (x - 3, top - 2), (x + 6, top - 4), (x + 10, top - 2)]
    stroke(paper, curved(knots), source.uniform(0.2, 0.3), BLUE, source)
