"""A screen of its own for each test of a real window."""

import os
import subprocess
from collections.abc import Iterator

import pytest

BOTH = "us,ru"


@pytest.fixture
def display(request: pytest.FixtureRequest) -> Iterator[str]:
    """A screen of 1366 × 768, with a Latin and a Russian layout of the keyboard, or those that a test asks for."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    with os.fdopen(told) as number:
        name = f":{number.readline().strip()}"
    try:
        subprocess.run(["setxkbmap", "-display", name, "-layout", getattr(request, "param", BOTH)], check=True)
        yield name
    finally:
        server.terminate()
        server.wait(10)
