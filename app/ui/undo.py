"""Saves of this session that can be taken back, newest first."""

from dataclasses import replace

from app.services.cards import Edit


class Undo:
    """A stack of edits, each of which takes one save back.

    A record's version moves with every save, so the edits waiting for it are moved along: taking back
    two saves of one card works. After an act that changes many records (an import) it is emptied.
    """

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def push(self, edit: Edit) -> None:
        """Remember how to take the save back that has just been done."""
        self.moved(edit.id, edit.version)
        self._edits.append(edit)

    def moved(self, id: str, version: int) -> None:
        """A record has a new version: edits waiting for it begin from there."""
        self._edits = [replace(one, version=version) if one.id == id else one for one in self._edits]

    def newest(self) -> Edit | None:
        """The edit that takes the newest save back; it stays until ``done``, because it may fail."""
        return self._edits[-1] if self._edits else None

    def done(self) -> None:
        """The newest was carried out."""
        self._edits.pop()

    def clear(self) -> None:
        """Forget all."""
        self._edits.clear()

    def __bool__(self) -> bool:
        return bool(self._edits)
