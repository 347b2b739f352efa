"""Where one is let in: the password of a base, the waiting after a wrong one, and the way in by the recovery sheet.

It stands in the dialog that opens a base and on the lock screen, and shows nothing of what is in the base.
"""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import WrongPassword
from app.services.base_password import note_wrong_tries
from app.storage.opening import open_passport
from app.ui.entered import Entered, WhenRefused, no_other_way, with_first_rows
from app.ui.error_window import show_error
from app.ui.jobs import Jobs
from app.ui.password_line import PasswordLine
from app.ui.plain import Button, PlainLabel
from app.ui.wrong_tries import TRIES

WRONG = (
    "Не открылось: пароль не тот, или файл базы повреждён в самом начале. Проверьте раскладку и Caps Lock. "
    "Если пароль точно верный, возьмите последнюю целую копию базы."
)
_TICK_MS = 200


class EntryPane(QWidget):
    """``opened`` gives the open base away; nothing else of it is kept here."""

    opened = Signal(object)  # Entered
    left = Signal()  # another way was gone

    def __init__(self, path: Path, jobs: Jobs, when_refused: WhenRefused = no_other_way) -> None:
        super().__init__()
        self._when_refused = when_refused
        self._path = path
        self._jobs = jobs
        self.busy = False
        self.line = PasswordLine("Пароль")
        self.told = PlainLabel()
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 3 + 2)
        self.open_button = Button("Открыть")
        self.forgotten_button = Button("Забыли пароль?")
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show)
        self._arrange()
        self.line.textChanged.connect(lambda _: self._show())
        self.line.returnPressed.connect(self.try_password)
        self.open_button.clicked.connect(self.try_password)
        self.forgotten_button.clicked.connect(self._recover)
        self.setFocusProxy(self.line)
        self._show()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow("Пароль", self.line.held)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.open_button)
        self.buttons.addWidget(self.forgotten_button)
        self.buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(form)
        box.addWidget(self.told)
        box.addLayout(self.buttons)
        self.forgotten_button.setAutoDefault(False)

    def try_password(self) -> None:
        """Try what was typed, beside the window: a try takes some 0.2 s on purpose."""
        if self.busy or not self.line.text() or TRIES.wait(self._path):
            return
        password = self.line.text()
        self._set_busy(busy=True)
        self._jobs.start(
            lambda _: _opened(self._path, password),
            self._take,
            title="Открываем базу…",
            failed=lambda problem: self._refused(problem, password),
            parent=self.window(),
        )

    def _take(self, entered: Entered) -> None:
        TRIES.right(self._path)
        self._set_busy(busy=False)
        self.line.clear()
        self.opened.emit(entered)

    def _refused(self, problem: BaseException, password: str) -> None:
        self._set_busy(busy=False)
        if isinstance(problem, WrongPassword):
            TRIES.wrong(self._path)
            self._show()
            if self._when_refused(self._path, problem, password):
                self.left.emit()
                return
        else:
            show_error(self, problem)
        self.line.setFocus()
        self.line.selectAll()

    def _recover(self) -> None:
        from app.ui.recovery_dialog import recover  # noqa: PLC0415 - seldom needed

        passport = recover(self.window(), self._path, self._jobs)
        if passport is not None:
            self._take(Entered(passport, needs_sheet=True))

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.line.setReadOnly(busy)
        self.forgotten_button.setEnabled(not busy)
        self._show()

    def _show(self) -> None:
        """What stands under the field: that it is being tried, how long to wait, or what a wrong try means."""
        wait = ceil(TRIES.wait(self._path))
        if wait:
            self._timer.start()
        else:
            self._timer.stop()
        self.open_button.setEnabled(not self.busy and not wait and bool(self.line.text()))
        if self.busy:
            self.told.setText("Проверяем…")
        elif TRIES.count(self._path):
            again = f" Следующая попытка через {wait} с." if wait else ""
            self.told.setText(WRONG + again)
        else:
            self.told.setText("")
        self.told.set_role("error" if TRIES.count(self._path) and not self.busy else "quiet")


def _opened(path: Path, password: str) -> Entered:
    """The base, which keeps how many wrong passwords went before. Raises :class:`AppError`."""
    passport = open_passport(path, password)
    if wrong := TRIES.count(path):
        note_wrong_tries(passport, wrong)
    return with_first_rows(passport)
