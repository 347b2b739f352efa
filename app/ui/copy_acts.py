"""What the window does with copies: shows them, puts the base back from one, and helps where a base does not open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from app.errors import AppError, Cancelled, WrongPassword
from app.services.backups import CopyLine, Reason, copy_before
from app.services.base_back import Diagnosis, OtherBase, Restored, diagnose, restore_base
from app.services.progress import Progress
from app.storage.base_key import Secret
from app.ui.copies_dialog import CopiesDialog
from app.ui.damaged_dialog import DamagedDialog
from app.ui.error_window import show_error
from app.ui.password_dialog import ask_password
from app.ui.plain import ask, tell

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_BACK, _STAY = "Вернуть", "Отмена"
_OTHER = "Всё равно положить"


def show_copies(window: "MainWindow") -> None:
    """The copies of the open base."""
    assert window.desk is not None
    dialog = CopiesDialog(window, window.desk)
    dialog.restore_wanted.connect(lambda line, secrets: _ask_restore(window, dialog, line, secrets))
    dialog.exec()
    dialog.deleteLater()
    if window.copies_band is not None:  # it may have been closed for a restore
        window.copies_band.show_state()


def _ask_restore(window: "MainWindow", dialog: CopiesDialog, line: CopyLine, secrets: tuple[str, ...]) -> None:
    made = f" от {line.made_at:%d.%m.%Y %H:%M}" if line.made_at else ""
    text = (
        f"Вся база станет такой, какой была в копии № {line.number}{made}. {dialog.about.text().splitlines()[-1]}\n\n"
        "Нынешняя база не пропадёт: с неё будет сделана копия, а сам файл отложен рядом."
    )
    buttons = {_BACK: QMessageBox.ButtonRole.DestructiveRole, _STAY: QMessageBox.ButtonRole.RejectRole}
    if ask(dialog, "Вернуть всю базу", text, buttons, _STAY) == _BACK:
        dialog.accept()
        restore_open(window, line, secrets)


def restore_open(window: "MainWindow", line: CopyLine, secrets: tuple[str, ...] = ()) -> None:
    """Put the open base back from a copy, its present state having got a copy of its own; then open it."""
    assert window.desk is not None
    passport = window.desk.passport
    path, key, entry = passport.path, passport.key, passport.entry

    def work(progress: Progress) -> object:
        return copy_before(passport, Reason.RESTORE, progress=progress)

    def copied(_: object) -> None:
        if window.close_file():
            _restore(window, path, line, (key, *secrets), lambda: window.open_file(path, entry))

    window.jobs.start(work, copied, title="Делаем копию нынешней базы…")


def _restore(
    window: "MainWindow",
    base: Path,
    line: CopyLine,
    secrets: tuple[Secret, ...],
    leave: Callable[[], object],
    *,
    other: bool = False,
) -> None:
    """Put a base back; where that is given up or cannot be done, ``leave`` is called."""

    def work(progress: Progress) -> Restored:
        return restore_base(base, line.path, *secrets, other=other, progress=progress)

    def failed(problem: BaseException) -> None:
        password = _asked(window) if isinstance(problem, WrongPassword) else None
        if password is not None:
            _restore(window, base, line, (password, *secrets), leave, other=other)
        elif isinstance(problem, OtherBase) and _wants_other(window, problem):
            _restore(window, base, line, secrets, leave, other=True)
        else:
            if not isinstance(problem, OtherBase | WrongPassword):
                show_error(window, problem)
            leave()

    window.jobs.start(
        work, lambda done: _restored(window, done, line), title="Возвращаем базу из копии…", failed=failed
    )


def _asked(window: "MainWindow") -> str | None:
    return ask_password(window, "Пароль копии", "Внесите пароль, который был у базы в день копии.", new=False)


def _wants_other(window: "MainWindow", problem: OtherBase) -> bool:
    buttons = {_OTHER: QMessageBox.ButtonRole.DestructiveRole, _STAY: QMessageBox.ButtonRole.RejectRole}
    return ask(window, "Копия другой базы", problem.text, buttons, _STAY) == _OTHER


def _restored(window: "MainWindow", done: Restored, line: CopyLine) -> None:
    lines = [f"База возвращена из копии № {line.number}."]
    if done.aside is not None:
        lines.append(f"Прежний файл отложен и цел: {done.aside.name}")
    if done.password_of_then:
        lines.append("Пароль у базы теперь тот, который был в день копии.")
    window.open_file(done.base)
    tell(window, "База возвращена", "\n".join(lines))


def not_opened(window: "MainWindow", base: Path, problem: AppError, *secrets: Secret) -> bool:
    """Offer the way back where a base is damaged; False where it is no such matter, and the problem is to be told."""

    def work(progress: Progress) -> Diagnosis | None:
        return diagnose(base, problem, *secrets, progress=progress)

    over = QApplication.activeModalWidget()  # where the password is asked for
    try:
        found = window.jobs.wait(work, title="Смотрим копии базы…", parent=over)
    except Cancelled:
        return False
    if found is not None:
        _offer(window, found, problem, secrets)
    return found is not None


def _offer(window: "MainWindow", found: Diagnosis, problem: AppError, secrets: tuple[Secret, ...]) -> None:
    dialog = DamagedDialog(window, found, problem)
    dialog.restore_wanted.connect(lambda line: _restore_damaged(window, found.base, line, secrets))
    dialog.exec()
    dialog.deleteLater()


def _restore_damaged(window: "MainWindow", base: Path, line: CopyLine, secrets: tuple[Secret, ...]) -> None:
    if window.desk is not None and window.desk.passport.path == base and not window.close_file():
        return
    _restore(window, base, line, secrets, lambda: None)
