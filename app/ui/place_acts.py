"""Opening a base where it lies: what is said when that is a bad place, who has it already, and what may be done."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox

from app.domain.roles import Right
from app.errors import AppError, InUse, OnShare
from app.services.past_years import edit_anyway, hold_past
from app.storage.key_slots import Entry
from app.storage.passport import Passport
from app.ui.doorbell import Doorbell, come_forward, ring
from app.ui.entered import Entered
from app.ui.error_window import show_error
from app.ui.has_card import HasCard
from app.ui.opening import open_base
from app.ui.pages import Pages
from app.ui.place_band import PlaceBand
from app.ui.plain import ask, tell
from app.ui.record_page import RecordPage
from app.ui.role_limits import ACTS, open_acts

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

COPY, LEAVE = "Скопировать на этот компьютер…", "Не открывать"

# Acts that change the base and say so by their names; the other ones are refused when they come to change it.
EDITING = frozenset(text for text, right in ACTS.items() if right is Right.EDIT) - {"Читает – сверяет…"} | {
    "Передать карточку в другую школу…",
    "Принять карточку из другой школы…",
    "Файл учебного года…",
    "Обновление из файла…",
    "Вернуть прежние данные…",
}


class PlaceActs:
    """What the window does about the place of its file."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._edited: set[Path] = set()  # past bases that somebody wanted to edit in this session
        self._acts: Sequence[QAction] = ()
        self._band: PlaceBand | None = None
        self._bell = Doorbell(window)
        self._bell.rung.connect(self._come_forward)

    def opened(self, path: Path, key: Entry | None) -> Entered | None:
        """The base of a path, open; None where it was not opened, which has been told or the user wanted.

        ``key`` is tried before a password is asked for.
        """
        try:
            return open_base(self._window, path, self._window.jobs, key, self._other_way)
        except OnShare as problem:
            self._offer_copy(path, problem)
        except InUse as problem:
            if ring(path):
                self._window.statusBar().showMessage(f"База {path.name} открыта в другом окне: оно показано.", 8000)
            else:
                show_error(self._window, problem)
        except AppError as problem:
            if not self._other_way(path, problem):
                show_error(self._window, problem)
        return None

    def _other_way(self, path: Path, problem: AppError, password: str = "") -> bool:
        """Where a base is damaged and there are copies, they are offered; else nothing is done."""
        from app.ui.copy_acts import not_opened  # noqa: PLC0415 - seldom needed

        return not_opened(self._window, path, problem, *((password,) if password else ()))

    def hold(self, passport: Passport) -> None:
        """Let a base of a past year only be read, unless somebody wanted to edit it in this session."""
        if passport.path.resolve() not in self._edited:
            hold_past(passport)

    def band(self, pages: Pages) -> PlaceBand:
        """The band over the pages of a file that has just been opened; from now on a second start finds its window."""
        passport = pages.desk.passport
        self._bell.listen(passport.path)
        self._band = band = PlaceBand(passport, self._window)
        band.edit_button.clicked.connect(lambda: self._edit_anyway(pages))
        band.aside_button.clicked.connect(lambda: self._open_aside(pages))
        band.move_button.clicked.connect(lambda: self._move(passport.path))
        pages.desk.refused.connect(band.look)
        self._window.jobs.ended.connect(band.look)
        return band

    def closed(self) -> None:
        """The file has been closed."""
        self._bell.stop()
        self._band = None

    def show_acts(self, acts: Sequence[QAction], passport: Passport) -> None:
        """Let the acts of the open file be chosen, but for those that could only be refused."""
        self._acts = acts
        open_acts(acts, passport)
        for action in acts:
            if passport.read_only and action.text() in EDITING:
                action.setEnabled(False)

    def _come_forward(self) -> None:
        come_forward(self._window)
        self._window.statusBar().showMessage("Эту базу открыли ещё раз: она уже открыта здесь.", 8000)

    def _edit_anyway(self, pages: Pages) -> None:
        passport = pages.desk.passport
        self._edited.add(passport.path.resolve())
        edit_anyway(passport)
        for page in pages.made():
            if isinstance(page, HasCard):
                page.card_view().hold(held=False)
            if isinstance(page, RecordPage):
                page.list.new_button.setEnabled(True)
        self.show_acts(self._acts, passport)
        if self._band is not None:
            self._band.look()

    def _open_aside(self, pages: Pages) -> None:
        """Go on in the file that was saved; what stands unsaved in cards is kept, and offered there."""
        passport = pages.desk.passport
        made = passport.saved_aside
        if made is not None and self._window.close_file(asking=False):
            self._window.open_file(made, passport.entry)

    def _offer_copy(self, path: Path, problem: OnShare) -> None:
        buttons = {COPY: QMessageBox.ButtonRole.AcceptRole, LEAVE: QMessageBox.ButtonRole.RejectRole}
        question = f"{problem.text}\n\n{problem.hint}"
        if ask(self._window, "База на другом компьютере", question, buttons, default=COPY) == COPY:
            self._copy(path)

    def _move(self, path: Path) -> None:
        if self._window.close_file():
            self._copy(path)

    def _copy(self, path: Path) -> None:
        """Ask where to, copy beside the window, and open the copy."""
        from app.services.moving import copy_here  # noqa: PLC0415 - seldom needed
        from app.ui.file_dialogs import ask_save, documents  # noqa: PLC0415 - as above

        target = ask_save(self._window, "Куда скопировать базу", documents() / path.name, "Базы школы (*.passport)")
        if target is None:
            return

        def done(made: Path) -> None:
            told = (
                f"База скопирована и сверена: {made}.\n\nРаботайте теперь с ней. Прежний файл остался там, где был "
                f"({path.parent}): больше не открывайте его, чтобы не вести две базы."
            )
            tell(self._window, "База на этом компьютере", told)
            self._window.open_file(made)

        self._window.jobs.start(lambda progress: copy_here(path, target, progress), done, title="Копируем базу…")
