"""The page «Приём пакетов»: what each package would change, and only then the taking of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox, QSplitter, QVBoxLayout, QWidget

from app.ui.accept_details import AcceptDetails
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_open_many
from app.ui.palette import LEVELS
from app.ui.plain import Button, PlainLabel, ask, give_focus
from app.ui.table import Line, Table
from app.ui.wrapping import WrapLine
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.accepting import Accepted
    from app.services.package_preview import Seen

COLUMNS = ("Файл", "Школа", "Что будет", "Новых", "Изменённых", "Без изменений", "Нет больше", "Ошибки", "Вопросы")
WIDTHS = (0, 9, 23, 9, 15, 18, 14, 10, 11)
NOTE = (
    "Выберите пакеты или перетащите их сюда: программа сначала покажет, что изменится. Ответ школе ложится рядом с её "
    "пакетом. Первый пакет школы приносит её ключ: сверьте его слова (раздел «Школы и ключи»)."
)
WORDS = {
    "accepted": "примем",
    "returned": "✖ вернём",
    "decide": "? решите сами",
    "conflict": "✖ две копии базы",
    "refused": "✖ не принимается",
}
DONE = {**WORDS, "accepted": "✔ принят", "returned": "✖ возвращён"}
ANYWAY = "Принять всё равно"


class AcceptPage(QWidget):
    """Nothing is changed before «Принять»; what needs a person's word is taken one by one."""

    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.seen: tuple[Seen, ...] = ()
        self.choose_button = Button("Выбрать пакеты…")
        self.accept_button = Button("Принять")
        self.anyway_button = Button(f"{ANYWAY}…")
        self.packages = Table(COLUMNS, WIDTHS, "Пакеты", coloured=2)
        self.details = AcceptDetails()
        self.note = PlainLabel(NOTE, "quiet")
        self._arrange()
        self.setAcceptDrops(True)
        give_focus(self, self.choose_button)
        self.choose_button.clicked.connect(self._choose)
        self.accept_button.clicked.connect(self.accept)
        self.anyway_button.clicked.connect(self._accept_anyway)
        self.details.chosen.connect(self._settle)
        self.packages.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        self._show(())

    def _arrange(self) -> None:
        line = WrapLine()
        line.add(PlainLabel("Приём пакетов", "title"), grows=True)
        for button in (self.choose_button, self.anyway_button, self.accept_button):
            line.add(button)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.packages)
        halves.addWidget(self.details)
        halves.setSizes([220, 360])
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addLayout(line)
        box.addWidget(self.note)
        box.addWidget(halves, 1)

    # --- looking --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files that were dropped."""
        paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        if paths:
            self.look_at(paths)

    def _choose(self) -> None:
        paths = ask_open_many(self, "Пакеты школ", "Пакеты (*.zip *.age);;Все файлы (*)")
        if paths:
            self.look_at(paths)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read packages without changing anything, and show what would come of each."""
        from app.services.package_preview import previews  # noqa: PLC0415 - not needed by the first window

        self.desk.run(
            "Смотрим пакеты…", lambda progress: previews(self.desk.passport, paths, progress=progress), self._show
        )

    def _show(self, seen: "tuple[Seen, ...]") -> None:
        self.seen = seen
        self.packages.load([_line(one.accepted, one, WORDS) for one in seen])
        if seen:
            self.packages.selectRow(0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        able = len(self._able())
        self.accept_button.setText(f"Принять: {able}" if able else "Принять")
        self.accept_button.setEnabled(able > 0)
        self._show_details()

    def _able(self) -> list[Path]:
        """Those that are taken or returned without a question."""
        able = ("accepted", "returned")
        return [one.accepted.file for one in self.seen if one.waits and one.accepted.state in able]

    def _show_details(self) -> None:
        one: Seen | None = self.packages.chosen()
        self.details.show_package(one)
        self.anyway_button.setVisible(one is not None and one.accepted.state == "decide")

    # --- taking ---------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Take all that need no further word."""
        self._accept(self._able())

    def _accept_anyway(self) -> None:
        one: Seen | None = self.packages.chosen()
        if one is None or one.preview is None:
            return
        roles = {ANYWAY: QMessageBox.ButtonRole.DestructiveRole, "Отмена": QMessageBox.ButtonRole.RejectRole}
        if ask(self, ANYWAY, f"{one.accepted.text}\n\nПринять этот пакет вместо принятого?", roles, "Отмена") == ANYWAY:
            self._accept([one.accepted.file], decided=(one.preview.fingerprint,))

    def _accept(self, paths: Sequence[Path], decided: Sequence[str] = ()) -> None:
        from app.services.accepting import accept  # noqa: PLC0415 - as above

        self.desk.run(
            "Принимаем пакеты…",
            lambda progress: accept(self.desk.passport, paths, decided=decided, progress=progress),
            self._accepted,
        )

    def _settle(self) -> None:
        """Keep the fields that were chosen of two copies."""
        from app.services.settling import settle  # noqa: PLC0415 - as above

        one: Seen | None = self.packages.chosen()
        if one is not None:
            chosen = self.details.copies.sides()
            self.desk.run(
                "Сохраняем выбранное…",
                lambda _: (settle(self.desk.passport, one.accepted.file, chosen),),
                self._accepted,
            )

    def _accepted(self, done: "tuple[Accepted, ...]") -> None:
        """Show what became of them; the others still wait."""
        files = {one.file: one for one in done}
        self.seen = tuple(
            one.after(files[one.accepted.file]) if one.accepted.file in files else one for one in self.seen
        )
        place = max(self.packages.currentIndex().row(), 0)
        self.packages.load([_line(one.accepted, one, WORDS if one.waits else DONE) for one in self.seen])
        self.packages.selectRow(min(place, len(self.seen) - 1))
        self._show_buttons()
        self.taken.emit()
        count = sum(one.state == "accepted" for one in done)
        self.desk.said.emit(f"Принято пакетов: {count} из {len(done)}. Ответы лежат рядом с пакетами.")


def _line(one: "Accepted", seen: "Seen", words: dict[str, str]) -> Line:
    refused = one.state == "refused"
    counted = (
        ("",) * 6
        if refused
        else tuple(map(str, (one.new, one.changed, one.same, len(one.gone), one.errors, one.questions)))
    )
    colour = LEVELS[Level.QUESTION if one.state == "decide" else Level.ERROR] if one.state != "accepted" else ""
    return Line((one.file.name, one.school, words[one.state], *counted), seen, colour)
