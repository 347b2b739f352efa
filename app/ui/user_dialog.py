"""Asking who a user is: his name, his role, and of a class teacher the classes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.domain.actors import ROLE_TITLES, Role
from app.services.students import class_names
from app.services.users import UserLine, roles_for
from app.storage.passport import Passport
from app.ui.plain import PlainLabel
from app.ui.room import give_width

_TELLS = {
    Role.TYPIST: "Вносит и правит карточки школы, классов, обучающихся, работников и аудиторий, печатает формы, "
    "принимает сканы. Не загружает списки, не собирает пакет, не видит ключей.",
    Role.TEACHER: "Видит и правит карточки только своих классов, печатает их формы. Работников и другие классы не "
    "видит.",
    Role.HEAD: "Видит всё, ничего не меняет. Утверждает данные на странице «Пакет для МОУО» и может поручить это "
    "ответственному.",
    Role.READER: "Видит всё, ничего не меняет и не выводит в файлы.",
}


class UserDialog(QDialog):
    """``name``, ``role`` and ``classes`` are what was chosen. Of a user who is there the name stays."""

    def __init__(self, parent: QWidget, passport: Passport, user: UserLine | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Новый пользователь" if user is None else "Роль пользователя")
        give_width(self, 560)
        self._name = QLineEdit(user.name if user else "", maxLength=150)
        self._name.setReadOnly(user is not None)
        self._role = QComboBox()
        for role in roles_for(passport):
            self._role.addItem(ROLE_TITLES[role], role)
        self._about = PlainLabel("", "quiet")
        self._classes = QListWidget()
        self._classes.setFixedHeight(180)
        self._classes.setAccessibleName("Классы")
        for name in class_names(passport):
            item = QListWidgetItem(name, self._classes)
            mine = user is not None and name in user.classes
            item.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)
        self._remark = PlainLabel("", "quiet")
        self._buttons = QDialogButtonBox()
        self._ready = self._buttons.addButton(
            "Дальше" if user is None else "Готово", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange()
        if user is not None:
            self._role.setCurrentIndex(max(self._role.findData(user.role), 0))
        self._show()

    def _arrange(self) -> None:
        self._form = QFormLayout(self)
        self._form.addRow("Имя", self._name)
        self._form.addRow("", PlainLabel("Как назовут журнал изменений и строка внизу окна: «Петрова А. И.»", "quiet"))
        self._form.addRow("Роль", self._role)
        self._form.addRow("", self._about)
        self._form.addRow("Классы", self._classes)
        self._form.addRow("", self._remark)
        self._form.addRow(self._buttons)
        self._name.textChanged.connect(lambda _: self._show())
        self._role.currentIndexChanged.connect(lambda _: self._show())
        self._classes.itemChanged.connect(lambda _: self._show())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    @property
    def name(self) -> str:
        return self._name.text()

    @property
    def role(self) -> Role:
        return Role(self._role.currentData())

    @property
    def classes(self) -> tuple[str, ...]:
        items = (self._classes.item(row) for row in range(self._classes.count()))
        return tuple(one.text() for one in items if one.checkState() is Qt.CheckState.Checked)

    def _show(self) -> None:
        self._about.setText(_TELLS[self.role])
        self._form.setRowVisible(self._classes, self.role is Role.TEACHER)
        lacking = self._lacking()
        self._remark.setText(lacking)
        self._ready.setEnabled(not lacking)
        self.adjustSize()

    def _lacking(self) -> str:
        if not self.name.strip():
            return "Внесите имя."
        if self.role is Role.TEACHER and not self._classes.count():
            return "Классов в базе ещё нет: сначала внесите их."
        if self.role is Role.TEACHER and not self.classes:
            return "Отметьте классы пробелом."
        return ""
