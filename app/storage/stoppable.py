"""Long questions to the driver that can be stopped in their midst."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as driver

OFTEN = 100_000  # steps of SQLite's machine: some milliseconds


@contextmanager
def stoppable(connection: Any, ask: Callable[[], None]) -> Iterator[None]:
    """Call ``ask`` now and then while the driver works; what it raises ends the question, and is raised here."""
    raised: list[BaseException] = []

    def look() -> bool:
        try:
            ask()
        except BaseException as problem:  # the driver would swallow it
            raised.append(problem)
        return bool(raised)

    connection.set_progress_handler(look, OFTEN)
    try:
        yield
    except driver.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, OFTEN)
