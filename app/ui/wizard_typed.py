"""What stands in the wizard, taken out of it when the program is locked and put back afterwards; never a password."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from app.ui.password_line import PasswordLine
from app.ui.wizard_step import Problem

if TYPE_CHECKING:
    from app.ui.wizard import Wizard

AGAIN = "Наберите пароль ещё раз: под замком программа его не хранит."


@dataclass(frozen=True, slots=True)
class Typed:
    """The step, and by name of the field what is written, chosen and marked; ``file_by_hand`` as of the year's step,
    ``password``: one had been typed."""

    step: int
    texts: Mapping[str, str]
    chosen: Mapping[str, int]
    marked: frozenset[str]
    file_by_hand: bool
    password: bool


def typed_in(wizard: "Wizard") -> Typed:
    """What stands in a wizard now."""
    return Typed(
        wizard.stack.currentIndex(),
        {one.objectName(): one.text() for one in _lines(wizard)},
        {one.objectName(): one.currentIndex() for one in wizard.stack.findChildren(QComboBox)},
        frozenset(one.objectName() for one in wizard.stack.findChildren(QAbstractButton) if one.isChecked()),
        wizard.year.by_hand,
        wizard.password.typed,
    )


def put_back(wizard: "Wizard", typed: Typed) -> None:
    """Let it stand in a new wizard; who had typed a password comes back to where it is typed, or before it."""
    for box in wizard.stack.findChildren(QComboBox):
        box.setCurrentIndex(typed.chosen[box.objectName()])
    wizard.year.by_hand = typed.file_by_hand
    for line in _lines(wizard):
        line.setText(typed.texts[line.objectName()])
    for button in wizard.stack.findChildren(QAbstractButton):
        if button.objectName() in typed.marked:
            button.setChecked(True)
    of_password = wizard.steps.index(wizard.password)
    if typed.password and typed.step >= of_password:
        wizard.go(of_password)
        wizard.password.tell(Problem(wizard.password.new.first, AGAIN))
    else:
        wizard.go(typed.step)


def _lines(wizard: "Wizard") -> Iterator[QLineEdit]:
    return (one for one in wizard.stack.findChildren(QLineEdit) if not isinstance(one, PasswordLine))
