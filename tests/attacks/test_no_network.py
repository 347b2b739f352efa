"""S34: the program opens no connection, asks no name and listens nowhere, whatever command is carried out."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "data" / "every_command.py"
# What libraries load and never use: SQLAlchemy loads asyncio for its asynchronous engines, and that the other two.
LOADED = {"asyncio", "socket", "ssl"}
FOREIGN = re.compile(r"AF_(?!UNIX|UNSPEC|NETLINK)\w+|(?:connect|bind|sendto|listen)\([^)]*AF_INET")


STRACE = shutil.which("strace")


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trace") / "calls"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, trace: Path) -> dict[str, Any]:
    """What a process that ran every command says of itself; where there is strace, it looked on."""
    folder = tmp_path_factory.mktemp("every")
    env = os.environ | {"SCHOOL_PASSPORT_DATA": str(folder / "user")}
    watched = [STRACE, "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(trace)] if STRACE else []
    words = [*watched, sys.executable, str(SCRIPT), str(folder)]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_no_command_touches_the_network(told: dict[str, Any]) -> None:
    assert set(told["statuses"]) == set(COMMANDS)  # a new command has its line in every_command.py
    assert told["heard"] == []
    assert set(told["modules"]) <= LOADED


@pytest.mark.skipif(STRACE is None, reason="there is no strace")
def test_the_system_sees_no_connection_either(told: dict[str, Any], trace: Path) -> None:
    """What a library does without Python, too: no socket but local ones (to look up a user's name asks nscd)."""
    assert told["heard"] == []
    assert [line for line in trace.read_text().splitlines() if FOREIGN.search(line)] == []


def test_what_would_be_heard_is_heard() -> None:
    """The ear of the test above is not deaf."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from data.every_command import heard_of_network\n"
        "heard = heard_of_network(); import socket\n"
        "for act in (lambda: socket.socket().connect(('127.0.0.1', 9)), lambda: socket.socket().bind(('127.0.0.1', 0)),"
        " lambda: socket.getaddrinfo('localhost', 9)):\n"
        "    try: act()\n    except OSError: pass\n"
        "print(' '.join(sorted({one.split()[0] for one in heard})))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"socket.connect", "socket.bind", "socket.getaddrinfo"} <= set(done.stdout.split())
