"""What the window shows while no file is open: make one, open one, try the demonstration school."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.plain import Button, Notice, PlainLabel


class StartPage(QWidget):
    """Three doors."""

    new_wanted = Signal()
    open_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = Notice()
        card.setMaximumWidth(560)
        box = QVBoxLayout(card)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(PlainLabel("Паспорт школы", "title"))
        box.addWidget(PlainLabel("Данные школы для ГИА: внести, проверить, сверить на бумаге, передать в МОУО."))
        doors = (
            ("Создать базу школы…", "Один файл на школу и учебный год.", self.new_wanted),
            ("Открыть базу…", "Файл .passport, который вы уже создали.", self.open_wanted),
            (
                "Попробовать на демонстрационной школе",
                "Вымышленные ученики; ваши данные не затрагиваются.",
                self.demo_wanted,
            ),
        )
        for text, note, wanted in doors:
            button = Button(text)
            button.setMinimumHeight(38)
            button.clicked.connect(wanted)
            box.addWidget(button)
            box.addWidget(PlainLabel(note, "quiet"))
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(2)
