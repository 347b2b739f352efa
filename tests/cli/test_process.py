"""The program as a process of its own: encodings, pipes, the door between window and command."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.opening import new_passport

BASE = "школа № 1.passport"
Start = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Run ``python -m app`` in a folder with a Russian name, without a display."""
    (folder := tmp_path / "Моя школа").mkdir()
    new_passport(folder / BASE, year="2019-20", kind="school", code="700101", name="«Ёлка» №1").close()
    root = Path(__file__).parents[2]

    def call(*arguments: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONIOENCODING", "PYTHONUTF8", "LANG", "LC_ALL"}
        kept = {key: value for key, value in os.environ.items() if key not in hidden}
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            cwd=folder,
            env=kept | {"PYTHONPATH": str(root)} | env,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        return done

    return call


NEW = ("new", "вторая.passport", "--year", "2019-20", "--kind", "school", "--code", "700101", "--name", "«Ёлка» №1")


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({}, "utf-8"),
        ({"LC_ALL": "C"}, "utf-8"),
        ({"PYTHONIOENCODING": "ascii"}, "utf-8"),
        ({"PYTHONIOENCODING": "latin-1"}, "utf-8"),
        ({"PYTHONIOENCODING": "cp1251"}, "cp1251"),
        ({"PYTHONIOENCODING": "cp866"}, "cp866"),
    ],
)
def test_no_encoding_stops_a_command(start: Start, env: dict[str, str], encoding: str) -> None:
    done = start("check", BASE, **env)
    assert done.returncode == 3
    text = done.stdout.decode(encoding)
    assert "Ошибка" in text
    assert ("«Ёлка» №1" if encoding != "cp866" else '"Ёлка" №1') in text
    again = start("new", BASE, *NEW[2:], **env)
    assert again.returncode == 4
    assert "уже есть" in again.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "cp866"])
def test_json_is_utf_8_in_every_pipe(start: Start, encoding: str) -> None:
    done = start(*NEW, "--json", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("utf-8"))["path"] == "вторая.passport"


@pytest.mark.usefixtures("start")
def test_a_reader_that_leaves_stops_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "check", BASE]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, cwd=tmp_path / "Моя школа", env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 3)


def test_without_a_display_the_window_is_refused_in_a_sentence(start: Start) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux has windows without a display")
    for words in ((), (BASE,)):
        done = start(*words)
        assert done.returncode == 4
        assert done.stderr.decode().startswith("Окно не открывается: нет экрана.")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(start: Start, tmp_path: Path) -> None:
    (closed := tmp_path / "closed").mkdir(mode=0o500)
    for words in ((NEW[0], str(closed / "a.passport"), *NEW[2:]), ("demo", str(closed / "demo"))):
        done = start(*words)
        assert done.returncode == 4
        assert done.stderr.count(b"\n") == 1


def test_the_window_needs_no_command_and_a_command_no_window() -> None:
    """What the first window does not need is not imported for it, and a command imports no Qt."""
    program = (
        "import sys; sys.argv = ['x', '--version']; import app.__main__ as m; early = set(sys.modules); m.main(); "
        "assert 'PySide6' not in sys.modules; "
        "assert not {'argparse', 'sqlalchemy', 'app.cli', 'app.services'} & early, early"
    )
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", program], env=env, check=True, capture_output=True, timeout=60)
