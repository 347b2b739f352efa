"""Qt's bindings keep the books of Python: what they lose ends the process after some minutes of work."""

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot die there")
def test_a_call_that_returns_nothing_keeps_none_alive(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setIndent(3)
    assert sys.getrefcount(None) > before - 100
