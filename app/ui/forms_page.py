"""The page «Выверка»: forms to print and sign, with what is due next, and what is printed, stale or missing."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.domain.school import class_order
from app.services.progress import Progress
from app.ui.desk import Desk
from app.ui.form_printing import LONGEST_NAME, Act, FormPrinting, keep_printed_by, printed_by
from app.ui.forms_tree import FormsTree, summary
from app.ui.known_findings import Findings
from app.ui.plain import Button, Notice, PlainLabel, give_focus
from app.ui.wrapping import WrapLine

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.form_board import Board
    from app.services.printing import Printed
    from app.services.register import FormState

ALL, NEXT = "all", "next"
FILTERS = (
    ("Все формы", ALL),
    ("Что сдать первым", NEXT),
    ("Не напечатанные", "missing"),
    ("Устаревшие", "stale"),
    ("Напечатанные, скана ещё нет", "printed"),
    ("Отсканированные, ещё не загружены", "scanned"),
)
FEW = 3  # so many forms are named as the first to be handed in
SOME = 6  # so many changed people are named under the table
_NOTE_SIGNS = 30  # of average width: in less, a sentence reads badly beside buttons
_NAME_SIGNS = 25  # of average width: what the placeholder of a name takes


class FormsPage(QWidget):
    """Printing goes through ``settle``: unsaved cards are settled before anything is put on paper."""

    settle = Signal(object)  # the act to do once nothing is unsaved

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.board: Board | None = None
        self._written: Path | None = None
        self._news = ""  # what was printed just now, to be said once the register is read anew
        self.printing = FormPrinting(desk, self)
        self.first = PlainLabel("Читаем журнал форм…")
        self.first_button = Button("Показать только их")
        self.first_button.hide()
        kept = self.first_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # what stands below does not jump under the mouse when the register is read
        self.first_button.setSizePolicy(kept)
        self.first.setMinimumHeight(2 * self.first.fontMetrics().lineSpacing())
        self.by = QLineEdit(printed_by(desk), maxLength=LONGEST_NAME)
        self.shown = QComboBox()
        self.class_name = QComboBox()
        self.tree = FormsTree()
        self.note = PlainLabel("")
        self.look_button = Button("Посмотреть и напечатать… (Enter)")
        self.save_button = Button("Сохранить PDF…")
        self.changes_button = Button("Лист изменений…")
        self.again_button = Button("Напечатать ещё раз…")
        self.trial_button = Button("Проба принтера…")
        self.open_button = Button("Открыть файл")
        self.open_button.hide()
        self._arrange()
        give_focus(self, self.tree)
        self._connect()
        self._fresh = False
        self._wanted = ""  # the kind to be chosen once the register is read

    def _arrange(self) -> None:
        for text, key in FILTERS:
            self.shown.addItem(text, key)
        self.shown.setAccessibleName("Какие формы показать")
        self.class_name.setAccessibleName("Класс")
        self.class_name.addItem("Все классы", "")
        self.by.setAccessibleName("Кто печатает")
        self.by.setPlaceholderText("фамилия для журнала")
        self.by.setMinimumWidth(self.by.fontMetrics().averageCharWidth() * _NAME_SIGNS)
        top = WrapLine()
        for one in (self.shown, self.class_name, PlainLabel("Кто печатает", wrap=False)):
            top.add(one)
        top.add(self.by, grows=True)
        top.add(self.trial_button)
        notice = Notice()
        self.note.setMinimumWidth(self.note.fontMetrics().averageCharWidth() * _NOTE_SIGNS)
        line = WrapLine()
        line.setContentsMargins(9, 9, 9, 9)
        line.add(self.note, grows=True)
        papers = (self.open_button, self.again_button, self.changes_button)
        for button in (*papers, self.save_button, self.look_button):
            line.add(button)
        notice.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Формы выверки", "title"))
        first = WrapLine()
        first.add(self.first, grows=True)
        first.add(self.first_button)
        box.addLayout(first)
        box.addLayout(top)
        box.addWidget(self.tree, 1)
        box.addWidget(notice)

    def _connect(self) -> None:
        self.shown.currentIndexChanged.connect(lambda _: self._fill())
        self.class_name.currentIndexChanged.connect(lambda _: self._fill())
        self.tree.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.tree.wanted.connect(lambda: self._with_chosen(self.printing.look))
        self.look_button.clicked.connect(lambda: self._with_chosen(self.printing.look))
        self.save_button.clicked.connect(lambda: self._with_chosen(self.printing.save))
        self.changes_button.clicked.connect(lambda: self._with_chosen(self.printing.save_changes))
        self.again_button.clicked.connect(lambda: self._with_chosen(self.printing.again))
        self.trial_button.clicked.connect(self.printing.try_printer)
        self.first_button.clicked.connect(self._show_first)
        self.by.editingFinished.connect(lambda: keep_printed_by(self.by.text()))
        self.open_button.clicked.connect(self._open)
        self.printing.done.connect(self._printed)
        self.desk.record_saved.connect(lambda *_: self._old())
        self.desk.records_changed.connect(self._old)
        self.desk.findings_changed.connect(self._old)

    # --- what is shown --------------------------------------------------------------------------------

    def _old(self) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the register when the page is shown, not at every save."""
        super().showEvent(event)
        if not self._fresh:
            self.refresh()

    def show_kind(self, kind: str) -> None:
        """Choose a kind of forms, nothing filtered away; when the register has been read, where it is not yet."""
        self._wanted = kind
        for box in (self.shown, self.class_name):
            box.setCurrentIndex(0)
        self._fill()

    def refresh(self) -> None:
        """Read the register anew beside the window, keeping what is chosen."""
        self._fresh = True
        findings = self.desk.today
        self.desk.jobs.start(lambda progress: _board(self.desk, findings, progress), self._take)

    def _take(self, board: "Board") -> None:
        self.board = board
        self._tell_first(board)
        present = self.class_name.currentData()
        names = sorted({one.class_name for one in board.states if one.class_name}, key=class_order)
        self.class_name.blockSignals(True)
        self.class_name.clear()
        self.class_name.addItem("Все классы", "")
        for name in names:
            self.class_name.addItem(f"{name} класс", name)
        self.class_name.setCurrentIndex(max(self.class_name.findData(present), 0))
        self.class_name.blockSignals(False)
        self._fill()
        if self._news:
            self.note.setText(self._news)
            self.open_button.setVisible(self._written is not None)
            self._news = ""

    def _tell_first(self, board: "Board") -> None:
        """What is to be handed in next, by when, and what it lacks."""
        if (day := board.first) is None:
            self.first.setText("По календарю сдавать больше нечего.")
            return
        left = (day - board.today).days
        when = f"осталось дней: {left}" if left > 0 else "сегодня последний день" if left == 0 else "срок прошёл"
        titles = list(dict.fromkeys(f"«{one.title}»" for one in board.next_forms))
        more = f" и ещё {len(titles) - FEW}" if len(titles) > FEW else ""
        named = f"{', '.join(titles[:FEW])}{more}: {summary(board.next_forms)}"
        self.first.setText(f"Сдать первым, до {Day().show(day)} ({when}): {named}.")
        self.first.set_role("question" if left <= 0 else "")

    def _show_first(self) -> None:
        self.class_name.setCurrentIndex(0)
        self.shown.setCurrentIndex(self.shown.findData(NEXT))
        self.tree.setFocus()

    def _fill(self) -> None:
        if self.board is None:
            return
        chosen = self.shown.currentData()
        class_name = self.class_name.currentData()
        nearest = set(self.board.next_forms)

        def lets(state: "FormState") -> bool:
            if class_name and state.class_name != class_name:
                return False
            return chosen == ALL or (state in nearest if chosen == NEXT else state.step == chosen)

        self.first_button.setVisible(self.board.first is not None and chosen != NEXT)
        self.tree.load(self.board, lets, opened=chosen != ALL or bool(class_name))
        if self._wanted:
            self.tree.select(self._wanted)
            self._wanted = ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Say what there is to say of the chosen form, and which acts it has."""
        chosen = self.tree.chosen()
        state = chosen.state if chosen else None
        for button in (self.look_button, self.save_button):
            button.setEnabled(chosen is not None)
        self.changes_button.setVisible(bool(state and state.stale and state.number and state.supplemented))
        self.again_button.setVisible(bool(state and state.number))
        self.open_button.setVisible(False)
        if chosen is None:
            self.note.setText("Под этот отбор ничего не подходит." if self.board else "")
        elif state is None:
            self.note.setText(f"{chosen.title}: {summary(chosen.states)}. Печатаются все классы подряд.")
        else:
            self.note.setText(self._told(state))

    def _told(self, state: "FormState") -> str:
        if not state.number:
            return f"{state.title}: ещё не напечатана."
        by = f" (кто печатал: {state.printed_by})" if state.printed_by else ""
        told = f"Форма № {state.number}, напечатана {state.printed_at:%d.%m.%Y %H:%M}{by}."
        if state.heading_changed:
            told += " Изменился заголовок или подпись: печатайте заново."
        names = self.board.changed.get((state.kind, state.class_name), ()) if self.board else ()
        if names:
            more = f" и ещё {len(state.stale) - SOME}" if len(state.stale) > SOME else ""
            told += f" Изменилось: {'; '.join(names[:SOME])}{more}."
        return told

    # --- printing -------------------------------------------------------------------------------------

    def _with_chosen(self, act: Act) -> None:
        chosen = self.tree.chosen()
        if chosen is not None:
            self.settle.emit(lambda: act(chosen))

    def _printed(self, printed: "Printed", written: bool) -> None:
        self._written = printed.path if written else None
        last = f"–{printed.number + printed.papers - 1}" if printed.papers > 1 else ""
        where = f"записана в {printed.path}" if written else "отправлена на принтер"
        told = f"Форма № {printed.number}{last}: страниц {printed.pages}, {where}."
        self._news = f"{told} Дальше: подписать и отсканировать, страница «Сканы»."
        self.refresh()

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))


def _board(desk: Desk, findings: Findings | None, progress: Progress) -> "Board":
    from app.services.form_board import form_board  # noqa: PLC0415 - not needed by the first window

    return form_board(desk.passport, progress, findings=findings)
