"""The recovery sheet on paper: looked at, printed, or saved as a file with the warning that the file is a key too."""

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_save, documents
from app.ui.plain import ask
from app.ui.print_preview import PrintPreview
from app.ui.system_print import ask_printer, printer_for, send

TITLE = "Лист восстановления"  # what print queues show: neither the school nor the key
_SAVE, _CANCEL = "Сохранить файл", "Не сохранять"
_FILE_IS_KEY = (
    "Файл с листом — такой же ключ, как сам лист: кто его прочитает, откроет базу без пароля. Сохраняйте только на "
    "флешку, которую уберёте в сейф, или чтобы сразу напечатать и удалить."
)
OFFER = (
    "Если пароль забудут, базу не откроет никто, и разработчики программы тоже. Выход один: лист восстановления "
    "с кодом. Напечатайте его сейчас и уберите в сейф, не рядом с компьютером."
)
_LOOK, _LATER = "Посмотреть и напечатать", "Позже: «Файл → Пароль…»"


def offer_sheet(parent: QWidget, desk: Desk) -> None:
    """After a password was set: offer the sheet at once, while everybody who may see it is there."""
    buttons = {_LOOK: QMessageBox.ButtonRole.AcceptRole, _LATER: QMessageBox.ButtonRole.RejectRole}
    if ask(parent, TITLE, OFFER, buttons, _LOOK) == _LOOK:
        show_sheet(parent, desk)


def show_sheet(parent: QWidget, desk: Desk) -> None:
    """Show the sheet of the open base; who asks must have given its password."""
    from app.services.recovery import recovery_sheet  # noqa: PLC0415 - brings the paper

    def show(pdf: bytes) -> None:
        from app.services.looking import Document  # noqa: PLC0415 - as above

        document = Document(pdf)
        dialog = PrintPreview(parent, TITLE, document, numbered=False)
        dialog.printed.connect(lambda: _print(parent, pdf, document.sizes[0]))
        dialog.saved.connect(lambda: _save(parent, desk, pdf))
        dialog.finished.connect(lambda _: document.close())
        dialog.open()

    desk.jobs.start(
        lambda _: recovery_sheet(desk.passport).pdf,
        show,
        title="Готовим лист…",
        failed=lambda problem: show_error(parent, problem),
        parent=parent,
    )


def _print(parent: QWidget, pdf: bytes, size: tuple[float, float]) -> None:
    from app.services.looking import Document  # noqa: PLC0415 - as above

    printer = printer_for(size, TITLE)
    pages = ask_printer(parent, printer, 1)
    if pages is None:
        return
    document = Document(pdf)
    try:
        send(printer, document, *pages)
    except AppError as problem:
        show_error(parent, problem)
    finally:
        document.close()


def _save(parent: QWidget, desk: Desk, pdf: bytes) -> None:
    buttons = {_SAVE: QMessageBox.ButtonRole.DestructiveRole, _CANCEL: QMessageBox.ButtonRole.RejectRole}
    if ask(parent, TITLE, _FILE_IS_KEY, buttons, _CANCEL) != _SAVE:
        return
    path = ask_save(parent, "Куда сохранить лист", documents() / f"{TITLE}.pdf", "PDF (*.pdf)")
    if path is None:
        return
    from app.services.recovery import save_sheet  # noqa: PLC0415 - as above

    try:
        save_sheet(desk.passport, path, pdf)
    except AppError as problem:
        show_error(parent, problem)
