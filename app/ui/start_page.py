"""What the window shows while no file is open: make one, open one, try the demonstration school, or go on with one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.plain import Button, Notice, PlainLabel
from app.ui.recent_list import RecentList
from app.ui.room import Pane, Scrolling, Sides

GUIDE_TITLE = "Первые десять минут"


class StartPage(QWidget):
    """Three doors, a guide to what is behind them, and the bases that were opened last."""

    new_wanted = Signal()
    open_wanted = Signal()
    demo_wanted = Signal()
    recent_wanted = Signal(Path)
    guide_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = Notice()
        box = QVBoxLayout(card)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(PlainLabel("Паспорт школы", "title"))
        box.addWidget(PlainLabel("Данные школы для ГИА: внести, проверить, сверить на бумаге, передать в МОУО."))
        self.recent = RecentList()
        self.recent.chosen.connect(self.recent_wanted, Qt.ConnectionType.QueuedConnection)  # the page goes with it
        box.addWidget(Sides(self._doors(), self.recent, (2, 3)))
        self.recent.refresh()
        signs = card.fontMetrics().averageCharWidth()
        card.setMaximumWidth(signs * (150 if self.recent.list.count() else 80))
        page = Pane()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolling(page))
        whole = QVBoxLayout(page)
        whole.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)
        if self.recent.list.count():
            self.setFocusProxy(self.recent.list)

    def _doors(self) -> QWidget:
        holder = Pane()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        doors = (
            ("Создать базу школы…", "Один файл на школу и учебный год.", self.new_wanted),
            ("Открыть базу…", "Файл .passport, который вы уже создали.", self.open_wanted),
            (
                "Попробовать на демонстрационной школе",
                "Вымышленные ученики; ваши данные не затрагиваются.",
                self.demo_wanted,
            ),
            (GUIDE_TITLE, "Главная работа по шагам, с картинками. Потом — в меню «Справка».", self.guide_wanted),
        )
        for text, note, wanted in doors:
            button = Button(text)
            button.setMinimumHeight(max(38, button.sizeHint().height()))
            button.clicked.connect(wanted)
            box.addWidget(button)
            box.addWidget(PlainLabel(note, "quiet"))
        box.addStretch(1)
        return holder
