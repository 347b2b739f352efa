"""The recovery sheet on paper: looked at, printed, or saved as a file with the warning that the file is a key too."""

from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.paper_acts import show_paper
from app.ui.plain import ask

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
    from app.services.recovery import recovery_sheet, save_sheet  # noqa: PLC0415 - brings the paper

    def show(pdf: bytes) -> None:
        show_paper(parent, TITLE, pdf, lambda path: save_sheet(desk.passport, path, pdf), lambda: _warned(parent))

    desk.jobs.start(
        lambda _: recovery_sheet(desk.passport).pdf,
        show,
        title="Готовим лист…",
        failed=lambda problem: show_error(parent, problem),
        parent=parent,
    )


def _warned(parent: QWidget) -> bool:
    buttons = {_SAVE: QMessageBox.ButtonRole.DestructiveRole, _CANCEL: QMessageBox.ButtonRole.RejectRole}
    return ask(parent, TITLE, _FILE_IS_KEY, buttons, _CANCEL) == _SAVE
