"""What is looked at before it is printed: pages as pictures, and a page to try a printer with."""

from datetime import datetime

from app.printer.pictures import Document, Picture
from app.printer.printer_trial import trial_page

__all__ = ["Document", "Picture", "printer_trial"]


def printer_trial() -> bytes:
    """The page to try a printer with, as a PDF."""
    return trial_page(datetime.now().astimezone().replace(microsecond=0))
