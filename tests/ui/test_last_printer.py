"""The printer and tray chosen last are offered next time (U24)."""

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from app.ui import habits, system_print

A4 = (595.0, 842.0)


class OfName(QPrinter):
    """A printer of which the name and tray were chosen: there is none to choose on a machine of tests."""

    chosen = ""
    tray = QPrinter.PaperSource.Auto

    def printerName(self) -> str:
        return self.chosen

    def setPrinterName(self, name: str) -> None:
        self.chosen = name

    def paperSource(self) -> QPrinter.PaperSource:
        return self.tray

    def setPaperSource(self, source: QPrinter.PaperSource) -> None:
        self.tray = source


@pytest.fixture
def printers(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the printers that are there."""
    names = ["HP в приёмной", "Canon в учительской"]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: names)
    monkeypatch.setattr(system_print, "QPrinter", OfName)
    return names


def test_the_last_printer_and_tray_come_back(printers: list[str]) -> None:
    first = system_print.printer_for(A4, "Форма")
    assert first.printerName() == ""
    first.setPrinterName(printers[1])
    first.setPaperSource(QPrinter.PaperSource.Lower)
    system_print._keep(first)
    again = system_print.printer_for(A4, "Форма")
    assert (again.printerName(), again.paperSource()) == (printers[1], QPrinter.PaperSource.Lower)


def test_a_printer_that_is_gone_or_a_file_is_not_taken(printers: list[str]) -> None:
    chosen = system_print.printer_for(A4, "Форма")
    chosen.setPrinterName(printers[0])
    system_print._keep(chosen)
    file = system_print.printer_for(A4, "Форма")
    file.setPrinterName("")
    system_print._keep(file)
    assert habits.kept("printer") == "HP в приёмной"
    del printers[0]
    assert system_print.printer_for(A4, "Форма").printerName() == ""
    habits.keep("printer", printers[0])
    habits.keep("tray", "лоток")
    assert system_print.printer_for(A4, "Форма").paperSource() is QPrinter.PaperSource.Auto
