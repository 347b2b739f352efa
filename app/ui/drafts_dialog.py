"""The dialog that offers what was typed and not saved: whose card, when, and each difference beside what is stored."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.drafts import Fate, KeptDraft, drafts
from app.ui.difference_table import difference_table
from app.ui.has_card import HasCard
from app.ui.pages import Pages
from app.ui.plain import Button, PlainLabel, tool_tip
from app.ui.room import give_room

_TOLD = {
    Fate.NEW: "Новая карточка, ещё не сохранённая.",
    Fate.SAME: "С тех пор карточку не меняли.",
    Fate.CHANGED: "Внимание: с тех пор карточку изменили. Слева — то, что в базе сейчас.",
    Fate.REMOVED: "Внимание: карточку с тех пор удалили. «Продолжить» откроет новую с набранным.",
}


CARDS = {
    "school": "Карточка школы",
    "class": "Класс",
    "student": "Карточка ученика",
    "staff": "Карточка работника",
    "room": "Карточка аудитории",
}


class DraftsDialog(QDialog):
    """Each draft is answered for by itself; «Потом» leaves the rest for another time."""

    taken_up = Signal(object)  # the KeptDraft to go on with
    dropped = Signal(object)

    def __init__(self, parent: QWidget, kept: tuple[KeptDraft, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Набранное и не сохранённое")
        give_room(self, 860, 460)
        self._kept = list(kept)
        self.list = QListWidget()
        self.list.setAccessibleName("Карточки с несохранённым")
        self.list.setWordWrap(True)
        self.list.setMaximumWidth(290)
        self.fate = PlainLabel()
        self.table = difference_table(("Поле", "В базе", "Набрано"), "Чем набранное отличается")
        self.continue_button = Button("Продолжить")
        self.drop_button = Button("Отбросить")
        self.later_button = Button("Потом")
        self._arrange()
        self.list.addItems([_called(one) for one in kept])
        self.list.currentRowChanged.connect(self._show)
        self.continue_button.clicked.connect(lambda: self._answer(self.taken_up))
        self.drop_button.clicked.connect(lambda: self._answer(self.dropped))
        self.later_button.clicked.connect(self.reject)
        self.continue_button.setDefault(True)
        self.list.setCurrentRow(0)
        self.continue_button.setFocus()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.continue_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch(1)
        buttons.addWidget(self.later_button)
        right = QVBoxLayout()
        right.addWidget(self.fate)
        right.addWidget(self.table, 1)
        right.addLayout(buttons)
        line = QHBoxLayout()
        line.addWidget(self.list)
        line.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.addWidget(
            PlainLabel(
                "Программу или базу закрыли, когда в этих карточках было набрано и не сохранено. «Продолжить» откроет "
                "карточку с набранным; в базу оно попадёт, когда вы её сохраните."
            )
        )
        box.addLayout(line, 1)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._kept):
            return
        kept = self._kept[place]
        self.fate.setText(_TOLD[kept.fate])
        self.fate.set_role("question" if kept.fate in (Fate.CHANGED, Fate.REMOVED) else "quiet")
        self.table.setRowCount(len(kept.differences))
        for row, one in enumerate(kept.differences):
            for column, text in enumerate((one.label, one.stored or "не внесено", one.typed or "очищено")):
                item = QTableWidgetItem(text)
                item.setToolTip(tool_tip(text))
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()

    def _answer(self, signal: SignalInstance) -> None:
        signal.emit(self._kept[self.list.currentRow()])

    def forget(self, kept: KeptDraft) -> None:
        """It has been answered for; without any left the dialog closes."""
        place = self._kept.index(kept)
        del self._kept[place]
        self.list.takeItem(place)
        if self._kept:
            self._show(self.list.currentRow())
        else:
            self.accept()


def _called(kept: KeptDraft) -> str:
    return f"{kept.who or 'Без имени'}\n{CARDS[kept.edit.entity]}, {kept.kept_at:%d.%m.%Y %H:%M}"


def offer_drafts(pages: Pages) -> bool:
    """Offer what was typed and not saved before; False where there is nothing of the kind."""
    if not pages.may_leave():
        return True
    pages.watch.settle()
    kept = drafts(pages.desk.passport)
    keeper = pages.watch.keeper
    keeper.wait_for_answer(kept)
    if not kept:
        return False
    dialog = DraftsDialog(pages.stack.window(), kept)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def drop(one: KeptDraft) -> None:
        keeper.answered(one.edit)
        keeper.drop(one.edit)
        dialog.forget(one)

    def take_up(one: KeptDraft) -> None:
        if continue_draft(pages, one):
            dialog.accept()
            if others := len(kept) - 1:
                pages.desk.said.emit(f"Несохранённых карточек ещё: {others} (Правка → «Набранное и не сохранённое»).")

    dialog.dropped.connect(drop)
    dialog.taken_up.connect(take_up)
    dialog.open()
    return True


def continue_draft(pages: Pages, kept: KeptDraft) -> bool:
    """Open the card of a draft with what was typed in it, unsaved; False when the user stays with another card."""
    return pages.may_leave() and take_up(pages, kept)


def take_up(pages: Pages, kept: KeptDraft) -> bool:
    """The same where the page of the card, if not every page, has nothing unsaved."""
    edit = kept.edit
    if kept.fate in (Fate.NEW, Fate.REMOVED):
        pages.new_card(edit.entity)
    else:
        pages.open_card(edit.entity, edit.id)
    page = pages.stack.currentWidget()
    if not isinstance(page, HasCard) or page.card_view().entity != edit.entity:
        return False
    card = page.card_view()
    pages.watch.keeper.answered(edit)
    card.restore(edit)
    pages.watch.draft_of(card).took_up(edit)
    field = kept.differences[0].field
    card.focus_field(field)
    return True
