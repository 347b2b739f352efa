"""Locking the open base: its key and its connection dropped, its pages and windows gone, what was typed kept in it.

What this promises is «the screen shows nothing, the file is closed»; what is left in the memory of the process until
something else is put there, no program written in Python can wipe (SECURITY.md says so).
"""

import gc
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.errors import AppError, Refused
from app.services.base_password import lock_after
from app.services.drafts import keep_draft
from app.ui.clipboard import forget_ours
from app.ui.error_window import show_error
from app.ui.idle import Idle

if TYPE_CHECKING:
    from app.ui.entered import Entered
    from app.ui.main_window import MainWindow
    from app.ui.pages import Pages
    from app.ui.place import Place

AGAIN_MS = 50  # between the steps: a window that was told to close has left its own loop by then
NO_PASSWORD = "У базы нет пароля: закрывать её на замок незачем. Задать пароль: «Файл → Пароль…»."
AFTER_JOB = "Закроем базу, как только закончится начатое."


@runtime_checkable
class HoldsTyped(Protocol):
    """A window over the pages that holds typed text of its own."""

    def keep_typed(self) -> None:
        """Put it where it outlives the window, and from where it comes back. Raises :class:`AppError`."""


class Lock(QObject):
    """Locks the window's base, on demand or when nobody is there, and brings it back."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._wanted = False
        self.place: Place | None = None  # where to come back to, while the base is locked
        self._after: Callable[[], None] | None = None
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock)

    def watch(self) -> None:
        """A base was opened, or its password or idle minutes changed: go by them from now on."""
        desk = self._window.desk
        self.idle.watch(lock_after(desk.passport) if desk is not None else 0)

    def after(self, act: Callable[[], None]) -> None:
        """Go on with what is no part of the base when who works now is back."""
        self._after = act

    def _go_on_after(self) -> None:
        act, self._after = self._after, None
        if act is not None:
            act()

    def lock(self) -> None:
        """Lock as soon as what runs has ended."""
        desk = self._window.desk
        if desk is None or self._wanted:
            return
        if not desk.passport.has_password:
            desk.said.emit(NO_PASSWORD)
            return
        self._wanted = True
        if self._window.jobs.busy:
            desk.said.emit(AFTER_JOB)
        self._go_on()

    def _go_on(self) -> None:
        """One step: wait for a job, close the topmost window, and when there is none, close the base."""
        pages = self._window.pages
        if pages is None:
            self._wanted = False
            return
        try:
            if self._window.jobs.busy or _close_topmost(self._window):
                QTimer.singleShot(AGAIN_MS, self, self._go_on)
                return
            self.place = _keep_typed(pages)
        except AppError as problem:
            self._wanted = False
            self._stay(problem)
            return
        except BaseException:
            self._wanted = False
            raise
        self._wanted = False
        self._put_away(pages)

    def _stay(self, problem: AppError) -> None:
        """Rather an open base than lost text: say so, and try again when nobody is there for that long once more."""
        self.watch()
        show_error(self._window, Refused(f"База не закрыта: набранное не сохранить. {problem.text}", problem.hint))
        self._go_on_after()

    def _put_away(self, pages: "Pages") -> None:
        from app.ui.lock_page import LockPage  # noqa: PLC0415 - not needed by the first window

        path = pages.desk.passport.path
        self._window.put_away()
        for one in self._window.findChildren(QDialog):  # hidden ones too: what stands in them can be read aloud
            one.deleteLater()
        forget_ours()
        page = LockPage(path, self._window.jobs)
        page.pane.opened.connect(self._unlock, Qt.ConnectionType.QueuedConnection)  # the page goes with it
        self._window.show_locked(page)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

    def _unlock(self, entered: "Entered") -> None:
        """Show the base again; somebody else who came in begins where a base begins."""
        if self.place is not None and self.place.who != entered.passport.actor.id:
            self.place = None
        self._window.show_file(entered)

    def come_back(self, pages: "Pages") -> bool:
        """Go where one was, once the first page is on the screen; False where the base was not locked."""
        from app.ui.place import come_back  # noqa: PLC0415 - as above

        place, self.place = self.place, None
        if place is None:
            self._after = None
            return False
        if waiting := come_back(pages, place):
            pages.desk.said.emit(f"Несохранённых карточек ещё: {waiting} (Правка → «Набранное и не сохранённое»).")
        QTimer.singleShot(0, self, self._go_on_after)
        return True

    def offer_sheet_when_ready(self) -> None:
        """The password of the base that is being shown was set just now: offer its sheet."""
        if self._window.pages is not None:
            self._window.pages.ready.connect(self._offer_sheet, Qt.ConnectionType.SingleShotConnection)

    def _offer_sheet(self) -> None:
        from app.ui.sheet_printing import offer_sheet  # noqa: PLC0415 - as above

        if self._window.desk is not None:
            offer_sheet(self._window, self._window.desk)


def _keep_typed(pages: "Pages") -> "Place":
    """Keep what is typed on every page as drafts, and tell where one is. Raises :class:`AppError`."""
    from app.ui.place import place_of, unsaved_edits  # noqa: PLC0415 - as above

    place = place_of(pages)
    pages.stack.setFocus()  # a cell that is being typed is left first
    pages.watch.settle()
    typed = unsaved_edits(pages)
    for edit in typed:
        keep_draft(pages.desk.passport, pages.watch.keeper.with_older(edit))
    return replace(place, typed=frozenset((one.entity, one.id) for one in typed))


def _close_topmost(window: QWidget) -> bool:
    """Close the window that is over all others, whatever it would ask; False where only the main one is left."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
        return True
    top = QApplication.activeModalWidget() or next((one for one in _others(window)), None)
    if top is None or top is window:
        return False
    if isinstance(top, HoldsTyped):
        top.keep_typed()
    if isinstance(top, QDialog):
        QDialog.done(top, QDialog.DialogCode.Rejected)  # not its own reject, which asks about what was just kept
    else:
        top.hide()  # one that may refuse to be closed must not keep the base open
    return True


def _others(window: QWidget) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible() and one.isWindow()]
