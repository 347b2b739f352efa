"""Acts over many records of a list: one change of all, a table of one field, removal; each is one step to undo."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.services.common_gaps import Gap
from app.services.students import class_names
from app.ui.bulk_dialog import BulkDialog, RemoveDialog
from app.ui.desk import Desk
from app.ui.field_row import Offers
from app.ui.grid_dialog import GridDialog
from app.ui.lines_beside import lines_beside
from app.ui.record_list import RecordList


def wanted_ids(records: RecordList) -> list[str]:
    """The records an act is about: those marked, if several are, else all that are shown, in their order."""
    places: Sequence[int] = records.table.places()
    if len(places) < 2:
        places = range(records.model.shown)
    return [records.model.id_at(place) for place in places]


def change_many(records: RecordList) -> None:
    """Write one value into a field of many, after showing what changes."""
    _run(records, BulkDialog(*_asked(records)))


def fill_column(records: RecordList) -> None:
    """Type one field, or a few, down the column of many."""
    _run(records, GridDialog(*_asked(records)))


def fill_gap(desk: Desk, parent: QWidget, gap: Gap) -> None:
    """Fill a field where it is empty: with one value if many may have it alike, else down a column."""
    dialog: BulkDialog | GridDialog
    if not gap.alike:
        dialog = GridDialog(parent, desk, gap.entity, gap.ids, offers_of(desk, gap.entity))
        dialog.show_fields((gap.field.name,))
    else:
        dialog = BulkDialog(parent, desk, gap.entity, gap.ids, offers_of(desk, gap.entity))
        dialog.whose.setText(f"Все, у кого не внесено «{gap.field.label}».")
        dialog.choose(gap.field.name)
        dialog.row.editor.setFocus()
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def remove_many(records: RecordList) -> None:
    """Remove the marked cards (one, where one is marked), after showing whose."""
    ids = [records.model.id_at(place) for place in records.table.places()]
    if not ids:
        records.desk.said.emit("Выделите в списке карточки, которые нужно удалить: Ctrl+щелчок или Shift+стрелки.")
        return
    lines = lines_beside(records.window(), records.desk, records.entity, ids, ())
    _run(records, RemoveDialog(records.window(), records.desk, lines))


def offers_of(desk: Desk, entity: str) -> Offers:
    """The names of classes, for pupils."""
    return {"class_name": lambda: class_names(desk.passport)} if entity == "student" else {}


def _asked(records: RecordList) -> tuple[QWidget, Desk, str, list[str], Offers]:
    """What a dialog over the records of a list begins with."""
    desk, entity = records.desk, records.entity
    return records.window(), desk, entity, wanted_ids(records), offers_of(desk, entity)


def _run(records: RecordList, dialog: BulkDialog | GridDialog | RemoveDialog) -> None:
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
        records.table.setFocus()
