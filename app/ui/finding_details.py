"""All that is known of one finding, with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.ageing_notice import waiting
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.wrapping import WrapLine
from app.validators.findings import Finding, Level


class FindingDetails(QWidget):
    """The sentences of a finding over the buttons; a button without a use now is not there."""

    open_wanted = Signal()
    mend_wanted = Signal()
    confirm_wanted = Signal()
    explain_wanted = Signal()
    withdraw_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = PlainLabel("", "head")
        self.lapsed = PlainLabel("", "question")
        self.text = PlainLabel()
        self.least = PlainLabel()
        self.values = PlainLabel()
        self.explained = PlainLabel("", "good")
        self.checker = PlainLabel("", "quiet")
        self.clause = PlainLabel("", "quiet")
        self.open_button = Button("Открыть поле (Enter)")
        self.mend_button = Button("Исправить так")
        self.confirm_button = Button("Подтвердить (Ctrl+D)")
        self.explain_button = Button("Пояснить… (Ctrl+Enter)")
        self.withdraw_button = Button("Убрать пояснение")
        self.other_button = Button("Показать другую карточку")
        self._buttons = {
            self.open_button: self.open_wanted,
            self.mend_button: self.mend_wanted,
            self.confirm_button: self.confirm_wanted,
            self.explain_button: self.explain_wanted,
            self.withdraw_button: self.withdraw_wanted,
            self.other_button: self.other_wanted,
        }
        for button, wanted in self._buttons.items():
            button.clicked.connect(wanted)
        self._arrange()
        self.show_finding(None, "")

    def _arrange(self) -> None:
        self._labels = (
            self.head,
            self.lapsed,
            self.text,
            self.least,
            self.values,
            self.explained,
            self.checker,
            self.clause,
        )
        self._lapsed_box = Notice()
        QHBoxLayout(self._lapsed_box).addWidget(self.lapsed)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(5)
        for label in self._labels:
            column.addWidget(self._lapsed_box if label is self.lapsed else label)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Замечание подробно")
        self.area.setWidget(inside)
        line = WrapLine()
        line.setContentsMargins(8, 0, 8, 0)
        for button in self._buttons:
            line.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area, 1)
        box.addLayout(line)

    def show_finding(self, one: Finding | None, when_none: str, chosen: int = 1) -> None:
        """Show a finding, or the sentence why there is none; ``chosen`` are as many as are marked in the table."""
        told = self._sentences(one) if one is not None else {self.head: when_none}
        for label in self._labels:
            label.setText(told.get(label, ""))
            label.setVisible(bool(label.text()))
        self._lapsed_box.setVisible(bool(self.lapsed.text()))
        self.area.setAccessibleDescription("\n".join(label.text() for label in self._labels if label.text()))
        many = f" ({chosen})" if chosen > 1 else ""
        self.explain_button.setText(f"Пояснить{many}… (Ctrl+Enter)")
        self.confirm_button.setText(f"Подтвердить{many} (Ctrl+D)")
        self._offer(one)
        self.area.verticalScrollBar().setValue(0)

    def _sentences(self, one: Finding) -> dict[PlainLabel, str]:
        where = ", ".join(part for part in (one.who, one.class_name) if part)
        return {
            self.head: f"{LEVEL_SIGNS[one.level]} {one.level.label}. {one.title} — {where}",
            self.lapsed: one.lapsed,
            self.text: one.text,
            self.least: one.least and f"Достаточно: {one.least}",
            self.values: _values(one),
            self.explained: one.explained and f"✔ Пояснено: «{one.explained}»",
            self.checker: one.checker and f"Проверяющему: {one.checker}",
            self.clause: f"Правило {one.rule}. Основание: {one.clause}",
        }

    def _offer(self, one: Finding | None) -> None:
        self.open_button.setVisible(one is not None)
        self.confirm_button.setVisible(one is not None and bool(waiting([one])))
        self.mend_button.setVisible(one is not None and bool(one.change))
        self.explain_button.setVisible(one is not None and one.level is not Level.ERROR)
        self.withdraw_button.setVisible(one is not None and bool(one.explained or one.lapsed))
        self.other_button.setVisible(one is not None and bool(one.others))


def _values(one: Finding) -> str:
    told = "; ".join(f"{label} — {value or 'не внесено'}" for label, value in one.values)
    return told and f"В базе: {told}"
