"""The main window: navigation on the left, one page at a time, menus with every act and its key."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.domain.kinds import Day
from app.services.school import school_name
from app.services.updates import put_on
from app.storage.key_slots import Entry
from app.ui.announce import announce
from app.ui.clipboard import forget_ours
from app.ui.copies_band import CopiesBand
from app.ui.desk import Desk
from app.ui.entered import Entered
from app.ui.error_window import show_error
from app.ui.file_frame import frame_of, offer_waiting, pages_of
from app.ui.garbage import keep_all, release_all
from app.ui.jobs import Jobs
from app.ui.later_acts import LaterActs
from app.ui.lock import Lock
from app.ui.menus import Menus
from app.ui.opening import known_key
from app.ui.pages import Pages
from app.ui.place_acts import PlaceActs
from app.ui.plain import PlainLabel
from app.ui.role_limits import who_works
from app.ui.room import give_room
from app.ui.russian_keys import done_by_place
from app.ui.start_page import StartPage
from app.validators.findings import Level

NAME = "Паспорт школы"


class MainWindow(QMainWindow):
    """Holds at most one open file; everything of it lives in ``desk`` and ``pages``."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = Jobs(self, lambda problem: show_error(self, problem))
        self.desk: Desk | None = None
        self.pages: Pages | None = None
        self.copies_band: CopiesBand | None = None
        self._closing = False  # it waits for what runs, and answers meanwhile
        self._later = LaterActs(self)
        self.lock = Lock(self)
        self.places = PlaceActs(self)
        self.status = PlainLabel("", wrap=False)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().messageChanged.connect(lambda text: announce(self.statusBar(), text))
        self.statusBar().addPermanentWidget(who := PlainLabel("", "quiet", wrap=False))
        self.who = who  # works in the open file
        give_room(self, 1340, 700)
        self.menus = Menus(self, self._later)
        self._show_start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that no shortcut and no field has taken."""
        if not done_by_place(self, event):
            super().keyPressEvent(event)

    # --- the file -------------------------------------------------------------------------------------

    def _show_start(self) -> None:
        start = StartPage()
        start.new_wanted.connect(self._later.new_file)
        start.open_wanted.connect(self._later.choose_file)
        start.demo_wanted.connect(self._later.open_demo)
        start.recent_wanted.connect(self.open_file)
        start.guide_wanted.connect(self._later.guide)
        self._show_alone(start, NAME)

    def show_locked(self, page: QWidget) -> None:
        """Show the lock screen in place of the file that was put away."""
        self._show_alone(page, f"База закрыта — {NAME}")
        page.setFocus()

    def _show_alone(self, page: QWidget, title: str) -> None:
        """A page without a file: nothing of one is named in title, status line and menus."""
        self.setCentralWidget(page)
        self.setWindowTitle(title)
        self.status.setText("")
        self.who.setText("")
        self.statusBar().clearMessage()
        self.menus.show_none()

    def open_file(self, path: Path, key: Entry | None = None) -> bool:
        """Open a file in place of the present one; a file that cannot be opened changes nothing.

        ``key``, or that of the present file, is tried before a password is asked for.
        """
        if self.desk is not None and path.exists() and path.samefile(self.desk.passport.path):
            self.statusBar().showMessage("Эта база уже открыта.", 8000)
            return True
        if key is None and self.desk is not None:
            key = known_key(self.desk.passport)
        entered = self.places.opened(path, key)
        if entered is None:
            return False
        if not self.close_file():
            entered.passport.close()
            return False
        self.lock.place = None
        self.show_file(entered)
        return True

    def show_file(self, entered: Entered) -> None:
        """Show an open file where none is shown."""
        passport = entered.passport
        put_on(passport)
        self.places.hold(passport)
        self.desk = Desk(passport, self.jobs, self, entered.first)
        self.pages = pages_of(self.desk)
        self.pages.navigation.currentRowChanged.connect(lambda _: self.menus.name_tabs())
        self.menus.name_tabs()
        self.desk.said.connect(lambda text: self.statusBar().showMessage(text, 8000))
        self.desk.findings_changed.connect(self._show_status)
        self.menus.turns.follow(self.desk)
        self.copies_band = copies = CopiesBand(self.desk, self._later.copies)
        self.setCentralWidget(frame_of(self.pages, self.places.band(self.pages), copies))
        self.places.show_acts(self.menus.file_acts, passport)
        self.menus.show_acts(self.pages)
        self.who.setText(who_works(passport))
        self.menus.turns.show(self.desk)
        self.setWindowTitle(f"{school_name(passport) or 'Название не внесено'} — {passport.year.title} — {NAME}")
        self.status.setText(f"{passport.path.name}: проверяем…")
        self.pages.ready.connect(self._begin)
        if entered.needs_sheet:
            self.lock.offer_sheet_when_ready()
        self.lock.watch()

    def show_support(self, fault: str) -> None:
        """The file for support, with what went wrong."""
        from app.ui.support_dialog import show_support  # noqa: PLC0415 - seldom needed

        show_support(self, fault)

    def open_again(self) -> None:
        """Open the present file anew: everything that was made from the year is made again."""
        if self.desk is None:
            return
        passport = self.desk.passport
        if self.close_file():
            self.open_file(passport.path, passport.entry)

    def _begin(self) -> None:
        if self.desk is not None and self.pages is not None:
            keep_all()
            self.pages.begin()
            if not self.lock.come_back(self.pages):
                offer_waiting(self.pages)
            if self.copies_band is not None:
                self.copies_band.begin()

    def _show_status(self) -> None:
        if self.desk is not None and self.pages is not None:
            counts = ", ".join(f"{one.of_many}: {self.pages.count(one)}" for one in Level)
            day = f"проверено на {Day().show(self.desk.as_of)}: " if self.desk.as_of else ""
            name = self.desk.passport.path.name
            self.status.setText(f"{name} — {day}{counts if self.desk.checked else 'проверяем…'}")

    def close_file(self, *, asking: bool = True) -> bool:
        """Settle what is unsaved (without ``asking``: as drafts), wait for a job, close the file; False to stay."""
        if self.desk is None or self.pages is None:
            return True
        if self._closing:
            return False
        self.pages.stack.setFocus()  # a cell that is being typed is left first
        if asking and not self.pages.may_leave():
            return False
        self.put_away()
        self._show_start()
        return True

    def put_away(self) -> None:
        """Close the file, what is unsaved in it having been settled or kept; its pages are gone with it."""
        if self.desk is None or self.pages is None or self._closing:
            return
        if self.jobs.busy:
            self.statusBar().showMessage("Заканчиваем начатое…")
        self._closing = True
        try:
            self.jobs.finish()
        finally:
            self._closing = False
        self.desk.stop()
        self.pages.watch.close()
        self.jobs.settle()
        self.pages.deleteLater()
        self.desk.passport.close()
        self.desk.deleteLater()
        self.desk = self.pages = self.copies_band = None
        release_all()
        self.places.closed()
        self.lock.watch()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when nothing unsaved would be lost."""
        if self.close_file():
            self.jobs.close()
            forget_ours()
            event.accept()
        else:
            event.ignore()
