"""What a start of the window loads, and in which order: what need not be there is not, and Qt comes after the core."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, sys
from pathlib import Path
from app.__main__ import prepare
prepare()
early = list(sys.modules)
from sqlalchemy import event
from sqlalchemy.orm import Mapper
set_up = []
event.listen(Mapper, "before_configured", lambda: set_up.append(True))
from app.ui import application, main_window
made = application.make_application(sys.argv[:1])
window = main_window.MainWindow()
window.show()
window.open_file(Path(sys.argv[1]))
print(json.dumps([early, list(sys.modules), set_up]))
sys.stdout.flush()
import os
os._exit(0)
"""
IDLE = {
    # whole libraries that one act needs
    "alembic", "openpyxl", "reportlab", "numpy", "PIL", "pypdfium2", "cryptography", "phonenumbers", "stdnum", "html",
    # what the list is there without
    "app.ui.file_dialogs", "app.ui.list_export", "app.services.season", "app.services.checking",
    "app.domain.history", "app.domain.users", "app.domain.explanations", "app.validators.registry",
    "app.domain.forms", "app.domain.last_year", "app.domain.proposals",
}  # fmt: skip


@pytest.fixture
def loaded(school: Path) -> tuple[list[str], list[str], list[bool]]:
    """The modules that are there before Qt, those when the file is open, and whether records were set up by then."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(school)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=True,
    )
    early, late, set_up = json.loads(done.stdout)
    return early, late, set_up


def test_the_core_comes_before_qt_and_nothing_idle_at_all(loaded: tuple[list[str], list[str], list[bool]]) -> None:
    early, late, _ = loaded
    assert {"sqlalchemy.orm", "app.services.lists", "app.domain.student"} <= set(early)
    assert not [name for name in early if name.startswith(("PySide6", "shiboken6"))]
    assert "PySide6.QtWidgets" in late
    assert IDLE & set(late) == set()


def test_the_list_is_read_without_setting_up_all_records(loaded: tuple[list[str], list[str], list[bool]]) -> None:
    """It costs a tenth of a start; the first card, which needs them, comes when the list is on the screen."""
    assert loaded[2] == []
