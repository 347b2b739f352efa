"""The copies of the base: which there are, whether they are whole, what the chosen one holds otherwise than now."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import WrongPassword
from app.services.backups import (
    GOOD_ONES,
    CopyLine,
    Health,
    choose_folder,
    copy_lines,
    copy_now,
    copy_state,
)
from app.services.copy_differences import Difference, Fate, difference
from app.services.progress import Progress
from app.ui.card_back_dialog import CardBackDialog
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_folder
from app.ui.palette import LEVELS
from app.ui.password_dialog import ask_password
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.ui.wrapping import WrapLine
from app.validators.findings import Level

HEADINGS = ("№", "Сделана", "Зачем", "Обуч.", "Работн.", "Размер, МБ", "Состояние")
WIDTHS = (6, 18, 0, 8, 10, 15, 34)
_OLD = "Копия сделана, когда у базы был другой пароль. Внесите его: он нужен, чтобы её прочитать."


class CopiesDialog(QDialog):
    """Asks for a whole restore by ``restore_wanted`` (the copy, passwords that were given): the window closes first."""

    restore_wanted = Signal(object, object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("Копии базы")
        self._desk = desk
        self._secrets: tuple[str, ...] = ()
        self._found: Difference | None = None
        self.place = PlainLabel()
        self.advice = PlainLabel("", "question")
        self.table = Table(HEADINGS, WIDTHS, "Копии базы, новые сверху", coloured=6)
        self.about = PlainLabel()
        self.make_button = Button("Сделать копию сейчас")
        self.folder_button = Button("Другая папка…")
        self.usual_button = Button("Обычная папка")
        self.card_button = Button("Вернуть одну карточку…")
        self.base_button = Button("Вернуть всю базу…")
        self.close_button = Button("Закрыть")
        self._arrange()
        self._connect()
        self.reload()

    def _arrange(self) -> None:
        notice = Notice()
        inner = QVBoxLayout(notice)
        where = WrapLine()
        where.add(self.place, grows=True)
        where.add(self.folder_button)
        where.add(self.usual_button)
        inner.addLayout(where)
        inner.addWidget(self.advice)
        chosen = Notice()
        QVBoxLayout(chosen).addWidget(self.about)
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing() * 3)
        line = WrapLine()
        for one in (self.make_button, self.card_button, self.base_button, self.close_button):
            line.add(one)
        box = QVBoxLayout(self)
        box.addWidget(notice)
        box.addWidget(self.table, 1)
        box.addWidget(chosen)
        box.addLayout(line)
        for one in self.findChildren(Button):
            one.setAutoDefault(False)  # Enter in the table presses nothing
        give_room(self, 1040, 600)

    def _connect(self) -> None:
        self.make_button.clicked.connect(self._make)
        self.folder_button.clicked.connect(self._choose_folder)
        self.usual_button.clicked.connect(lambda: self._put_copies(None))
        self.card_button.clicked.connect(self._card_back)
        self.base_button.clicked.connect(self._base_back)
        self.close_button.clicked.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._look())

    @property
    def chosen(self) -> CopyLine | None:
        """The copy that is marked."""
        line = self.table.chosen()
        return line if isinstance(line, CopyLine) else None

    def reload(self) -> None:
        """Look at every copy anew."""
        passport = self._desk.passport
        state = copy_state(passport)
        self.place.setText(f"Новые копии кладутся в папку: {state.folder}")
        told = state.failed or state.advice
        self.advice.setText(f"? {told}" if told else "")
        self.advice.setVisible(bool(told))
        self.usual_button.setVisible(state.chosen)
        self._show_acts()
        self._job("Проверяем копии…", lambda progress: copy_lines(passport, progress), self._show)

    def _show(self, lines: tuple[CopyLine, ...]) -> None:
        self.table.load([Line(cells(one), one, _colour(one.health)) for one in lines])
        self.table.selectRow(0)
        if lines:
            self.table.setFocus()
        else:
            self.about.setText("Копий этой базы на этом компьютере пока нет.")
        self._show_acts()

    def _show_acts(self) -> None:
        usable = self.chosen is not None and self.chosen.health is not Health.DAMAGED
        for button in (self.card_button, self.base_button):
            button.setEnabled(usable)

    # --- the chosen copy ------------------------------------------------------------------------------

    def _look(self) -> None:
        """Say of the chosen copy in what it differs from the base."""
        line = self.chosen
        self._found = None
        self._show_acts()
        if line is None:
            return
        self.about.setText(_told(line))
        if line.health is Health.GOOD:
            self._compare(line, lambda found: self._show_difference(line, found))

    def _show_difference(self, line: CopyLine, found: Difference) -> None:
        if self.chosen is line:
            self._found = found
            self.about.setText(f"{_told(line)}\n{sentence(found)}")

    def _compare(self, line: CopyLine, done: Callable[[Difference], None], *, asked: bool = False) -> None:
        passport, secrets = self._desk.passport, self._secrets

        def failed(problem: BaseException) -> None:
            if not asked:
                self.about.setText(f"{_told(line)}\n{problem}")
            elif isinstance(problem, WrongPassword) and self._ask_secret():
                self._compare(line, done, asked=True)
            else:
                show_error(self, problem)

        def work(progress: Progress) -> Difference:
            return difference(passport, line.path, *secrets, progress=progress)

        title = "Сравниваем копию с базой…" if asked else ""
        self._desk.jobs.start(work, done, title=title, failed=failed, parent=self)

    def _ask_secret(self) -> bool:
        password = ask_password(self, "Пароль копии", _OLD, new=False)
        if password is not None:
            self._secrets = (password, *self._secrets)
        return password is not None

    def _card_back(self) -> None:
        line = self.chosen
        if line is not None:
            self._compare(line, lambda found: self._choose_card(line, found), asked=True)

    def _choose_card(self, line: CopyLine, found: Difference) -> None:
        dialog = CardBackDialog(self, self._desk, line, found, self._secrets)
        dialog.exec()
        dialog.deleteLater()
        self._look()

    def _base_back(self) -> None:
        line = self.chosen
        if line is not None:
            self._compare(line, lambda _: self.restore_wanted.emit(line, self._secrets), asked=True)

    # --- making ---------------------------------------------------------------------------------------

    def _make(self) -> None:
        passport = self._desk.passport

        def work(progress: Progress) -> object:
            return copy_now(passport, progress=progress)

        self._job("Делаем копию…", work, lambda _: self.reload())

    def _choose_folder(self) -> None:
        folder = ask_folder(self, "Куда класть копии базы")
        if folder is not None:
            self._put_copies(folder)

    def _put_copies(self, folder: Path | None) -> None:
        passport = self._desk.passport

        def work(progress: Progress) -> object:
            return choose_folder(passport, folder, progress)

        self._job("Делаем копию…", work, lambda _: self.reload())

    def _job(self, title: str, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        def failed(problem: BaseException) -> None:
            show_error(self, problem)

        self._desk.jobs.start(work, done, title=title, failed=failed, parent=self)


def cells(line: CopyLine) -> tuple[str, ...]:
    """A copy in the columns of the table."""
    made = f"{line.made_at:%d.%m.%Y %H:%M}" if line.made_at else "неизвестно"
    size = f"{line.size / 1_000_000:.1f}".replace(".", ",")
    state = f"{line.health.value}{', всё как сейчас' if line.is_now else ''}"
    known = line.made_at is not None
    people = (str(line.pupils), str(line.workers)) if known else ("", "")
    return str(line.number), made, line.reason, *people, size, state


def sentence(found: Difference) -> str:
    """What would become of the base, were it put back whole from the copy."""
    if not found.cards:
        return "Карточки в ней такие же, как сейчас."
    counts = found.counts
    told = (
        ("изменено после неё", counts[Fate.CHANGED]),
        ("внесено после неё", counts[Fate.LATER]),
        ("есть только в ней", counts[Fate.GONE]),
    )
    parts = ", ".join(f"{name} {count}" for name, count in told if count)
    lost = f" Вернуть всю базу значит потерять правки в карточках: {found.lost}." if found.lost else ""
    return f"Карточек: {parts}.{lost}"


def _told(line: CopyLine) -> str:
    if line.health is Health.DAMAGED:
        return f"Копия № {line.number} повреждена: взять из неё ничего нельзя. Остальные от этого не страдают."
    if line.health is Health.UNREADABLE:
        return f"Копия № {line.number} сейчас не читается: флешка вынута или диск не отвечает."
    if line.health in GOOD_ONES:
        old = " Она открывается паролем, который был тогда." if line.health is Health.OLD_PASSWORD else ""
        return f"Копия № {line.number} цела: {line.path}.{old}"
    return f"О копии № {line.number} нет записи, и нынешним паролем она не открывается: {line.path}."


def _colour(health: Health) -> str:
    return "" if health in GOOD_ONES else LEVELS[Level.ERROR]
