"""The page «Сканы»: files of scans go in, each page shows what it is; doubtful boxes are decided beside the blank."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.file_dialogs import ask_folder, ask_open_many
from app.ui.palette import GOOD, INK, LEVELS
from app.ui.plain import Button, Notice, PlainLabel, give_focus
from app.ui.scan_panel import ScanPanel
from app.ui.scan_words import not_good, of_form, signatures, told, uploads_told
from app.ui.table import Line, Table
from app.validators.findings import Level

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.scan_pages import PageState
    from app.services.scanning import ScanReport
    from app.services.uploads import UploadReport

NO_SCANS = "Сканов пока нет. Нажмите «Прочитать сканы…» и укажите файлы со сканера или телефона."
_KINDS = "Сканы (*.pdf *.tif *.tiff *.jpg *.jpeg *.png);;Все файлы (*)"


class ScansPage(QWidget):
    """Pages in a table, the one that is chosen beside it with what a person has to decide."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._folder: Path | None = None
        self._waiting: list[int] = []  # forms whose files were made and wait for «выложено»
        self.table = Table(
            ("Скан", "Форма", "Стр.", "Что это", "Подписи"),
            (17, 31, 8, 0, 12),
            "Отсканированные страницы",
            coloured=3,
        )
        self.panel = ScanPanel(desk)
        self.read_button = Button("Прочитать сканы…")
        self.uploads_button = Button("Файлы для «Обмена файлами»…")
        self.open_button = Button("Открыть папку")
        self.done_button = Button("Отметить как выложенные")
        self.note = PlainLabel("")
        self._arrange()
        self.setAcceptDrops(True)
        give_focus(self, self.table)
        self.read_button.clicked.connect(self._ask_files)
        self.uploads_button.clicked.connect(self._ask_folder)
        self.open_button.clicked.connect(self._open)
        self.done_button.clicked.connect(self._confirm)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.activated.connect(lambda _index: self.panel.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.changed.connect(self._decided)
        desk.records_changed.connect(self._old)
        desk.record_saved.connect(lambda *_: self._old())
        self._fresh = False

    def _arrange(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.read_button)
        acts.addWidget(self.uploads_button)
        acts.addStretch(1)
        self.notice = Notice()
        line = QHBoxLayout(self.notice)
        line.addWidget(self.note, 1)
        line.addWidget(self.open_button)
        line.addWidget(self.done_button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([760, 400])
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Сканы подписанных форм", "title"))
        box.addWidget(
            PlainLabel(
                "Отсканируйте подписанные формы в любом порядке и перетащите файлы сюда: страницы узнаются по кодам. "
                "Программа видит, есть ли подпись, но не чья она.",
                "quiet",
            )
        )
        box.addLayout(acts)
        box.addWidget(split, 1)
        box.addWidget(self.notice)
        self.open_button.hide()
        self.done_button.hide()

    # --- what is shown --------------------------------------------------------------------------------

    def _old(self) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the scans when the page is shown, not at every save."""
        super().showEvent(event)
        if self._fresh:
            return
        if "app.services.scan_pages" in sys.modules:
            self.refresh()
        else:
            self.desk.present.aside(_load, lambda _: self.refresh())

    def refresh(self) -> None:
        """Read the scanned pages anew, keeping the row."""
        from app.services.scan_pages import page_states  # noqa: PLC0415 - not needed by the first window

        before = self.table.chosen()
        states = page_states(self.desk.passport)
        self.table.load([_line(one) for one in states])
        self._fresh = True
        place = next((row for row, one in enumerate(states) if before and one.id == before.id), 0)
        if states:
            self.table.selectRow(place)
        else:
            self.panel.show_page(None)
            self.note.setText(NO_SCANS)
        self.uploads_button.setEnabled(bool(states))
        self.notice.setVisible(bool(self.note.text()))

    def _decided(self) -> None:
        """A person said what a box or a page is; «есть ошибка» is a question on the card."""
        self.refresh()
        self.desk.check()

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.panel.show_page(self.table.chosen())

    # --- reading --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the file manager may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.read(files)

    def _ask_files(self) -> None:
        if files := ask_open_many(self, "Сканы форм", _KINDS):
            self.read(files)

    def read(self, files: list[Path]) -> None:
        """Read files of scans and show what came of them."""
        from app.services.scanning import scan  # noqa: PLC0415 - brings the reader of pictures

        if files:
            self.desk.run(
                "Читаем сканы…", lambda progress: scan(self.desk.passport, files, progress), self._has_been_read
            )

    def _has_been_read(self, report: "ScanReport") -> None:
        self._decided()
        self.note.setText("\n".join(told(report)))
        self.notice.show()
        self.open_button.hide()
        self.done_button.hide()
        loose = next((row for row, line in enumerate(self.table.lines.lines) if not_good(line.stands_for)), None)
        if loose is not None:
            self.table.selectRow(loose)
        self.table.setFocus()

    # --- files to upload ------------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        folder = ask_folder(self, "Папка для файлов")
        if folder is not None:
            self.make_uploads(folder)

    def make_uploads(self, folder: Path) -> None:
        """Make the files for «Обмен файлами» in a folder and say what is missing."""
        from app.services.uploads import uploads  # noqa: PLC0415 - as above

        self._folder = folder
        self.desk.run("Собираем файлы…", lambda progress: uploads(self.desk.passport, folder, progress), self._are_made)

    def _are_made(self, report: "UploadReport") -> None:
        self.note.setText("\n".join(uploads_told(report)))
        self.notice.show()
        self._waiting = [one.number for one in report.files]
        self.open_button.setVisible(bool(report.files))
        self.done_button.setVisible(bool(report.files))

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _confirm(self) -> None:
        from app.services.uploads import confirm_uploaded  # noqa: PLC0415 - as above

        confirm_uploaded(self.desk.passport, self._waiting)
        self.done_button.hide()
        self.note.setText(f"Отмечено выложенными форм: {len(self._waiting)}.")
        self.desk.records_changed.emit()


def _load() -> None:
    """Bring the reader of pictures: a few tenths of a second, which nobody is to wait for in the window."""
    from app.services import scan_pages  # noqa: F401, PLC0415 - as above


def _line(state: "PageState") -> Line:
    words, colour = of_form(state)
    shade = {"good": GOOD, "question": LEVELS[Level.QUESTION], "error": LEVELS[Level.ERROR]}.get(colour, INK)
    number = ", ".join(filter(None, (f"№ {state.number}", state.scope, state.title))) if state.ours else ""
    page = f"{state.page} из {state.pages}" if state.ours else ""
    cells = (f"{state.place}. {state.file}", number, page, words, signatures(state))
    return Line(cells, state, shade)
