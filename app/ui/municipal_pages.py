"""The pages of a municipality's file, which has no school of its own: board, packages, schools, own workers."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.staff_tabs import STAFF_TABS
from app.ui.pages import Pages
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.ui.board_page import BoardPage

BOARD, ACCEPT, SCHOOLS, STAFF, CALENDAR = range(5)


class MunicipalPages(Pages):
    """What comes up where an act wants a list of records are the municipality's own workers."""

    titles = ("Доска", "Приём пакетов", "Школы и ключи", "Работники", "Календарь")
    page_of = {"staff": STAFF}
    records = STAFF
    usual_tabs = STAFF_TABS

    def makers(self) -> dict[int, Callable[[], QWidget]]:
        """What makes each page."""
        return {
            BOARD: lambda: self.board,
            ACCEPT: self._accept,
            SCHOOLS: self._schools,
            STAFF: self.make_staff,
            CALENDAR: self.make_calendar,
        }

    def show_first(self) -> None:
        """The board."""
        self.navigation.setCurrentRow(BOARD)
        QTimer.singleShot(0, self.ready.emit)

    def begin(self) -> None:
        """Read the board, then check the own workers, both in the background."""
        self.board.read()
        self.desk.check()

    def count(self, level: Level) -> int:
        """Only of the own workers: the schools' findings stand on the board."""
        return sum(one.level is level and one.open and one.entity == "staff" for one in self.desk.findings)

    def show_count(self) -> None:
        """There is no page of the check here."""

    @cached_property
    def board(self) -> "BoardPage":
        """The board."""
        from app.ui.board_page import BoardPage  # noqa: PLC0415 - each page's code loads with the page

        return BoardPage(self.desk)

    def _accept(self) -> QWidget:
        from app.ui.accept_page import AcceptPage  # noqa: PLC0415 - as above

        page = AcceptPage(self.desk)
        page.taken.connect(self.board.read)
        return page

    def _schools(self) -> QWidget:
        from app.ui.school_keys_page import SchoolKeysPage  # noqa: PLC0415 - as above

        page = SchoolKeysPage(self.desk)
        page.changed.connect(self.board.read)
        return page
