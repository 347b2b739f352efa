"""The question which fields of a record are columns of its list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services.lists import NAME, columns_of
from app.ui.plain import PlainLabel
from app.ui.record_table import FINDINGS
from app.ui.room import give_room

_NAME_ROLE = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """All columns that a list can have, those present ticked; what a record is called is always there."""

    def __init__(self, parent: QWidget, entity: str, present: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Столбцы списка")
        self.present = list(present)
        self.fields = QListWidget()
        self.fields.setAccessibleName("Столбцы")
        labels = {name: one.label for name, one in columns_of(entity).items() if name != NAME} | {FINDINGS: "Замечания"}
        for name, label in labels.items():
            item = QListWidgetItem(label, self.fields)
            item.setData(_NAME_ROLE, name)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 10))
            item.setCheckState(Qt.CheckState.Checked if name in present else Qt.CheckState.Unchecked)
        self.fields.setCurrentRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel("Отметьте пробелом или мышью. Порядок и ширину меняют в самом списке, за заголовки."))
        box.addWidget(self.fields, 1)
        box.addWidget(buttons)
        give_room(self, 420, 520)

    def columns(self) -> list[str]:
        """The columns wanted: those that were there in their order, then the new ones."""
        items = (self.fields.item(row) for row in range(self.fields.count()))
        ticked = [item.data(_NAME_ROLE) for item in items if item.checkState() == Qt.CheckState.Checked]
        kept = [name for name in self.present if name == NAME or name in ticked]
        return kept + [name for name in ticked if name not in kept]


def choose_columns(parent: QWidget, entity: str, present: Sequence[str]) -> list[str] | None:
    """Ask for the columns; None when the user has thought better of it."""
    dialog = ColumnsDialog(parent, entity, present)
    try:
        return dialog.columns() if dialog.exec() else None
    finally:
        dialog.deleteLater()
