"""Reading many cards for a window that shows them in a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.services.columns import Line, read_lines
from app.ui.desk import Desk

FEW = 500  # records that are read at once, in some 20 ms; more are read beside the window


def lines_beside(over: QWidget, desk: Desk, entity: str, ids: Sequence[str], names: Sequence[str]) -> list[Line]:
    """Chosen fields of many records, as :func:`read_lines` gives them; the window answers while very many are read.

    ``over`` is the window that shows them; while it is not there yet, the main one stands in for it.
    """
    if len(ids) <= FEW:
        return read_lines(desk.passport, entity, ids, names)
    parent = over if over.isVisible() else None
    return desk.jobs.wait(
        lambda _: read_lines(desk.passport, entity, ids, names), title="Читаем карточки…", parent=parent
    )
