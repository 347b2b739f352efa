"""The keys of others that a base knows: whose, their words, and whether somebody has compared these by telephone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.errors import AppError
from app.storage.passport import Passport
from app.ui.error_window import show_error
from app.ui.keys_acts import compare_words, take_key_file
from app.ui.plain import Button, PlainLabel, ask
from app.ui.table import Line, Table

if TYPE_CHECKING:  # loaded with the first use
    from app.services.keys import KnownKeys

_HEADINGS = ("Кто", "Код", "Слова ключа", "Сверено по телефону")
_FORGET, _KEEP = "Забыть", "Не забывать"


class KnownKeysPane(QWidget):
    """The list and what is done with it; ``changed`` after every act."""

    changed = Signal()

    def __init__(self, passport: Passport) -> None:
        super().__init__()
        self._passport = passport
        self.table = Table(_HEADINGS, (0, 9, 24, 33), "Ключи другой стороны")
        self.confirm_button = Button("Сверено по телефону")
        self.take_button = Button("Взять файл ключа…")
        self.forget_button = Button("Забыть…")
        buttons = QHBoxLayout()
        for one in (self.take_button, self.confirm_button, self.forget_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(PlainLabel("Ключи другой стороны", "head"))
        about = (
            "Другая сторона присылает файл ключа (.key). Позвоните ей по номеру, который знаете сами, и сравните "
            "слова: пока они не сверены, ключ мог прислать кто угодно."
        )
        box.addWidget(PlainLabel(about, "quiet"))
        box.addWidget(self.table, 1)
        box.addLayout(buttons)
        self.take_button.clicked.connect(lambda: take_key_file(self, passport, lambda _: self._done()))
        self.confirm_button.clicked.connect(self._confirm)
        self.forget_button.clicked.connect(self._forget)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_buttons())
        self.load()

    def load(self) -> None:
        """Read the list anew; the row stays chosen."""
        from app.services.keys import known_keys  # noqa: PLC0415 - not needed by the first window

        row = max(self.table.currentIndex().row(), 0)
        self.table.load([_line(one) for one in known_keys(self._passport)])
        self.table.selectRow(min(row, self.table.lines.rowCount() - 1))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen: KnownKeys | None = self.table.chosen()
        self.confirm_button.setEnabled(chosen is not None and chosen.confirmed_at is None)
        self.forget_button.setEnabled(chosen is not None)

    def _confirm(self) -> None:
        compare_words(self, self._passport, self.table.chosen())
        self._done()

    def _forget(self) -> None:
        from app.services.keys import forget_keys  # noqa: PLC0415 - as above

        chosen: KnownKeys = self.table.chosen()
        buttons = {_FORGET: QMessageBox.ButtonRole.DestructiveRole, _KEEP: QMessageBox.ButtonRole.RejectRole}
        text = f"Забыть ключ: {chosen.name or chosen.code}? Чтобы знать его снова, понадобится карточка ключа и звонок."
        if ask(self, "Забыть ключ", text, buttons, _KEEP) == _FORGET:
            self._act(lambda: forget_keys(self._passport, chosen.kind, chosen.code))

    def _act(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AppError as problem:
            show_error(self, problem)
        self._done()

    def _done(self) -> None:
        self.load()
        self.changed.emit()


def _line(one: "KnownKeys") -> Line:
    day = f"✔ {one.confirmed_at:%d.%m.%Y}" if one.confirmed_at else f"? нет; известен с {one.known_since:%d.%m.%Y}"
    return Line((one.name or one.code, one.code, one.words, day), one)
