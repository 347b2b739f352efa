"""What is proposed in a frozen season: grounds, letters, taking back; lifting the freezing."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog

from app.domain.proposals import ProposalState
from app.errors import AppError
from app.services.season import is_frozen, lift
from app.ui.answer_list import AnswerList
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_save, documents

if TYPE_CHECKING:
    from app.services.proposing import Proposed

STATES = {
    ProposalState.PENDING: "ждёт",
    ProposalState.ACCEPTED: "принято",
    ProposalState.REFUSED: "отклонено",
    ProposalState.WITHDRAWN: "отозвано",
}
PDF = "PDF (*.pdf)"
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
        self.letter_button = self.add_button("Сделать письмо…", self._letter)
        self.add_button("Письмо ещё раз…", self._again)
        self.add_button("Отозвать", self._withdraw)
        self.lift_button = self.add_button("Снять запрет правки…", self._lift)
        self.tree.itemActivated.connect(lambda *_: self._open())

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
        told = "Документ, его номер и дата:"
        text, given = QInputDialog.getText(self, "Основание изменения", told, text=chosen[0].ground)
        if given:
            self._done(lambda: give_ground(self._desk.passport, [one.id for one in chosen], text))

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
        if lacking := [one.label for one in chosen if not one.ground]:
            self._desk.said.emit(f"Сначала назовите основание: {', '.join(dict.fromkeys(lacking))}.")
            return
        number, given = QInputDialog.getText(self, "Письмо в МОУО", "Исходящий номер (можно вписать потом от руки):")
        out = ask_save(self, "Письмо в МОУО", documents() / "Письмо.pdf", PDF) if given else None
        if out is not None:
            ids = [one.id for one in chosen]
            self._desk.run(
                "Готовим письмо…",
                lambda _: print_letter(self._desk.passport, ids, out, outgoing=number),
                lambda made: self._heard(f"Письмо № {made.number} записано: {made.path}"),
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
                lambda made: self._heard(f"Письмо № {made.number} записано: {made.path}"),
            )

    def _withdraw(self) -> None:
        from app.services.proposing import withdraw_proposal  # noqa: PLC0415 - as above

        for one in self._asked("Отметьте предложения, которые ждут и не ушли письмом: ушедшее отзывают новым письмом."):
            withdraw_proposal(self._desk.passport, one.id)
        self._desk.season_changed.emit()

    def _lift(self) -> None:
        told = "Обычно запрет снимает ответ МОУО. Если это ошибка, напишите почему; причина сохранится:"
        text, given = QInputDialog.getText(self, "Снять запрет правки", told)
        if given:
            self._done(lambda: lift(self._desk.passport, text))

    def _done(self, act: Callable[[], object]) -> None:
        try:
            act()
        except AppError as problem:
            show_error(self, problem)
        self._desk.season_changed.emit()

    def _heard(self, text: str) -> None:
        self._desk.said.emit(text)
        self._desk.season_changed.emit()
