"""The window «Пароль базы»: another password or none, the recovery sheet, and when the base is locked by itself."""

from collections.abc import Callable
from math import ceil
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, WrongPassword
from app.services.base_password import (
    LOCK_AFTER,
    Changed,
    change_password,
    check_password,
    keep_lock_after,
    lock_after,
)
from app.services.progress import Progress
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.password_line import NewPassword, PasswordLine
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.room import give_width
from app.ui.sheet_printing import offer_sheet, show_sheet
from app.ui.wrong_tries import TRIES

NONE_TOLD = (
    "Данные детей прочитает всякий, у кого окажется файл: нашёл флешку, купил списанный компьютер, получил письмо."
)
UNCHANGED = (
    "Копия, которая осталась под прежним паролем, открывается им и прежним листом восстановления. Для самой базы "
    "прежний лист больше не подойдёт: напечатайте новый."
)
Result = TypeVar("Result")
WITHOUT = f"У базы нет пароля. {NONE_TOLD}"
WITH = "База под паролем: без него или без листа восстановления её не откроет никто."


class BasePasswordDialog(QDialog):
    """``changed`` says that the password or the idle minutes are other ones now. Everything asks for the present
    password first, whoever sits at the open window."""

    changed = Signal()

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("Пароль базы")
        give_width(self, 640)
        self._desk = desk
        self._passport = desk.passport
        self._busy = False
        self.state = PlainLabel()
        self.present = PasswordLine("Нынешний пароль")
        self._new_rows = QWidget()
        rows = QFormLayout(self._new_rows)
        rows.setContentsMargins(0, 0, 0, 0)
        self.new = NewPassword(rows, may_be_none=True, none_told=NONE_TOLD)
        self.copies = QCheckBox("Переписать под новый пароль и прежние копии")
        self.copies.setChecked(True)
        self.change_button = Button("Сменить пароль")
        self.sheet_button = Button("Лист восстановления…")
        self.minutes = QComboBox()
        self._fill_minutes()
        self._arrange()
        self._connect()
        self._show()

    def _fill_minutes(self) -> None:
        self.minutes.setAccessibleName("Закрывать базу, если с ней не работают")
        for minutes in LOCK_AFTER:
            self.minutes.addItem(f"{minutes} минут" if minutes else "не закрывать", minutes)

    def _arrange(self) -> None:
        self._present_row = QWidget()
        form = QFormLayout(self._present_row)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("Нынешний пароль", self.present.held)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addWidget(self.state)
        box.addWidget(self._present_row)
        unchanged = PlainLabel(UNCHANGED, "quiet")
        box.addWidget(_part("Сменить пароль", self._new_rows, self.copies, unchanged, self.change_button))
        told = "Код на бумаге, который открывает базу, если пароль забыт. Попросит нынешний пароль."
        self._sheet_part = _part("Если пароль забудут", PlainLabel(told, "quiet"), self.sheet_button)
        box.addWidget(self._sheet_part)
        self._lock_part = QWidget()
        line = QHBoxLayout(self._lock_part)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel("Закрывать базу, если с ней не работают", wrap=False))
        line.addWidget(self.minutes)
        line.addWidget(PlainLabel("Закрыть сразу: Ctrl+L.", "quiet", wrap=False), 1)
        box.addWidget(self._lock_part)
        buttons = QDialogButtonBox()
        close = buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        for button in (self.change_button, self.sheet_button):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.present.textChanged.connect(lambda _: self._show_buttons())
        self.new.changed.connect(self._show_buttons)
        self.change_button.clicked.connect(self._change)
        self.sheet_button.clicked.connect(self._print_sheet)
        self.minutes.activated.connect(lambda _: self._keep_minutes())

    # --- acts -----------------------------------------------------------------------------------------

    def _change(self) -> None:
        present, new = self.present.text(), self.new.password
        copies = bool(new) and self.copies.isChecked()

        def work(progress: Progress) -> Changed:
            check_password(self._passport, present)
            return change_password(self._passport, new, progress, copies=copies)

        self._run("Меняем пароль: база переписывается…", work, self._changed)

    def _changed(self, done: Changed) -> None:
        self._forget_typed()
        self._show()
        self.changed.emit()
        if self._passport.has_password:
            self._desk.said.emit(f"Пароль базы сменён. {_of_copies(done)}".strip())
            offer_sheet(self, self._desk)
        else:
            self._desk.said.emit("У базы больше нет пароля.")

    def _print_sheet(self) -> None:
        present = self.present.text()
        self._run("Проверяем пароль…", lambda _: check_password(self._passport, present), lambda _: self._show_sheet())

    def _show_sheet(self) -> None:
        self._forget_typed()
        show_sheet(self, self._desk)

    def _keep_minutes(self) -> None:
        try:
            keep_lock_after(self._passport, self.minutes.currentData())
        except AppError as problem:
            show_error(self, problem)
        self.changed.emit()

    def _run(self, title: str, work: Callable[[Progress], Result], done: Callable[[Result], None]) -> None:
        """An act that asks for the present password; after a wrong one the next try waits."""
        if wait := ceil(TRIES.wait(self._passport.path)):
            self._say(f"Пароль был не тот. Следующая попытка через {wait} с.", "error")
            return
        self._busy = True
        self._show_buttons()
        jobs = self._desk.jobs
        jobs.start(
            work,
            lambda found: self._done(lambda: done(found)),
            title=title,
            failed=self._refused,
            parent=self,
            at_once=True,
        )

    def _done(self, done: Callable[[], None]) -> None:
        TRIES.right(self._passport.path)
        self._busy = False
        done()
        self._show_buttons()

    def _refused(self, problem: BaseException) -> None:
        self._busy = False
        self._show_buttons()
        if isinstance(problem, WrongPassword):
            TRIES.wrong(self._passport.path)
            self._say(str(problem), "error")
            self.present.setFocus()
            self.present.selectAll()
        else:
            show_error(self, problem)

    # --- showing --------------------------------------------------------------------------------------

    def _forget_typed(self) -> None:
        for line in (self.present, self.new.first, self.new.second):
            line.clear()
        self.new.without.setChecked(False)

    def _say(self, text: str, role: str) -> None:
        self.state.setText(text)
        self.state.set_role(role)

    def _show(self) -> None:
        has = self._passport.has_password
        self._say(WITH if has else WITHOUT, "quiet" if has else "error")
        self._present_row.setVisible(has)
        self._sheet_part.setVisible(has)
        self._lock_part.setVisible(has)
        self.new.without.setVisible(has)
        self.change_button.setText("Сменить пароль" if has else "Задать пароль")
        self.minutes.setCurrentIndex(self.minutes.findData(lock_after(self._passport)))
        (self.present if has else self.new.first).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_buttons()

    def _show_buttons(self) -> None:
        told = bool(self.present.text()) or not self._passport.has_password
        self.copies.setEnabled(not self.new.without.isChecked())
        self.change_button.setEnabled(told and not self.new.lacking and not self._busy)
        self.sheet_button.setEnabled(told and not self._busy)

    def reject(self) -> None:
        """Leave; a change that runs is waited for."""
        if not self._busy:
            super().reject()


def _of_copies(done: Changed) -> str:
    """What became of the copies; '' where there were none."""
    told = [f"Копии переписаны под него: {done.rewritten}."] if done.rewritten else []
    return " ".join([*told, *([f"Под прежними паролями остались копии: {done.left}."] if done.left else [])])


def _part(head: str, *widgets: QWidget) -> QWidget:
    part = Notice()
    box = QVBoxLayout(part)
    box.addWidget(PlainLabel(head, "head"))
    for one in widgets:
        if isinstance(one, Button):
            box.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(one)
    return part
