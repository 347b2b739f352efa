"""The third step of the wizard: the password, or plainly none."""

from PySide6.QtCore import Qt

from app.ui.base_password_dialog import NONE_TOLD
from app.ui.password_line import NewPassword
from app.ui.wizard_step import Problem, Step


class PasswordStep(Step):
    """A password typed twice; «Без пароля» passes the step by, with what that means."""

    title = "Пароль"
    what = (
        "Без пароля или листа восстановления базу не откроет никто, и разработчики тоже. "
        "Лист программа предложит напечатать сразу, как создаст базу."
    )

    def __init__(self) -> None:
        super().__init__()
        self.new = NewPassword(self.form, may_be_none=True, none_told=NONE_TOLD)
        for one, name in ((self.new.first, "first"), (self.new.second, "second"), (self.new.without, "without")):
            one.setObjectName(f"wizard_password_{name}")
        self.box.addStretch(1)

    @property
    def typed(self) -> bool:
        return bool(self.new.first.text())

    def begin(self) -> None:
        (self.new.without if self.new.without.isChecked() else self.new.first).setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> Problem | None:
        """A password that is not taken, or not yet."""
        if not self.new.lacking:
            return None
        if not self.new.first.text():
            return Problem(self.new.first, "Придумайте пароль или отметьте «Без пароля».")
        again = "ещё раз" in self.new.lacking or "Второй" in self.new.lacking
        return Problem(self.new.second if again else self.new.first, self.new.lacking)

    def tell(self, found: Problem) -> None:
        """Under the lines, where the strength is told too."""
        self.new.remark.setText(f"✖ {found.text}")
        self.new.remark.set_role("error")
        found.field.setFocus(Qt.FocusReason.OtherFocusReason)
