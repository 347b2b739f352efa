"""What follows the wizard: the base is opened, its recovery sheet offered, and the first list or card begun."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.ui.later_acts import LaterActs
from app.ui.page_names import IMPORT, STUDENTS
from app.ui.wizard import Wanted, Wizard
from app.ui.wizard_typed import Typed

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def ask_new_base(window: "MainWindow", typed: Typed | None = None) -> Wanted:
    """Go through the wizard, or on with what stood in one; a base that was made is open at the end. What else was
    wanted is left to the caller. Where the program is locked meanwhile, one goes on after it."""
    wizard = Wizard(window, window.jobs, typed)
    wizard.exec()
    wanted, path, key = wizard.wanted, wizard.path, wizard.key
    if (kept := wizard.kept) is not None:
        window.lock.after(lambda: LaterActs(window).go_on_with_wizard(kept))
    first_list, first_card = wizard.list.list_file, wizard.list.by_card.isChecked()
    wizard.deleteLater()
    if wanted is Wanted.MADE and window.open_file(path, key) and window.pages is not None:
        if window.pages.desk.passport.has_password:
            window.lock.offer_sheet_when_ready()
        ready, once = window.pages.ready, Qt.ConnectionType.SingleShotConnection
        if first_list is not None:  # after the sheet: they follow in the order in which they were asked for
            ready.connect(lambda: _begin_list(window, first_list), once)
        elif first_card:
            ready.connect(lambda: _begin_card(window), once)
    return wanted


def _begin_list(window: "MainWindow", file: Path) -> None:
    from app.ui.import_page import ImportPage  # noqa: PLC0415 - each page's code loads with the page

    if window.pages is not None:
        window.pages.go(IMPORT)
        page = window.pages.page(IMPORT)
        if isinstance(page, ImportPage):
            page.look_at(file)


def _begin_card(window: "MainWindow") -> None:
    if window.pages is not None:
        window.pages.go(STUDENTS)
        window.pages.new_card("student")
