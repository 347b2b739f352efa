"""What is proposed in a frozen season: grounds, letters, taking back; lifting the freezing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from app.domain.proposals import ProposalState
from app.errors import AppError
from app.services.season import is_frozen, lift
from app.ui.answer_list import AnswerList
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import PDF, ask_save, documents
from app.ui.lines_dialog import Asked, ask_lines
from app.ui.plain import Button, Notice, PlainLabel

if TYPE_CHECKING:
    from app.services.letters import PrintedLetter
    from app.services.proposing import Proposed

STATES = {
    ProposalState.PENDING: "ждёт",
    ProposalState.ACCEPTED: "принято",
    ProposalState.REFUSED: "отклонено",
    ProposalState.WITHDRAWN: "отозвано",
}
_GROUND = "Основание: документ, его номер и дата"
_EMPTY = "Предложений нет. Когда данные переданы в РИС, правка карточки становится предложением и попадает сюда."


class ProposalsPane(AnswerList):
    """Proposals by person; a letter takes those that are marked."""

    card_wanted = Signal(str, str, str)

    def __init__(self, desk: Desk) -> None:
        columns = ("Сведения", "Было", "Предложено", "Основание", "Состояние", "Ответ МОУО")
        super().__init__("Предложения", columns, _EMPTY)
        self._desk = desk
        for place, width in enumerate((180, 190, 190, 200, 150)):
            self.tree.setColumnWidth(place, width)
        self.add_button("Открыть карточку", self._open)
        self.add_button("Основание…", self._ground)
        self.letter_button = self.add_button("Сделать письмо…", self._letter, of_chosen=False)
        self.add_button("Письмо ещё раз…", self._again)
        self.add_button("Отозвать", self._withdraw)
        self.lift_button = self.add_button("Снять запрет правки…", self._lift, of_chosen=False)
        self.tree.itemActivated.connect(lambda *_: self._open())
        self._made = Path()
        self.letter_told = PlainLabel("")
        self.letter_open = Button("Открыть письмо")
        self.letter_open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made))))
        self.letter_notice = Notice(self)
        line = QHBoxLayout(self.letter_notice)
        line.addWidget(self.letter_told, 1)
        line.addWidget(self.letter_open)
        self.letter_notice.hide()
        self.box.addWidget(self.letter_notice)

    def reload(self) -> int:
        """Read the proposals anew; how many wait."""
        from app.services.proposing import proposals  # noqa: PLC0415 - not needed by the first window

        found = proposals(self._desk.passport)
        groups: dict[str, list[tuple[tuple[str, ...], Proposed]]] = {}
        for one in found:
            letter = f", письмо № {one.letter}" if one.letter else ""
            texts = (one.label, one.old, one.new, one.ground, f"{STATES[one.state]}{letter}", one.answer)
            groups.setdefault(one.who, []).append((texts, one))
        self.load(groups.items())
        waiting = [one for one in found if one.state is ProposalState.PENDING]
        self.letter_button.setEnabled(any(one.letter is None for one in waiting))
        self.lift_button.setVisible(is_frozen(self._desk.passport))
        return len(waiting)

    def _waiting(self) -> "list[Proposed]":
        """The marked ones that wait and are in no letter yet; of a list with nothing of the kind marked, none."""
        return [one for one in self.chosen() if one.state is ProposalState.PENDING and one.letter is None]

    def _open(self) -> None:
        one = next(iter(self.chosen()), None)
        if one is not None:
            self.card_wanted.emit(one.entity, one.record_id, one.field)

    def _ground(self) -> None:
        from app.services.proposing import give_ground  # noqa: PLC0415 - as above

        chosen = self._asked("Отметьте предложения, которые ещё не ушли письмом.")
        if not chosen:
            return
        ground = Asked(_GROUND, chosen[0].ground, needed=True)
        given = ask_lines(self, "Основание изменения", f"Отмечено изменений: {len(chosen)}.", [ground], "Записать")
        if given is not None:
            self._done(lambda: give_ground(self._desk.passport, [one.id for one in chosen], given[0]))

    def _asked(self, why: str) -> "Sequence[Proposed]":
        chosen = self._waiting()
        if not chosen:
            self._desk.said.emit(why)
        return chosen

    def _letter(self) -> None:
        from app.services.letters import print_letter  # noqa: PLC0415 - brings the paper

        chosen = self._asked("Отметьте предложения для письма: они ждут и ещё не ушли другим письмом.")
        if not chosen:
            return
        ids = [one.id for one in chosen]
        lacking = [one for one in chosen if not one.ground]
        about = f"Изменений в письме: {len(chosen)}."
        if lacking:
            about += f" Не названо основание: {', '.join(dict.fromkeys(one.label for one in lacking))}."
        ground = [Asked(_GROUND, needed=True)] if lacking else []
        number = Asked("Исходящий номер", hint="можно вписать потом от руки")
        given = ask_lines(self, "Письмо в МОУО", about, [*ground, number], "Дальше: куда сохранить…")
        if given is None:
            return
        reason = given[0] if lacking else ""
        out = ask_save(self, "Письмо в МОУО", documents() / "Письмо.pdf", PDF)
        if out is not None:
            self._desk.run(
                "Готовим письмо…",
                lambda _: print_letter(self._desk.passport, ids, out, outgoing=given[-1], ground=reason),
                self._letter_made,
            )

    def _again(self) -> None:
        from app.services.letters import print_letter_again  # noqa: PLC0415 - brings the paper

        number = next((one.letter for one in self.chosen() if one.letter is not None), None)
        if number is None:
            self._desk.said.emit("Отметьте предложение, которое ушло письмом.")
            return
        out = ask_save(self, "Письмо в МОУО", documents() / f"Письмо {number}.pdf", PDF)
        if out is not None:
            self._desk.run(
                "Готовим письмо…",
                lambda _: print_letter_again(self._desk.passport, number, out),
                self._letter_made,
            )

    def _withdraw(self) -> None:
        from app.services.proposing import withdraw_proposal  # noqa: PLC0415 - as above

        for one in self._asked("Отметьте предложения, которые ждут и не ушли письмом: ушедшее отзывают новым письмом."):
            withdraw_proposal(self._desk.passport, one.id)
        self._desk.season_changed.emit()

    def _lift(self) -> None:
        told = "Обычно запрет снимает ответ МОУО. Если это ошибка, напишите почему; причина сохранится."
        given = ask_lines(self, "Снять запрет правки", told, [Asked("Почему", needed=True)], "Снять запрет")
        if given is not None:
            self._done(lambda: lift(self._desk.passport, given[0]))

    def _done(self, act: Callable[[], object]) -> None:
        try:
            act()
        except AppError as problem:
            show_error(self, problem)
        self._desk.season_changed.emit()

    def _letter_made(self, made: "PrintedLetter") -> None:
        self._made = made.path
        told = f"Письмо № {made.number} записано: {made.path}. "
        self.letter_told.setText(f"{told}Напечатайте его, подпишите у руководителя и отправьте в МОУО.")
        self.letter_notice.show()
        self._desk.said.emit(f"Письмо № {made.number} записано: {made.path}")
        self._desk.season_changed.emit()
