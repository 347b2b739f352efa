"""Start to a filled list of 300 pupils, against a bare script that imports the same two libraries.

The yardstick imports PySide6 and SQLAlchemy, reads the same rows through SQLAlchemy and shows them in a bare
table. Both are whole processes, timed from their start to the first painted table, in turn; both find the bytecode
of every module, as in an installed program. The first round only makes it.

``--modules`` tells instead which modules a start of ours loads that the yardstick does not, with their own cost.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
BUDGET = 1.3
ROOT = Path(__file__).resolve().parents[2]

OURS = """
from app.__main__ import prepare
prepare()
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

CARD = "window.pages.students.ready.connect(self.tell_card)"
LEAVE = "import os; os._exit(0)"

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
    """Print both medians and their ratio, and that of the quickest, which neighbours on the computer disturb less."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "school.passport"
        make_base(base)
        if "--modules" in sys.argv:
            tell_modules(base)
            return
        ours, bare, cards = [], [], []
        for _ in range(ROUNDS):
            bare.append(seconds(BARE, base)[0])
            shown, card = seconds(OURS, base)
            ours.append(shown)
            cards.append(card)
    a, b, c = (statistics.median(some[1:]) for some in (ours, bare, cards))
    print(f"start to a list of 300: ours {a:.3f} s, yardstick {b:.3f} s, ratio {a / b:.2f} (budget {BUDGET})")
    print(f"start to the first card: ours {c:.3f} s, yardstick {b:.3f} s, ratio {c / b:.2f}")
    print(f"the quickest of {ROUNDS - 1}: list {min(ours[1:]):.3f} s, ratio {min(ours[1:]) / min(bare[1:]):.2f}")


def tell_modules(base: Path) -> None:
    """The modules of a start of ours that the yardstick does not load, dearest first (the least of five starts)."""
    ours, bare = imports(OURS.replace(CARD, LEAVE), base), imports(BARE, base)
    added = {name: cost for name, cost in ours.items() if name not in bare}
    for name, cost in sorted(added.items(), key=lambda one: -one[1]):
        print(f"{cost / 1000:7.1f} ms  {name}")
    print(f"{len(ours)} modules, {len(bare)} in the yardstick; ours alone {sum(added.values()) / 1000:.0f} ms")


def imports(script: str, base: Path) -> dict[str, int]:
    """Each module that a script imports, with its own microseconds as ``-X importtime`` tells them."""
    found: dict[str, int] = {}
    for _ in range(6):  # the first makes the bytecode
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", script, str(base), key()],
            env=surroundings(base),
            capture_output=True,
            text=True,
            check=True,
        )
        told = [line.removeprefix("import time:").split("|") for line in done.stderr.splitlines() if "|" in line]
        for cost, _, name in told[1:]:
            found[name.strip()] = min(found.get(name.strip(), 10**9), int(cost))
    return found


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


def surroundings(base: Path) -> dict[str, str]:
    """The variables of a started process: bytecode is kept, beside the base, whatever the caller's are."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(base.parent / "bytecode")}
    return kept | ours | {"PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}


def key() -> str:
    """The key of a base without a password, as the yardstick gives it to SQLCipher."""
    from app.storage.base_key import NO_PASSWORD

    return NO_PASSWORD.raw.hex()


def seconds(script: str, base: Path) -> tuple[float, float]:
    """From the start of a process to its first painted table, and to the first card (0 where there is none)."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(base), key()],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=surroundings(base),
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
