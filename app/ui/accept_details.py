"""Beside the packages: what the chosen one changes, whom it no longer has, and two copies of a base to choose from."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.palette import LEVELS
from app.ui.plain import Button, PlainLabel
from app.ui.table import Line, Table
from app.ui.wrapping import WrapLine
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.branches import Key, Side, Split
    from app.services.differences import RecordChange
    from app.services.package_preview import Seen

HOW = {"new": "новая запись", "gone": "нет больше", "changed": ""}
ENTITIES = {"school": "школа", "class": "класс", "student": "обучающийся", "staff": "работник", "room": "аудитория"}
NOBODY = "Выберите пакет в списке."


class AcceptDetails(QWidget):
    """Shows one package; of two copies it holds what a person has chosen so far."""

    chosen = Signal()  # «Сохранить выбор»

    def __init__(self) -> None:
        super().__init__()
        self.text = PlainLabel("")
        self.changes = Table(("Кто", "Класс", "Поле", "Было", "Станет"), (36, 8, 32, 0, 34), "Что изменится")
        self.gone = Table(("", "Кто", "Класс"), (16, 0, 9), "Кого больше нет")
        self.copies = CopiesPane()
        self.tabs = QTabWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.addWidget(self.text)
        box.addWidget(self.tabs, 1)
        self.copies.chosen.connect(self.chosen)

    def show_package(self, seen: "Seen | None") -> None:
        """Show what is known of a package; None for none."""
        self.tabs.clear()
        self.text.setText(_sentence(seen))
        preview = seen.preview if seen else None
        self.tabs.setVisible(preview is not None)
        if seen is None or preview is None:
            return
        records = preview.differences.records
        if preview.splits and seen.waits:
            self.copies.show_splits(preview.splits)
            self.tabs.addTab(self.copies, f"Две копии базы: {len(preview.splits)}")
        changes = [line for one in records if one.how != "gone" for line in _lines(one)]
        self.changes.load(changes)
        self.tabs.addTab(self.changes, f"Изменится: {sum(one.how != 'gone' for one in records)}")
        gone = [one for one in records if one.how == "gone"]
        self.gone.load([Line((ENTITIES[one.entity], one.who, one.class_name), one) for one in gone])
        if gone:
            place = self.tabs.addTab(self.gone, f"Нет больше: {len(gone)}")
            if seen.accepted.state == "decide":
                self.tabs.setCurrentIndex(place)


def _sentence(seen: "Seen | None") -> str:
    if seen is None:
        return NOBODY
    one = seen.accepted
    words = f"\nКлюч школы ещё не сверен, его слова: {one.words}" if one.words else ""
    receipt = f"\nОтвет школе: {one.receipt}" if one.receipt else ""
    text = one.text if not seen.waits or one.state != "accepted" else f"Пакет {one.package} будет принят."
    if seen.waits and one.state == "accepted" and "ничего не изменено" in one.text:
        text = one.text
    return f"{text}{words}{receipt}"


def _lines(one: "RecordChange") -> list[Line]:
    if one.how == "new":
        return [Line((one.who, one.class_name, HOW["new"], "", ENTITIES[one.entity]), one)]
    return [
        Line((one.who, one.class_name, field.label, field.old or "—", field.new or "—"), one) for field in one.fields
    ]


class CopiesPane(QWidget):
    """Every value in which two copies differ; Space or a double click takes the other side."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._splits: tuple[Split, ...] = ()
        self._sides: dict[Key, Side | None] = {}
        self.table = CopiesTable()
        self.held_button = Button("Все как в принятом")
        self.new_button = Button("Все из этого пакета")
        self.save_button = Button("Сохранить выбор")
        self.note = PlainLabel("", "quiet")
        line = WrapLine()
        line.add(self.note, grows=True)
        for button in (self.held_button, self.new_button, self.save_button):
            line.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.table, 1)
        box.addLayout(line)
        self.table.turned.connect(self.turn)
        self.held_button.clicked.connect(lambda: self._take_all("held"))
        self.new_button.clicked.connect(lambda: self._take_all("new"))
        self.save_button.clicked.connect(self.chosen)

    def show_splits(self, splits: "tuple[Split, ...]") -> None:
        """Show other splits; of the same ones what was chosen stays."""
        if splits != self._splits:
            self._splits = splits
            self._sides = {one.key: one.side for one in splits}
        self._show()

    def sides(self) -> "dict[Key, Side]":
        """What was chosen, by field."""
        return {key: side for key, side in self._sides.items() if side is not None}

    def turn(self) -> None:
        """Take the other side of the chosen line."""
        one: Split | None = self.table.chosen()
        if one is not None:
            self._sides[one.key] = "held" if self._sides[one.key] == "new" else "new"
            place = self.table.currentIndex().row()
            self._show()
            self.table.selectRow(place)

    def _take_all(self, side: "Side") -> None:
        self._sides = dict.fromkeys(self._sides, side)
        self._show()

    def _show(self) -> None:
        self.table.load([self._line(one) for one in self._splits])
        left = sum(side is None for side in self._sides.values())
        self.note.setText(
            f"Осталось выбрать: {left}. Пробел или двойной щелчок меняет сторону."
            if left
            else "Выбрано всё. Школа получит замечание к каждому полю, чтобы исправить обе копии."
        )
        self.save_button.setEnabled(not left)

    def _line(self, one: "Split") -> Line:
        side = self._sides[one.key]
        words = {"held": "◀ принятое", "new": "▶ из этого пакета", None: "? выберите"}[side]
        cells = (one.who, one.label, one.held or "—", one.new or "—", words)
        return Line(cells, one, LEVELS[Level.QUESTION] if side is None else "")


class CopiesTable(Table):
    """Space, Enter or a double click on a line emits ``turned``."""

    turned = Signal()

    def __init__(self) -> None:
        headings = ("Кто", "Поле", "В принятом", "В этом пакете", "Что взять")
        super().__init__(headings, (36, 30, 28, 0, 21), "Две копии базы", coloured=4)
        self.doubleClicked.connect(lambda _: self.turned.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that choose."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit()
        else:
            super().keyPressEvent(event)
