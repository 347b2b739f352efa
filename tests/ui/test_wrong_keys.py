"""Any keys at all (U30): nothing breaks, nothing is stored that nobody asked to store, nothing typed is lost."""

import os
import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.domain.field import field_by_name
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.services.cards import load_card
from app.storage.passport import Passport
from app.ui import error_window, file_dialogs
from app.ui.class_window import ClassWindow
from app.ui.field_row import FieldRow
from app.ui.main_window import MainWindow
from ui.keys import keys

PRESSES = int(os.environ.get("MONKEY_PRESSES", "600"))
Key, Mod = Qt.Key, Qt.KeyboardModifier
PLAIN = (Key.Key_Return, Key.Key_Tab, Key.Key_Escape, Key.Key_Delete, Key.Key_Backspace, Key.Key_Space, Key.Key_Up)
PLAIN += (Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_PageDown, Key.Key_PageUp)
ACTS = (Key.Key_F1, Key.Key_F2, Key.Key_F3, Key.Key_F4, Key.Key_F6, Key.Key_F7, Key.Key_F11)
# Ctrl with these stores nothing by itself: search, everything, tabs, new card, undo, copy, cut, paste, cards.
WITH_CTRL = (Key.Key_F, Key.Key_K, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_N, Key.Key_A, Key.Key_C, Key.Key_X)
WITH_CTRL += (Key.Key_V, Key.Key_PageDown, Key.Key_PageUp, Key.Key_H, Key.Key_E)
LETTERS = "абвгджзиклмёЪ1234567890.-=<>/"


def stored(passport: Passport) -> list[tuple[object, ...]]:
    """All pupils as they are stored."""
    with passport.reading() as session:
        return sorted(map(tuple, session.execute(select(*Student.__table__.columns))), key=repr)


class Monkey:
    """Presses what chance says, answers whatever asks with the harmless answer, and keeps what it pressed."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.chance = random.Random(seed)
        self.pressed: list[str] = []
        self.timer = QTimer(window, interval=30)
        self.timer.timeout.connect(self.close_boxes)

    def close_boxes(self) -> None:
        """A box is shut by Esc, as a frightened person does; a progress window ends by itself."""
        box = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        focus = QApplication.focusWidget()
        if isinstance(box, QMessageBox) or (isinstance(box, QDialog) and self.chance.random() < 0.2):
            box.reject()
        elif isinstance(box, QDialog) and focus is not None:
            self.pressed.append(f"in {type(box).__name__}")
            if self.chance.random() < 0.5:
                keys(focus, self.chance.choice(LETTERS))
            else:
                QTest.keyClick(focus, self.chance.choice(PLAIN[1:]))  # Enter would do what the dialog is for
        elif isinstance(box, QMenu):
            box.close()

    def press(self, qtbot: QtBot) -> None:
        here = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        turn = self.chance.random()
        if turn < 0.35:
            text = "".join(self.chance.choices(LETTERS, k=self.chance.randrange(1, 6)))
            self.pressed.append(text)
            keys(here, text)
        elif turn < 0.75:
            self._key(qtbot, here, self.chance.choice(PLAIN), self.chance.choice((Mod.NoModifier, Mod.ShiftModifier)))
        elif turn < 0.85:
            self._key(qtbot, here, self.chance.choice(ACTS))
        elif turn < 0.93:
            self._key(qtbot, here, self.chance.choice(WITH_CTRL), Mod.ControlModifier)
        else:
            self._key(qtbot, here, Key(Key.Key_0 + self.chance.randrange(10)), Mod.AltModifier)

    def _key(self, qtbot: QtBot, here: QWidget, key: Qt.Key, how: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        self.pressed.append(f"{how.name}+{key.name}" if how.name else key.name)
        qtbot.keyClick(here, key, how)


@pytest.fixture
def monkey(window: MainWindow, seed: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Monkey]:
    """One whose file dialogs are always cancelled, and whose errors of the program fail the test."""
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given, **_named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_named: "")
    assert file_dialogs
    made = Monkey(window, seed)
    made.timer.start()
    yield made
    made.timer.stop()
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QDialog) and box.isVisible():
            box.reject()


@pytest.mark.timeout(100)
def test_random_keys_break_nothing_and_store_only_by_a_save(
    qtbot: QtBot, window: MainWindow, monkey: Monkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[str] = []
    saves: list[str] = []
    monkeypatch.setattr(error_window, "note_problem", lambda problem: faults.append(repr(problem)))
    before = stored(window.desk.passport)
    window.desk.record_saved.connect(lambda entity, _id: saves.append(entity))
    for _ in range(PRESSES):
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            monkey.close_boxes()  # one that waits in its own loop is shut by the timer
        else:
            monkey.press(qtbot)
        QApplication.processEvents()
        assert window.desk is not None
    monkey.chance.seed(0)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert [one for one in faults if "app.errors" not in one and "Refused" not in one] == [], monkey.pressed[-60:]
    after = stored(window.desk.passport)
    if not saves:
        assert after == before, monkey.pressed[-60:]
    while window.desk.undo.newest() is not None:  # what was saved by Enter at the end of a card goes back
        window.desk.take_back()
    ids = {one[0] for one in before}
    with window.desk.passport.reading() as session:
        assert session.scalar(select(func.count()).select_from(Student)) >= len(ids)
    version = list(Student.__table__.columns.keys()).index("version")
    assert _without(stored(window.desk.passport), version) == _without(before, version), monkey.pressed[-60:]


def _without(rows: list[tuple[object, ...]], place: int) -> list[tuple[object, ...]]:
    return sorted(((*row[:place], *row[place + 1 :]) for row in rows), key=repr)


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_F6, Key.Key_F9], ids=lambda key: key.name)
def test_a_wrong_key_over_unsaved_text_loses_nothing(
    qtbot: QtBot, window: MainWindow, answers: list[str], key: Qt.Key
) -> None:
    """What would lose it asks first, and whoever stays has all of it; Delete takes only what is marked."""
    page = window.pages.students
    id, name = page.present, next(iter(field_by_name(Student)))
    page.card.focus_field(name)
    row = page.card.row(name)
    row.editor.line.selectAll()
    keys(row.editor.line, "Непохожая")
    answers.extend(["Остаться в карточке"] * 2)
    before = load_card(window.desk.passport, "student", id).texts
    qtbot.keyClick(row.editor, key)
    assert row.text() == "Непохожая"
    assert page.present == id
    assert load_card(window.desk.passport, "student", id).texts == before


def typed_over(window: MainWindow, name: str, text: str) -> FieldRow:
    """A field of the open card in which something else is being typed."""
    window.pages.students.card.focus_field(name)
    row = window.pages.students.card.row(name)
    row.editor.line.selectAll()
    keys(row.editor.line, text)
    return row


@pytest.mark.parametrize(("name", "text"), [("last_name", "Непохожая"), ("class_name", "3"), ("birth", "3")])
def test_esc_takes_back_what_is_being_typed_in_one_field_and_ctrl_z_brings_it_again(
    qtbot: QtBot, window: MainWindow, name: str, text: str
) -> None:
    page = window.pages.students
    before, id = page.card.text(name), page.present
    page.card.put({"phone": "+7 913 123-45-67"})  # unsaved, in another field
    row = typed_over(window, name, text)
    qtbot.keyClick(row.editor, Key.Key_Escape)
    assert (row.text(), page.present) == (before, id)
    assert f"Набранное «{text}» убрано; вернуть — Ctrl+Z." in page.card.help.text()
    assert page.card.text("phone") == "+7 913 123-45-67"
    qtbot.keyClick(row.editor, Key.Key_Escape)  # there is nothing more to take back
    assert (row.text(), page.present, page.card.text("phone")) == (before, id, "+7 913 123-45-67")
    qtbot.keyClick(row.editor, Key.Key_Z, Mod.ControlModifier)
    assert row.text() == text
    assert "убрано" not in page.card.help.text()
    qtbot.keyClick(row.editor, Key.Key_Escape)
    row.leave()
    page.card.put({"phone": page.card.card.texts["phone"]})
    assert not page.unsaved


def test_esc_leaves_what_was_typed_before_one_came_back_to_the_field(qtbot: QtBot, window: MainWindow) -> None:
    row = typed_over(window, "last_name", "Непохожая")
    qtbot.keyClick(row.editor, Key.Key_Return)
    window.pages.students.card.focus_field("last_name")
    qtbot.keyClick(row.editor, Key.Key_Escape)
    assert row.text() == "Непохожая"
    keys(row.editor.line, "Э")
    qtbot.keyClick(row.editor, Key.Key_Escape)
    assert row.text() == "Непохожая"


def test_esc_gives_a_carried_value_back_as_carried(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.card.put({"citizenship": "Казахстан"})
    page.save()
    page.new()
    row = page.card.row("citizenship")
    assert row.carried
    typed_over(window, "citizenship", "я")
    assert not row.carried
    qtbot.keyClick(row.editor, Key.Key_Escape)
    assert (row.text(), row.carried) == ("Казахстан", True)


def test_esc_in_the_window_of_a_class_first_takes_back_and_then_closes(qtbot: QtBot, window: MainWindow) -> None:
    card = load_card(window.desk.passport, "class", ids(window, SchoolClass)[0])
    dialog = ClassWindow(window, window.desk, card)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    row = dialog.card.row("teacher")
    dialog.card.focus_field("teacher")
    keys(row.editor.line, "Юдина")
    qtbot.keyClick(row.editor, Key.Key_Escape)
    assert (row.text(), dialog.isVisible()) == (card.texts["teacher"], True)
    qtbot.keyClick(row.editor, Key.Key_Escape)
    assert not dialog.isVisible()


def ids(window: MainWindow, model: type[SchoolClass]) -> list[str]:
    with window.desk.passport.reading() as session:
        return sorted(session.scalars(select(model.id)))
