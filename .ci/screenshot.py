"""Take README's picture and those of the help from the running program, on the made-up school.

make screenshot           (Windows: py .ci\\make.py screenshot)

Small: a palette of a hundred colours does for a window of plain colours and text.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageChops  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app.paths import DATA, resources  # noqa: E402
from app.services.demonstration import LIST, demo_passport  # noqa: E402
from app.services.printing import print_form  # noqa: E402
from app.storage.opening import new_passport, open_passport  # noqa: E402
from app.ui import page_names as places  # noqa: E402
from app.ui.application import make_application  # noqa: E402
from app.ui.main_window import MainWindow  # noqa: E402
from app.ui.plain import Notice  # noqa: E402

COLOURS = 96
WIDE, OF_GUIDE = (1366, 700), (1040, 600)
CLASS = "9Б"
PRINTED = ("graduates", "9А"), ("final_check", "9А")


@dataclass(slots=True)
class Studio:
    """The window to be pictured, and a folder for what is made on the way."""

    window: MainWindow
    folder: Path

    def rest(self) -> None:
        """Let the program do what it is doing, and paint."""
        end = time.monotonic() + 0.3
        while time.monotonic() < end or self.window.jobs.busy:
            QApplication.processEvents()
            time.sleep(0.01)

    def page(self, number: int) -> QWidget:
        """Go to a page of the made-up school, some of whose forms are printed."""
        base = self.folder / "demo.passport"
        if not base.exists():
            demo_passport(self.folder)
            with open_passport(base) as passport:
                for kind, class_name in PRINTED:
                    print_form(passport, kind, self.folder / f"{kind}.pdf", class_name=class_name)
        if self.window.desk is None:
            self.window.open_file(base)
        self.rest()
        self.window.pages.go(number)
        self.rest()
        return self.window.pages.page(number)


# How to get to what each picture shows; each gives what is to be pictured.


def card(studio: Studio) -> QWidget:
    """A pupil with findings, in the field of the first."""
    page = studio.page(places.STUDENTS)
    page.list.search.setText(CLASS)
    page.list.select(
        next(n for n in range(page.list.model.shown) if studio.window.desk.findings_of(page.list.model.id_at(n)))
    )
    studio.window.pages.step_finding(1)
    return studio.window


def start(studio: Studio) -> QWidget:
    """The doors, where there is no base yet."""
    return studio.window.centralWidget().findChild(Notice)


def loading(studio: Studio) -> QWidget:
    """What a list would bring into a base that is empty."""
    with new_passport(studio.folder / "new.passport", year="2019-20", kind="school", code="700101", name="СОШ"):
        pass
    studio.window.open_file(studio.folder / "new.passport")
    studio.rest()
    page = studio.window.pages.page(places.IMPORT)
    page.look_at(resources("demo", LIST))
    studio.rest()
    page.try_out()
    return studio.window


def check(studio: Studio) -> QWidget:
    """All that the check has found."""
    studio.page(places.CHECK)
    return studio.window


def forms(studio: Studio) -> QWidget:
    """The forms, of which some are printed."""
    page = studio.page(places.FORMS)
    page.tree.select(*PRINTED[0])
    return studio.window


def package(studio: Studio) -> QWidget:
    """The choices for a package, one that has been made, and its code."""
    page = studio.page(places.PACKAGE)
    page.draft.setChecked(True)
    page.compared.setChecked(True)
    os.chdir(studio.folder)  # its place is told on the page: not whose computer this is
    Path("Документы").mkdir()
    page.make_in(Path("Документы"))
    return page.sending


Taken = Callable[[Studio], QWidget]
PICTURES: dict[str, tuple[tuple[int, int], Taken]] = {
    "guide_start.png": (WIDE, start),  # first: no base is known yet
    "window.png": (WIDE, card),
    "guide_list.png": (OF_GUIDE, loading),
    "guide_card.png": (OF_GUIDE, card),
    "guide_check.png": (OF_GUIDE, check),
    "guide_forms.png": (OF_GUIDE, forms),
    "guide_package.png": (WIDE, package),
}


def take_all(folder: Path, work: Path) -> None:
    """Put every picture into a folder; what is made on the way lies in ``work``, which is empty."""
    for name, (size, get_there) in PICTURES.items():
        studio = Studio(MainWindow(), work)
        studio.window.resize(*size)
        studio.window.show()
        shown = get_there(studio)
        studio.rest()
        shown.grab().save(str(folder / name))
        make_small(folder / name)
        studio.window.close_file(asking=False)
        studio.window.close()
        studio.window.deleteLater()


def make_small(path: Path) -> None:
    """Cut off what is empty below, and keep as few colours as do."""
    with Image.open(path) as taken:
        picture = taken.convert("RGB")
    empty = Image.new("RGB", picture.size, picture.getpixel((picture.width - 1, picture.height - 1)))
    _, _, _, lower = ImageChops.difference(picture, empty).getbbox()
    cut = picture.crop((0, 0, picture.width, min(lower + 8, picture.height)))
    cut.quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Take them all anew."""
    (place := ROOT / "build").mkdir(exist_ok=True)  # not where temporary files lie, which the window warns of
    with tempfile.TemporaryDirectory(dir=place) as folder:
        os.environ[DATA] = folder  # the settings of whoever runs this are not asked
        make_application(["screenshot"])
        take_all(resources("help"), Path(folder))


if __name__ == "__main__":
    main()
