"""The list behind a number of the overview: who is counted in it; Enter opens the card."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.overview_table import Lead
from app.domain.school import class_order
from app.domain.text import fold
from app.services.columns import read_lines
from app.storage.passport import Passport
from app.ui.plain import PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table

_GROUPS = {"student": "Класс", "staff": "Должность", "room": "Здание"}


class BehindWindow(QDialog):
    """``card_wanted`` tells whose card is to be opened."""

    card_wanted = Signal(str)

    def __init__(self, parent: QWidget, passport: Passport, what: str, lead: Lead) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        give_room(self, 640, 460)
        lines = read_lines(passport, lead.kind, lead.keys, ())
        lines.sort(key=lambda one: (class_order(one.group), fold(one.who)))
        self.table = Table(("Кто" if lead.kind != "room" else "Аудитория", _GROUPS[lead.kind]), (0, 30), what)
        self.table.load([Line((one.who, one.group), one.id) for one in lines])
        self.table.selectRow(0)
        self.table.activated.connect(lambda _: self._open())
        buttons = QDialogButtonBox()
        self.open_button = buttons.addButton("Открыть карточку", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button.clicked.connect(self._open)
        close = buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.open_button, close):
            button.setAutoDefault(False)  # Enter is for the table
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(f"{what}: {len(lines)}"))
        box.addWidget(self.table, 1)
        box.addWidget(buttons)
        self.table.setFocus()

    def _open(self) -> None:
        id: str | None = self.table.chosen()
        if id is not None:
            self.accept()
            self.card_wanted.emit(id)
