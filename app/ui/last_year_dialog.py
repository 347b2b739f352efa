"""Last year's base as something to compare with: what was given, another one, none any more."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError, WrongPassword
from app.services.last_year import Given, forget_last_year, give_last_year, last_year_given
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open
from app.ui.password_dialog import ask_password
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.room import give_room

ABOUT = (
    "Программа сравнит с прошлогодней базой то, что меняться не должно: ФИО, дату рождения, пол, СНИЛС, класс, ОВЗ, "
    "число учеников и работников. Расхождения станут вопросами. Файл прошлого года только читается."
)


class LastYearDialog(QDialog):
    """What is given now stands in ``given``; everything is checked again after a change."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("Сравнение с прошлым годом")
        self._desk = desk
        self.given = PlainLabel()
        self.choose_button = Button("Выбрать базу…")
        self.forget_button = Button("Больше не сравнивать")
        self.close_button = Button("Закрыть")
        self._arrange()
        self.choose_button.clicked.connect(self._choose)
        self.forget_button.clicked.connect(self._forget)
        self.close_button.clicked.connect(self.accept)
        self._show(last_year_given(desk.passport))

    def _arrange(self) -> None:
        notice = Notice()
        QVBoxLayout(notice).addWidget(self.given)
        line = QHBoxLayout()
        line.addWidget(self.choose_button)
        line.addWidget(self.forget_button)
        line.addStretch(1)
        line.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(ABOUT))
        box.addWidget(notice)
        box.addStretch(1)
        box.addLayout(line)
        give_room(self, 600, 220)

    def _show(self, given: Given | None) -> None:
        self.forget_button.setEnabled(given is not None)
        if given is None:
            self.given.setText("Прошлогодняя база не дана: сравнивать не с чем.")
            return
        self.given.setText(
            f"Сравнивается с базой {given.year} учебного года: учеников {given.pupils}, работников {given.workers}. "
            f"Дана {given.given_at:%d.%m.%Y в %H:%M}."
        )

    def _choose(self) -> None:
        path = ask_open(self, "База прошлого учебного года", "Базы школы (*.passport);;Все файлы (*)")
        if path is not None:
            self.give(path)

    def give(self, path: Path, password: str = "") -> None:
        """Take a base to compare with; a refusal changes nothing. It opens without a password, by that of the open
        base, or by its own, which is asked for then."""
        passport = self._desk.passport

        def failed(problem: BaseException) -> None:
            if isinstance(problem, WrongPassword) and not password:
                self._ask_password(path)
            else:
                show_error(self, problem)

        self._desk.jobs.start(
            lambda _: give_last_year(passport, path, password),
            self._changed,
            title="Читаем прошлогоднюю базу…",
            failed=failed,
            parent=self,
        )

    def _ask_password(self, path: Path) -> None:
        about = f"База {path.name} под другим паролем, чем эта. Пароль нужен один раз и нигде не останется."
        password = ask_password(self, "Прошлогодняя база", about, new=False)
        if password:
            self.give(path, password)

    def _changed(self, given: Given | None) -> None:
        self._show(given)
        self._desk.check()

    def _forget(self) -> None:
        try:
            forget_last_year(self._desk.passport)
        except AppError as problem:
            show_error(self, problem)
        else:
            self._changed(None)
