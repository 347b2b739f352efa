"""What accepting packages looks like on a terminal, and under the keys of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # only the command that needs it imports its service
    from app.services.accepting import Accepted

_NAMES = ("school", "state", "new", "changed", "same", "conflicts", "errors", "questions")


def accept_data(done: Sequence[Accepted]) -> dict[str, Any]:
    """Each package as plain data."""
    return {
        "packages": [
            {
                "file": str(one.file),
                **{name: getattr(one, name) for name in _NAMES},
                "receipt": str(one.receipt) if one.receipt else None,
                "key": one.words or None,
                "gone": len(one.gone),
                "text": one.text,
            }
            for one in done
        ]
    }


def accept_lines(done: Sequence[Accepted], *, dry_run: bool) -> list[str]:
    """Each package in a few lines."""
    first = ["Проба: ничего не изменено."] if dry_run else []
    return [*first, *(line for one in done for line in _lines(one))]


def _lines(one: Accepted) -> Iterator[str]:
    yield f"{one.file.name}: {one.text}"
    if one.state == "refused":
        return
    yield f"  школа {one.school}: новых {one.new}, изменённых {one.changed}, без изменений {one.same}"
    if one.words:
        yield f"  ключ школы ещё не сверен; позвоните и сверьте: {one.words}"
    if one.receipt:
        yield f"  ответ школе: {one.receipt}"
