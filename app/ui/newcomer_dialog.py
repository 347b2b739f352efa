"""A pupil's record from another school: who it is, what it changes, and then taking it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.kinds import ClassName, Day
from app.errors import AppError
from app.services.newcomer import Lines, Newcomer, Taken, take_pupil
from app.services.students import list_classes
from app.ui.desk import Desk
from app.ui.headings import keep_headings
from app.ui.plain import Notice, PlainLabel, tool_tip
from app.ui.room import give_room

HEADINGS = ("Взять", "Сейчас в карточке", "В принятой карточке")
_NAME = Qt.ItemDataRole.UserRole


class NewcomerDialog(QDialog):
    """``found`` is what :func:`app.services.newcomer.look_at_pupil` says of the lines; ``taken`` what was done.

    It is accepted once the record is taken; a refusal is told in it, and what was typed stays.
    """

    def __init__(self, parent: QWidget, desk: Desk, lines: Lines, found: Newcomer) -> None:
        super().__init__(parent)
        self.setWindowTitle("Карточка из другой школы")
        self._desk = desk
        self._lines = lines
        self._found = found
        self.taken: Taken | None = None
        self.head = PlainLabel(f"{found.who}, {found.class_name or 'без класса'}", "title")
        self.source = PlainLabel(f"Прежняя школа: {found.school}; учебный год {found.year}.", "quiet")
        self.about = PlainLabel(_about(found))
        self.class_name = QComboBox(editable=True)
        self.class_name.setAccessibleName("Класс")
        self.class_name.addItems(["", *(one.name for one in list_classes(desk.passport))])
        self.class_name.setCurrentText("")
        self.enrolled = QLineEdit()
        self.enrolled.setAccessibleName("Дата зачисления")
        self.enrolled.setPlaceholderText("из приказа; можно внести позже")
        self.changes = self._make_changes()
        self.refusal = PlainLabel("", "error")
        self.refusal.hide()
        self.buttons = QDialogButtonBox()
        self.take_button = self.buttons.addButton("Принять", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Не принимать", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._arrange()

    def _make_changes(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels(list(HEADINGS))
        keep_headings(tree.header())
        tree.setRootIsDecorated(False)
        tree.setAccessibleName("Что взять из принятой карточки")
        for one in self._found.changes:
            item = QTreeWidgetItem([one.label, one.was, one.now])
            item.setData(0, _NAME, one.name)
            item.setCheckState(0, Qt.CheckState.Checked if one.fills else Qt.CheckState.Unchecked)
            for column, text in enumerate((one.label, one.was, one.now)):
                item.setToolTip(column, tool_tip(text))
            tree.addTopLevelItem(item)
        for column, width in enumerate((240, 230)):
            tree.setColumnWidth(column, width)
        return tree

    def _arrange(self) -> None:
        notice = Notice()
        QVBoxLayout(notice).addWidget(self.about)
        box = QVBoxLayout(self)
        for widget in (self.head, self.source, notice):
            box.addWidget(widget)
        if self._found.same:
            box.addWidget(self.changes, 1)
        else:
            form = QFormLayout()
            form.addRow("Класс", self.class_name)
            form.addRow("Дата зачисления", self.enrolled)
            box.addLayout(form)
            box.addStretch(1)
        box.addWidget(self.refusal)
        box.addWidget(self.buttons)
        give_room(self, 760, 420 if self._found.changes else 280)

    def wanted(self) -> set[str]:
        """The fields and lists that are ticked."""
        items = (self.changes.topLevelItem(row) for row in range(self.changes.topLevelItemCount()))
        return {str(one.data(0, _NAME)) for one in items if one and one.checkState(0) is Qt.CheckState.Checked}

    def accept(self) -> None:
        """Take the record; what cannot be read or taken is told, and the dialog stays."""
        try:
            self.taken = take_pupil(
                self._desk.passport,
                self._lines,
                class_name=ClassName().read(self.class_name.currentText()) or "",
                enrolled=Day(first=1990).read(self.enrolled.text()),
                names=self.wanted() if self._found.same else None,
            )
        except AppError as problem:
            self.refusal.setText(str(problem))
            self.refusal.show()
            return
        self._desk.present.saved([("student", self.taken.id)])
        self._desk.records_changed.emit()
        super().accept()


def _about(found: Newcomer) -> str:
    if not found.same:
        return "Такого ученика в базе нет: будет заведена новая карточка."
    if not found.changes:
        return f"Этот ученик уже есть ({found.why}), и карточка в базе не отличается: менять нечего."
    return f"Этот ученик уже есть ({found.why}). Отметьте, что взять; сразу отмечено то, чего в карточке нет."
