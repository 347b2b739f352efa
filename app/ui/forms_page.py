"""The page «Выверка»: forms to print and sign, with what is printed, stale or missing."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.file_dialogs import ask_save, documents
from app.ui.palette import GOOD, INK, LEVELS
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.table import Line, Table
from app.validators.registry import Level

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.printing import FormState, Printed

STATES = {
    "missing": ("не напечатана", INK),
    "printed": ("✔ напечатана", GOOD),
    "stale": ("? устарела", LEVELS[Level.QUESTION]),
}


class FormsPage(QWidget):
    """Printing goes through ``settle``: unsaved cards are settled before anything is put on paper."""

    settle = Signal(object)  # the act to do once nothing is unsaved

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._written: Path | None = None
        self.table = Table(
            ("Форма", "Класс", "Состояние", "№", "Когда", "Стр.", "Человек"),
            (0, 8, 34, 6, 18, 6, 12),
            "Формы выверки",
            coloured=2,
        )
        self.print_button = Button("Напечатать в PDF…")
        self.open_button = Button("Открыть файл")
        self.open_button.hide()
        self.note = PlainLabel("")
        self._arrange()
        self.setFocusProxy(self.table)
        self.table.activated.connect(self._ask_print)
        self.print_button.clicked.connect(self._ask_print)
        self.open_button.clicked.connect(self._open)
        desk.record_saved.connect(lambda *_: self._old())
        desk.records_changed.connect(self._old)
        self._fresh = False

    def _arrange(self) -> None:
        notice = Notice()
        line = QHBoxLayout(notice)
        line.addWidget(self.note, 1)
        line.addWidget(self.open_button)
        line.addWidget(self.print_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Формы выверки", "title"))
        box.addWidget(
            PlainLabel(
                "Напечатайте форму, дайте сверить и подписать, отсканируйте. Если данные после печати изменились, "
                "форма устарела: её печатают заново.",
                "quiet",
            )
        )
        box.addWidget(self.table, 1)
        box.addWidget(notice)

    def _old(self) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the register when the page is shown, not at every save."""
        super().showEvent(event)
        if not self._fresh:
            self.refresh()

    def refresh(self) -> None:
        """Read the register anew, keeping the row."""
        from app.services.printing import forms  # noqa: PLC0415 - not needed by the first window

        place = max(self.table.currentIndex().row(), 0)
        states = forms(self.desk.passport)
        self.table.load([_line(one) for one in states])
        self._fresh = True
        if states:
            self.table.selectRow(min(place, len(states) - 1))
        self.print_button.setEnabled(bool(states))
        if not states:
            self.note.setText("Форм пока нет: сначала внесите или загрузите обучающихся.")

    def _ask_print(self) -> None:
        if self.table.chosen() is not None:
            self.settle.emit(self._print)

    def _print(self) -> None:
        state = self.table.chosen()
        if state is None:
            return
        proposed = documents() / f"{state.title} {state.class_name}.pdf"
        path = ask_save(self, "Куда сохранить форму", proposed, "PDF (*.pdf)")
        if path is not None:
            self.print_to(state, path)

    def print_to(self, state: "FormState", path: Path) -> None:
        """Print the form of a row into a file."""
        from app.services.printing import print_form  # noqa: PLC0415 - as above

        self.desk.run(
            "Печатаем форму…",
            lambda progress: print_form(
                self.desk.passport, state.kind, path, class_name=state.class_name, progress=progress
            ),
            self._printed,
        )

    def _printed(self, printed: "Printed") -> None:
        self._written = printed.path
        self.refresh()
        self.note.setText(f"Форма № {printed.number}: страниц {printed.pages}, записана в {printed.path}")
        self.open_button.show()

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))


def _line(state: "FormState") -> Line:
    word, colour = STATES[state.state]
    if state.state == "stale":
        word += f": изменилось у {len(state.stale)}" if state.stale else ": изменился заголовок"
    when = state.printed_at.strftime("%d.%m.%Y %H:%M") if state.printed_at else ""
    number = str(state.number) if state.number else ""
    pages = str(state.pages) if state.number else ""
    return Line((state.title, state.class_name, word, number, when, pages, str(state.records)), state, colour)
