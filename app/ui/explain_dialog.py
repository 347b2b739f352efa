"""Explaining questions: a stock phrase of the rule or one's own words, for all chosen findings of one rule."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.explanations import LONGEST
from app.errors import AppError
from app.services.explaining import phrases_for
from app.ui import habits
from app.ui.desk import Desk
from app.ui.plain import PlainLabel
from app.ui.room import give_room
from app.validators.findings import Finding, Level

LISTED = 5
SIGNS = "explained_by"  # the habit: what the one who explains calls himself


def explainable(chosen: Sequence[Finding], present: Finding) -> list[Finding]:
    """Those of the chosen findings that one explanation can be given to: of the present one's rule, and no errors."""
    return [one for one in chosen if one.rule == present.rule and one.level is not Level.ERROR]


class ExplainDialog(QDialog):
    """It closes when the explanation is kept; a refusal is told in it, and what was typed stays."""

    def __init__(self, parent: QWidget, desk: Desk, findings: Sequence[Finding], left_out: int = 0) -> None:
        super().__init__(parent)
        self.setWindowTitle("Пояснение")
        self._desk = desk
        self._findings = tuple(findings)
        first = self._findings[0]
        self.about = PlainLabel(f"{first.title} ({first.rule}). {self._whom()}")
        self.left_out = PlainLabel(
            f"Отмечены и другие ({left_out}): ошибки не поясняют, а другие правила поясняют отдельно.", "question"
        )
        self.left_out.setVisible(bool(left_out))
        self.phrases = QListWidget()
        self.phrases.setWordWrap(True)
        self.phrases.setAccessibleName("Готовые пояснения")
        self.phrases.addItems(list(phrases_for(first.rule)))
        self.text = QLineEdit(maxLength=LONGEST)
        self.text.setAccessibleName("Пояснение")
        self.text.setPlaceholderText("Почему всё верно: документ, номер, дата")
        self.by = QLineEdit(habits.kept(SIGNS) or "", maxLength=150)
        self.by.setAccessibleName("Кто поясняет")
        self.by.setPlaceholderText("Фамилия и инициалы")
        self.refusal = PlainLabel("", "error")
        self.refusal.hide()
        self.buttons = QDialogButtonBox()
        self._arrange()
        self._connect()
        told = next((one for one in self._findings if one.explained), None)
        self.text.setText(told.explained if told else "")
        self.text.setFocus()

    def _whom(self) -> str:
        names = list(dict.fromkeys(one.who for one in self._findings))
        shown = ", ".join(names[:LISTED])
        return shown + (f" и ещё {len(names) - LISTED}" if len(names) > LISTED else "") + "."

    def _arrange(self) -> None:
        self.ok = self.buttons.addButton("Пояснить", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.addRow("Пояснение", self.text)
        form.addRow("Кто поясняет", self.by)
        box = QVBoxLayout(self)
        box.addWidget(self.about)
        box.addWidget(self.left_out)
        box.addWidget(PlainLabel("Выберите готовое пояснение или напишите своё:", "quiet"))
        box.addWidget(self.phrases, 1)
        box.addLayout(form)
        box.addWidget(self.refusal)
        box.addWidget(PlainLabel("Пояснение уходит в пакет и теряет силу, когда данные меняют.", "quiet"))
        box.addWidget(self.buttons)
        give_room(self, 640, 400)

    def _connect(self) -> None:
        self.phrases.currentItemChanged.connect(lambda item, _: self._take(item))
        self.phrases.itemClicked.connect(self._take)
        self.phrases.itemActivated.connect(lambda _: self.by.setFocus(Qt.FocusReason.TabFocusReason))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.setText(item.text())

    def accept(self) -> None:
        """Keep the explanation and close."""
        by = self.by.text().strip()
        self._desk.explain(self._findings, self.text.text(), lambda: self._kept(by), self._refuse, self, by=by)

    def _kept(self, by: str) -> None:
        habits.keep(SIGNS, by)
        count = len(self._findings)
        self._desk.said.emit("Пояснено." if count == 1 else f"Пояснено замечаний: {count}.")
        super().accept()

    def _refuse(self, problem: BaseException) -> None:
        """Say why nothing was kept; a fault of the program is shown as such."""
        if not isinstance(problem, AppError):
            raise problem
        self.refusal.setText(str(problem))
        self.refusal.show()
        self.text.setFocus()
