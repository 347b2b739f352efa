"""Steps of this session that can be taken back, and those taken back that can be done again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.services.cards import Edit, Saved, back_edits

Versions = Mapping[tuple[str, str], int]  # by kind of card and id


@dataclass(frozen=True, slots=True)
class Step:
    """What one act of the user did: its name in words, and the edits that turn it round, as one.

    ``of`` is the id of the one record that was saved, '' where there were many. ``load`` is the number of a loaded
    list, which is taken back by an act of its own; ``since`` are the versions of the cards saved after it.
    """

    name: str
    edits: tuple[Edit, ...]
    of: str = ""
    load: int = 0
    since: Versions = field(default_factory=dict)

    @property
    def entity(self) -> str:
        """The kind of record whose page shows what the step does."""
        return next((edit.entity for edit in self.edits if edit.id == self.of), self.edits[0].entity)


class Undo:
    """Two stacks of steps. The newest stays until it is told to be turned round, because that may fail.

    A record's version moves with every save, so the edits waiting for it are moved along: taking back two saves
    of one card works. A loaded list that is taken back cannot be done again, nor what was done after it. After any
    other act that changes many records by itself both are emptied.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, name: str, saved: Iterable[Saved], of: str = "") -> None:
        """Remember how to take an act back; what was taken back before it cannot be done again any more."""
        self._undone.clear()
        self._turned(self._done, Step(name, (), of), tuple(saved))

    def loaded(self, name: str, load: int) -> None:
        """Remember that a list was loaded."""
        self._undone.clear()
        self._done.append(Step(name, (), load=load))

    def unloaded(self, versions: Versions) -> None:
        """The newest, a loaded list, was taken back whole; the versions of the cards it had touched are these now."""
        self._undone.clear()
        self._done.pop()
        self._done = [_moved(step, versions) for step in self._done]

    def newest(self, *, again: bool = False) -> Step | None:
        """The step that is next to be taken back, or to be done ``again``."""
        steps = self._undone if again else self._done
        return steps[-1] if steps else None

    def turned(self, saved: Iterable[Saved], *, again: bool = False) -> None:
        """The newest was taken back (or done ``again``) with these saves, so it can be turned round once more."""
        here, there = (self._undone, self._done) if again else (self._done, self._undone)
        self._turned(there, here.pop(), tuple(saved))

    def _turned(self, steps: list[Step], step: Step, saved: tuple[Saved, ...]) -> None:
        back = back_edits(saved)
        versions = {("student", id): version for one in saved for id, version in one.moved.items()}
        versions |= {(edit.entity, edit.id): edit.version for edit in back}
        for waiting in (self._done, self._undone):
            waiting[:] = [_moved(step, versions) for step in waiting]
        steps.append(replace(step, edits=back))

    def clear(self) -> None:
        """Forget all."""
        self._done.clear()
        self._undone.clear()

    def __bool__(self) -> bool:
        return bool(self._done or self._undone)


def _moved(step: Step, versions: Versions) -> Step:
    """The step with its edits beginning from the present versions of their records."""
    if step.load:
        return replace(step, since={**step.since, **versions})
    if not any((edit.entity, edit.id) in versions for edit in step.edits):
        return step
    edits = (replace(edit, version=versions.get((edit.entity, edit.id), edit.version)) for edit in step.edits)
    return replace(step, edits=tuple(edits))
