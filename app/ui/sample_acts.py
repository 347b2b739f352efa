"""«Удалить демонстрационную школу»: asked once, closed, removed, told."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from app.errors import AppError
from app.services.sample_removal import Removed, remove_sample, sample_of
from app.ui.error_window import show_error
from app.ui.plain import ask, tell
from app.ui.recent_bases import forget_base

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

REMOVE, KEEP = "Удалить", "Оставить"
_ASKED = (
    "Будут удалены база демонстрационной школы, её копии и всё, что программа хранит о ней. Ваши базы и файлы, "
    "которые вы сохранили сами (формы, пакеты), не тронуты."
)


def remove_demonstration(window: "MainWindow") -> None:
    """Remove the demonstration school that is open; any other base is refused and stays open."""
    if window.desk is None:
        return
    try:
        sample = sample_of(window.desk.passport)
    except AppError as problem:
        show_error(window, problem)
        return
    buttons = {REMOVE: QMessageBox.ButtonRole.DestructiveRole, KEEP: QMessageBox.ButtonRole.RejectRole}
    if ask(window, "Удалить демонстрационную школу?", _ASKED, buttons, default=KEEP) != REMOVE:
        return
    forget_base(str(sample.base))
    if window.close_file(asking=False):
        tell(window, "Демонстрационная школа", told(remove_sample(sample)))


def told(done: Removed) -> str:
    """What was removed, in a sentence, and what could not be."""
    folders = "\n".join(sorted({str(path.parent) for path in done.gone}))
    text = f"Демонстрационная школа удалена: файлов {len(done.gone)}, из папок\n{folders}"
    if done.left:
        text += "\n\nУдалить не удалось (занято другой программой?):\n" + "\n".join(map(str, done.left))
    return text
