"""Start to a filled list of 300 pupils, against a bare script that imports the same two libraries.

The yardstick imports PySide6 and SQLAlchemy, reads the same rows through SQLAlchemy and shows them in a bare
table. Both are whole processes, timed from their start to the first painted table, in turn.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
BUDGET = 1.5
ROOT = Path(__file__).resolve().parents[2]

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from app.ui import application, main_window

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print("ready", window.pages.students.list.model.shown, flush=True)
        window.pages.students.ready.connect(self.tell_card)
    def tell_card(self):
        made.processEvents()
        print("card", window.pages.students.card.isVisible(), flush=True)
        import os
        os._exit(0)

made = application.make_application(sys.argv[:1])
window = main_window.MainWindow()
window.show()
window.open_file(Path(sys.argv[1]))
painted = Painted()
window.pages.students.list.table.viewport().installEventFilter(painted)
made.exec()
"""

BARE = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print("ready", table.rowCount(), flush=True)
        import os
        os._exit(0)

made = QApplication(sys.argv[:1])
import sqlcipher3.dbapi2 as driver
def opened():
    connection = driver.connect(sys.argv[1])
    connection.execute("PRAGMA key = " + repr(f"x'{sys.argv[2]}'"))
    return connection
engine = create_engine("sqlite+pysqlite://", module=driver, creator=opened)
with Session(engine) as session:
    rows = session.execute(text("select last_name, first_name, middle_name, class_name, birth from student")).all()
table = QTableWidget(len(rows), 5)
for place, row in enumerate(rows):
    for column, value in enumerate(row):
        table.setItem(place, column, QTableWidgetItem(str(value or "")))
table.resize(1366, 700)
painted = Painted()
table.viewport().installEventFilter(painted)
table.show()
made.exec()
"""


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "school.passport"
        make_base(base)
        ours, bare, cards = [], [], []
        for _ in range(ROUNDS):
            bare.append(seconds(BARE, base)[0])
            shown, card = seconds(OURS, base)
            ours.append(shown)
            cards.append(card)
    a, b, c = (statistics.median(some[1:]) for some in (ours, bare, cards))
    print(f"start to a list of 300: ours {a:.3f} s, yardstick {b:.3f} s, ratio {a / b:.2f} (budget {BUDGET})")
    print(f"start to the first card: ours {c:.3f} s, yardstick {b:.3f} s, ratio {c / b:.2f}")


def make_base(path: Path) -> None:
    """A file with 300 made-up pupils."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from app.services.cards import Edit, save_card
    from app.storage.opening import new_passport
    from data.people import People

    people = People(1)
    with new_passport(path, year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»") as passport:
        for number in range(300):
            save_card(passport, Edit("student", "", 0, people.pupil(f"{number // 28 + 1}А")))


def seconds(script: str, base: Path) -> tuple[float, float]:
    """From the start of a process to its first painted table, and to the first card (0 where there is none)."""
    from app.storage.base_key import NO_PASSWORD

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(base), NO_PASSWORD.raw.hex()],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    told = child.stdout.readline() if child.stdout else ""
    took = time.perf_counter() - began
    card = time.perf_counter() - began if child.stdout and child.stdout.readline() else 0.0
    child.communicate()
    if told.split() != ["ready", "300"]:
        raise SystemExit(f"the window did not show 300 pupils: {told!r}")
    return took, card


if __name__ == "__main__":
    main()
