"""The lock over the open wizard: what was typed there comes back with it, but for the password."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.ui import lock, wizard_year
from app.ui.main_window import MainWindow
from app.ui.wizard import Wizard
from app.ui.wizard_typed import AGAIN, typed_in
from ui.acts import act_of
from ui.doors import OTHER, PASSWORD, texts_of, unlocked
from ui.keys import keys

pytestmark = pytest.mark.usefixtures("quick_keys")
NEW = "якорь 31 берёза сундук"


@pytest.fixture
def closing(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on a base under a password."""
    monkeypatch.setattr(wizard_year, "documents", lambda: tmp_path)
    window.desk.passport.rekey(PASSWORD)
    window.lock.watch()
    return window


@contextmanager
def at_the_wizard(act: Callable[[Wizard], None]) -> Iterator[None]:
    """Do something once when a wizard is there, which waits in its own loop."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, Wizard):
            timer.stop()
            act(found)

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


def fill(wizard: Wizard, step: int) -> None:
    keys(wizard.school.code, "700102")
    keys(wizard.school.name, "СОШ № 2")
    wizard.go(1)
    wizard.year.year.setCurrentIndex(1)
    wizard.year.file.selectAll()
    keys(wizard.year.file, str(wizard.year.path.with_name("наша")))
    wizard.go(2)
    for line in (wizard.password.new.first, wizard.password.new.second):
        line.setText(NEW)
    wizard.go(3)
    wizard.list.by_card.setChecked(True)
    wizard.go(step)


def lock_over_the_wizard(qtbot: QtBot, window: MainWindow, step: int) -> None:
    def act(wizard: Wizard) -> None:
        fill(wizard, step)
        window.lock.lock()

    with at_the_wizard(act):
        act_of(window, "Создать базу…").trigger()
    qtbot.waitUntil(lambda: window.desk is None, timeout=20_000)


@pytest.mark.parametrize(("left_at", "back_at"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_the_wizard_comes_back_as_it_was(qtbot: QtBot, closing: MainWindow, left_at: int, back_at: int) -> None:
    lock_over_the_wizard(qtbot, closing, left_at)
    shown = [text for one in QApplication.topLevelWidgets() for text in texts_of(one)]
    assert not [text for text in shown if "700102" in text or "наша" in text]
    seen: list[Wizard] = []

    def act(wizard: Wizard) -> None:
        typed = typed_in(wizard)
        assert (typed.step, typed.file_by_hand, typed.password) == (back_at, True, False)
        assert (wizard.school.code.text(), wizard.school.name.text()) == ("700102", "СОШ № 2")
        assert (wizard.year.year.currentIndex(), wizard.year.path.name) == (1, "наша.passport")
        assert wizard.list.by_card.isChecked()
        assert not wizard.list.later.isChecked()
        assert wizard.password.new.first.text() == wizard.password.new.second.text() == ""
        assert (AGAIN in wizard.password.new.remark.text()) == (left_at >= 2)
        seen.append(wizard)
        Wizard.done(wizard, 0)

    with at_the_wizard(act):
        unlocked(qtbot, closing)
        qtbot.waitUntil(lambda: bool(seen))


def test_an_untouched_wizard_does_not_come_back(qtbot: QtBot, closing: MainWindow) -> None:
    with at_the_wizard(lambda _: closing.lock.lock()):
        act_of(closing, "Создать базу…").trigger()
    qtbot.waitUntil(lambda: closing.desk is None, timeout=20_000)
    unlocked(qtbot, closing)
    qtbot.wait(50)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Wizard) and one.isVisible()]


def test_somebody_else_gets_no_wizard(qtbot: QtBot, closing: MainWindow) -> None:
    from app.domain.actors import Role
    from app.services.users import add_user

    add_user(closing.desk.passport, "Читатель", Role.READER, OTHER)
    lock_over_the_wizard(qtbot, closing, 1)
    unlocked(qtbot, closing, OTHER)
    qtbot.waitUntil(lambda: closing.lock._after is None)
    qtbot.wait(50)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Wizard) and one.isVisible()]


def test_where_the_base_cannot_be_locked_the_wizard_is_there_at_once(
    qtbot: QtBot, closing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    seen: list[str] = []

    def full(*_: object) -> None:
        raise Refused("Не хватает места на диске.")

    monkeypatch.setattr(lock, "_keep_typed", full)
    monkeypatch.setattr(lock, "show_error", lambda _window, problem: told.append(str(problem)))

    def again(wizard: Wizard) -> None:
        seen.append(wizard.school.code.text())
        Wizard.done(wizard, 0)

    def act(wizard: Wizard) -> None:
        fill(wizard, 0)
        closing.lock.lock()

    with at_the_wizard(act):
        act_of(closing, "Создать базу…").trigger()
    with at_the_wizard(again):
        qtbot.waitUntil(lambda: seen == ["700102"])
    assert "Не хватает места" in told[0]
    assert closing.desk is not None
