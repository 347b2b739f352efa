"""How a long act tells how far it is, in every layer."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Done, of how many; may raise to stop the act. With all done it can be stopped no more."""


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


def part(progress: Progress, number: int, of: int) -> Progress:
    """The progress of one (from 0) of several parts of an act that take about as long each."""

    def tell(done: int, total: int) -> None:
        progress(number * max(total, 1) + done, of * max(total, 1))

    return tell
