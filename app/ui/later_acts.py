"""Acts of the menus whose code loads only when somebody asks for them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.pages import Pages


class LaterActs:
    """What the window does with its open file; the acts that put data elsewhere first settle what is unsaved."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    @property
    def _pages(self) -> "Pages":
        assert self._window.pages is not None
        return self._window.pages

    def keys(self) -> None:
        """The keys of this base and those it knows."""
        from app.ui.keys_pane import show_keys  # noqa: PLC0415 - not needed by the first window

        show_keys(self._window, self._pages.desk)

    def help(self) -> None:
        """The help of the place where one is."""
        from app.ui.help_acts import show_help  # noqa: PLC0415 - as above

        show_help(self._window)

    def find_everything(self) -> None:
        """One search over all that has a name."""
        from app.ui.everything_window import find_everything  # noqa: PLC0415 - as above

        find_everything(self._window)

    def overview(self) -> None:
        """The whole school in numbers, for its head."""
        from app.ui.overview_window import show_overview  # noqa: PLC0415 - as above

        show_overview(self._window, self._pages.desk)

    def copies(self) -> None:
        """The copies of this base."""
        from app.ui.copy_acts import show_copies  # noqa: PLC0415 - as above

        show_copies(self._window)

    def not_opened(self, path: Path, problem: AppError) -> bool:
        """A file did not open: where it is damaged and there are copies, they are offered; else it is to be told."""
        from app.ui.copy_acts import not_opened  # noqa: PLC0415 - as above

        return not_opened(self._window, path, problem)

    def second_entry(self) -> None:
        """The blind second entry of a class."""
        from app.ui.second_entry import enter_again  # noqa: PLC0415 - as above

        enter_again(self._pages)

    def read_aloud(self) -> None:
        """«Читает – сверяет»."""
        from app.ui.reading import read_aloud  # noqa: PLC0415 - as above

        read_aloud(self._pages)

    def about_year(self, name: str) -> Callable[[], object]:
        """An act of ``year_acts``."""

        def act() -> None:
            from app.ui import year_acts  # noqa: PLC0415 - as above

            getattr(year_acts, name)(self._window, self._pages.desk)

        return act

    def year_file(self) -> None:
        """Rehearse a year file and take it into the base."""
        from app.ui.year_acts import ask_year_file  # noqa: PLC0415 - as above

        self._pages.settled(lambda: ask_year_file(self._window, self._pages.desk, self._window.open_again))

    def new_year(self) -> None:
        """Make the base of the next school year."""
        from app.ui.new_year_acts import begin_new_year  # noqa: PLC0415 - as above

        self._pages.settled(lambda: begin_new_year(self._window, self._pages.desk, self._window.open_file))

    def newcomer(self, name: str) -> Callable[[], object]:
        """An act of ``newcomer_acts``."""

        def act() -> None:
            from app.ui import newcomer_acts  # noqa: PLC0415 - as above

            self._pages.settled(lambda: getattr(newcomer_acts, name)(self._pages))

        return act
