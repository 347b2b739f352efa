"""The window in which a municipality answers what a school proposes to change in РИС."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.palette import LEVELS
from app.ui.plain import Button, PlainLabel
from app.ui.table import Line, Table
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.municipal_proposals import HeldProposal

COLUMNS = ("Кто", "Поле", "Было", "Предложено", "Основание", "Письмо", "Решение")
WIDTHS = (32, 22, 20, 22, 0, 9, 22)
NOTE = (
    "Примите то, что внесено в РИС по официальному письму, остальное отклоните и напишите почему. "
    "Школа возьмёт ответ, и принятое само встанет в её карточки."
)


class ProposalsWindow(QDialog):
    """Accepted when there is something to answer; ``decisions`` are then by the proposal's id."""

    def __init__(self, parent: QWidget, school: str, proposals: "Sequence[HeldProposal]") -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{school}: предложения изменить данные в РИС")
        self.resize(1200, 560)
        self._proposals = tuple(proposals)
        self.decisions: dict[str, tuple[bool, str]] = {}
        self.table = Table(COLUMNS, WIDTHS, "Предложения школы", coloured=6)
        self.reason = QLineEdit(maxLength=500, placeholderText="Почему отклонено")
        self.reason.setAccessibleName("Почему отклонено")
        self.yes_button = Button("Принять")
        self.no_button = Button("Отклонить")
        self._arrange()
        self.yes_button.clicked.connect(lambda: self.decide(accepted=True))
        self.no_button.clicked.connect(lambda: self.decide(accepted=False))
        self.reason.returnPressed.connect(lambda: self.decide(accepted=False))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in the reason must not write the answer
        self._show(0)
        self.table.setFocus()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.yes_button)
        line.addSpacing(16)
        line.addWidget(self.reason, 1)
        line.addWidget(self.no_button)
        self.buttons = QDialogButtonBox()
        self.write_button = self.buttons.addButton("Записать ответ…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(NOTE, "quiet"))
        box.addWidget(self.table, 1)
        box.addLayout(line)
        box.addWidget(self.buttons)

    def decide(self, *, accepted: bool) -> None:
        """Decide on the chosen proposal and go on to the next; a refusal wants its reason."""
        one: HeldProposal | None = self.table.chosen()
        if one is None:
            return
        reason = "" if accepted else self.reason.text().strip()
        if not accepted and not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.decisions[one.id] = (accepted, reason)
        self.reason.clear()
        self._show(self.table.currentIndex().row() + 1)

    def _show(self, row: int) -> None:
        self.table.load([self._line(one) for one in self._proposals])
        if self._proposals:
            self.table.selectRow(min(row, len(self._proposals) - 1))
        self.yes_button.setEnabled(bool(self._proposals))
        self.no_button.setEnabled(bool(self._proposals))
        self.write_button.setEnabled(bool(self.decisions))

    def _line(self, one: "HeldProposal") -> Line:
        told = self.decisions.get(one.id) or (one.answer and (one.answer.accepted, one.answer.text))
        text = "? не решено" if not told else "✔ принять" if told[0] else f"✖ отклонить: {told[1]}"
        cells = (one.who, one.label, one.old or "—", one.new or "—", one.ground, f"№ {one.letter}", text)
        return Line(cells, one, "" if told else LEVELS[Level.QUESTION])
