"""The dialogs that change or remove many cards: what will be is shown first, then done as one step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.field import field_by_name
from app.domain.listed import listing_of
from app.services.bulk import Plan, Where, bulk_fields, plan_bulk, removal
from app.services.cards import ENTITIES, Edit
from app.services.columns import Line
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.field_row import FieldRow, Offers
from app.ui.lines_beside import lines_beside
from app.ui.plain import Button, PlainLabel
from app.ui.removal_dialog import why_line
from app.ui.room import give_room
from app.ui.step_names import of_cards, of_fields
from app.ui.table import Line as Shown
from app.ui.table import Table

SIZE = (980, 600)
SHOWN = "Все, кто показан в списке; если в нём выделены несколько — только они."


class BulkDialog(QDialog):
    """One value into one field of many. Nothing is stored before the button; the button says how many."""

    def __init__(self, parent: QWidget, desk: Desk, entity: str, ids: Sequence[str], offers: Offers) -> None:
        super().__init__(parent)
        self.setWindowTitle("Изменить у многих")
        give_room(self, *SIZE)
        self.desk = desk
        self.entity = entity
        self._ids = tuple(ids)
        self._offers = offers
        self._fields = bulk_fields(entity)
        self._lines: list[Line] = []
        self.plan = Plan(self._fields[0])
        self.row: FieldRow
        self.field = QComboBox()
        self.field.setAccessibleName("Поле")
        self.field.setMaxVisibleItems(20)
        self.field.addItems([f"{one.label}  —  {one.tab.title}" for one in self._fields])
        self.where = QButtonGroup(self)
        self.whose = PlainLabel(SHOWN, "quiet")
        self.told = PlainLabel("", "quiet")
        self.help = PlainLabel("", "quiet")
        self.table = Table(
            ("Кто", _group_title(entity), "Сейчас", "Станет"), (34, 12, 0, 34), "Что изменится", coloured=3
        )
        self.change_button = Button("Изменить")
        self._form = QFormLayout()
        self._arrange()
        self.field.currentIndexChanged.connect(self._take_field)
        self.where.buttonToggled.connect(lambda _, on: self._plan() if on else None)
        self.change_button.clicked.connect(self.change)
        self._take_field()

    def _arrange(self) -> None:
        self._form.addRow("Поле", self.field)
        self._form.addRow("Значение", QWidget())  # its place: every field has an editor of its own
        self._form.addRow("Где", self._ways())
        close = Button("Закрыть")
        close.clicked.connect(self.reject)
        for button in (self.change_button, close):
            button.setAutoDefault(False)  # Enter in a field must not change a hundred cards
        buttons = QHBoxLayout()
        buttons.addWidget(self.told, 1)
        buttons.addWidget(self.change_button)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(f"Карточек: {len(self._ids)}", "title"))
        box.addWidget(self.whose)
        box.addLayout(self._form)
        box.addWidget(self.help)
        box.addWidget(self.table, 1)
        box.addLayout(buttons)

    def _ways(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        for number, one in enumerate(Where):
            button = QRadioButton(one.value)
            self.where.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self.where.button(0).setChecked(True)
        return holder

    # --- what will be ---------------------------------------------------------------------------------

    def choose(self, name: str, text: str = "", where: Where = Where.EMPTY) -> None:
        """Choose a field by name, type a value into it, say where it goes."""
        self.field.setCurrentIndex([one.name for one in self._fields].index(name))
        self.row.type_text(text)
        self.where.button(list(Where).index(where)).setChecked(True)

    def _take_field(self) -> None:
        """An editor for the chosen field, and what stands in it now."""
        field = self._fields[self.field.currentIndex()]
        self._lines = lines_beside(self, self.desk, self.entity, self._ids, (field.name,))
        self.row = FieldRow(field, self._offers)
        self.row.edited.connect(self._plan)
        self.row.next_wanted.connect(lambda _: self.change_button.setFocus(Qt.FocusReason.TabFocusReason))
        self.row.previous_wanted.connect(lambda _: self.field.setFocus(Qt.FocusReason.BacktabFocusReason))
        self._form.removeRow(1)
        self._form.insertRow(1, "Значение", self.row)
        QWidget.setTabOrder(self.field, self.row.editor)
        QWidget.setTabOrder(self.row.editor, self.where.button(0))
        self.help.setText(self.row.help_text())
        self._plan()

    def _plan(self) -> None:
        where = list(Where)[self.where.checkedId()]
        self.row.editor.setEnabled(where is not Where.CLEAR)
        self.plan = plan_bulk(self._lines, self.row.field, self.row.text(), where)
        self.table.load(
            [
                Shown((one.line.who, one.line.group, one.old or "—", one.new or "— (очищено)"), one)
                for one in self.plan.changes
            ]
        )
        self.told.setText(self.plan.problem or _counts(self.plan))
        self.told.set_role("error" if self.plan.problem and self.row.text() else "quiet")
        count = len(self.plan.changes)
        self.change_button.setText(f"Изменить: {count}" if count else "Изменить")
        self.change_button.setEnabled(bool(count))

    def change(self) -> None:
        """Carry the shown plan out; where it fails nothing is changed and the dialog stays."""
        name = f"правка {of_cards(len(self.plan.changes))}, {of_fields([self.plan.field.label])}"
        _carry_out(self, self.desk, name, self.plan.edits())


class RemoveDialog(QDialog):
    """Whose cards would be removed; «Не удалять» is where Enter and Esc lead."""

    def __init__(self, parent: QWidget, desk: Desk, lines: Sequence[Line]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Удаление карточек")
        give_room(self, 640, 460)
        self.desk = desk
        self._lines = tuple(lines)
        group = _group_title(lines[0].entity) if lines else ""
        self.table = Table(("Кто", group), (0, 20), "Чьи карточки будут удалены")
        self.table.load([Shown((line.who, line.group), line) for line in lines])
        self.why = why_line()
        self.remove_button = Button(f"Удалить: {len(lines)}")
        keep = Button("Не удалять")
        keep.setDefault(True)
        self.remove_button.clicked.connect(self.remove)
        keep.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(keep)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(f"Удалить: {len(lines)}", "title"))
        box.addWidget(
            PlainLabel(
                "Удаляют только внесённое по ошибке: выбывшим и уволенным вносят дату, их карточки остаются. "
                "Удаление отменяется одним действием: F9."
            )
        )
        box.addWidget(self.table, 1)
        form = QFormLayout()
        form.addRow("Почему", self.why)
        box.addLayout(form)
        box.addLayout(buttons)
        keep.setFocus()

    def remove(self) -> None:
        """Remove the cards as one step; where it fails none is removed."""
        name = f"удаление {of_cards(len(self._lines))}"
        _carry_out(self, self.desk, name, removal(self._lines), self.why.text().strip())


def _carry_out(dialog: QDialog, desk: Desk, name: str, edits: Sequence[Edit], why: str = "") -> None:
    def done() -> None:
        desk.said.emit(f"Сделано: {name}. Отменить: F9.")
        dialog.accept()

    failed: Callable[[BaseException], None] = partial(show_error, dialog)
    desk.save_many(name, edits, done, failed, dialog, why=why)


def _counts(plan: Plan) -> str:
    """«Изменится: 23. Уже так: 2.»"""
    parts = [f"Изменится: {len(plan.changes)}."]
    if plan.same:
        parts.append(f"Уже так: {plan.same}.")
    if plan.filled:
        parts.append(f"Заполнено иначе и не тронуто: {plan.filled}.")
    return " ".join(parts)


def _group_title(entity: str) -> str:
    """What the groups of an entity's list are called: «Класс»."""
    group = listing_of(ENTITIES[entity]).group
    return field_by_name(ENTITIES[entity])[group].label if group else ""
