"""What a package came to: where it lies, its code in large type, its password for this one time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.clipboard import copy_secret
from app.ui.plain import Button, Notice, PlainLabel

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.exporting import Exported

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_NEXT = (
    "Дальше: передайте этот файл в МОУО, позвоните туда и назовите код. Ответ придёт файлом: его возьмите на странице "
    "«Ответы МОУО»."
)
_NO_CODE = "В имени файла вместо кода школы стоит nocode: код ОО не внесён на странице «Школа и классы»."


class PackageResult(Notice):
    """Hidden until a package was made. The password is kept nowhere: it goes with the next package or the page."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self.place = PlainLabel("")
        self.code = PlainLabel("")
        self.code.setObjectName("code")
        self.code.setTextInteractionFlags(_SELECTABLE)
        self.left_out = PlainLabel("")
        self.no_code = PlainLabel(_NO_CODE, "question")
        self.what_next = PlainLabel(_NEXT)
        self.password = PlainLabel("", wrap=False)
        self.password.setObjectName("secret")
        self.password.setTextInteractionFlags(_SELECTABLE)
        self.password.setAccessibleName("Пароль архива")
        self.copy_button = Button("Скопировать пароль")
        self.open_button = Button("Открыть папку")
        self.secret = QWidget()
        self._arrange()
        self.copy_button.clicked.connect(lambda: copy_secret(self.password.text()))
        self.open_button.clicked.connect(self._open)
        self.hide()

    def _arrange(self) -> None:
        inner = QVBoxLayout(self.secret)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(PlainLabel("Пароль архива. Запишите или скопируйте: больше его не увидеть."))
        inner.addWidget(self.password)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        for widget in (self.code, self.place, self.no_code, self.left_out, self.secret, self.what_next):
            box.addWidget(widget)
        box.addLayout(buttons)

    def show_result(self, made: "Exported", *, coded: bool) -> None:
        """Show what was made, in place of the package before; ``coded``: whether the school's code is known."""
        self._folder = made.path.parent
        kind = "Черновик пакета" if made.draft else "Пакет"
        self.code.setText(f"Код пакета: {made.receipt}")
        self.place.setText(f"{kind} № {made.sequence} записан: {made.path}")
        self.left_out.setText(f"Не вошли из-за отказа от обработки данных: {'; '.join(made.left_out)}")
        self.left_out.setVisible(bool(made.left_out))
        self.no_code.setVisible(not coded)
        self.password.setText(made.password)
        for widget in (self.secret, self.copy_button):
            widget.setVisible(bool(made.password))
        self.show()
        (self.copy_button if made.password else self.open_button).setFocus()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
