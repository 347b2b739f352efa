"""Sending pages to a printer through the system's own dialog: each as a picture, at its true size."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import BadFile
from app.ui import habits

if TYPE_CHECKING:  # loaded with the first print
    from app.services.looking import Document, Picture

_DPI = 300  # small codes and type of 8 pt come out sharp; more costs memory and time and is not seen
_POINTS = 72
_PRINTER, _TRAY = "printer", "tray"


def image_of(picture: "Picture") -> QImage:
    """A picture for Qt; it holds the dots itself."""
    made = QImage(picture.dots, picture.width, picture.height, picture.stride, QImage.Format.Format_Grayscale8)
    return made.copy()


def printer_for(size: tuple[float, float], name: str) -> QPrinter:
    """A printer set to the paper of the form, without margins of its own: the form has them.

    ``name`` is what print queues show: never a person's.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCreator("Паспорт школы")
    wide = size[0] > size[1]
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    _use_last(printer)
    return printer


def _use_last(printer: QPrinter) -> None:
    """Take the printer and the tray that were chosen last, as far as they are still there."""
    name = habits.kept(_PRINTER)
    if name and name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
        tray = habits.kept(_TRAY) or ""
        if tray in QPrinter.PaperSource.__members__:
            printer.setPaperSource(QPrinter.PaperSource[tray])


def _keep(printer: QPrinter) -> None:
    """Remember what was chosen; a file is no printer."""
    if printer.printerName():
        habits.keep(_PRINTER, printer.printerName())
        habits.keep(_TRAY, printer.paperSource().name)


def ask_printer(parent: QWidget, printer: QPrinter, pages: int, wanted: tuple[int, int]) -> tuple[int, int] | None:
    """Let the user choose a printer and pages; the first and last page, None when he has thought better of it.

    ``wanted`` are the pages that are proposed.
    """
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(*wanted)
    if wanted != (1, pages):
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.PageRange)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.printRange() == QAbstractPrintDialog.PrintRange.PageRange
    dialog.deleteLater()
    if not accepted:
        return None
    _keep(printer)
    return (printer.fromPage(), printer.toPage()) if chosen else (1, pages)


def send(printer: QPrinter, document: "Document", first: int, last: int) -> None:
    """Print those pages, counted from 1; :class:`BadFile` where the printer does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        raise BadFile("Принтер не начал печать.", "Проверьте, включён ли он и есть ли в нём бумага.")
    try:
        for place in range(first - 1, last):
            if place >= first and not printer.newPage():
                raise BadFile(f"Принтер остановился на странице {place + 1}.", "Напечатайте остальные ещё раз.")
            dots = printer.resolution() / _POINTS
            width, height = (length * dots for length in document.sizes[place])
            painter.drawImage(QRectF(0, 0, width, height), image_of(document.picture(place, _DPI)))
    finally:
        painter.end()
