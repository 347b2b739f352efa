"""A list handed over: to the clipboard, and into a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from app.services.list_export import as_html, as_text_table, export_list
from app.ui.clipboard import put
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_save, documents
from app.ui.record_table import RecordTable

FEW = 1000  # rows that are made into text at once


def copy_rows(desk: Desk, model: RecordTable, places: Sequence[int], names: Sequence[str]) -> int:
    """Put rows with their headings on the clipboard, as text and as a table; how many there were."""
    headings = [model.heading(name) for name in names]

    def told(_: object = None) -> tuple[str, str]:
        rows = [[model.text(place, name) for name in names] for place in places]
        return as_text_table(headings, rows), as_html(headings, rows)

    text, html = told() if len(places) <= FEW else desk.jobs.wait(told, title="Копируем список…")
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    put(data)
    return len(places)


_KINDS = "Книга Excel (*.xlsx);;Текст с разделителями (*.csv)"


def save_rows(
    parent: QWidget, desk: Desk, model: RecordTable, what: tuple[Iterable[int], Sequence[str]], title: str
) -> None:
    """Ask for a file and write the rows (places, columns) into it beside the window."""
    places, names = what
    proposed = documents() / f"{title} {date.today():%Y-%m-%d}.xlsx"
    path = ask_save(parent, "Выгрузить список", proposed, _KINDS)
    if path is None:
        return
    headings = [model.heading(name) for name in names]
    rows = model.cells(places, names)
    desk.run(
        "Выгружаем список…",
        lambda progress: export_list(desk.passport, path, headings, rows, progress),
        lambda count: desk.said.emit(f"Список выгружен, строк: {count}. {path}"),
    )
