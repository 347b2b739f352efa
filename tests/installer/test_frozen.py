"""The built folder does all that the program does, alone, and listens to nobody else's files."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PyInstaller.archive.readers import CArchiveReader

from app import __version__
from app.storage.schema import HEAD
from data.old_base import old_base
from data.raw_base import raw_base
from installer.found import modules_of

Start = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).resolve().parents[2]
LARGEST = 180 * 2**20  # bytes unpacked: 180 MB as Windows counts them
NEW = ("--year", "2019-20", "--kind", "school", "--code", "700101", "--name", "МБОУ «СОШ № 1»")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the program is started."""
    return tmp_path / "Моя школа"


def planted(folder: Path) -> Path:
    """A folder with modules of our names, each of which leaves a trace when it is run."""
    trace = folder / "trace"
    code = f"open({str(trace)!r}, 'a').write(__name__)\n"
    for name in ("app", "sqlite3", "sqlcipher3", "sqlalchemy", "alembic", "PySide6", "json", "sitecustomize"):
        (folder / f"{name}.py").write_text(code, "utf-8")
    return trace


def test_it_says_its_version(start: Start) -> None:
    done = start("--version")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, f"Паспорт школы {__version__}", "")


def test_every_module_is_inside(program: Path) -> None:
    inside = CArchiveReader(str(program / "school-passport")).open_embedded_archive("PYZ.pyz").toc.keys()
    assert set(modules_of(ROOT / "app")) - {"app.__main__"} <= inside


def test_it_does_the_whole_main_job(start: Start, folder: Path) -> None:
    done = start("demo", "Школа", "--json")
    assert done.returncode == 0, done.stderr
    made = {Path(one).suffix for one in json.loads(done.stdout)["files"]}
    assert made == {".passport", ".xlsx", ".pdf", ".zip"}
    assert start("check", "Школа/demo.passport").returncode == 3


def test_it_brings_an_old_base_up_to_date(start: Start, folder: Path) -> None:
    old_base(folder / "old.passport", "0001").close()
    done = start("check", "old.passport")
    assert done.returncode == 3, done.stderr
    with raw_base(folder / "old.passport") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    assert list((folder.parent / "home").rglob("*.copy"))  # made before the upgrade, where the user's own things lie


def test_it_refuses_a_base_of_a_newer_program(start: Start, folder: Path) -> None:
    start("new", "a.passport", *NEW)
    with raw_base(folder / "a.passport") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "a.passport").read_bytes()
    done = start("check", "a.passport")
    assert done.returncode == 4
    assert "создана более новой программой" in done.stderr
    assert "Обновите программу" in done.stderr
    assert (folder / "a.passport").read_bytes() == before


def test_it_opens_its_window(start: Start, folder: Path) -> None:
    assert start("new", "a.passport", *NEW).returncode == 0
    done = start("--try-window", "a.passport", "window.png")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Окно открылось."), done.stderr
    assert "Traceback" not in done.stderr
    with Image.open(folder / "window.png") as picture:
        assert picture.width >= 700  # the screen without a display has 800
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 100  # letters, not an empty field


def test_nothing_planted_beside_the_user_is_run(start: Start, folder: Path) -> None:
    start("new", "a.passport", *NEW)
    trace = planted(folder)
    (folder / "platforms").mkdir()
    here = str(folder)
    led = {"PYTHONPATH": here, "PYTHONHOME": here, "PYTHONSTARTUP": str(folder / "app.py")}
    led |= {"QT_PLUGIN_PATH": here, "QT_QPA_PLATFORM_PLUGIN_PATH": here, "QT_DEBUG_PLUGINS": "1"}
    assert start("check", "a.passport", **led).returncode in {0, 3}
    done = start("--try-window", "a.passport", **led)
    assert done.returncode == 0, done.stderr
    assert not trace.exists()
    assert "checking directory path" in done.stderr  # Qt tells where it looks …
    assert here not in "".join(line for line in done.stderr.splitlines() if "checking directory path" in line)


def test_the_unused_parts_are_left_out(program: Path) -> None:
    names = {path.name for path in program.rglob("*")}
    assert {"qtbase_ru.qm", "libqoffscreen.so", "libqxcb.so", "libqjpeg.so"} <= names
    assert not {one for one in names if one.startswith(("libQt6Network", "libQt6Qml", "libQt6Quick", "libgtk"))}
    assert {one for one in names if one.endswith(".qm")} == {"qtbase_ru.qm"}


def test_it_is_small_enough(program: Path) -> None:
    size = sum(path.stat().st_size for path in program.rglob("*") if path.is_file() and not path.is_symlink())
    assert size <= LARGEST
