"""The band that says how many of the errors are only fields not filled yet, and fills one of them in many at once."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from app.ui.plain import Button, Notice, PlainLabel
from app.validators.findings import Finding

FILL = "Внести сразу у многих"
NAMED = 3  # fields that are told in the sentence; the menu has all


class GapsBand(Notice):
    """Hidden while few fields are empty. ``wanted`` carries the gap that is to be filled."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told = PlainLabel()
        self.told.setAccessibleName("Чего чаще всего не хватает")
        self.button = Button(FILL)
        self.menu = QMenu(self)
        self.button.setMenu(self.menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 10, 4)
        line.addWidget(self.told, 1)
        line.addWidget(self.button)
        self.hide()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell what is missing now."""
        from app.services.common_gaps import MANY, gaps_of  # noqa: PLC0415 - the first window is there without the rules

        gaps = gaps_of(findings)
        self.setVisible(gaps.empty >= MANY)
        self.button.setVisible(bool(gaps.common))
        self.menu.clear()
        for one in gaps.common:
            act = self.menu.addAction(f"{one.field.label}: {len(one.ids)}…".replace("&", "&&"))
            act.triggered.connect(lambda _=False, one=one: self.wanted.emit(one))
        named = ", ".join(f"«{one.field.label}» — у {len(one.ids)}" for one in gaps.common[:NAMED])
        self.told.setText(
            f"Ошибок: {gaps.errors}, из них {gaps.empty} — ещё не заполненные поля: пока данные вносят, это обычно. "
            + (f"Чаще всего нет: {named}." if named else "К следующему полю ведёт F8.")
        )
