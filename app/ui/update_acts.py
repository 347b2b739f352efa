"""The acts of the menu about updates of the program's data: take one from a file, go back to the data before it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.progress import Progress
from app.services.updating import Planned, plan_back, plan_update
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open
from app.ui.update_dialog import UpdateDialog

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def ask_update(window: "MainWindow") -> None:
    """Choose a file of an update, rehearse it, and take it."""
    path = ask_open(window, "Обновление из файла", "Обновления данных (*.passport-update)")
    if path is not None:
        look_at_update(window, path)


def look_at_update(window: "MainWindow", path: Path) -> None:
    """Rehearse an update on the open base and offer it; what cannot be taken is told."""
    assert window.desk is not None
    passport = window.desk.passport
    _offer(window, lambda progress: plan_update(passport, path, progress), back=False)


def ask_back(window: "MainWindow") -> None:
    """Rehearse the way back, and go it."""
    assert window.desk is not None
    passport = window.desk.passport
    _offer(window, lambda progress: plan_back(passport, progress), back=True)


def _offer(window: "MainWindow", plan: Callable[[Progress], Planned], *, back: bool) -> None:
    desk = window.desk
    assert desk is not None

    def planned(found: Planned) -> None:
        dialog = UpdateDialog(window, desk, found, back=back)
        taken = bool(dialog.exec())
        dialog.deleteLater()
        if taken:
            window.open_again()
            window.statusBar().showMessage(f"Теперь действует: {found.title}.", 8000)

    # While it runs, it keeps the base to itself and a save would wait for it: nothing else is begun meanwhile.
    desk.jobs.start(
        plan,
        planned,
        title="Смотрим, что изменится…",
        failed=lambda problem: show_error(window, problem),
        at_once=True,
    )
