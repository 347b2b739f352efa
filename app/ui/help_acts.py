"""The help at the place where one is, and the search over everything."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.field_row import FieldRow
from app.ui.help_window import HelpWindow
from app.ui.page_names import (
    ANSWERS,
    CALENDAR,
    CHECK,
    FORMS,
    HOME,
    IMPORT,
    PACKAGE,
    ROOMS,
    SCANS,
    SCHOOL,
    STAFF,
    STUDENTS,
)

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

# The page of the help that speaks of a page of the window.
PLACES = {
    HOME: "check",
    STUDENTS: "card",
    STAFF: "card",
    ROOMS: "card",
    SCHOOL: "card",
    CHECK: "check",
    FORMS: "forms",
    SCANS: "scans",
    IMPORT: "lists",
    PACKAGE: "package",
    ANSWERS: "answers",
    CALENDAR: "check",
}


def show_help(window: "MainWindow", key: str = "") -> None:
    """The help of the place where one is, and of the field that has the focus; or a named page of it."""
    row = _focused_row()
    place = window.pages.navigation.currentRow() if window.pages is not None else HOME
    shown = window.findChild(HelpWindow) or HelpWindow(window)
    shown.show_page(key or PLACES.get(place, "check"), None if key else row)


def _focused_row() -> FieldRow | None:
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return widget
