"""The act «Новый учебный год»: which year comes next, a plan made beside the window, then the dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError, BadFile
from app.services.new_year import following_year
from app.services.new_year_plan import NewYearPlan, plan_new_year
from app.services.year_file import YearFile, read_year_file
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open
from app.ui.new_year_dialog import NewYearDialog
from app.ui.plain import ask

GIVE_FILE, LEAVE = "Файл года…", "Отмена"


def begin_new_year(parent: QWidget, desk: Desk, opened: Callable[[Path], object]) -> None:
    """Plan the next year and offer it; a file of the year is asked for where the program has none."""
    try:
        following_year(desk.passport.year)
    except BadFile as problem:
        buttons = {GIVE_FILE: QMessageBox.ButtonRole.AcceptRole, LEAVE: QMessageBox.ButtonRole.RejectRole}
        if ask(parent, "Новый учебный год", problem.text, buttons, default=GIVE_FILE) != GIVE_FILE:
            return
        path = ask_open(parent, "Файл учебного года", "Файлы учебного года (*.toml)")
        if path is not None:
            plan_with_file(parent, desk, path, opened)
    else:
        _plan(parent, desk, None, opened)


def plan_with_file(parent: QWidget, desk: Desk, path: Path, opened: Callable[[Path], object]) -> None:
    """Plan the next year by a file of it; a file that does not fit is told."""
    try:
        file = read_year_file(path)
        following_year(desk.passport.year, file)
    except AppError as problem:
        show_error(parent, problem)
    else:
        _plan(parent, desk, file, opened)


def _plan(parent: QWidget, desk: Desk, file: YearFile | None, opened: Callable[[Path], object]) -> None:
    passport = desk.passport
    year = following_year(passport.year, file)

    def offer(plan: NewYearPlan) -> None:
        dialog = NewYearDialog(parent, desk, plan, file)
        path = dialog.path if dialog.exec() else None
        dialog.deleteLater()
        if path is not None:
            opened(path)

    desk.run("Готовим переход…", lambda progress: plan_new_year(passport, year, progress), offer)
