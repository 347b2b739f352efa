"""What to compare: the class, the fields, and where it is asked, who compares."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.proofs import Way
from app.services.comparing import USUAL, begun_fields, comparable, pupils_in_turn
from app.services.students import list_classes
from app.storage.passport import Passport
from app.ui.plain import Button, PlainLabel

NAME = Qt.ItemDataRole.UserRole


class CompareSetup(QWidget):
    """The first page of both dialogs; it says how much of the class is done, and begins where one stopped."""

    begun = Signal()

    def __init__(self, passport: Passport, way: Way, about: str, class_name: str) -> None:
        super().__init__()
        self._passport = passport
        self._way = way
        self.classes = QComboBox()
        self.classes.addItems([one.name for one in list_classes(passport) if one.pupils])
        self.classes.setCurrentText(class_name)
        self.classes.setAccessibleName("Класс")
        self.fields = QListWidget()
        self.fields.setAccessibleName("Поля для сверки")
        self.by = QLineEdit(maxLength=150)
        self.by.setAccessibleName("Кто сверяет")
        self.progress = PlainLabel("", "quiet")
        self.begin_button = Button("Начать")
        self.begin_button.setDefault(True)
        self._fill()
        self._arrange(about)
        self.classes.currentTextChanged.connect(lambda _: self._show_class())
        self.fields.itemChanged.connect(lambda _: self._show_progress())
        self.begin_button.clicked.connect(self.begun)
        self._show_class()

    def _fill(self) -> None:
        for one in sorted(comparable(), key=lambda one: one.name not in USUAL):
            item = QListWidgetItem(one.label)
            item.setData(NAME, one.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.fields.addItem(item)

    def _arrange(self, about: str) -> None:
        form = QFormLayout()
        form.addRow("Класс", self.classes)
        if self._way is Way.READ_ALOUD:
            self.by.setPlaceholderText("Фамилия и инициалы того, кто сверяет")
            form.addRow("Кто сверяет", self.by)
        form.addRow("Поля", self.fields)
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addWidget(self.begin_button)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(about))
        box.addLayout(form, 1)
        box.addLayout(line)

    @property
    def class_name(self) -> str:
        """The class chosen; '' where there is none."""
        return self.classes.currentText()

    def names(self) -> tuple[str, ...]:
        """The fields that are ticked."""
        items = [self.fields.item(row) for row in range(self.fields.count())]
        return tuple(str(one.data(NAME)) for one in items if one.checkState() is Qt.CheckState.Checked)

    def _show_class(self) -> None:
        """Tick the fields with which the class was begun before, else the usual ones."""
        begun = begun_fields(self._passport, self.class_name, self._way)
        self.fields.blockSignals(True)
        for row in range(self.fields.count()):
            item = self.fields.item(row)
            checked = str(item.data(NAME)) in begun
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        self.fields.blockSignals(False)
        self._show_progress()

    def _show_progress(self) -> None:
        names = self.names()
        pupils = pupils_in_turn(self._passport, self.class_name, names, self._way)
        done = sum(not one.left for one in pupils)
        self.progress.setText(f"Сверено учеников: {done} из {len(pupils)}." if names else "Отметьте хотя бы одно поле.")
        self.begin_button.setEnabled(bool(names and pupils))
        self.begin_button.setText("Начать" if not any(len(one.left) < len(names) for one in pupils) else "Продолжить")

    def refresh(self) -> None:
        """Say anew how much is done."""
        self._show_progress()
