"""The page «Ответы МОУО»: what became of the packages, the remarks, and what is proposed in a frozen season."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.services.answers import (
    STATES,
    Answers,
    PackageState,
    RemarkState,
    Taken,
    answer_remark,
    answers,
    close_remark,
    take_receipt_file,
)
from app.ui.answer_list import AnswerList
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open
from app.ui.lines_dialog import Asked, ask_lines
from app.ui.plain import Button, Notice, PlainLabel, give_focus
from app.ui.proposals_pane import ProposalsPane

_THEN = "Дальше: исправьте карточки или ответьте на замечания и соберите новый пакет: ответы уйдут с ним."
LAST = 3  # packages that are told
_STATES = {"open": "ждёт ответа", "answered": "есть ответ", "closed": "закрыто"}
_SIGNS = {"accepted": "✔", "returned": "✖", "transferred": "✔", "": "…"}


class AnswersPage(QWidget):
    """Receipts are taken here; each remark leads to its field."""

    settle = Signal(object)
    card_wanted = Signal(str, str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = False
        self.take_button = Button("Взять ответ МОУО…")
        self.packages = PlainLabel("")
        self.told = PlainLabel("")
        self.told.hide()
        columns = ("Замечание", "Было", "Теперь", "Состояние", "Ваш ответ")
        self.remarks = AnswerList("Замечания МОУО", columns, "Замечаний нет.")
        for place, width in enumerate((430, 150, 150, 130)):
            self.remarks.tree.setColumnWidth(place, width)
        self.remarks.add_button("Открыть карточку", self._open)
        self.remarks.add_button("Ответить…", self._answer)
        self.remarks.add_button("Закрыть замечание", self._close)
        self.proposals = ProposalsPane(desk)
        self.tabs = QTabWidget()
        self._arrange()
        give_focus(self, self.take_button)
        self.take_button.clicked.connect(lambda: self.settle.emit(self._take))
        self.remarks.tree.itemActivated.connect(lambda *_: self._open())
        self.proposals.card_wanted.connect(self.card_wanted)
        desk.season_changed.connect(self._reload_if_seen)
        desk.records_changed.connect(self._reload_if_seen)
        desk.record_saved.connect(lambda *_: self._reload_if_seen())
        self.reload()

    def _arrange(self) -> None:
        state = Notice()
        line = QHBoxLayout(state)
        line.addWidget(self.packages, 1)
        line.addWidget(self.take_button)
        self.tabs.addTab(self.remarks, "Замечания")
        self.tabs.addTab(self.proposals, "Предложения")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(PlainLabel("Ответы МОУО", "title"))
        box.addWidget(state)
        box.addWidget(self.told)
        box.addWidget(self.tabs, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was not seen is read now."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _reload_if_seen(self) -> None:
        """A save must not wait for a page that nobody looks at."""
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def reload(self) -> None:
        """Read packages, remarks and proposals anew."""
        self._stale = False
        found = answers(self.desk.passport)
        self.packages.setText(_told_packages(found))
        waiting = [one for one in found.remarks if one.state != "closed"]
        self.remarks.load(_groups(found.remarks))
        self.tabs.setTabText(0, f"Замечания ({len(waiting)})" if waiting else "Замечания")
        pending = self.proposals.reload()
        self.tabs.setTabText(1, f"Предложения ({pending})" if pending else "Предложения")

    # --- receipts -------------------------------------------------------------------------------------

    def _take(self) -> None:
        path = ask_open(self, "Ответ МОУО", "Ответы МОУО (*.receipt *.zip *.age);;Все файлы (*)")
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Take a receipt from its file and tell what it says."""
        self.desk.run("Читаем ответ…", lambda _: take_receipt_file(self.desk.passport, path), self._taken)

    def _taken(self, taken: Taken) -> None:
        again = "Этот ответ уже взят, ничего не изменено. " if taken.already else ""
        lines = [f"{again}Пакет {taken.package}: {STATES[taken.state]}. Замечаний: {len(taken.remarks)}."]
        if taken.remarks:
            lines.append(_THEN)
        self.told.setText("\n".join([*lines, *taken.notices]))
        self.told.set_role("question" if taken.remarks or taken.notices else "good")
        self.told.show()
        if not taken.already:
            self.desk.many_changed()
        self.desk.season_changed.emit()

    # --- remarks --------------------------------------------------------------------------------------

    def _open(self) -> None:
        one = next(iter(self.remarks.chosen()), None)
        if one is not None and one.record_id and one.who != "карточка удалена":
            self.card_wanted.emit(one.entity, one.record_id, one.field)

    def _answer(self) -> None:
        chosen = self.remarks.chosen()
        if not chosen:
            return
        about = chosen[0].text if len(chosen) == 1 else f"Один ответ на все отмеченные замечания: {len(chosen)}."
        answer = Asked(
            "Ваш ответ", chosen[0].answer, "Почему верно или что исправлено: документ, номер, дата", long=True
        )
        given = ask_lines(self, "Ответ на замечание", about, [answer], "Ответить")
        if given is not None:
            self._with_each(chosen, lambda id: answer_remark(self.desk.passport, id, given[0]))

    def _close(self) -> None:
        self._with_each(self.remarks.chosen(), lambda id: close_remark(self.desk.passport, id))

    def _with_each(self, chosen: Sequence[RemarkState], act: Callable[[str], None]) -> None:
        try:
            for one in chosen:
                act(one.id)
        except AppError as problem:
            show_error(self, problem)
        self.reload()


def _told_packages(found: Answers) -> str:
    if not found.packages:
        return "Пакетов ещё не собирали: ответа ждать не на что."
    return "\n".join(map(_told, found.packages[:LAST]))


def _told(one: PackageState) -> str:
    answered = f" {one.answered_at:%d.%m.%Y} ({one.issuer})" if one.answered_at else ""
    return f"{_SIGNS[one.state]} Пакет {one.code} от {one.made_at:%d.%m.%Y}: {one.told}{answered}"


def _groups(remarks: Sequence[RemarkState]) -> list[tuple[str, list[tuple[tuple[str, ...], RemarkState]]]]:
    """The remarks by person, those with something to do first."""
    by_person: dict[str, list[tuple[tuple[str, ...], RemarkState]]] = {}
    for one in sorted(remarks, key=lambda one: one.state == "closed"):
        now = f"изменено: {one.now or 'не внесено'}" if one.changed else "не изменено" if one.field else ""
        texts = (one.text, one.was or ("не внесено" if one.field else ""), now, _STATES[one.state], one.answer)
        by_person.setdefault(one.who, []).append((texts, one))
    return list(by_person.items())
