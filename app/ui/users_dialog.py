"""The window «Пользователи»: who comes into the base by a password of his own, and what he may do there."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.domain.actors import ROLE_TITLES
from app.errors import AppError
from app.services.users import UserLine, add_user, change_role, close_user, reset_password, users
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.password_dialog import ask_change, ask_password
from app.ui.plain import Button, Notice, PlainLabel, ask, tell
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.ui.user_dialog import UserDialog

_HEADINGS = ("Кто", "Роль", "Классы", "С какого дня", "Вход")
_ABOUT = (
    "Каждый открывает базу своим паролем: по нему программа узнаёт, кто вошёл, и журнал называет его у каждого "
    "изменения. Чего роль не может, того не сделают ни окно, ни команды. Пароль ответственного — пароль самой базы."
)
_NO_PASSWORD = (
    "? База без пароля: её откроет каждый, и пользователей в ней быть не может. Задайте базе пароль — он станет "
    "паролем ответственного."
)
_NEW_PASSWORD = (
    "Пароль для пользователя «{name}». Пусть он придумает его и внесёт сам: пароль нигде не хранится, и прочесть его "
    "потом нельзя. Забытый пароль ответственный заменит другим."
)
_CLOSING = (
    "Закрыть вход пользователю «{name}»? Его пароль перестанет открывать базу; в журнале изменений он останется.\n\n"
    "Тот, кто знал пароль, мог унести с собой копию базы и ключ к ней. Чтобы эта база не открылась и такому ключу, "
    "после закрытия смените пароль ответственного: остальные останутся при своих."
)
_CLOSED = (
    "Вход закрыт. Если человек больше не должен иметь доступа к данным, смените сейчас и пароль ответственного: "
    "только тогда прежний ключ базы перестанет действовать."
)
_CLOSE, _KEEP = "Закрыть вход", "Не закрывать"


class UsersDialog(QDialog):
    """The list and what is done with it. Setting a password tries it on everybody, so it is a job with its window."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._passport = desk.passport
        self.setWindowTitle("Пользователи")
        self.table = Table(_HEADINGS, (0, 29, 14, 18, 22), "Пользователи базы")
        self.add_button = Button("Добавить…")
        self.role_button = Button("Изменить роль…")
        self.password_button = Button("Новый пароль…")
        self.close_button = Button("Закрыть вход…")
        self.remark = PlainLabel("", "quiet")
        self._arrange()
        self.add_button.clicked.connect(self._add)
        self.role_button.clicked.connect(self._change_role)
        self.password_button.clicked.connect(self._reset)
        self.close_button.clicked.connect(self._close)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_buttons())
        self.load()
        give_room(self, 900, 520)

    def _arrange(self) -> None:
        notice = Notice()
        QVBoxLayout(notice).addWidget(PlainLabel(_ABOUT))
        buttons = QHBoxLayout()
        for one in (self.add_button, self.role_button, self.password_button, self.close_button):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        buttons.addStretch(1)
        leave = Button("Готово")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        buttons.addWidget(leave)
        box = QVBoxLayout(self)
        box.addWidget(notice)
        box.addWidget(self.table, 1)
        box.addWidget(self.remark)
        box.addLayout(buttons)

    def load(self) -> None:
        """Read the list anew; the row stays chosen."""
        row = max(self.table.currentIndex().row(), 0)
        found = users(self._passport)
        self.table.load([_line(one) for one in found])
        self.table.selectRow(min(row, len(found) - 1))
        shared = self._passport.has_password
        self.add_button.setEnabled(shared)
        told = "" if found else "Пока базу открывает только ответственный."
        self.remark.setText(told if shared else _NO_PASSWORD)
        self.remark.set_role("quiet" if shared else "question")
        self.remark.setVisible(bool(self.remark.text()))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen: UserLine | None = self.table.chosen()
        for one in (self.role_button, self.password_button, self.close_button):
            one.setEnabled(chosen is not None and chosen.closed is None)

    # --- acts -----------------------------------------------------------------------------------------

    def _add(self) -> None:
        dialog = UserDialog(self, self._passport)
        if dialog.exec():
            told = (dialog.name, dialog.role, dialog.classes)
            password = self._new_password(dialog.name)
            if password is not None:
                name, role, classes = told
                self._run(lambda: add_user(self._passport, name, role, password, classes))
        dialog.deleteLater()

    def _change_role(self) -> None:
        chosen: UserLine = self.table.chosen()
        dialog = UserDialog(self, self._passport, chosen)
        if dialog.exec():
            role, classes = dialog.role, dialog.classes
            self._run(lambda: change_role(self._passport, chosen.id, role, classes))
        dialog.deleteLater()

    def _reset(self) -> None:
        chosen: UserLine = self.table.chosen()
        password = self._new_password(chosen.name)
        if password is not None:
            self._run(lambda: reset_password(self._passport, chosen.id, password))

    def _close(self) -> None:
        chosen: UserLine = self.table.chosen()
        buttons = {_CLOSE: QMessageBox.ButtonRole.DestructiveRole, _KEEP: QMessageBox.ButtonRole.RejectRole}
        if ask(self, "Закрыть вход", _CLOSING.format(name=chosen.name), buttons, _KEEP) == _CLOSE:
            self._run(lambda: close_user(self._passport, chosen.id), lambda: tell(self, "Вход закрыт", _CLOSED))

    def _new_password(self, name: str) -> str | None:
        return ask_password(self, "Пароль пользователя", _NEW_PASSWORD.format(name=name), new=True)

    def _run(self, act: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        def done(_: object) -> None:
            self.load()
            if then is not None:
                then()

        def failed(problem: BaseException) -> None:
            show_error(self, problem)
            self.load()

        self._desk.jobs.start(
            lambda _: act(), done, title="Записываем пользователя…", failed=failed, parent=self, at_once=True
        )


def _line(one: UserLine) -> Line:
    state = "✔ открыт" if one.closed is None else f"закрыт {one.closed:%d.%m.%Y}"
    return Line((one.name, ROLE_TITLES[one.role], ", ".join(one.classes), f"{one.since:%d.%m.%Y}", state), one)


def show_users(parent: QWidget, desk: Desk) -> None:
    """Show the users of the open base until the window is closed."""
    try:
        dialog = UsersDialog(parent, desk)
    except AppError as problem:
        show_error(parent, problem)
        return
    dialog.table.setFocus()
    dialog.exec()
    dialog.deleteLater()


def change_own(parent: QWidget, desk: Desk) -> None:
    """Ask a user for his old password and a new one, and change it."""
    from app.services.users import change_own_password  # noqa: PLC0415 - the owner never needs it

    told = "Пароль, с которым вы вошли, и новый, с которым будете входить."
    if (asked := ask_change(parent, "Мой пароль", told)) is not None:
        old, new = asked
        desk.run(
            "Меняем пароль…",
            lambda _: change_own_password(desk.passport, old, new),
            lambda _: desk.said.emit("Пароль изменён: со следующего раза входите с новым."),
        )
