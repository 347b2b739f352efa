"""What commands answer, read back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.services.lists import ID, list_rows
from app.storage.opening import open_passport

FINDING = {"rule", "level", "entity", "id", "class", "who", "field", "text", "clause"}
Say = Callable[..., tuple[int, str, str]]


def found(status: int, out: str, err: str) -> Any:
    """The one JSON object of a command that was done."""
    assert status in (0, 3), err
    return json.loads(out)


def ids(base: Path) -> list[str]:
    with open_passport(base) as passport:
        return [row[ID] for row in list_rows(passport, "student", ())]
