"""Acts of the menus whose code loads only when somebody asks for them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.actors import Role

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.pages import Pages
    from app.ui.wizard_typed import Typed


class LaterActs:
    """What the window does with its open file; the acts that put data elsewhere first settle what is unsaved."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    @property
    def _pages(self) -> "Pages":
        assert self._window.pages is not None
        return self._window.pages

    def new_file(self) -> None:
        """Make a base by the wizard and open it, or do what was chosen there instead."""
        self.go_on_with_wizard(None)

    def go_on_with_wizard(self, typed: "Typed | None") -> None:
        """The same, with what stood in a wizard before."""
        from app.ui.wizard import Wanted  # noqa: PLC0415 - not needed by the first window
        from app.ui.wizard_acts import ask_new_base  # noqa: PLC0415 - as above

        wanted = ask_new_base(self._window, typed)
        if wanted is Wanted.DEMO:
            self.open_demo()
        elif wanted is Wanted.OPEN:
            self.choose_file()

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        from app.ui.file_dialogs import ask_open  # noqa: PLC0415 - as above

        path = ask_open(self._window, "Открыть базу", "Базы школы (*.passport);;Все файлы (*)")
        if path is not None:
            self._window.open_file(path)

    def open_demo(self) -> None:
        """Make the demonstration school in the user's own folder, once, and open it."""
        from app.paths import user_data  # noqa: PLC0415 - as above
        from app.services.demonstration import demo_passport  # noqa: PLC0415 - as above

        jobs = self._window.jobs
        jobs.start(lambda progress: demo_passport(user_data(), progress), self._open, title="Готовим школу…")

    def _open(self, path: Path) -> None:
        self._window.open_file(path)

    def keys(self) -> None:
        """The keys of this base and those it knows."""
        from app.ui.keys_pane import show_keys  # noqa: PLC0415 - not needed by the first window

        show_keys(self._window, self._pages.desk)

    def help(self) -> None:
        """The help of the place where one is."""
        from app.ui.help_acts import show_help  # noqa: PLC0415 - as above

        show_help(self._window)

    def guide(self) -> None:
        """The first ten minutes, step by step."""
        from app.ui.help_acts import show_help  # noqa: PLC0415 - as above

        show_help(self._window, "guide")

    def key_sheet(self) -> None:
        """The card of keys, to print."""
        from app.ui.key_sheet import show_key_sheet  # noqa: PLC0415 - as above

        show_key_sheet(self._window)

    def protection(self) -> None:
        """What is promised of the data, and what cannot be."""
        from app.ui.help_acts import show_help  # noqa: PLC0415 - as above

        show_help(self._window, "protection")

    def support(self) -> None:
        """The file for support, with or without an open base."""
        from app.ui.support_dialog import show_support  # noqa: PLC0415 - as above

        show_support(self._window)

    def find_everything(self) -> None:
        """One search over all that has a name."""
        from app.ui.everything_window import find_everything  # noqa: PLC0415 - as above

        find_everything(self._window)

    def overview(self) -> None:
        """The whole school in numbers, for its head."""
        from app.ui.overview_window import show_overview  # noqa: PLC0415 - as above

        show_overview(self._window, self._pages)

    def users(self) -> None:
        """Who comes into this base by a password of his own."""
        from app.ui.users_dialog import show_users  # noqa: PLC0415 - as above

        show_users(self._window, self._pages.desk)

    def own_password(self) -> None:
        """Another password of the user who works."""
        from app.ui.users_dialog import change_own  # noqa: PLC0415 - as above

        change_own(self._window, self._pages.desk)

    def password(self) -> None:
        """The password of this base, which is the owner's."""
        from app.ui.base_password_dialog import BasePasswordDialog  # noqa: PLC0415 - as above

        desk = self._pages.desk
        if desk.passport.actor.role is not Role.OWNER:
            desk.said.emit("Пароль базы и лист восстановления — дело ответственного.")
            return
        dialog = BasePasswordDialog(self._window, desk)
        dialog.changed.connect(self._window.lock.watch)
        dialog.exec()
        dialog.deleteLater()

    def copies(self) -> None:
        """The copies of this base."""
        from app.ui.copy_acts import show_copies  # noqa: PLC0415 - as above

        show_copies(self._window)

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

    def update(self, name: str) -> Callable[[], object]:
        """An act of ``update_acts``."""

        def act() -> None:
            from app.ui import update_acts  # noqa: PLC0415 - as above

            self._pages.settled(lambda: getattr(update_acts, name)(self._window))

        return act

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
