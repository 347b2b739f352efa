"""The acts «Передать карточку в другую школу» and «Принять карточку из другой школы»."""

from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QLineEdit, QMessageBox

from app.errors import AppError
from app.services.incoming import Locked
from app.services.newcomer import look_at_pupil
from app.services.newcomer_file import SavedRecord, read_record, save_record
from app.services.receivers import WITH_PASSWORD, Receiver, receiver_of
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_folder, ask_open
from app.ui.newcomer_dialog import NewcomerDialog
from app.ui.page_names import STUDENTS
from app.ui.pages import Pages
from app.ui.plain import ask, tell

GIVE, TAKE = "Передать карточку в другую школу", "Карточка из другой школы"
BY_KEY, BY_PASSWORD, LEAVE = "Файл ключа той школы…", "Архив с паролем", "Отмена"
_RECORDS = "Карточки (record-*.zip record-*.age);;Все файлы (*)"


def give_record(pages: Pages) -> None:
    """Write the record of the pupil whose card is open, sealed as the user chooses."""
    id = pages.students.present
    if not id:
        tell(pages.students, GIVE, "Сначала откройте карточку ученика, который уходит.")
        return
    to = _ask_receiver(pages)
    folder = ask_folder(pages.students, "Куда положить карточку") if to else None
    if to is None or folder is None:
        return
    passport = pages.desk.passport
    pages.desk.run(
        "Записываем карточку…", lambda _: save_record(passport, id, folder, to), lambda done: _told(pages, done)
    )


def _ask_receiver(pages: Pages) -> Receiver | None:
    buttons = {
        BY_KEY: QMessageBox.ButtonRole.ActionRole,
        BY_PASSWORD: QMessageBox.ButtonRole.AcceptRole,
        LEAVE: QMessageBox.ButtonRole.RejectRole,
    }
    text = "В файле данные одного ребёнка, поэтому он запечатывается. Чем его откроет та школа?"
    answer = ask(pages.students, GIVE, text, buttons, default=BY_PASSWORD)
    if answer == BY_PASSWORD:
        return WITH_PASSWORD
    path = ask_open(pages.students, "Файл ключа той школы", "Файлы ключей (*.key)") if answer == BY_KEY else None
    if path is None:
        return None
    try:
        return receiver_of(str(path))
    except AppError as problem:
        show_error(pages.students, problem)
        return None


def _told(pages: Pages, done: SavedRecord) -> None:
    password = (
        f"\n\nПароль: {done.password}\nПередайте его другим путём; он нигде не сохранён." if done.password else ""
    )
    tell(pages.students, GIVE, f"Карточка записана: {done.path}\nКод файла: {done.receipt}{password}")


def take_record(pages: Pages) -> None:
    """Ask for a record's file, show what it brings, take it, and open the card."""
    path = ask_open(pages.students, TAKE, _RECORDS)
    if path is not None:
        open_record_file(pages, path)


def open_record_file(pages: Pages, path: Path, password: str = "") -> None:
    """Show what the file brings; a zip asks for its password."""
    try:
        lines = read_record(pages.desk.passport, path, password)
        found = look_at_pupil(pages.desk.passport, lines)
    except Locked:
        given, fine = QInputDialog.getText(
            pages.students, TAKE, "Пароль, который сообщила прежняя школа:", QLineEdit.EchoMode.Normal
        )
        if fine and given.strip():
            open_record_file(pages, path, given.strip())
        return
    except AppError as problem:
        show_error(pages.students, problem)
        return
    dialog = NewcomerDialog(pages.students, pages.desk, lines, found)
    taken = dialog.taken if dialog.exec() else None
    dialog.deleteLater()
    if taken is not None:
        pages.go(STUDENTS)
        pages.open_card("student", taken.id)
