"""The step of an import that says which column holds which field: headings, a choice for each, sample values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.plain import Button, PlainLabel, tool_tip
from app.ui.table import row_height

if TYPE_CHECKING:  # loaded beside the window, by the first list that is read
    from app.services.import_look import Look

_HEADINGS = ("Заголовок в файле", "Поле карточки", "Первые значения")
ALL_SHEETS = "все листы"
NOT_TAKEN = "— не загружать —"


class ColumnsStep(QWidget):
    """What the file is, its sheet, and its columns; nothing is changed here."""

    again = Signal()  # another kind or sheet was chosen: the file must be looked into anew
    back = Signal()
    forward = Signal()

    def __init__(self, kinds: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.file = PlainLabel("", "head")
        self.entity, self.sheet = QComboBox(), QComboBox()
        for key, title in kinds:
            self.entity.addItem(title, key)
        self.note = PlainLabel("", "quiet")
        self.table = QTableWidget(0, len(_HEADINGS))
        self.back_button, self.next_button = Button("Назад"), Button("Дальше: что изменится")
        self.choices: list[QComboBox] = []
        self._guessed: list[tuple[str, str]] = []
        self._dress()
        self._arrange()
        self.entity.activated.connect(lambda _: self.again.emit())
        self.sheet.activated.connect(lambda _: self.again.emit())
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forward)

    def _dress(self) -> None:
        self.entity.setAccessibleName("Что в файле")
        self.sheet.setAccessibleName("Лист")
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        self.table.setAccessibleName("Столбцы файла")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(row_height(self.table) + 6)
        self.table.setTabKeyNavigation(False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow("Файл", self.file)
        form.addRow("Что в файле", self.entity)
        form.addRow("Лист", self.sheet)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(form)
        box.addWidget(self.note)
        box.addWidget(self.table, 1)
        box.addLayout(buttons)

    def show_look(self, name: str, look: "Look") -> None:
        """Show what was seen of a file."""
        self.file.setText(name)
        self.entity.setCurrentIndex(self.entity.findData(look.entity))
        present = self.sheet.currentData()
        self.sheet.clear()
        self.sheet.addItem(ALL_SHEETS, None)
        for name_of_sheet in look.sheets:
            self.sheet.addItem(name_of_sheet, name_of_sheet)
        self.sheet.setCurrentIndex(max(self.sheet.findData(present), 0) if present else 0)
        self._guessed = [(one.heading, one.target) for one in look.columns]
        self.note.setText(_sentence(look))
        self.choices.clear()
        self.table.setRowCount(len(look.columns))
        for number, one in enumerate(look.columns):
            self._fill(number, 0, one.heading)
            self._fill(number, 2, " · ".join(one.samples))
            self.table.setCellWidget(number, 1, self._choice(one.heading, one.target, look))
        self.next_button.setEnabled(bool(look.columns))

    def _fill(self, row: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setToolTip(tool_tip(text))
        self.table.setItem(row, column, item)

    def _choice(self, heading: str, target: str, look: "Look") -> QComboBox:
        choice = QComboBox(maxVisibleItems=20)
        choice.setAccessibleName(f"Поле для столбца «{heading}»")
        choice.addItem(NOT_TAKEN, "")
        for name, label in look.fields:
            choice.addItem(label, name)
        choice.setCurrentIndex(choice.findData(target))
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a wheel that scrolls the table must not change it
        choice.installEventFilter(self)
        self.choices.append(choice)
        return choice

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel turned over a choice scrolls the table and changes no field."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def mapping(self) -> dict[str, str] | None:
        """What the person has told of the columns; None where everything is as it was guessed."""
        told = [
            (heading, choice.currentData()) for (heading, _), choice in zip(self._guessed, self.choices, strict=True)
        ]
        return None if told == self._guessed else dict(told)


def _sentence(look: "Look") -> str:
    if not any(one.target for one in look.columns):
        return "Известных заголовков для такого списка нет: выберите другое в поле «Что в файле» или укажите поля сами."
    if look.remembered:
        return "Столбцы взяты так, как вы выбрали раньше для таких же заголовков. Поправьте, если что-то не так."
    return "Проверьте, что к чему отнесено. Ваш выбор запомнится для файлов с такими же заголовками."
