"""The keys of a base and the keys it knows, in one window: for a school as for a municipality."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_folder, ask_open, ask_save, documents
from app.ui.known_keys import KnownKeysPane
from app.ui.password_dialog import ask_password
from app.ui.plain import Button, Notice, PlainLabel, ask, give_focus
from app.ui.room import give_room
from app.ui.wrapping import WrapLine

if TYPE_CHECKING:  # loaded with the first use
    from app.services.keys import OwnKeys

_COPIES = "Копии ключей (*.keys);;Все файлы (*)"
_RENEW, _RESTORE, _CANCEL = "Заменить", "Вернуть", "Отмена"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_RENEWING = (
    "Новые ключи нужны, если прежние могли узнать чужие или пароль копии потерян вместе с копией. Слова ключа станут "
    "другими: сообщите их другой стороне. Прежний ключ поручится за новый. Копию ключей придётся сделать заново."
)
_RESTORING = (
    "Ключи этой базы будут заменены ключами из копии. Что запечатано на нынешний ключ базы и не на ключ из копии, "
    "больше не откроется.\n\nВнесите пароль, с которым сделана копия."
)
_ABOUT = (
    "Ключом база подписывает то, что отправляет: получатель видит, что файл сделан у вас и по дороге не изменён. Один "
    "раз: сохраните карточку ключа и отправьте её другой стороне; возьмите ниже её файл ключа; созвонитесь и сравните "
    "слова; сделайте копию ключей."
)
_COPYING = (
    "Копия нужна на случай, если компьютер пропадёт. Держите её на флешке в сейфе, а пароль — отдельно: без него "
    "копия не откроется никогда."
)


class KeysPane(QWidget):
    """Own keys above, those of others below. Acts that take a second run as jobs with their window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._passport = desk.passport
        self.words = PlainLabel("", wrap=False)
        self.words.setObjectName("code")
        self.words.setTextInteractionFlags(_SELECTABLE)
        self.words.setAccessibleName("Слова ключа этой базы")
        self.recipient = QLineEdit(readOnly=True)
        self.recipient.setAccessibleName("Ключ этой базы строкой")
        self.saved = PlainLabel("")
        self.copy_button = Button("Скопировать ключ")
        self.card_button = Button("Сохранить карточку ключа…")
        self.backup_button = Button("Сделать копию ключей…")
        self.restore_button = Button("Вернуть из копии…")
        self.renew_button = Button("Заменить ключи…")
        self.known = KnownKeysPane(self._passport)
        self._arrange()
        self.copy_button.clicked.connect(lambda: QApplication.clipboard().setText(self.recipient.text()))
        self.card_button.clicked.connect(self._save_card)
        self.backup_button.clicked.connect(self._back_up)
        self.restore_button.clicked.connect(self._restore)
        self.renew_button.clicked.connect(self._renew)
        self.load()

    def _arrange(self) -> None:
        own = Notice()
        inner = QVBoxLayout(own)
        inner.addWidget(PlainLabel("Слова вашего ключа: шестнадцать знаков, которые читают по телефону", "head"))
        inner.addWidget(self.words)
        inner.addWidget(self.saved)
        buttons = WrapLine()
        for one in (self.card_button, self.backup_button, self.restore_button, self.renew_button):
            buttons.add(one)
        inner.addLayout(buttons)
        key = WrapLine()
        key.add(PlainLabel("Он же строкой, если просят", "quiet", wrap=False))
        key.add(self.recipient, grows=True)
        key.add(self.copy_button)
        inner.addLayout(key)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(PlainLabel(_ABOUT))
        box.addWidget(own)
        box.addWidget(self.known, 1)
        give_focus(self, self.card_button)

    def load(self) -> None:
        """Show the keys as they are now; they are made if the base had none."""
        from app.services.keys import own_keys  # noqa: PLC0415 - not needed by the first window

        self._show(own_keys(self._passport))

    def _show(self, own: "OwnKeys") -> None:
        self.words.setText(own.words)
        self.recipient.setText(own.recipient)
        self.recipient.setCursorPosition(0)
        made = f"Ключи № {own.number} сделаны {own.made_at:%d.%m.%Y}. "
        if own.saved_at is None:
            told = "? Копии ключей нет: если компьютер пропадёт, подписывать прежним ключом будет некому. "
            self.saved.setText(told + made)
        else:
            self.saved.setText(f"{made}Копия ключей сделана {own.saved_at:%d.%m.%Y %H:%M}.")
        self.saved.set_role("question" if own.saved_at is None else "quiet")

    # --- acts -----------------------------------------------------------------------------------------

    def _save_card(self) -> None:
        folder = ask_folder(self, "Куда сохранить карточку ключа")
        if folder is not None:
            self.save_card_in(folder)

    def save_card_in(self, folder: Path) -> None:
        """Write the card for the other side."""
        from app.services.keys import save_card  # noqa: PLC0415 - as above

        try:
            path = save_card(self._passport, folder)
        except AppError as problem:
            show_error(self, problem)
            return
        self._desk.said.emit(f"Карточка ключа записана: {path}. В ней нет ничего тайного.")

    def _back_up(self) -> None:
        path = ask_save(self, "Куда положить копию ключей", documents() / "ключи школы.keys", _COPIES)
        password = ask_password(self, "Копия ключей", _COPYING, new=True) if path is not None else None
        if path is not None and password is not None:
            self.back_up_to(path, password)

    def back_up_to(self, path: Path, password: str) -> None:
        """Write the copy; the password is kept nowhere."""
        from app.services.keys import copy_keys  # noqa: PLC0415 - as above

        def done(_: None) -> None:
            self.load()
            self._desk.said.emit(f"Копия ключей записана: {path}")

        self._run("Делаем копию ключей…", lambda: copy_keys(self._passport, path, password), done)

    def _restore(self) -> None:
        path = ask_open(self, "Копия ключей", _COPIES)
        password = ask_password(self, "Вернуть ключи", _RESTORING, new=False, act=_RESTORE) if path else None
        if path is not None and password is not None:
            self.restore_from(path, password)

    def restore_from(self, path: Path, password: str) -> None:
        """Take the keys of a copy in place of the present ones."""
        from app.services.keys import restore_keys  # noqa: PLC0415 - as above

        self._run("Возвращаем ключи…", lambda: restore_keys(self._passport, path, password), self._show)

    def _renew(self) -> None:
        from app.services.keys import renew_keys  # noqa: PLC0415 - as above

        if not self._asked("Заменить ключи", _RENEWING, _RENEW):
            self._run("Делаем ключи…", lambda: renew_keys(self._passport), self._show)

    def _asked(self, title: str, text: str, act: str) -> bool:
        """Warn before an act that is not taken back; True where the user leaves it."""
        buttons = {act: QMessageBox.ButtonRole.DestructiveRole, _CANCEL: QMessageBox.ButtonRole.RejectRole}
        return ask(self, title, text, buttons, _CANCEL) == _CANCEL

    def _run(self, title: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        def failed(problem: BaseException) -> None:
            show_error(self, problem)

        self._desk.jobs.start(lambda _: work(), done, title=title, failed=failed, parent=self, at_once=True)


class KeysDialog(QDialog):
    """The pane in a window of its own."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ключи")
        self.pane = KeysPane(desk)
        self.said = PlainLabel("", "quiet")
        desk.said.connect(self.said.setText)
        buttons = QDialogButtonBox()
        close = buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.pane, 1)
        box.addWidget(self.said)
        box.addWidget(buttons)
        give_room(self, 920, 600)


def show_keys(parent: QWidget, desk: Desk) -> None:
    """Show the keys of the open base until the window is closed."""
    try:
        dialog = KeysDialog(parent, desk)
    except AppError as problem:
        show_error(parent, problem)
        return
    dialog.pane.setFocus()
    dialog.exec()
    dialog.deleteLater()
