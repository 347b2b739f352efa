"""A base that does not open because it is damaged: what happened, the newest whole copy, and the way back to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.services.backups import GOOD_ONES, CopyLine
from app.services.base_back import Diagnosis
from app.ui.copies_dialog import HEADINGS, WIDTHS, cells
from app.ui.palette import LEVELS
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.validators.findings import Level

_CALM = (
    "Сам файл не изменён и не будет исправляться на месте: он будет отложен рядом, целиком, а на его место ляжет "
    "проверенная копия."
)


class DamagedDialog(QDialog):
    """Asks by ``restore_wanted`` for the copy that is marked; the newest whole one is marked at first."""

    restore_wanted = Signal(object)

    def __init__(self, parent: QWidget, found: Diagnosis, problem: AppError) -> None:
        super().__init__(parent)
        self.setWindowTitle("База повреждена")
        self._found = found
        self.what = PlainLabel(f"База {found.base.name} повреждена, открыть её нельзя.", "head")
        self.best = PlainLabel(told_best(found))
        self.table = Table(HEADINGS, WIDTHS, "Копии этой базы, новые сверху", coloured=6)
        colour = LEVELS[Level.ERROR]
        self.table.load([Line(cells(one), one, "" if one.health in GOOD_ONES else colour) for one in found.copies])
        self.restore_button = Button("Отложить базу и взять отмеченную копию")
        self.close_button = Button("Пока ничего не делать")
        self._arrange()
        self.restore_button.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_act())
        self.table.selectRow(found.copies.index(found.best) if found.best else 0)
        self._show_act()
        (self.restore_button if found.best else self.close_button).setFocus()

    def _arrange(self) -> None:
        notice = Notice()
        inner = QVBoxLayout(notice)
        inner.addWidget(self.what)
        inner.addWidget(self.best)
        inner.addWidget(PlainLabel(_CALM, "quiet"))
        line = QHBoxLayout()
        line.addWidget(self.restore_button)
        line.addStretch(1)
        line.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.addWidget(notice)
        box.addWidget(self.table, 1)
        box.addLayout(line)
        for one in (self.restore_button, self.close_button):
            one.setAutoDefault(False)  # Enter in the table presses nothing
        give_room(self, 1000, 480)

    def _show_act(self) -> None:
        line = self.table.chosen()
        self.restore_button.setEnabled(isinstance(line, CopyLine) and line.health in GOOD_ONES)

    def _restore(self) -> None:
        self.accept()
        self.restore_wanted.emit(self.table.chosen())


def told_best(found: Diagnosis) -> str:
    """The newest whole copy, and what would be missing with it."""
    best = found.best
    if best is None:
        return "Целых копий на этом компьютере нет. Поищите флешку с копиями: «Файл → Открыть базу…» примет и копию."
    made = f" от {best.made_at:%d.%m.%Y %H:%M}" if best.made_at else ""
    people = f": обучающихся {best.pupils}, работников {best.workers}" if best.made_at else ""
    lost = (
        f"После неё сохраняли раз: {found.missing}; этих правок в ней нет."
        if found.missing
        else ("После неё на этом компьютере ничего не сохраняли.")
    )
    return f"Новейшая целая копия — № {best.number}{made}{people}. {lost}"
