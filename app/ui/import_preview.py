"""The step of an import that shows what would come of it, and afterwards what came of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.ui.import_doubts import DoubtsPane
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.table import Line, Table

if TYPE_CHECKING:  # loaded beside the window, by the first list that is read
    from app.exchange.class_list import Problem
    from app.services.importing import ImportReport


class PreviewStep(QWidget):
    """Tabs whose counts add up to the rows that were read."""

    back = Signal()
    load_wanted = Signal()
    rejects_wanted = Signal()
    undo_wanted = Signal()
    finished = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note = PlainLabel("")
        self.tabs = QTabWidget()
        self.new = Table(("Строка", "Кто"), (24, 0), "Новые")
        self.changes = Table(("Строка", "Кто", "Поле", "Было", "Станет"), (18, 34, 26, 0, 30), "Что изменится")
        self.same = Table(("Строка", "Кто"), (24, 0), "Без изменений")
        self.problems = Table(
            ("Строка", "Кто", "Столбец", "Значение", "Что не так"), (18, 24, 22, 18, 0), "Что не принято"
        )
        self.problem = PlainLabel("")  # what does not fit into its cell
        self.doubts = DoubtsPane()
        self.notices = Table(("Замечание к файлу",), (0,), "Замечания к файлу")
        self.back_button, self.load_button = Button("Назад"), Button("Загрузить")
        self.rejects_button = Button("Сохранить не принятые…")
        self.undo_button, self.finish_button = Button("Отменить эту загрузку…"), Button("Другой список")
        self.check_button = Button("К проверке")
        self._arrange()
        pairs = (
            (self.back_button, self.back),
            (self.load_button, self.load_wanted),
            (self.rejects_button, self.rejects_wanted),
            (self.undo_button, self.undo_wanted),
            (self.finish_button, self.finished),
            (self.check_button, self.check_wanted),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)
        self.tabs.currentChanged.connect(lambda _: self._show_problem())
        self.problems.selectionModel().currentRowChanged.connect(lambda *_: self._show_problem())

    def _arrange(self) -> None:
        notice = Notice()
        QHBoxLayout(notice).addWidget(self.note, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.undo_button)
        buttons.addStretch(1)
        for button in (self.rejects_button, self.load_button, self.finish_button, self.check_button):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(notice)
        box.addWidget(self.tabs, 1000)
        box.addWidget(self.problem)
        box.addStretch(1)
        box.addLayout(buttons)

    def show_report(self, name: str, report: "ImportReport", *, loaded: bool = False) -> None:
        """Show a report: of a try, or of the load itself."""
        useful = report.new + report.changed
        self.note.setText(_sentence(name, report, loaded=loaded))
        self.load_button.setText(f"Загрузить: {useful}")
        self.load_button.setEnabled(useful > 0 or bool(self.doubts.decisions))
        for button in (self.load_button, self.back_button):
            button.setVisible(not loaded)
        self.rejects_button.setVisible(report.rejected > 0)
        self.undo_button.setVisible(loaded and report.batch is not None)
        for button in (self.finish_button, self.check_button):
            button.setVisible(loaded)
        self._fill(report, loaded=loaded)

    def _fill(self, report: "ImportReport", *, loaded: bool) -> None:
        outcomes = {state: [one for one in report.outcomes if one.state == state] for state in ("new", "same")}
        rows = {
            state: [Line((f"{one.sheet}, {one.row}", one.who)) for one in found] for state, found in outcomes.items()
        }
        changes = [Line((f"{c.sheet}, {c.row}", c.who, c.label, c.old or "—", c.new or "—")) for c in report.changes]
        problems = [
            Line((f"{p.sheet}, {p.row}", whose, p.column, p.value, p.text), p)
            for p, whose in zip(report.problems, report.whose, strict=True)
        ]
        self.doubts.load(() if loaded else report.doubtful)
        pages: tuple[tuple[QWidget, str, int, Sequence[Line] | None], ...] = (
            (self.doubts, "Решить, о ком строка", 0 if loaded else len(report.doubtful), None),
            (self.new, "Новые", report.new, rows["new"]),
            (self.changes, "Изменены" if loaded else "Изменятся", report.changed, changes),
            (self.problems, "Не приняты", report.rejected, problems),
            (self.same, "Без изменений", report.same, rows["same"]),
            (self.notices, "О файле", len(report.notices), [Line((text,)) for text in report.notices]),
        )
        self.tabs.clear()
        for page, title, count, lines in pages:
            if isinstance(page, Table):
                page.load(lines or ())
            if count and (lines is None or lines):
                self.tabs.addTab(page, f"{title}: {count}")
        self.tabs.setVisible(self.tabs.count() > 0)
        self.problems.selectRow(0)
        self._show_problem()

    def _show_problem(self) -> None:
        """The whole sentence of the row that was not taken and on which one stands."""
        found: Problem | None = self.problems.chosen() if self.tabs.currentWidget() is self.problems else None
        self.problem.setText(f"{found.sheet}, строка {found.row}: {found.text}" if found else "")
        self.problem.setVisible(found is not None)

    def show_undone(self, sentence: str, kept: Sequence[str]) -> None:
        """Tell that the load was taken back, and what stays."""
        self.note.setText(sentence)
        self.undo_button.hide()
        self.rejects_button.hide()
        self.notices.load([Line((text,)) for text in kept])
        self.tabs.clear()
        if kept:
            self.tabs.addTab(self.notices, f"Осталось: {len(kept)}")
        self.tabs.setVisible(bool(kept))
        self._show_problem()


def _sentence(name: str, report: "ImportReport", *, loaded: bool) -> str:
    begin = "Загружено" if loaded else "Будет загружено"
    rejected = (
        " Не принятых строк в базе нет: сохраните их кнопкой «Сохранить не принятые…», исправьте в файле и загрузите "
        "его ещё раз."
    )
    return (
        f"{name}: прочитано строк {report.read}. {begin}: новых {report.new}, "
        f"изменённых {report.changed}; без изменений {report.same}, не принято {report.rejected}"
        + (f" (из них надо решить: {len(report.doubtful)})." if report.doubtful else ".")
        + (rejected if loaded and report.rejected else "")
        + (" Чего теперь не хватает — скажет «Проверка»." if loaded else "")
    )
