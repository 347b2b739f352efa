"""What the steps of the wizard have in common: a title, a form whose fields tell what is wrong with them."""

from typing import NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from app.ui.plain import PlainLabel

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The widget under a name by which scripts find it."""
    widget.setObjectName(name)
    return widget


class Problem(NamedTuple):
    """What is wrong with a step, and the field to which one is brought back."""

    field: QWidget
    text: str


class Step(QWidget):
    """One step: ``title`` and ``what`` tell of it, ``problem`` keeps from going on, ``begin`` brings the focus in."""

    title = ""
    what = ""

    def __init__(self) -> None:
        super().__init__()
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._remarks: dict[QWidget, tuple[PlainLabel, str]] = {}
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.about = PlainLabel(self.what, "quiet")
        self.box.addWidget(self.about)
        self.box.addLayout(self.form)

    def add(self, label: str, field: QWidget, note: str = "", *, shown: QWidget | None = None) -> None:
        """A row with what is to be said of the field under it; ``shown`` is what holds the field, if not itself."""
        field.setAccessibleName(label)
        self.form.addRow(label, shown or field)
        remark = PlainLabel(note, "quiet")
        self.form.addRow("", remark)
        remark.setVisible(bool(note))
        self._remarks[field] = remark, note

    def say(self, field: QWidget, text: str = "", role: str = "error") -> None:
        """Tell of a field what is wrong with it; '' brings its own note back."""
        remark, note = self._remarks[field]
        remark.setText(f"✖ {text}" if text and role == "error" else text or note)
        remark.set_role(role if text else "quiet")
        remark.setVisible(bool(text or note))
        field.setAccessibleDescription(text or note)

    def tell(self, found: Problem) -> None:
        """Say what keeps from going on, at its field."""
        self.say(found.field, found.text)
        found.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """The step is shown."""

    def problem(self) -> Problem | None:
        """What must be mended before one goes on; None where nothing must."""
        return None

    @property
    def typed(self) -> bool:
        """Whether something would be lost if the wizard were left."""
        return False
