"""The one question about unsaved changes: save them, drop them, or stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.plain import ask


def settle(parent: QWidget, name: str, save: Callable[[], bool], drop: Callable[[], None]) -> bool:
    """Ask what to do with the unsaved changes of the card called ``name``; False when the user stays.

    Saving is the default, and saving is never refused for wrong values: only a disk can refuse it.
    """
    answer = ask(
        parent,
        "Карточка не сохранена",
        f"В карточке «{name}» есть несохранённые изменения.",
        {
            "Сохранить": QMessageBox.ButtonRole.AcceptRole,
            "Не сохранять": QMessageBox.ButtonRole.DestructiveRole,
            "Остаться в карточке": QMessageBox.ButtonRole.RejectRole,
        },
    )
    if answer == "Сохранить":
        return save()
    if answer == "Не сохранять":
        drop()
        return True
    return False
