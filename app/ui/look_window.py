"""Windows that only show: one school of a municipality, and who stands in two schools."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.domain.text import fold
from app.ui.palette import LEVEL_SIGNS, LEVELS
from app.ui.plain import PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.validators.findings import Finding

if TYPE_CHECKING:
    from app.services.school_look import SchoolLook
    from app.services.shared_people import SharedGroup

WAYS = {"snils": "СНИЛС", "name": "ФИО и дата рождения"}
KINDS = {"staff": "работник", "student": "обучающийся"}


class LookWindow(QDialog):
    """The pupils, workers, findings and answers of a school; one search for all lists."""

    def __init__(self, parent: QWidget, look: "SchoolLook") -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{look.name}: только просмотр")
        give_room(self, 1100, 600)
        self.search = QLineEdit(placeholderText="Поиск: фамилия, класс, СНИЛС, правило")
        self.search.setAccessibleName("Поиск")
        self.search.setClearButtonEnabled(True)
        self.pupils = Table(("ФИО", "Класс", "Дата рождения", "СНИЛС"), (0, 9, 20, 19), "Обучающиеся")
        self.workers = Table(("ФИО", "Должность", "Дата рождения", "СНИЛС"), (0, 40, 20, 19), "Работники")
        self.findings = Table(("", "Кто", "Класс", "Замечание", "Правило"), (4, 34, 9, 0, 12), "Замечания", coloured=0)
        self.answers = Table(("Замечание", "Ответ школы", ""), (70, 0, 18), "Ответы школы на замечания")
        self.tabs = QTabWidget()
        self._all: dict[Table, tuple[str, list[Line]]] = {
            self.pupils: ("Обучающиеся", [Line(row) for row in look.pupils]),
            self.workers: ("Работники", [Line(row) for row in look.workers]),
            self.findings: ("Замечания", [_finding(one) for one in look.findings]),
            self.answers: ("Ответы на замечания", [Line(row) for row in look.answers]),
        }
        for table, (title, _) in self._all.items():
            self.tabs.addTab(table, title)
        box = QVBoxLayout(self)
        box.addWidget(self.search)
        box.addWidget(self.tabs, 1)
        box.addWidget(_close(self))
        self.search.textChanged.connect(self._show)
        self._show("")
        self.search.setFocus()

    def _show(self, text: str) -> None:
        words = fold(text).split()
        for number, (table, (title, lines)) in enumerate(self._all.items()):
            found = [one for one in lines if all(word in fold(" ".join(one.cells)) for word in words)]
            table.load(found)
            self.tabs.setTabText(number, f"{title}: {len(found)}")


class SharedWindow(QDialog):
    """Groups of records of several schools that may be one person."""

    def __init__(self, parent: QWidget, groups: Sequence["SharedGroup"]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Кто в двух школах")
        give_room(self, 1100, 600)
        self.table = Table(
            ("Кто", "ФИО", "Дата рождения", "Школа", "Класс или должность", "Совпало"),
            (14, 0, 20, 30, 32, 24),
            "Люди в двух школах",
        )
        self.table.load([line for group in groups for line in _group(group)])
        box = QVBoxLayout(self)
        box.addWidget(
            PlainLabel(
                f"Совпадений: {len(groups)}. Совместитель может работать в двух школах; обучающийся числится в одной."
                if groups
                else "Одинаковых людей в разных школах нет.",
                "quiet",
            )
        )
        box.addWidget(self.table, 1)
        box.addWidget(_close(self))


def _group(group: "SharedGroup") -> list[Line]:
    return [
        Line(
            (
                KINDS[group.entity],
                one.name,
                Day().show(one.birth),
                f"{one.code} {one.school}".strip(),
                one.place,
                WAYS[group.by],
            ),
            one,
        )
        for one in group.people
    ]


def _finding(one: Finding) -> Line:
    return Line((LEVEL_SIGNS[one.level], one.who, one.class_name, one.text, one.rule), one, LEVELS[one.level])


def _close(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    return buttons
