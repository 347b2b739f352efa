"""The acts of the menu about rules and years: compare with last year, take a newer year file, read the rules."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.places import check_source
from app.services.progress import Progress
from app.services.year_file import Rehearsal, YearFile, check_newer, read_year_file, rehearse
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open, ask_save, documents
from app.ui.last_year_dialog import LastYearDialog
from app.ui.rules_window import RulesWindow
from app.ui.year_file_dialog import YearFileDialog


def compare_with_last_year(parent: QWidget, desk: Desk) -> None:
    """Choose last year's base, or take it away."""
    dialog = LastYearDialog(parent, desk)
    dialog.exec()
    dialog.deleteLater()


def show_rules(parent: QWidget, desk: Desk, words: str = "") -> None:
    """All rules as they hold in the year of the file, or those that a text finds."""
    window = RulesWindow(parent, desk.passport.year)
    window.words.setText(words)
    window.exec()
    window.deleteLater()


def save_calendar(parent: QWidget, desk: Desk) -> None:
    """Write the deadlines of the year for the calendar of a computer or telephone."""
    proposed = documents() / f"Сроки ГИА {desk.passport.year.name}.ics"
    path = ask_save(parent, "Сохранить сроки", proposed, "Календарь (*.ics)")
    if path is None:
        return

    def write(_progress: Progress) -> int:
        from app.services.calendar_export import export_calendar  # noqa: PLC0415 - seldom needed

        return export_calendar(desk.passport, path)

    told = "Сроки сохранены: {}. Откройте файл на телефоне или компьютере. {}"
    desk.run("Пишем календарь…", write, lambda count: desk.said.emit(told.format(count, path)))


def ask_year_file(parent: QWidget, desk: Desk, taken: Callable[[], None]) -> None:
    """Choose a year file, rehearse it, and take it; ``taken`` is called once it holds."""
    path = ask_open(parent, "Файл учебного года", "Файлы учебного года (*.toml)")
    if path is not None:
        look_at_year_file(parent, desk, path, taken)


def look_at_year_file(parent: QWidget, desk: Desk, path: Path, taken: Callable[[], None]) -> None:
    """Rehearse a year file; what cannot be taken is told before anything is checked."""
    try:
        check_source(path, desk.passport.path)
        file = read_year_file(path)
        check_newer(desk.passport, file)
    except AppError as problem:
        show_error(parent, problem)
        return

    def work(progress: Progress) -> Rehearsal:
        return rehearse(desk.passport, file.year, progress)

    desk.run("Сравниваем замечания…", work, lambda found: _offer(parent, desk, file, found, taken))


def _offer(parent: QWidget, desk: Desk, file: YearFile, found: Rehearsal, taken: Callable[[], None]) -> None:
    dialog = YearFileDialog(parent, desk.passport, file, found)
    if dialog.exec():
        taken()
    dialog.deleteLater()
