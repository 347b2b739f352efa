"""The acts of the menus that look into the history; what is unsaved is settled before."""

from typing import TYPE_CHECKING

from app.ui.history_dialog import HistoryDialog
from app.ui.history_window import HistoryWindow

if TYPE_CHECKING:
    from app.ui.pages import Pages

NOT_YET = "История есть у сохранённой карточки: откройте её."


def show_card_history(pages: "Pages", field: str = "") -> None:
    """The history of the card that is open, or of one field of it."""
    card = pages.worked().card_view().card
    if card is None or not card.version:
        pages.desk.said.emit(NOT_YET)
        return
    window = pages.stack.window()
    dialog = HistoryDialog(window, pages.desk, (card.entity, card.id), _called(pages), field)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def show_field_history(pages: "Pages") -> None:
    """The history of the field one is in, or was last; of the whole card where that stands in a list."""
    show_card_history(pages, pages.worked().card_view().field_in_use())


def show_history(pages: "Pages") -> None:
    """The whole history and the bin; the card that was asked for there is opened afterwards."""
    dialog = HistoryWindow(pages.stack.window(), pages.desk)
    try:
        dialog.exec()
        wanted = dialog.wanted
    finally:
        dialog.deleteLater()
    if wanted is not None:
        pages.open_card(*wanted)


def _called(pages: "Pages") -> str:
    view = pages.worked().card_view()
    assert view.card is not None
    texts = view.card.texts
    names = ("last_name", "first_name", "middle_name", "class_name", "number", "building", "short_name", "name")
    return " ".join(text for name in names if (text := texts.get(name, "")) and text != "нет")
