"""The page «Загрузка списка»: a file, its columns, what would come of it, and only then the load itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from app.services.import_batches import kinds_offered
from app.services.progress import Progress
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_open, ask_save, documents
from app.ui.import_columns import ColumnsStep
from app.ui.import_preview import PreviewStep
from app.ui.loaded_lists import LoadedLists, told
from app.ui.plain import Button, PlainLabel
from app.ui.wrapping import WrapLine

if TYPE_CHECKING:  # loaded beside the window, by the first list that is read
    from app.services.import_look import Look
    from app.services.import_undo import UndoReport
    from app.services.importing import ImportReport

BOOKS = "Книги Excel (*.xlsx)"
LISTS = "Списки (*.xlsx *.xlsm *.xls *.ods *.csv);;Все файлы (*)"
_STEPS = ("1. Файл", "2. Столбцы", "3. Что изменится", "4. Готово")
FILE, COLUMNS, PREVIEW, DONE = range(4)


class ImportPage(QWidget):
    """Nothing is changed before «Загрузить»; what was refused can be saved as a workbook and mended."""

    settle = Signal(object)
    check_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.path: Path | None = None
        self.look: Look | None = None
        self.report: ImportReport | None = None
        self.title = PlainLabel("Загрузка списка", "title")
        self.where = PlainLabel("", "quiet")
        self.stack = QStackedWidget()
        self.choose_button, self.template_button = Button("Выбрать файл…"), Button("Сохранить шаблон…")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Шаблон какого списка")
        for key, title in kinds_offered():
            self.kind.addItem(title, key)
        self.lists = LoadedLists(desk)
        self.columns = ColumnsStep(kinds_offered())
        self.preview = PreviewStep()
        self._arrange()
        self._connect()
        self.setFocusProxy(self.choose_button)
        self.go(FILE)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self.title)
        box.addWidget(self.where)
        box.addWidget(self.stack, 1)
        for step in (self._first(), self.columns, self.preview):
            self.stack.addWidget(step)

    def _first(self) -> QWidget:
        step = QWidget()
        line = WrapLine()
        line.add(self.choose_button)
        line.add(PlainLabel("Нет своего списка? Шаблон:", wrap=False))
        line.add(self.kind)
        line.add(self.template_button)
        box = QVBoxLayout(step)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(line)
        box.addWidget(
            PlainLabel(
                "Подойдёт обычный список с заголовками: обучающиеся, работники, аудитории, выбор экзаменов, "
                "результаты. Порядок столбцов любой, пустая клетка ничего не стирает. База изменится только по кнопке "
                "«Загрузить»; перед этим сделается копия базы, а загрузку целиком можно будет отменить.",
                "quiet",
            )
        )
        box.addWidget(self.lists, 1)
        return step

    def _connect(self) -> None:
        self.choose_button.clicked.connect(lambda: self.settle.emit(self._choose))
        self.template_button.clicked.connect(self._save_template)
        self.columns.again.connect(self._look_again)
        self.columns.back.connect(lambda: self.go(FILE))
        self.columns.forward.connect(self.try_out)
        self.preview.back.connect(self._back_to_columns)
        self.preview.doubts.recount.connect(self.try_out)
        self.preview.load_wanted.connect(lambda: self.settle.emit(self._load))
        self.preview.rejects_wanted.connect(self._save_rejects)
        self.preview.undo_wanted.connect(lambda: self.settle.emit(self._undo))
        self.preview.finished.connect(lambda: self.go(FILE))
        self.preview.check_wanted.connect(self._leave_for_check)
        self.lists.undone.connect(self._undone)

    def go(self, step: int) -> None:
        """Show a step; what was chosen in the others stays."""
        self.stack.setCurrentIndex(min(step, PREVIEW))
        self.where.setText("   ›   ".join(f"[{one}]" if n == step else one for n, one in enumerate(_STEPS)))
        if step == FILE:
            self.lists.refresh()
        focus = (self.choose_button, self.columns.next_button, self.preview.load_button, self.preview.check_button)
        focus[step].setFocus()

    # --- the file and its columns ---------------------------------------------------------------------

    def _choose(self) -> None:
        path = ask_open(self, "Список", LISTS)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path, entity: str = "", sheet: str | None = None) -> None:
        """Look into a file without changing anything, and show its columns."""

        def done(look: "Look") -> None:
            self.path, self.look = path, look
            self.preview.doubts.decisions.clear()
            self.columns.show_look(path.name, look)
            self.go(COLUMNS)

        def work(progress: Progress) -> "Look":
            from app.services.import_look import look_into  # noqa: PLC0415 - loaded beside the window

            return look_into(self.desk.passport, path, entity, sheet, progress)

        self.desk.run("Читаем файл…", work, done)

    def _look_again(self) -> None:
        if self.path is not None:
            self.look_at(self.path, self.columns.entity.currentData(), self.columns.sheet.currentData())

    def _back_to_columns(self) -> None:
        self.preview.doubts.decisions.clear()
        self.go(COLUMNS)

    # --- what would change, and the load ----------------------------------------------------------------

    def try_out(self) -> None:
        """Show what a load would change."""
        self._run("Смотрим, что изменится…", self._tried, dry_run=True)

    def _tried(self, report: "ImportReport") -> None:
        self.report = report
        self.preview.show_report(self.path.name if self.path else "", report)
        self.go(PREVIEW)

    def _load(self) -> None:
        self._run("Загружаем список…", self._loaded, dry_run=False)

    def _loaded(self, report: "ImportReport") -> None:
        self.report = report
        self.desk.loaded(f"загрузка «{self.path.name if self.path else ''}»", report.batch)
        self.lists.refresh()
        self.preview.show_report(self.path.name if self.path else "", report, loaded=True)
        self.go(DONE)

    def _run(
        self, title: str, done: "Callable[[ImportReport], None]", *, dry_run: bool, rejects: Path | None = None
    ) -> None:
        path, look = self.path, self.look
        if path is None or look is None:
            return
        mapping, decisions = self.columns.mapping(), dict(self.preview.doubts.decisions)
        sheet = self.columns.sheet.currentData()

        def work(progress: Progress) -> "ImportReport":
            from app.services.importing import import_list  # noqa: PLC0415 - as above

            return import_list(
                self.desk.passport,
                path,
                look.entity,
                sheet=sheet,
                mapping=mapping,
                decisions=decisions,
                dry_run=dry_run,
                rejects=rejects,
                progress=progress,
            )

        self.desk.run(title, work, done)

    def _save_rejects(self) -> None:
        if self.path is None:
            return
        proposed = self.path.with_name(self.path.stem + " - исправить.xlsx")
        out = ask_save(self, "Куда сохранить строки", proposed, BOOKS)
        if out is not None:
            self.save_rejects(out)

    def save_rejects(self, out: Path) -> None:
        """Write the rows that were rejected, with the cells marked."""

        def done(_report: "ImportReport") -> None:
            self.desk.said.emit(f"Не принятые строки записаны в {out}")

        self._run("Записываем строки…", done, dry_run=True, rejects=out)

    def _save_template(self) -> None:
        key, title = self.kind.currentData(), self.kind.currentText()
        out = ask_save(self, "Куда сохранить шаблон", documents() / f"Шаблон - {title.lower()}.xlsx", BOOKS)
        if out is None:
            return

        def work(_: Progress) -> None:
            from app.services.importing import save_template  # noqa: PLC0415 - as above

            save_template(self.desk.passport, key, out)

        self.desk.run("Пишем шаблон…", work, lambda _: self.desk.said.emit(f"Шаблон записан в {out}"))

    def _leave_for_check(self) -> None:
        self.go(FILE)
        self.check_wanted.emit()

    # --- taking a load back -----------------------------------------------------------------------------

    def _undo(self) -> None:
        self.lists.take_back(self.lists.of_number(self.report.batch if self.report else None))

    def take_back(self, number: int) -> None:
        """Ask whether to take the load of that number back, on the first step."""
        self.go(FILE)
        self.lists.take_back(self.lists.of_number(number))

    def _undone(self, report: "UndoReport") -> None:
        sentence, kept = told(report)
        self.desk.said.emit(sentence)
        if self.stack.currentIndex() == PREVIEW:
            self.preview.show_undone(sentence, kept)
        else:
            self.lists.note.setText(" ".join([sentence, *kept[:3]]))
