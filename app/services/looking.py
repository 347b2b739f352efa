"""What is looked at before it is printed: pages as pictures, and a page to try a printer with."""

from datetime import datetime
from pathlib import Path

from app.disk import write_whole
from app.printer.pictures import Document, Picture
from app.printer.printer_trial import trial_page
from app.services.places import PDF, check_place
from app.services.printing import writing
from app.storage.passport import Passport

__all__ = ["Document", "Picture", "printer_trial", "save_trial"]


def printer_trial() -> bytes:
    """The page to try a printer with, as a PDF."""
    return trial_page(datetime.now().astimezone().replace(microsecond=0))


def save_trial(passport: Passport, out: Path, pdf: bytes) -> None:
    """Write the trial page into a file, whole or not at all; :class:`BadFile` where it cannot be written."""
    check_place(out, PDF, passport.path)
    with writing(out):
        write_whole(out, pdf)
