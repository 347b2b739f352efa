"""What a technique tried and what came of it: the lines of the table that the bench prints."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlcipher3.dbapi2 as driver

from app.errors import AppError


@dataclass
class Tally:
    """Trials of one kind. ``lost`` says of each that failed what was wrong: a lost save, a mixture, a base that does
    not open, damage that nobody noticed."""

    name: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def survived(self) -> int:
        return self.tried - len(self.lost)

    @contextmanager
    def trial(self, label: str) -> Iterator[None]:
        """Count one trial; an assertion that fails within, a base that is refused or that cannot be read, is a loss."""
        self.tried += 1
        try:
            yield
        except (AssertionError, AppError, driver.Error) as problem:
            self.lost.append(f"{label}: {problem}")

    def __str__(self) -> str:
        return f"{self.name}: tried {self.tried}, survived {self.survived}, lost {len(self.lost)}"
