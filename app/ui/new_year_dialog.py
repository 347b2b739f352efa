"""The new school year: where its base lies, what becomes of everybody, class by class, and then the base itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.services.checking import Report
from app.services.new_year import Made, make_new_year, rehearse_new_year
from app.services.new_year_plan import Fate, NewYearPlan, PupilPlan
from app.services.year_file import YearFile
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_save
from app.ui.plain import Button, Notice, PlainLabel, ask
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.ui.wizard_year import SUFFIX
from app.validators.findings import Level

CLASSES = ("Класс", "Всего", "Перевод", "Остаются", "Выбыли", "Выпуск")
PUPILS = ("ФИО", "Что будет", "Класс", "Категория", "Почему")
ALL = "Вся школа"
NO_CLASS = "Без класса"
CLOSE, STAY = "Закрыть", "Вернуться"

T = TypeVar("T")


class NewYearDialog(QDialog):
    """It is accepted when the new base is made and wanted open; ``path`` is then where it lies."""

    def __init__(self, parent: QWidget, desk: Desk, plan: NewYearPlan, file: YearFile | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Новый учебный год: {plan.year.title}")
        self._desk = desk
        self._file = file
        self.plan = plan
        self._is_made = self._by_hand = False
        self.path = proposed(desk.passport.path, plan)
        self.place = QLineEdit(str(self.path))
        self.place.setAccessibleName("Файл новой базы")
        self.browse_button = Button("Обзор…")
        self.classes = Table(CLASSES, (0, 8, 10, 11, 10, 9), "Классы: что будет")
        self.pupils = Table(PUPILS, (26, 12, 9, 12, 0), "Обучающиеся: что будет")
        self.pupils.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.fates = {fate: Button(fate.label[0].upper() + fate.label[1:]) for fate in Fate}
        self.sums = PlainLabel("", "head")
        self.said = PlainLabel("", "quiet")
        self.rehearse_button = Button("Что найдёт проверка")
        self.make_button = Button("Сделать базу")
        self.open_button = Button("Открыть новую базу")
        self.close_button = Button("Отмена")
        self._arrange()
        self._connect()
        self._show_plan()
        self.classes.selectRow(0)
        self.classes.setFocus()

    def _arrange(self) -> None:
        old, new = self.plan.old_year.title, self.plan.year.title
        about = (
            f"Из этой базы ({old}) будет сделана новая, {new}; эта останется как есть. Карточки, семья, документы, "
            "работники, аудитории и пользователи с их паролями переходят, экзамены, результаты и напечатанные формы — "
            "нет. Телефоны, категории и сроки бумаг в новой базе нужно будет подтвердить."
        )
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(about))
        box.addLayout(_line("Файл новой базы", self.place, self.browse_button))
        both = QSplitter()
        both.addWidget(self.classes)
        both.addWidget(self._make_right())
        both.setSizes([480, 680])
        both.setChildrenCollapsible(False)
        box.addWidget(both, 1)
        notice = Notice()
        inside = QVBoxLayout(notice)
        inside.addWidget(self.sums)
        inside.addWidget(self.said)
        box.addWidget(notice)
        last = QHBoxLayout()
        last.addWidget(self.rehearse_button)
        last.addStretch(1)
        for button in (self.make_button, self.open_button, self.close_button):
            last.addWidget(button)
        box.addLayout(last)
        for button in self.findChildren(Button):
            button.setAutoDefault(False)  # Enter in a table must not change anything
        self.open_button.hide()
        give_room(self, 1180, 640)

    def _make_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pupils, 1)
        line = QHBoxLayout()
        line.addWidget(PlainLabel("Отмеченным:", wrap=False))
        for fate, button in self.fates.items():
            button.setAccessibleDescription(f"Отмеченным обучающимся: {fate.label}")
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        return right

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.classes.selectionModel().currentRowChanged.connect(lambda *_: self._show_pupils())
        self.pupils.selectionModel().selectionChanged.connect(lambda *_: self._show_choices())
        for fate, button in self.fates.items():
            button.clicked.connect(lambda _=False, fate=fate: self._change(fate))
        self.rehearse_button.clicked.connect(self._rehearse)
        self.make_button.clicked.connect(self._make)
        self.open_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)

    # --- showing --------------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        row = max(self.classes.currentIndex().row(), 0)
        self.classes.load(class_lines(self.plan))
        self.classes.selectRow(row)
        self.sums.setText(sums(self.plan))
        before = self.plan.left_before
        self.said.setText(f"Выбыли раньше и остаются в этой базе: {before}." if before else "")
        self.said.setVisible(bool(before))

    def _show_pupils(self) -> None:
        wanted = self.classes.chosen()
        self.pupils.load([_pupil_line(one) for one in self.plan.pupils if wanted in (None, one.class_name)])
        self._show_choices()

    def marked(self) -> list[PupilPlan]:
        """The pupils that are marked."""
        rows = self.pupils.selectionModel().selectedRows()
        return [self.pupils.lines.lines[index.row()].stands_for for index in rows]

    def _show_choices(self) -> None:
        """Offer what may become of all that are marked."""
        marked = self.marked()
        for fate, button in self.fates.items():
            fits = bool(marked) and all(fate in one.choices for one in marked)
            button.setEnabled(fits and not self._is_made)

    # --- acting ---------------------------------------------------------------------------------------

    def _change(self, fate: Fate) -> None:
        ids = {one.id for one in self.marked()}
        places = [index.row() for index in self.pupils.selectionModel().selectedRows()]
        self.plan = self.plan.changed(ids, fate)
        self._by_hand = True
        self._show_plan()
        self._show_pupils()
        if places:
            self.pupils.selectRow(places[0])
            self.pupils.setFocus()

    def _browse(self) -> None:
        path = ask_save(self, "Файл новой базы", Path(self.place.text()), "Базы школы (*.passport)")
        if path is not None:
            self.place.setText(str(path))

    def _rehearse(self) -> None:
        passport, plan, file = self._desk.passport, self.plan, self._file
        self._run(
            "Проверяем будущую базу…",
            lambda progress: rehearse_new_year(passport, plan, file=file, progress=progress),
            self._rehearsed,
        )

    def _rehearsed(self, found: Report) -> None:
        counts = ", ".join(f"{level.of_many}: {found.counts[level]}" for level in Level)
        self._say(f"Проверка найдёт в новой базе {counts}. Пока ничего не сделано.")

    def _make(self) -> None:
        self.path = Path(self.place.text().strip())
        if not self.path.suffix:
            self.path = self.path.with_name(self.path.name + SUFFIX)
        passport, plan, path, file = self._desk.passport, self.plan, self.path, self._file
        self._run(
            "Делаем новую базу…",
            lambda progress: make_new_year(passport, path, plan, file=file, progress=progress),
            self._made,
        )

    def _made(self, made: Made) -> None:
        self._is_made = True
        what = "Эта база уже сделана из тех же данных; в ней ничего не изменено" if made.already else "База сделана"
        self._say(f"{what}: {made.path}", role="good")
        for widget in (self.place, self.browse_button, self.make_button, self.rehearse_button):
            widget.setEnabled(False)
        self._show_choices()
        self.open_button.show()
        self.open_button.setFocus()
        self.close_button.setText("Остаться в этой")

    def reject(self) -> None:
        """Close; what was changed by hand and led to no base is asked about first."""
        buttons = {CLOSE: QMessageBox.ButtonRole.DestructiveRole, STAY: QMessageBox.ButtonRole.RejectRole}
        lost = self._by_hand and not self._is_made
        text = "База ещё не сделана, и то, что вы изменили в списке, пропадёт."
        if not lost or ask(self, self.windowTitle(), text, buttons, default=STAY) == CLOSE:
            super().reject()

    def _say(self, text: str, role: str = "quiet") -> None:
        self.said.setText(text)
        self.said.set_role(role)
        self.said.show()

    def _run(self, title: str, work: Callable[..., T], done: Callable[[T], None]) -> None:
        def fail(problem: BaseException) -> None:
            if not isinstance(problem, AppError):
                raise problem  # a fault of the program is shown as such
            show_error(self, problem)

        self._desk.jobs.start(work, done, title=title, failed=fail, parent=self)


def proposed(old: Path, plan: NewYearPlan) -> Path:
    """Beside the old base, under its name with the new year in place of the old one."""
    before, after = plan.old_year.name, plan.year.name
    stem = old.stem.replace(before, after) if before in old.stem else f"{old.stem}-{after}"
    return old.with_name(stem + SUFFIX)


def sums(plan: NewYearPlan) -> str:
    """The numbers of the whole school, which add up."""
    parts = " + ".join(f"{fate.words} {count}" for fate, count in plan.counts.items())
    return f"Обучающихся {len(plan.pupils)} = {parts}"


def class_lines(plan: NewYearPlan) -> list[Line]:
    """The whole school and then each class with its numbers."""
    whole = [(ALL, None, plan.counts)]
    classes = [(name or NO_CLASS, name, counts) for name, counts in plan.by_class().items()]
    return [
        Line((title, str(sum(counts.values())), *(str(counts[fate] or "") for fate in Fate)), stands_for)
        for title, stands_for, counts in (*whole, *classes)
    ]


def _pupil_line(one: PupilPlan) -> Line:
    return Line((one.who, one.fate.label, one.to_class or "—", one.category, one.why), one)


def _line(label: str, *widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(PlainLabel(label, wrap=False))
    for place, widget in enumerate(widgets):
        line.addWidget(widget, 0 if place else 1)
    return line
