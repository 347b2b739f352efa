"""The page «Пакет для МОУО»: what would go out, what stands in the way, to whom, and the packages made so far."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.channels import CHANNELS, OPEN
from app.domain.control_totals import Totals
from app.domain.kinds import Day
from app.domain.roles import Right
from app.services.rights import may_do
from app.ui.approval_strip import ApprovalStrip
from app.ui.desk import Desk
from app.ui.file_dialogs import PDF, ask_folder, ask_save, documents
from app.ui.keys_acts import compare_words, take_key_file
from app.ui.package_choice import PackageChoice
from app.ui.package_result import PackageResult
from app.ui.plain import Button, Notice, PlainLabel, give_focus, tell
from app.ui.room import Pane, Sides
from app.ui.table import Line, Table, row_height
from app.ui.totals_table import TotalsTable
from app.ui.wrapping import WrapLine
from app.validators.findings import Level

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.exporting import Exported
    from app.services.packages_sent import Sent
    from app.services.ris_export import SavedRis

_HEADINGS = ("№", "Код пакета", "Когда", "Кто откроет")
_SHOWN = 3  # packages of the history that are seen without scrolling


class PackagePage(QWidget):
    """A package is refused while errors remain; a draft may be made at any time and says so in its name.

    The numbers that will go out stand on the page, and somebody must have compared them: when they change, the tick
    is taken away.
    """

    settle = Signal(object)
    show_errors = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._totals: Totals | None = None
        self.approval = ApprovalStrip(desk)
        self.verdict = PlainLabel("")
        self.errors_button = Button("Показать замечания")
        self.choice = PackageChoice(desk.passport)
        self.draft = QCheckBox("Черновик: собрать, хотя есть ошибки (МОУО увидит пометку)")
        self.compared = QCheckBox("Цифры сверены с бумагами")
        self.make_button = Button("Собрать пакет…")
        self.ris_button = Button("Файлы для РИС…")
        self.lacks = PlainLabel("", "quiet")
        self.made = PackageResult()
        self.totals = TotalsTable()
        self.history = Table(_HEADINGS, (5, 31, 18, 0), "Сделанные пакеты")
        self.print_button = Button("Напечатать контрольные суммы…")
        self._arrange()
        self._sends = may_do(desk.passport, Right.EXPORT)
        for widget in (self.sending, self.ris_about):
            widget.setVisible(self._sends)
        give_focus(self, self.choice.receiver if self._sends else self.approval.button)
        self._connect()
        self._show()
        self._show_history()

    def _connect(self) -> None:
        self.errors_button.clicked.connect(self.show_errors)
        self.choice.take_key.connect(lambda: take_key_file(self, self.desk.passport, self._key_taken))
        self.choice.confirm_key.connect(self._compare_words)
        self.make_button.clicked.connect(lambda: self.settle.emit(self._make))
        self.print_button.clicked.connect(self._print)
        self.ris_button.clicked.connect(lambda: self.settle.emit(self._save_ris))
        self.draft.toggled.connect(lambda _: self._show())
        self.compared.toggled.connect(lambda _: self._show())
        self.desk.findings_changed.connect(self._changed)
        self.history.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.print_button.setEnabled(now.isValid())
        )

    # --- how it looks ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        notice = Notice()
        line = QHBoxLayout(notice)
        line.addWidget(self.verdict, 1)
        line.addWidget(self.errors_button)
        self.sending, proving = Pane(), Pane()
        self.sending.setLayout(self._left())
        proving.setLayout(self._right())
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Пакет для МОУО", "title"))
        about = (
            "Файл со всеми данными школы. Передав его, назовите МОУО по телефону код пакета: так обе стороны знают, "
            "что файл тот самый."
        )
        box.addWidget(PlainLabel(about, "quiet"))
        box.addWidget(notice)
        box.addWidget(self.approval)
        box.addWidget(Sides(self.sending, proving, (9, 11)), 1)
        self.setTabOrder(self.history, self.ris_button)  # it stands below the left side, and comes last

    def _left(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        row = WrapLine()
        row.add(self.compared)
        row.add(self.make_button)
        side.addWidget(self.choice)
        side.addWidget(self.draft)
        side.addLayout(row)
        side.addWidget(self.lacks)
        side.addWidget(self.made)
        side.addStretch(1)
        ris = QHBoxLayout()
        about = "Те же данные таблицами РИС (CSV) отдельно от пакета — если их просит РЦОИ."
        self.ris_about = PlainLabel(about, "quiet")
        ris.addWidget(self.ris_about, 1)
        ris.addWidget(self.ris_button)
        side.addLayout(ris)
        return side

    def _right(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(PlainLabel("Контрольные суммы: сколько кого уйдёт в пакете", "head"))
        about = "Сверьте с классными журналами и приказами: МОУО увидит эти же цифры."
        side.addWidget(PlainLabel(about, "quiet"))
        side.addWidget(self.totals, 1)
        side.addWidget(PlainLabel("Сделанные пакеты", "head"))
        self.history.setFixedHeight(row_height(self.history) * (_SHOWN + 1) + 4)
        side.addWidget(self.history)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.print_button)
        side.addLayout(row)
        return side

    def showEvent(self, event: QShowEvent) -> None:
        """What was printed, or known of keys, since the page was last seen is counted too."""
        super().showEvent(event)
        self.choice.load()
        self.approval.read()  # which asks the base here, before the totals have it for a second or two
        self._read_totals()

    def _changed(self) -> None:
        self._show()
        if self.isVisible():
            self.approval.read()  # as above
            self._read_totals()

    def _read_totals(self) -> None:
        from app.services.control_totals import control_totals  # noqa: PLC0415 - not needed by the first window

        self.desk.jobs.start(lambda progress: control_totals(self.desk.passport, progress=progress), self._show_totals)

    def _show_totals(self, totals: Totals) -> None:
        if totals == self._totals:
            return
        self._totals = totals
        self.compared.setChecked(False)
        self.totals.show_totals(totals)
        self._show()

    def _show(self) -> None:
        errors, questions = self.desk.count(Level.ERROR), self.desk.count(Level.QUESTION)
        text, role = self._verdict(errors, questions)
        self.verdict.setText(text)
        self.verdict.set_role(role)
        self.errors_button.setVisible(bool(errors or questions) or self.desk.as_of is not None)
        self.draft.setVisible(bool(errors))
        lacks = self._lacks(errors)
        self.lacks.setText(lacks)
        self.lacks.setVisible(bool(lacks))
        self.make_button.setEnabled(not lacks)

    def _lacks(self, errors: int) -> str:
        """What is to be done before a package can be made; '' for nothing."""
        if not self.desk.checked or self.desk.as_of is not None or self._totals is None:
            return "Собрать можно, когда данные проверены на сегодня и посчитаны контрольные суммы."
        if errors and not self.draft.isChecked():
            return "Чтобы собрать, исправьте ошибки или отметьте «Черновик»."
        return "" if self.compared.isChecked() else "Чтобы собрать, сверьте цифры справа и отметьте это."

    def _verdict(self, errors: int, questions: int) -> tuple[str, str]:
        if not self.desk.checked:
            return "Проверяем данные…", "quiet"
        if self.desk.as_of is not None:
            day = Day().show(self.desk.as_of)
            told = f"? Проверено на {day}, а пакет собирается на сегодня. "
            return told + "На странице «Проверка» верните сегодняшний день.", "question"
        if errors:
            told = f"В данных ошибок: {errors}, вопросов: {questions}. "
            if self.draft.isChecked():
                return f"? {told}Собирается черновик; чистовой пакет — когда ошибок не останется.", "question"
            return f"✖ {told}Чистовой пакет соберётся, когда ошибок не останется; черновик — уже сейчас.", "error"
        if questions:
            told = f"? Ошибок нет, а вопросов без пояснения: {questions}. Их задаст и МОУО: исправьте данные или "
            return told + "поясните. Пакет можно собрать и так.", "question"
        return "✔ Ошибок и вопросов без пояснения нет: данные для пакета готовы.", "good"

    # --- acts -----------------------------------------------------------------------------------------

    def _key_taken(self, recipient: str) -> None:
        self.choice.load(recipient)

    def _compare_words(self) -> None:
        from app.services.keys import known_keys  # noqa: PLC0415 - not needed by the first window

        told = self.choice.to.told
        one = next((one for one in known_keys(self.desk.passport) if one.recipient == told), None)
        if one is not None and compare_words(self, self.desk.passport, one):
            self.choice.load()

    def _make(self) -> None:
        folder = ask_folder(self, "Папка для пакета")
        if folder is not None:
            self.make_in(folder)

    def make_in(self, folder: Path) -> None:
        """Write the package into a folder and show its code."""
        from app.services.exporting import export_package  # noqa: PLC0415 - not needed by the first window

        draft = self.draft.isVisibleTo(self) and self.draft.isChecked()
        channel, to = self.choice.channel, self.choice.to
        self.desk.run(
            "Собираем пакет…",
            lambda progress: export_package(
                self.desk.passport, folder, channel=channel, to=to, draft=draft, progress=progress
            ),
            self._made,
        )

    def _save_ris(self) -> None:
        folder = ask_folder(self, "Папка для файлов РИС")
        if folder is not None:
            self.save_ris_in(folder)

    def save_ris_in(self, folder: Path) -> None:
        """Write the tables of РИС into a new folder within a folder, and tell what stayed empty."""
        from app.services.ris_export import save_ris  # noqa: PLC0415 - as above

        self.desk.run(
            "Пишем файлы для РИС…", lambda progress: save_ris(self.desk.passport, folder, progress), self._tell_ris
        )

    def _tell_ris(self, saved: "SavedRis") -> None:
        told = f"Записана папка {saved.folder}."
        if saved.not_coded:
            told += (
                f"\n\nНе заполнено того, что ждёт РИС: {saved.not_coded}. Что и у кого, перечислено в файле "
                "not_coded.csv этой папки: внесите это в карточки, если РЦОИ спросит."
            )
        tell(self, "Файлы для РИС", told)

    def _made(self, exported: "Exported") -> None:
        self.made.show_result(exported, coded=self._totals is not None and bool(self._totals.code))
        self._show_history()

    def _show_history(self) -> None:
        from app.services.packages_sent import packages_sent  # noqa: PLC0415 - as above

        self.history.load([_line(one) for one in packages_sent(self.desk.passport)])
        self.history.selectRow(0)
        self.print_button.setEnabled(self.history.chosen() is not None)

    def _print(self) -> None:
        sent: Sent = self.history.chosen()
        name = documents() / f"контрольные суммы {sent.receipt}.pdf"
        path = ask_save(self, "Куда сохранить контрольные суммы", name, PDF)
        if path is not None:
            self.print_to(sent.sequence, path)

    def print_to(self, sequence: int, path: Path) -> None:
        """Write the page of control totals of a package that was made."""
        from app.services.packages_sent import print_totals  # noqa: PLC0415 - as above

        self.desk.run(
            "Готовим контрольные суммы…",
            lambda progress: print_totals(self.desk.passport, sequence, path, progress),
            lambda _: self.desk.said.emit(f"Контрольные суммы записаны: {path}"),
        )


def _line(one: "Sent") -> Line:
    receipt = f"{one.receipt} (черновик)" if one.draft else one.receipt
    channel = "" if one.channel == OPEN else f", {CHANNELS.get(one.channel, one.channel)} канал"
    return Line((str(one.sequence), receipt, f"{one.made_at:%d.%m.%Y %H:%M}", f"{one.receiver}{channel}"), one)
