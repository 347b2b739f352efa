"""The page «Загрузка списка»: a workbook, what would come of it, and only then the load itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.file_dialogs import ask_open, ask_save
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.table import Line, Table

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.importing import ImportReport


class ImportPage(QWidget):
    """Nothing is changed before «Загрузить»; what was refused can be saved as a workbook and mended."""

    settle = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.path: Path | None = None
        self.report: ImportReport | None = None
        self.choose_button = Button("Выбрать файл .xlsx…")
        self.load_button = Button("Загрузить")
        self.rejects_button = Button("Сохранить непринятые строки…")
        self.note = PlainLabel("")
        self.problems = Table(
            ("Лист", "Строка", "Столбец", "Значение", "Что не так"), (14, 8, 26, 26, 0), "Что не принято"
        )
        self.changes = Table(("Кто", "Поле", "Было", "Станет"), (32, 26, 0, 30), "Что изменится")
        self.columns = Table(("Лист", "Заголовок в файле", "Поле карточки"), (16, 0, 46), "Столбцы файла")
        self.notices = Table(("Замечание к файлу",), (0,), "Замечания к файлу")
        self.tabs = QTabWidget()
        self._arrange()
        self.setFocusProxy(self.choose_button)
        self.choose_button.clicked.connect(lambda: self.settle.emit(self._choose))
        self.load_button.clicked.connect(lambda: self.settle.emit(self._load))
        self.rejects_button.clicked.connect(self._save_rejects)
        self._show(None)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(PlainLabel("Загрузка списка обучающихся", "title"), 1)
        line.addWidget(self.choose_button)
        notice = Notice()
        inner = QHBoxLayout(notice)
        inner.addWidget(self.note, 1)
        inner.addWidget(self.rejects_button)
        inner.addWidget(self.load_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addLayout(line)
        box.addWidget(
            PlainLabel(
                "Подойдёт обычный список Excel с заголовками: порядок столбцов любой. Пустая клетка ничего не стирает. "
                "Сначала программа покажет, что будет; база изменится только по кнопке «Загрузить».",
                "quiet",
            )
        )
        box.addWidget(notice)
        box.addWidget(self.tabs, 1000)
        box.addStretch(1)  # holds the rest while there are no tabs

    def _choose(self) -> None:
        path = ask_open(self, "Список обучающихся", "Книги Excel (*.xlsx);;Все файлы (*)")
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read the file without changing anything, and show what would come of it."""
        self._run("Читаем файл…", path, dry_run=True)

    def _load(self) -> None:
        if self.path is not None:
            self._run("Загружаем список…", self.path, dry_run=False)

    def _run(self, title: str, path: Path, *, dry_run: bool, rejects: Path | None = None) -> None:
        from app.services.importing import import_students  # noqa: PLC0415 - not needed by the first window

        def done(report: "ImportReport") -> None:
            self.path = path
            self._show(report, loaded=not dry_run)
            if not dry_run:
                self.desk.many_changed()
            if rejects is not None:
                self.desk.said.emit(f"Отклонённые строки записаны в {rejects}")

        self.desk.run(
            title,
            lambda progress: import_students(
                self.desk.passport, path, dry_run=dry_run, rejects=rejects, progress=progress
            ),
            done,
        )

    def _save_rejects(self) -> None:
        if self.path is None:
            return
        proposed = self.path.with_name(self.path.stem + " - исправить.xlsx")
        rejects = ask_save(self, "Куда сохранить строки", proposed, "Книги Excel (*.xlsx)")
        if rejects is not None:
            self._run("Записываем строки…", self.path, dry_run=True, rejects=rejects)

    def _show(self, report: "ImportReport | None", *, loaded: bool = False) -> None:
        self.report = report
        self.tabs.clear()
        self.tabs.setVisible(report is not None)
        self.load_button.setVisible(report is not None and not loaded)
        self.rejects_button.setVisible(bool(report and report.rejected))
        if report is None:
            self.note.setText("Файл не выбран.")
            return
        useful = report.new + report.changed
        self.load_button.setEnabled(useful > 0)
        self.load_button.setText(f"Загрузить: {useful}")
        self.note.setText(_sentence(report, self.path, loaded=loaded))
        self._fill(report)

    def _fill(self, report: "ImportReport") -> None:
        problems = [Line((p.sheet, str(p.row), p.column, p.value, p.text), p) for p in report.problems]
        changes = [Line((c.who, c.label, c.old or "—", c.new or "—"), c) for c in report.changes]
        columns = [Line((sheet, heading, field or "не загружается")) for sheet, heading, field in report.columns]
        pages = (
            (self.changes, "Изменится", changes),
            (self.problems, "Не принято", problems),
            (self.columns, "Столбцы", columns),
            (self.notices, "О файле", [Line((text,)) for text in report.notices]),
        )
        for table, title, lines in pages:
            table.load(lines)
            if lines:
                self.tabs.addTab(table, f"{title}: {len(lines)}")


def _sentence(report: "ImportReport", path: Path | None, *, loaded: bool) -> str:
    begin = "Загружено" if loaded else "Будет загружено"
    return (
        f"{path.name if path else ''}: прочитано строк {report.read}. {begin}: новых {report.new}, "
        f"изменённых {report.changed}; без изменений {report.same}, не принято {report.rejected}."
        + (" Дальше — раздел «Проверка»." if loaded else "")
    )
