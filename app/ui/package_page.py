"""The page «Пакет для МОУО»: what would go out, what stands in the way, and the package itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.kinds import Day
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_folder
from app.ui.plain import Button, Notice, PlainLabel
from app.validators.registry import Level

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.exporting import Exported

COUNTS = {
    "school": "Школа",
    "classes": "Классы",
    "students": "Обучающиеся",
    "exam_choices": "Выбранные экзамены",
    "forms": "Напечатанные формы",
    "left_out": "Не вошли: отказ от обработки данных",
}


class PackagePage(QWidget):
    """A package is refused while errors remain; a draft may be made at any time and says so in its name."""

    settle = Signal(object)
    show_errors = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._written: Path | None = None
        self.verdict = PlainLabel("")
        self.errors_button = Button("Показать замечания")
        self.draft = QCheckBox("Черновик: собрать, хотя есть ошибки (МОУО увидит пометку)")
        self.make_button = Button("Собрать пакет…")
        self.open_button = Button("Открыть папку")
        self.result = PlainLabel("")
        self.counts = QFormLayout()
        self._arrange()
        self.setFocusProxy(self.make_button)
        self.errors_button.clicked.connect(self.show_errors)
        self.make_button.clicked.connect(lambda: self.settle.emit(self._make))
        self.open_button.clicked.connect(self._open)
        self.draft.toggled.connect(lambda _: self._show())
        desk.findings_changed.connect(self._show)
        self._show()

    def _arrange(self) -> None:
        notice = Notice()
        line = QHBoxLayout(notice)
        line.addWidget(self.verdict, 1)
        line.addWidget(self.errors_button)
        row = QHBoxLayout()
        row.addWidget(self.draft)
        row.addStretch(1)
        row.addWidget(self.make_button)
        self.made = Notice()
        inner = QVBoxLayout(self.made)
        inner.addWidget(self.result)
        inner.addLayout(self.counts)
        inner.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.made.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Пакет для МОУО", "title"))
        box.addWidget(
            PlainLabel(
                "Пакет — файл со всеми данными школы для муниципалитета. Одни и те же данные дают один и тот же файл: "
                "по коду пакета можно сверить его по телефону.",
                "quiet",
            )
        )
        box.addWidget(notice)
        box.addLayout(row)
        box.addWidget(self.made)
        box.addStretch(1)

    def _show(self) -> None:
        errors, questions = self.desk.count(Level.ERROR), self.desk.count(Level.QUESTION)
        if not self.desk.checked:
            self.verdict.setText("Проверяем данные…")
            self.verdict.set_role("quiet")
        elif self.desk.as_of is not None:
            self.verdict.setText(
                f"? Проверено на {Day().show(self.desk.as_of)}, а пакет собирается на сегодня. "
                "На странице «Проверка» верните сегодняшний день."
            )
            self.verdict.set_role("question")
        elif errors:
            self.verdict.setText(
                f"✖ В данных ошибок: {errors}, вопросов: {questions}. Пока есть ошибки, пакет не собирается."
            )
            self.verdict.set_role("error")
        elif questions:
            self.verdict.setText(
                f"? Ошибок нет, а вопросов без пояснения: {questions}. Их задаст и МОУО: исправьте данные или "
                "поясните. Пакет можно собрать и так."
            )
            self.verdict.set_role("question")
        else:
            self.verdict.setText("✔ Ошибок и вопросов без пояснения нет. Пакет можно собрать.")
            self.verdict.set_role("good")
        self.errors_button.setVisible(bool(errors or questions) or self.desk.as_of is not None)
        self.draft.setVisible(bool(errors))
        known = self.desk.checked and self.desk.as_of is None
        self.make_button.setEnabled(known and (not errors or self.draft.isChecked()))

    def _make(self) -> None:
        folder = ask_folder(self, "Папка для пакета")
        if folder is not None:
            self.make_in(folder)

    def make_in(self, folder: Path) -> None:
        """Write the package into a folder and show its code and counts."""
        from app.services.exporting import export_package  # noqa: PLC0415 - not needed by the first window

        draft = self.draft.isVisibleTo(self) and self.draft.isChecked()
        self.desk.run(
            "Собираем пакет…",
            lambda progress: export_package(self.desk.passport, folder, draft=draft, progress=progress),
            self._made,
        )

    def _made(self, exported: "Exported") -> None:
        self._written = exported.path
        kind = "Черновик пакета" if exported.draft else "Пакет"
        lines = [f"{kind} записан: {exported.path}", f"Код пакета: {exported.receipt}"]
        if exported.left_out:
            lines.append(f"Не вошли из-за отказа от обработки данных: {'; '.join(exported.left_out)}")
        self.result.setText("\n".join(lines))
        while self.counts.rowCount():
            self.counts.removeRow(0)
        for name, count in exported.counts.items():
            self.counts.addRow(PlainLabel(COUNTS.get(name, name) + ":", wrap=False), PlainLabel(str(count), wrap=False))
        self.made.show()

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
