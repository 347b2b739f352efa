"""The wizard that makes a base in four steps: school, year, password, list. Nothing is made before «Готово»."""

from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.opening import new_passport
from app.ui.error_window import show_error
from app.ui.jobs import Jobs
from app.ui.plain import Button, PlainLabel, ask
from app.ui.room import fit_when_shown
from app.ui.wizard_list import ListStep
from app.ui.wizard_password import PasswordStep
from app.ui.wizard_school import SchoolStep
from app.ui.wizard_step import Step, named
from app.ui.wizard_typed import Typed, put_back, typed_in
from app.ui.wizard_year import YearStep

STAY, LEAVE = "Вернуться", "Закрыть без сохранения"
_LOST = "Набранное здесь пропадёт; база ещё не создана."


class Wanted(Enum):
    """What the user wants after the wizard."""

    NOTHING = auto()
    MADE = auto()  # the base that was made, opened by ``key``
    DEMO = auto()
    OPEN = auto()  # another base, which is there already


class Wizard(QDialog):
    """``wanted`` says how it ended; of a base that was made, ``path`` is where it lies, and ``key`` opens it.

    ``kept`` is what stood in it when the program was locked over it; None where it ended otherwise.
    """

    def __init__(self, parent: QWidget, jobs: Jobs, typed: Typed | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard")
        self.setWindowTitle("Новая база")
        self.wanted = Wanted.NOTHING
        self.path, self.key = Path(), NO_PASSWORD
        self.kept: Typed | None = None
        self._jobs = jobs
        self._busy = False
        self.school, self.year, self.password, self.list = SchoolStep(), YearStep(), PasswordStep(), ListStep()
        self.steps: tuple[Step, ...] = (self.school, self.year, self.password, self.list)
        self.where = PlainLabel("", "quiet")
        self.title = PlainLabel("", "title")
        self.stack = named(QStackedWidget(), "wizard_steps")
        self.cancel_button = named(Button("Отмена"), "wizard_cancel")
        self.back_button = named(Button("Назад"), "wizard_back")
        self.next_button = named(Button("Далее"), "wizard_next")
        self._arrange()
        self._connect()
        if typed is None:
            self.go(0)
        else:
            put_back(self, typed)

    def keep_typed(self) -> None:
        """Keep what stands here apart from the window, which is about to go."""
        if any(one.typed for one in self.steps):
            self.kept = typed_in(self)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.cancel_button)
        line.addStretch(1)
        line.addWidget(self.back_button)
        line.addWidget(self.next_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(self.where)
        box.addWidget(self.title)
        box.addWidget(self.stack, 1)
        box.addLayout(line)
        for step in self.steps:
            self.stack.addWidget(step)
        for button in (self.cancel_button, self.back_button):
            button.setAutoDefault(False)
        self.next_button.setDefault(True)
        unit = self.fontMetrics().horizontalAdvance("н")
        self.setMinimumWidth(min(unit * 88, 1200))
        fit_when_shown(self)

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.next_button.clicked.connect(self._next)
        self.school.demo_wanted.connect(lambda: self._end(Wanted.DEMO))
        self.school.open_wanted.connect(lambda: self._end(Wanted.OPEN))

    def go(self, number: int) -> None:
        """Show a step; what was typed in the others stays."""
        names = [f"[{one.title}]" if place == number else one.title for place, one in enumerate(self.steps)]
        self.where.setText("   ›   ".join(names))
        self.title.setText(f"Шаг {number + 1} из {len(self.steps)}. {self.steps[number].title}")
        self.year.propose(self.school.code.text().strip())
        self.list.show_for(
            self.year.path,
            self.year.year.currentText(),
            of_school=self.school.of_school,
            password=bool(self.password.new.password),
        )
        self.stack.setCurrentIndex(number)
        self.back_button.setEnabled(number > 0)
        self.next_button.setText("Готово" if number == len(self.steps) - 1 else "Далее")
        self.steps[number].begin()

    def _next(self) -> None:
        step = self.steps[self.stack.currentIndex()]
        found = step.problem()
        if found is not None:
            step.tell(found)
        elif step is self.steps[-1]:
            self._finish()
        else:
            self.go(self.stack.currentIndex() + 1)

    def _finish(self) -> None:
        """Make the base beside the window, once all steps are right: one may have become wrong meanwhile."""
        for number, step in enumerate(self.steps):
            if (found := step.problem()) is not None:
                self.go(number)
                step.tell(found)
                return
        self.path = path = self.year.path
        told = {
            "year": self.year.year.currentData(),
            "kind": self.school.kind.currentData(),
            "code": self.school.code.text(),
            "name": self.school.name.text(),
            "password": self.password.new.password,
            "may_lack": self.school.of_school,
        }
        self._set_busy(busy=True)
        self._jobs.start(
            lambda _: _made(path, told), self._done, title="Создаём базу…", failed=self._refused, parent=self
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for one in (self.stack, self.back_button, self.next_button, self.cancel_button):
            one.setEnabled(not busy)

    def _done(self, key: BaseKey) -> None:
        self._set_busy(busy=False)
        self.key = key
        self.wanted = Wanted.MADE
        self.accept()

    def _refused(self, problem: BaseException) -> None:
        self._set_busy(busy=False)
        show_error(self, problem)

    def _may_leave(self) -> bool:
        if not any(one.typed for one in self.steps):
            return True
        buttons = {LEAVE: QMessageBox.ButtonRole.DestructiveRole, STAY: QMessageBox.ButtonRole.RejectRole}
        return ask(self, "Закрыть мастер?", _LOST, buttons, default=STAY) == LEAVE

    def _end(self, wanted: Wanted) -> None:
        if not self._busy and self._may_leave():
            self.wanted = wanted
            super().accept()

    def reject(self) -> None:
        """Leave, but not with typed text unasked; a base that is being made is waited for."""
        if not self._busy and self._may_leave():
            super().reject()


def _made(path: Path, told: dict[str, Any]) -> BaseKey:
    """Make the base; its key."""
    with new_passport(path, **told) as passport:
        return passport.key
