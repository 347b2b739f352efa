"""The strip on a card that says what came over from last year and waits to be confirmed, with the buttons to do it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.ageing import UNCONFIRMED
from app.ui.plain import Button, Notice, PlainLabel, tool_tip
from app.validators.findings import Finding


def waiting(findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings that ask to confirm a value."""
    return [one for one in findings if one.rule == UNCONFIRMED]


class AgeingNotice(Notice):
    """Hidden on a card on which nothing waits. The fields themselves are marked, as by any finding."""

    one_wanted = Signal()  # the field that has the focus, or the chosen finding
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = PlainLabel("", wrap=False)
        self.one_button = Button("Подтвердить поле (Ctrl+D)")
        self.all_button = Button("Подтвердить всё (Ctrl+Shift+D)")
        self.one_button.clicked.connect(self.one_wanted)
        self.all_button.clicked.connect(self.all_wanted)
        self.all_button.setAccessibleName("Подтвердить всё перенесённое в карточке")
        self.setToolTip(tool_tip("Перешло с прошлого учебного года; то, что вы измените, подтвердится само."))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self.text, 1)
        line.addWidget(self.one_button)
        line.addWidget(self.all_button)
        self.hide()

    def hide_buttons(self) -> None:
        """Only say what waits, where nothing can be done about it."""
        self.one_button.hide()
        self.all_button.hide()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say how much waits on the card that is shown."""
        count = len(waiting(findings))
        self.text.setText(f"Не подтверждено: {count}")
        self.setVisible(bool(count))
