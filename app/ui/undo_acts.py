"""The menu lines «Отменить» and «Вернуть», which say what they would take back or do again."""

from PySide6.QtGui import QAction, QKeySequence

from app.ui.desk import Desk

_LONGEST = 60  # signs of a step's name in a menu


class UndoActs:
    """Both lines; the first keys are F-keys because Ctrl+Z goes by the letter of the layout, and in a text that was
    typed it takes back the typing."""

    def __init__(self, back: QAction, again: QAction) -> None:
        for action, key in ((back, "Ctrl+Z"), (again, "Ctrl+Y")):
            action.setShortcuts([*action.shortcuts(), QKeySequence(key)])
        self._lines = ((back, "Отменить", False), (again, "Вернуть", True))

    def follow(self, desk: Desk) -> None:
        """Say what is next in a file that has been opened, and keep saying it."""
        desk.undo_changed.connect(lambda: self.show(desk))
        self.show(desk)

    def show(self, desk: Desk | None) -> None:
        """Name what would be turned round; a line with nothing to do cannot be chosen."""
        for action, verb, again in self._lines:
            step = desk.undo.newest(again=again) if desk is not None else None
            name = step.name if step else ""
            if len(name) > _LONGEST:
                name = name[: _LONGEST - 1] + "…"
            action.setText(f"{verb}: {name}".replace("&", "&&") if name else verb)
            action.setEnabled(step is not None)
