"""Take README's picture from the running program, on the demonstration school.

make screenshot           (Windows: py .ci\\make.py screenshot)
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest  # noqa: E402

from app.paths import resources  # noqa: E402
from app.services.demonstration import demo_passport  # noqa: E402
from app.ui.application import make_application  # noqa: E402
from app.ui.main_window import MainWindow  # noqa: E402

PICTURE = resources("help", "window.png")
CLASS = "9Б"


def main() -> None:
    """Open the school, go to a pupil with findings, and keep what the window shows."""
    application = make_application(["screenshot"])
    window = MainWindow()
    window.resize(1366, 700)
    window.show()
    (place := ROOT / "build").mkdir(exist_ok=True)  # not where temporary files lie, which the window warns of
    with tempfile.TemporaryDirectory(dir=place) as folder:
        window.open_file(demo_passport(Path(folder)))
        while not window.desk.findings:
            QTest.qWait(50)
        page = window.pages.students
        page.list.search.setText(CLASS)
        page.list.select(
            next(n for n in range(page.list.model.shown) if window.desk.findings_of(page.list.model.id_at(n)))
        )
        window.pages.step_finding(1)
        application.processEvents()
        window.grab().save(str(PICTURE))
        window.close()


if __name__ == "__main__":
    main()
