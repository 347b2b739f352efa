"""What a school proposed by letter after its data went to РИС, and what the municipality answers to each."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.proposal_answers import ProposedChange
from app.ui.headings import keep_headings
from app.ui.plain import PlainLabel, tool_tip
from app.ui.room import give_room

HEADINGS = ("О ком", "Поле", "В РИС сейчас", "Предложено", "Письмо и основание", "Решение", "Пояснение школе")
_WIDTHS = (190, 130, 130, 130, 190, 130)
WAIT, TAKE, REFUSE = "ещё не решено", "принять", "отклонить"


class ProposalsDialog(QDialog):
    """``answers`` are, by proposal, whether it is taken and the text; what is not decided waits for another time."""

    def __init__(self, parent: QWidget, school: str, found: tuple[ProposedChange, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Предложения школы {school}")
        self._found = found
        self.table = QTableWidget(len(found), len(HEADINGS))
        self.table.setAccessibleName("Предложенные изменения")
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.choices = [self._fill(row, one) for row, one in enumerate(found)]
        self.table.setColumnWidth(5, self.choices[0][0].sizeHint().width() + 4)
        self.table.verticalHeader().setDefaultSectionSize(self.choices[0][0].sizeHint().height() + 4)
        keep_headings(self.table.horizontalHeader())
        self.buttons = QDialogButtonBox()
        self.write_button = self.buttons.addButton("Записать ответ…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel("Школа ждёт ответа на каждое; в её карточках пока прежние значения.", "quiet"))
        box.addWidget(self.table, 1)
        box.addWidget(self.buttons)
        give_room(self, 1180, 420)
        self._show_button()

    def _fill(self, row: int, one: ProposedChange) -> tuple[QComboBox, QLineEdit]:
        letter = f"№ {one.letter}: {one.ground}" if one.ground else f"№ {one.letter}"
        for column, text in enumerate((one.who, one.field, one.old, one.new, letter)):
            item = QTableWidgetItem(text)
            item.setToolTip(tool_tip(text))
            item.setFlags(item.flags() & ~item.flags().ItemIsEditable)
            self.table.setItem(row, column, item)
        choice, reason = QComboBox(), QLineEdit(maxLength=1000)
        choice.addItems([WAIT, TAKE, REFUSE])
        choice.setAccessibleName(f"Решение: {one.who}, {one.field}")
        reason.setAccessibleName(f"Пояснение школе: {one.who}, {one.field}")
        choice.currentTextChanged.connect(lambda _: self._show_button())
        self.table.setCellWidget(row, 5, choice)
        self.table.setCellWidget(row, 6, reason)
        return choice, reason

    def _show_button(self) -> None:
        self.write_button.setEnabled(bool(self.answers()))

    def answers(self) -> dict[str, tuple[bool, str]]:
        """What is decided, by the id of the proposal."""
        decided = zip(self._found, self.choices, strict=True)
        return {
            one.id: (choice.currentText() == TAKE, " ".join(text.text().split()))
            for one, (choice, text) in decided
            if choice.currentText() != WAIT
        }


def answer_school(parent: QWidget, school: str, found: tuple[ProposedChange, ...]) -> dict[str, tuple[bool, str]]:
    """Ask what is answered; empty where nothing is decided."""
    dialog = ProposalsDialog(parent, school, found)
    try:
        return dialog.answers() if dialog.exec() else {}
    finally:
        dialog.deleteLater()
