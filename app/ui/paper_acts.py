"""A paper that stands in no register: looked at, sent to a printer, or saved as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.ui.error_window import show_error
from app.ui.file_dialogs import PDF, ask_save, documents
from app.ui.print_preview import PrintPreview
from app.ui.system_print import ask_printer, printer_for, send


def show_paper(
    parent: QWidget,
    title: str,
    pdf: bytes,
    save: Callable[[Path], object],
    may_save: Callable[[], bool] = lambda: True,
    *,
    told: str = "",
) -> PrintPreview:
    """Show the pages; ``title`` names them on the screen, in the print queue, and their file.

    ``save`` writes the file, and ``may_save`` asks before its place is chosen; ``told`` stands above the buttons.
    """
    from app.services.looking import Document  # noqa: PLC0415 - loaded with the first print

    document = Document(pdf)
    dialog = PrintPreview(parent, title, document, told)
    dialog.printed.connect(lambda: _print(parent, title, pdf, document.sizes, dialog.pages))
    dialog.saved.connect(lambda: _save(parent, title, save) if may_save() else None)
    dialog.finished.connect(lambda _: document.close())
    dialog.open()
    return dialog


def send_pages(parent: QWidget, printer: QPrinter, pdf: bytes, pages: tuple[int, int]) -> None:
    """Print the pages from the first to the last on a printer that the user has chosen; what fails is shown."""
    from app.services.looking import Document  # noqa: PLC0415 - as above

    document = Document(pdf)
    try:
        send(printer, document, *pages)
    except AppError as problem:
        show_error(parent, problem)
    finally:
        document.close()


def _print(
    parent: QWidget, title: str, pdf: bytes, sizes: Sequence[tuple[float, float]], wanted: tuple[int, int]
) -> None:
    """Let the user choose a printer for those pages, or others, and print."""
    printer = printer_for(sizes[0], title)
    pages = ask_printer(parent, printer, len(sizes), wanted)
    if pages is not None:
        send_pages(parent, printer, pdf, pages)


def _save(parent: QWidget, title: str, save: Callable[[Path], object]) -> None:
    path = ask_save(parent, "Куда сохранить", documents() / f"{title}.pdf", PDF)
    if path is None:
        return
    try:
        save(path)
    except AppError as problem:
        show_error(parent, problem)
