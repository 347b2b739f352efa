"""Unsaved changes of a card: saving them, and the one question about them: save, drop, or stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError
from app.services.cards import Card
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.error_window import show_error
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
        default="Сохранить",
    )
    if answer == "Сохранить":
        return save()
    if answer == "Не сохранять":
        drop()
        return True
    return False


def save_changes(parent: QWidget, desk: Desk, card: CardView, show: Callable[[Card], None]) -> bool:
    """Save what stands in a card and show it as stored; on an error it stays as typed and False is returned."""
    card.leave_field()
    edit = card.edit()
    if edit is None:
        return True
    try:
        saved = desk.save(edit)
    except AppError as problem:
        desk.refused.emit()
        show_error(parent, problem)
        return False
    if saved.card is not None:
        card.saved_as(saved.card.id)
        show(saved.card)
    if not saved.proposed:  # else the desk has said what became of it
        desk.said.emit("Сохранено.")
    return True
