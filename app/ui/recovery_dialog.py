"""«Забыли пароль?»: the code of the recovery sheet opens the base, and a new password is set at once."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.errors import BadValue, WrongPassword
from app.services.base_password import change_password
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.storage.recovery_code import GROUPS, SIZE, recovered_key, typed_code
from app.ui.error_window import show_error
from app.ui.jobs import Jobs
from app.ui.password_line import NewPassword
from app.ui.plain import PlainLabel
from app.ui.room import give_width

ABOUT = (
    "Внесите код с листа восстановления: подряд или по группам, большими или маленькими буквами. "
    "Можно вставить текст или прочитать QR сканером кодов."
)
OTHER = (
    "Код внесён верно, но эту базу он не открывает: лист от другой базы или сделан до смены пароля; "
    "либо файл базы повреждён в самом начале."
)
NEW = (
    "База открыта по листу восстановления. Задайте новый пароль: без этого она не откроется. "
    "Прежний лист к ней больше не подойдёт, новый можно напечатать сразу."
)
_MOST = 400  # signs: a code with every blank that a person may put into it


class CodeDialog(QDialog):
    """The code is judged group by group while it is typed. Accepted only with an open base: ``passport``."""

    def __init__(self, parent: QWidget, path: Path, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setWindowTitle("Вход по листу восстановления")
        give_width(self, 620)
        self.passport: Passport | None = None
        self._path = path
        self._jobs = jobs
        self._busy = False
        self.code = QPlainTextEdit()
        self.code.setAccessibleName("Код с листа")
        self.code.setTabChangesFocus(True)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setFixedHeight(self.code.fontMetrics().lineSpacing() * 4 + 14)
        self.told = PlainLabel()
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 2 + 2)
        buttons = QDialogButtonBox()
        self.open_button = buttons.addButton("Открыть", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for one in (PlainLabel(ABOUT), self.code, self.told, buttons):
            box.addWidget(one)
        self.code.textChanged.connect(self._show)
        self.code.setFocus()
        self._show()

    def _show(self) -> None:
        text = self.code.toPlainText()
        typed = typed_code(text[:_MOST])
        unfinished = bool(typed.groups) and len(typed.groups[-1]) < SIZE
        wrong = [place for place in typed.wrong if not (unfinished and place == len(typed.groups))]
        told = f"Верно групп: {typed.right} из {GROUPS}."
        if wrong:
            told += f" Ошибка в группе: {', '.join(map(str, wrong))}."
        self._say(told, "error" if wrong else "good" if typed.whole else "quiet")
        self.open_button.setEnabled(typed.whole and not self._busy)

    def _say(self, text: str, role: str) -> None:
        self.told.setText(text)
        self.told.set_role(role)

    def _try(self) -> None:
        try:
            key = recovered_key(self.code.toPlainText())
        except BadValue as problem:
            self._say(str(problem), "error")
            return
        self._set_busy(busy=True)
        work = lambda _: open_passport(self._path, key)  # noqa: E731 - one line of a call
        self._jobs.start(work, self._take, title="Открываем базу…", failed=self._refused, parent=self)

    def _take(self, passport: Passport) -> None:
        self._set_busy(busy=False)
        self.passport = passport
        self.accept()

    def _refused(self, problem: BaseException) -> None:
        self._set_busy(busy=False)
        if isinstance(problem, WrongPassword):
            self._say(OTHER, "error")
        else:
            show_error(self, problem)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.code.setReadOnly(busy)
        self._show()

    def reject(self) -> None:
        """Leave; a try that runs is waited for."""
        if not self._busy:
            super().reject()


class SetPasswordDialog(QDialog):
    """The new password of a base that was opened without its old one. Accepted only when it has been set."""

    def __init__(self, parent: QWidget, passport: Passport, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setWindowTitle("Новый пароль базы")
        give_width(self, 560)
        self._passport = passport
        self._jobs = jobs
        self._busy = False
        form = QFormLayout()
        self.new = NewPassword(form)
        buttons = QDialogButtonBox()
        self.set_button = buttons.addButton("Задать пароль", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Не открывать базу", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._set)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(NEW))
        box.addLayout(form)
        box.addWidget(buttons)
        self.new.changed.connect(self._show)
        self.new.first.setFocus()
        self._show()

    def _show(self) -> None:
        self.set_button.setEnabled(not self.new.lacking and not self._busy)

    def _set(self) -> None:
        password = self.new.password
        self._busy = True
        self._show()
        self._jobs.start(
            lambda progress: change_password(self._passport, password, progress, copies=True),
            lambda _: self.accept(),
            title="Меняем пароль: база переписывается…",
            failed=self._refused,
            parent=self,
            at_once=True,
        )

    def _refused(self, problem: BaseException) -> None:
        self._busy = False
        self._show()
        show_error(self, problem)

    def reject(self) -> None:
        """Leave the base closed; a change that runs is waited for."""
        if not self._busy:
            super().reject()


def recover(parent: QWidget, path: Path, jobs: Jobs) -> Passport | None:
    """The base opened by its sheet and under a new password; None where the user has thought better of either."""
    code = CodeDialog(parent, path, jobs)
    code.exec()
    passport = code.passport
    code.deleteLater()
    if passport is None:
        return None
    new = SetPasswordDialog(parent, passport, jobs)
    done = bool(new.exec())
    new.deleteLater()
    if done:
        return passport
    passport.close()
    return None
