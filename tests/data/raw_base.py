"""A base opened past the program, as another tool for SQLCipher would open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.driver import give_key


@contextmanager
def raw_base(path: Path, key: BaseKey | None = NO_PASSWORD) -> Iterator[Any]:
    """A bare connection, committed and closed at the end of the block."""
    connection = driver.connect(str(path))
    try:
        give_key(connection, key)
        yield connection
        connection.commit()
    finally:
        connection.close()
