"""Putting a chosen form on paper: the look before it, the printer or a file, the лист изменений, the trial page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.progress import Progress
from app.ui import habits
from app.ui.desk import Desk
from app.ui.file_dialogs import PDF, ask_save, documents
from app.ui.forms_tree import Chosen
from app.ui.paper_acts import send_pages, show_paper
from app.ui.print_preview import PrintPreview
from app.ui.system_print import ask_printer, printer_for

if TYPE_CHECKING:  # loaded with the first print
    from app.services.looking import Document
    from app.services.printing import Orders, Printed

TRIAL = "Проба принтера"
PRINTED_BY, LONGEST_NAME = "printed_by", 150
_NUMBER_COMES = "Номер форма получит, когда её напечатают или сохранят; до этого в журнале ничего не записано."
_AGAIN = "Та же бумага под тем же номером: новой записи в журнале не будет. Выберите страницы, которые испорчены."


class FormPrinting(QObject):
    """``done`` tells what was printed, and whether into a file. Long acts are jobs; nothing is lost by closing."""

    done = Signal(object, bool)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent

    # --- what is printed ------------------------------------------------------------------------------

    def look(self, chosen: Chosen) -> None:
        """Show the form as it would be printed now; it is printed or saved from there."""
        orders = _orders(self._desk, chosen)

        def show(pdf: bytes) -> None:
            document = _document(pdf)
            dialog = PrintPreview(self._parent, chosen.title, document, _NUMBER_COMES)
            dialog.printed.connect(lambda: self._print(chosen, orders, document.sizes, dialog.pages))
            dialog.saved.connect(lambda: self.save(chosen))
            _show(dialog, document)

        self._desk.run("Готовим просмотр…", lambda progress: _drawn(self._desk, orders, progress), show)

    def save(self, chosen: Chosen) -> None:
        """Ask for a file and print the form into it."""
        name = " ".join(part for part in (chosen.title, chosen.state.class_name if chosen.state else "") if part)
        path = ask_save(self._parent, "Куда сохранить форму", documents() / f"{name}.pdf", PDF)
        if path is not None:
            self.save_to(_orders(self._desk, chosen), path)

    def save_to(self, orders: "Orders", path: Path) -> None:
        """Print into a file."""
        from app.services.printing import put_on_paper  # noqa: PLC0415 - not needed by the first window

        by = printed_by(self._desk)
        self._desk.run(
            "Печатаем форму…",
            lambda progress: put_on_paper(self._desk.passport, path, orders, by, progress),
            lambda printed: self.done.emit(printed, True),
        )

    def save_changes(self, chosen: Chosen) -> None:
        """Ask for a file and print into it what has changed since the form was printed."""
        from app.services.supplements import changes_since  # noqa: PLC0415 - as above

        if chosen.state is None:
            return
        number = chosen.state.number
        proposed = documents() / f"Лист изменений к форме {number}.pdf"
        path = ask_save(self._parent, "Куда сохранить лист изменений", proposed, PDF)
        if path is not None:
            self.save_to(changes_since(number), path)

    def _print(
        self, chosen: Chosen, orders: "Orders", sizes: Sequence[tuple[float, float]], wanted: tuple[int, int]
    ) -> None:
        """Let the user choose a printer, then number the form and print it."""
        from app.services.printing import hand_over  # noqa: PLC0415 - as above

        printer = printer_for(sizes[0], chosen.title)
        pages = ask_printer(self._parent, printer, len(sizes), wanted)
        if pages is None:
            return
        by = printed_by(self._desk)

        def sent(given: "tuple[Printed, bytes]") -> None:
            printed, pdf = given
            send_pages(self._parent, printer, pdf, pages)
            self.done.emit(printed, False)

        self._desk.run("Печатаем форму…", lambda progress: hand_over(self._desk.passport, orders, by, progress), sent)

    # --- papers that stand in no register, or stand there already -------------------------------------

    def again(self, chosen: Chosen) -> None:
        """Show the newest papers of a form as they were printed, to print pages of them once more."""
        from app.services.reprinting import printed_again, save_again  # noqa: PLC0415 - as above

        passport, state = self._desk.passport, chosen.state
        if state is None:
            return

        def show(pdf: bytes) -> None:
            show_paper(self._parent, chosen.title, pdf, lambda path: save_again(passport, path, pdf), told=_AGAIN)

        self._desk.run(
            "Готовим просмотр…", lambda progress: printed_again(passport, state.kind, state.class_name, progress), show
        )

    def try_printer(self) -> None:
        """Show the page to try a printer with, and print it."""
        from app.services.looking import printer_trial, save_trial  # noqa: PLC0415 - as above

        pdf = printer_trial()
        show_paper(self._parent, TRIAL, pdf, lambda path: save_trial(self._desk.passport, path, pdf))


def printed_by(desk: Desk) -> str:
    """Who prints, as the register shall say: what was typed last on this computer, or who has opened the base."""
    kept = habits.kept(PRINTED_BY)
    return kept if kept is not None else desk.passport.actor.name if desk.passport.has_password else ""


def keep_printed_by(name: str) -> None:
    """Remember who prints; it may be nobody."""
    habits.keep(PRINTED_BY, " ".join(name.split())[:LONGEST_NAME])


def _orders(desk: Desk, chosen: Chosen) -> "Orders":
    from app.services.printing import orders_of  # noqa: PLC0415 - as above

    if chosen.state is None:
        return orders_of(chosen.kind, every=True)
    return orders_of(chosen.kind, class_name=chosen.state.class_name or None, findings=desk.today)


def _document(pdf: bytes) -> "Document":
    from app.services.looking import Document  # noqa: PLC0415 - as above

    return Document(pdf)


def _show(dialog: PrintPreview, document: "Document") -> None:
    """Show a look at pages until it is closed; what was chosen in it happens after that."""
    dialog.finished.connect(lambda _: document.close())
    dialog.open()


def _drawn(desk: Desk, orders: "Orders", progress: Progress) -> bytes:
    from app.services.printing import preview  # noqa: PLC0415 - as above

    return preview(desk.passport, orders, progress)


Act = Callable[[Chosen], None]
