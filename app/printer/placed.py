"""What a laid-out page is made of: texts, rules, boxes to write in, the code; points from the lower left corner."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from app.printer.fonts import face

MM = 72 / 25.4

Rule = tuple[float, float, float, float]


class Placed(NamedTuple):
    """A run of text at its place: left end and baseline."""

    x: float
    y: float
    font: str
    size: float
    text: str


class Box(NamedTuple):
    """A place where somebody signs or ticks; nothing is printed inside it.

    ``key`` is the id of the person whose line or slip it is, or «signer.1» for the first signature under the form.
    """

    key: str
    kind: Literal["person", "signer", "mistake"]
    x: float
    y: float
    width: float
    height: float


class Mark(NamedTuple):
    """A code for machines: lower left corner and side, its black modules as rectangles.

    Rectangles are (column, row from the top, width, height) in modules; ``modules`` is how many a side has.
    ``key`` tells where it stands: M (main), A, B, C (the other corners).
    """

    key: str
    x: float
    y: float
    side: float
    modules: int
    bars: list[tuple[int, int, int, int]]


@dataclass(slots=True)
class Page:
    """One page as plain texts, rules, boxes to write in, and the codes from which a scan is told."""

    texts: list[Placed] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def put(self, other: "Page", x: float, y: float) -> None:
        """Take over what stands on a piece of paper whose corner comes to that place."""
        self.texts += [one._replace(x=one.x + x, y=one.y + y) for one in other.texts]
        self.rules += [(x1 + x, y1 + y, x2 + x, y2 + y) for x1, y1, x2, y2 in other.rules]
        self.boxes += [one._replace(x=one.x + x, y=one.y + y) for one in other.boxes]


def centred(text: str, type_: tuple[str, float], left: float, room: float, y: float) -> Placed:
    """A text of that font and size in the middle of the room that begins at ``left``."""
    font, size = type_
    return Placed(left + (room - face(font).width(text) * size / 1000) / 2, y, font, size, text)
