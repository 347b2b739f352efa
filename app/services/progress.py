"""How a long act tells how far it is, and how it is stopped."""

from collections.abc import Callable

from app.errors import Refused

# done, of how many; raises Cancelled when the user has asked to stop.
Progress = Callable[[int, int], None]


class Cancelled(Refused):
    """The user stopped a long act; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Действие остановлено; ничего не изменено.")


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""
