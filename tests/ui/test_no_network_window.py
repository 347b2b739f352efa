"""S34 in the window: no page of a school's or a municipality's base opens a connection, nor can Qt do so."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.municipal_pages import MunicipalPages
from app.ui.pages import Pages
from data.municipality import municipality, school

ROOT = Path(__file__).parents[2]
LOCAL = {"AF_UNIX", "AF_UNSPEC", "AF_NETLINK"}  # X11 and the bus of the desktop
ASKED = re.compile(r"(?:socket|connect|bind|listen|sendto)\(.*?(AF_\w+)")


STRACE = shutil.which("strace")


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trace") / "calls"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, trace: Path) -> dict[str, list[str]]:
    """What a process that showed every page says of itself; where there is strace, it looked on."""
    folder = tmp_path_factory.mktemp("bases")
    municipality(folder / "m.passport").close()
    school(folder / "s.passport", pupils=12).close()
    bases = [str(folder / "s.passport"), str(folder / "m.passport")]
    watched = [STRACE, "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(trace)] if STRACE else []
    words = [*watched, sys.executable, str(ROOT / "tests" / "ui" / "every_page.py"), *bases]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    env = os.environ | {"SCHOOL_PASSPORT_DATA": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths}
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, list[str]] = json.loads(done.stdout)
    assert answer["pages"] == [len(Pages.titles), len(MunicipalPages.titles)]
    return answer


def test_no_page_touches_the_network(told: dict[str, list[str]]) -> None:
    assert told["heard"] == []
    assert set(told["modules"]) <= {"asyncio", "socket", "ssl"}  # loaded by SQLAlchemy, never used
    assert [one for one in told["libraries"] if "Network" in one or "Web" in one] == []


@pytest.mark.skipif(STRACE is None, reason="there is no strace")
def test_the_system_sees_none_either(told: dict[str, list[str]], trace: Path) -> None:
    assert told["heard"] == []
    assert set(ASKED.findall(trace.read_text())) <= LOCAL


def test_no_module_of_the_program_imports_what_reaches_the_network() -> None:
    words = re.compile(
        r"^\s*(?:from|import) (?:socket|ssl|http|urllib\.request|ftplib|smtplib|xmlrpc|requests|webbrowser|asyncio"
        r"|PySide6\.Qt(?:Network|Web))|openUrl\((?!QUrl\.fromLocalFile)|setOpenExternalLinks\(True",
        re.MULTILINE,
    )
    found = [path.name for path in (ROOT / "app").rglob("*.py") if words.search(path.read_text(encoding="utf-8"))]
    assert found == []
