"""A list on a card: parents, former documents, appointments; each a block of fields, the last one waiting.

The waiting block shows only its first field. Whoever types there has added one to the list; whoever presses
Enter there passes on. What is left blank is not stored.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.field import Details, field_by_name, fields
from app.domain.kinds import Text
from app.services.detail_rows import Row, Rows
from app.ui.field_row import FieldRow, Offers
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import Button, PlainLabel
from app.validators.findings import Finding

COLUMNS = 3
COLUMN_SIGNS = 22  # of average width: what a column must have to stand beside another
WIDE = 200  # a text that may be so long takes two columns

Connect = Callable[[FieldRow], None]


class RowsEditor(QWidget):
    """The blocks of one list, in its order."""

    edited = Signal()

    def __init__(self, told: Details, offers: Offers, connect: Connect) -> None:
        super().__init__()
        self._told = told
        self._offers = offers
        self._connect = connect
        self.blocks: list[DetailBlock] = []
        self._showing = False
        self._locked = False
        self.message = PlainLabel()
        self.message.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._box.addWidget(self.message)

    def show_rows(self, rows: Rows, *, same_card: bool = False) -> None:
        """Show a list, with a block waiting below it."""
        wanted = [*rows, self._blank()]
        self._showing = True  # a field that is hidden loses the focus, and is left: nobody typed into it
        while len(self.blocks) > len(wanted):
            self._drop(self.blocks[-1])
        while len(self.blocks) < len(wanted):
            self._add()
        for place, (block, row) in enumerate(zip(self.blocks, wanted, strict=True)):
            block.show_row(row, place, waiting=row is wanted[-1])
        self._showing = False
        if self._locked:
            self.lock()

    def lock(self) -> None:
        """Show the list only: nothing is added, changed or taken out."""
        self._locked = True
        for block in self.blocks:
            block.lock()
        if self.blocks:
            self.blocks[-1].hide()  # it waits for somebody to type

    def _blank(self) -> Row:
        return Row("", dict.fromkeys(field_by_name(self._told.model), ""))

    def _add(self) -> None:
        block = DetailBlock(self._told, self._offers, self._connect)
        block.edited.connect(self._on_edited)
        block.unwanted.connect(self._take_out)
        self.blocks.append(block)
        self._box.insertWidget(self._box.count() - 1, block)

    def _drop(self, block: "DetailBlock") -> None:
        self.blocks.remove(block)
        self._box.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _on_edited(self) -> None:
        if self._showing:
            return
        last = self.blocks[-1]
        if not last.row().blank:
            last.take(len(self.blocks) - 1)
            self._add()
            self.blocks[-1].show_row(self._blank(), len(self.blocks) - 1, waiting=True)
        self.edited.emit()

    def _take_out(self, block: "DetailBlock") -> None:
        place = self.blocks.index(block)
        self.show_rows(tuple(one.row() for one in self.blocks[:-1] if one is not block))
        self.blocks[min(place, len(self.blocks) - 1)].first.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def rows(self) -> Rows:
        """The list as it stands, without the waiting block and blank ones."""
        return tuple(row for row in (block.row() for block in self.blocks) if not row.blank)

    def repeat(self, row: FieldRow, before: Rows) -> None:
        """Put in what the card before has in the place of a field: of the waiting block all, else the one value."""
        for place, (block, then) in enumerate(zip(self.blocks, before, strict=False)):
            if row in block.fields.values():
                whole = place == len(self.blocks) - 1
                block.unfold()
                for name in list(block.fields) if whole else [row.field.name]:
                    block.fields[name].type_text(then.texts.get(name, ""))

    def stops(self) -> Iterator[FieldRow]:
        """The fields that Enter visits."""
        for block in self.blocks:
            yield from block.stops() if not (self._locked and block is self.blocks[-1]) else ()

    def row_of(self, name: str) -> FieldRow | None:
        """The field «guardians.1.phone»; the first of the list where it names no more than that."""
        parts = name.split(".")
        if len(parts) == 3 and parts[1].isdigit() and 0 < int(parts[1]) <= len(self.blocks):
            return self.blocks[int(parts[1]) - 1].fields.get(parts[2])
        return next(self.stops(), None)

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Mark the fields that findings speak of; those of the list as a whole stand below it."""
        whole = findings.get(self._told.name, ())
        self.message.setText("\n".join(f"{LEVEL_SIGNS[one.level]} {one.text}" for one in whole))
        self.message.set_role(whole[0].level.value if whole else "quiet")
        self.message.setVisible(bool(whole))
        for place, block in enumerate(self.blocks):
            for name, row in block.fields.items():
                row.show_findings(findings.get(f"{self._told.name}.{place + 1}.{name}", ()))

    def show_grade(self, grade: int | None) -> None:
        """Nothing here depends on the class."""


class DetailBlock(QFrame):
    """The fields of one of a list, up to three beside one another, each under its label."""

    edited = Signal()
    unwanted = Signal(object)

    def __init__(self, told: Details, offers: Offers, connect: Connect) -> None:
        super().__init__()
        self._told = told
        self._offers = offers
        self._connect = connect
        self._id = ""
        self._folded = True
        self.fields: dict[str, FieldRow] = {}
        self.setObjectName("block")
        self.title = PlainLabel("", "quiet", wrap=False)
        self.remove_button = self.tab_last = Button("Убрать")
        self.remove_button.clicked.connect(lambda: self.unwanted.emit(self))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.remove_button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 3, 6, 5)
        box.setSpacing(2)
        box.addLayout(head)
        box.addLayout(self._grid)
        self._names = [one.name for one in fields(told.model)]
        self._columns, self._spot = COLUMNS, (0, 0)
        self._make(self._names[0])

    def minimumSizeHint(self) -> QSize:
        """Room for one column: the others stand where there is more."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._column + 2 * self._grid.horizontalSpacing()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        columns = min(max(event.size().width() // self._column, 1), COLUMNS)
        if columns != self._columns:
            self._columns, self._spot = columns, (0, 0)
            for column in range(COLUMNS):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)
            for row in self.fields.values():
                self._place(row)

    @property
    def _column(self) -> int:
        return max(self.fontMetrics().averageCharWidth() * COLUMN_SIGNS, 1)

    @property
    def first(self) -> FieldRow:
        """The field that shows even while the block waits."""
        return self.fields[self._names[0]]

    def _make(self, name: str) -> None:
        told = field_by_name(self._told.model)[name]
        offered = self._offers.get(f"{self._told.name}.{name}")
        row = FieldRow(told, {name: offered} if offered else {})
        row.label.setWordWrap(False)
        self._connect(row)
        row.edited.connect(self.edited)
        self.fields[name] = row
        self._place(row)

    def _place(self, row: FieldRow) -> None:
        """Put a field where the one before it ended."""
        kind = row.field.kind
        line, column = self._spot
        span = min(2 if isinstance(kind, Text) and kind.limit >= WIDE else 1, self._columns)
        if column + span > self._columns:
            line, column = line + 1, 0
        self._grid.addWidget(row.label, 2 * line, column, 1, span)
        self._grid.addWidget(row, 2 * line + 1, column, 1, span)
        self._spot = (line, column + span)

    def unfold(self) -> None:
        """Show all fields."""
        for name in self._names:
            if name not in self.fields:
                self._make(name)
        for row in self.fields.values():
            row.show()
            row.label.show()
        self._folded = False
        self.remove_button.show()

    def take(self, place: int) -> None:
        """Become one of the list: somebody has typed into the waiting block."""
        self.unfold()
        self._name(place, waiting=False)

    def _name(self, place: int, *, waiting: bool) -> None:
        self.title.setText(f"Добавить {self._told.one}:" if waiting else f"№ {place + 1}")
        self.remove_button.setAccessibleName(f"Убрать: {self._told.title}, {place + 1}")

    def show_row(self, row: Row, place: int, *, waiting: bool) -> None:
        """Show one of the list, or (waiting) an offer to add one."""
        self._id = row.id
        if waiting:
            self._fold()
        else:
            self.unfold()
        self._name(place, waiting=waiting)
        for name, field_row in self.fields.items():
            field_row.show_text(row.texts.get(name, ""), row.unread.get(name, ""))
            field_row.show_findings(())

    def _fold(self) -> None:
        for name, row in self.fields.items():
            row.setVisible(name == self._names[0])
            row.label.setVisible(name == self._names[0])
        self._folded = True
        self.remove_button.hide()

    def lock(self) -> None:
        """Show the values only."""
        for row in self.fields.values():
            row.lock()
        self.remove_button.deny()

    def row(self) -> Row:
        """What stands in the fields."""
        texts = dict.fromkeys(self._names, "")
        return Row(self._id, texts | {name: row.text() for name, row in self.fields.items()})

    def stops(self) -> Iterator[FieldRow]:
        """The fields that Enter visits: only the first while the block waits."""
        yield from [self.first] if self._folded else self.fields.values()
