"""The window on copies: made at opening, told when one failed; a card or the base brought back; a damaged base."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.errors import AppError, Cancelled, Damaged, Refused
from app.services.backups import Health, Reason, copy_lines, copy_now
from app.services.cards import Edit, load_card
from app.services.copy_differences import difference
from app.services.progress import Progress
from app.storage import backups
from app.storage.base_notes import read_note, write_note
from app.storage.opening import new_passport
from app.ui import copies_dialog, copy_acts, main_window, place_acts
from app.ui.card_back_dialog import ALL_BACK, CardBackDialog
from app.ui.copies_dialog import CopiesDialog
from app.ui.damaged_dialog import DamagedDialog
from app.ui.main_window import MainWindow
from ui.acts import act_of, settled


def ids(window: MainWindow, class_name: str = "9А") -> list[str]:
    with window.desk.passport.reading() as session:
        found = session.connection().exec_driver_sql("SELECT id FROM student WHERE class_name = ?", (class_name,))
        return [row[0] for row in found]


def change(window: MainWindow, id: str, **texts: str) -> None:
    version = load_card(window.desk.passport, "student", id).version
    window.desk.save(Edit("student", id, version, texts))


def remove(window: MainWindow, id: str) -> None:
    version = load_card(window.desk.passport, "student", id).version
    window.desk.save(Edit("student", id, version, remove=True))


def spoil(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> Iterator[CopiesDialog]:
    """The window of copies, after three changes since the copy that the opening made."""
    settled(qtbot, window)
    first, second, *_ = ids(window)
    change(window, first, phone="+7 913 000-00-00", birth_place="Кедровый")
    remove(window, second)
    made = CopiesDialog(window, window.desk)
    made.show()
    settled(qtbot, window)
    yield made
    settled(qtbot, window)
    made.close()
    made.deleteLater()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences of errors that are shown."""
    heard: list[str] = []

    def show(_parent: object, problem: AppError) -> None:
        heard.append(problem.text)

    for place in (copies_dialog, copy_acts, main_window, place_acts):
        monkeypatch.setattr(place, "show_error", show)
    return heard


def test_opening_makes_a_copy_when_something_changed(qtbot: QtBot, window: MainWindow, school: Path) -> None:
    settled(qtbot, window)
    assert [one.reason for one in copy_lines(window.desk.passport)] == [Reason.OPENING]
    window.close_file()
    for count in (1, 2):
        window.open_file(school)
        qtbot.waitUntil(lambda: window.desk.checked and not window.jobs.busy)
        assert len(copy_lines(window.desk.passport)) == count
        change(window, ids(window)[0], phone=f"+7 913 000-00-0{count}")
        window.close_file()


def test_a_copy_that_failed_is_told_until_one_succeeds(
    qtbot: QtBot, window: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(qtbot, window)
    assert not window.copies_band.isVisible()
    change(window, ids(window)[0], phone="+7 913 000-00-00")
    window.close_file()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backups, "_write", full)
        window.open_file(school)
        qtbot.waitUntil(lambda: window.desk.checked and not window.jobs.busy)
    assert window.copies_band.isVisible()
    assert "не хватает места" in window.copies_band.text.text()
    assert not window.copies_band.read_button.isVisible()
    copy_now(window.desk.passport)
    window.copies_band.show_state()
    assert not window.copies_band.isVisible()


def test_what_the_base_lacks_is_told_until_it_is_read(qtbot: QtBot, window: MainWindow, school: Path) -> None:
    settled(qtbot, window)
    window.close_file()
    note = read_note(school)
    note.saves += 3
    write_note(note)
    window.open_file(school)
    qtbot.waitUntil(lambda: window.desk.checked and not window.jobs.busy)
    assert "на этом компьютере: 3" in window.copies_band.text.text()
    qtbot.mouseClick(window.copies_band.read_button, Qt.MouseButton.LeftButton)
    assert not window.copies_band.isVisible()


def test_the_list_tells_of_each_copy_and_the_differences(
    qtbot: QtBot, window: MainWindow, dialog: CopiesDialog
) -> None:
    (line,) = dialog.table.lines.lines
    assert line.cells[0] == "1"
    assert line.cells[2:] == (Reason.OPENING, "24", "0", line.cells[5], Health.GOOD)
    assert "изменено после неё 1, есть только в ней 1" in dialog.about.text()
    assert "потерять правки в карточках: 1" in dialog.about.text()
    assert "том же диске" in dialog.advice.text()
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.table.lines.lines) == 2 and not window.jobs.busy)
    assert dialog.table.lines.lines[0].cells[6].endswith("всё как сейчас")
    assert "такие же, как сейчас" in dialog.about.text()


def test_a_damaged_copy_gives_nothing(qtbot: QtBot, window: MainWindow, dialog: CopiesDialog) -> None:
    spoil(dialog.chosen.path, 9000)
    dialog.reload()
    settled(qtbot, window)
    assert dialog.table.lines.lines[0].cells[6] == Health.DAMAGED
    assert "повреждена" in dialog.about.text()
    assert not dialog.card_button.isEnabled()
    assert not dialog.base_button.isEnabled()


def test_the_folder_is_chosen_and_given_back(
    qtbot: QtBot,
    dialog: CopiesDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
) -> None:
    jobs = dialog._desk.jobs
    monkeypatch.setattr(copies_dialog, "ask_folder", lambda *_: tmp_path / "stick")
    assert not dialog.usual_button.isVisible()
    qtbot.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.table.lines.lines) == 2 and not jobs.busy)
    assert dialog.place.text().endswith("stick")
    assert dialog.usual_button.isVisible()
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(copies_dialog, "ask_folder", lambda *_: tmp_path / "file")
    qtbot.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "не папка" in told[0]
    assert dialog.place.text().endswith("stick")
    qtbot.mouseClick(dialog.usual_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.usual_button.isVisible() and not jobs.busy)


@pytest.fixture
def cards(qtbot: QtBot, window: MainWindow, dialog: CopiesDialog) -> Iterator[CardBackDialog]:
    line = dialog.chosen
    made = CardBackDialog(dialog, window.desk, line, difference(window.desk.passport, line.path))
    made.show()
    settled(qtbot, window)
    yield made
    settled(qtbot, window)
    made.close()
    made.deleteLater()


def test_ticked_fields_of_one_card_come_back_and_can_be_undone(
    qtbot: QtBot, window: MainWindow, cards: CardBackDialog
) -> None:
    place = next(row for row, one in enumerate(cards._shown) if one.id in ids(window))
    cards.list.setCurrentRow(place)
    settled(qtbot, window)
    id = cards._shown[place].id
    labels = [cards.table.item(row, 0).text() for row in range(cards.table.rowCount())]
    assert labels == ["Место рождения", "Телефон участника"]
    assert not cards.back_button.isEnabled()
    cards.table.setFocus()
    cards.table.setCurrentCell(1, 0)
    qtbot.keyClick(cards.table, Qt.Key.Key_Space)
    assert cards.ticked() == ["phone"]
    was = cards.table.item(1, 2).text()
    qtbot.keyClick(cards.back_button, Qt.Key.Key_Return)
    settled(qtbot, window)
    card = load_card(window.desk.passport, "student", id)
    assert card.texts["birth_place"] == "Кедровый"
    assert card.texts["phone"] == ("" if was == "—" else was)
    assert cards.table.rowCount() == 1
    window.desk.take_back()
    assert load_card(window.desk.passport, "student", id).texts["phone"] == "+7 913 000-00-00"


def test_a_deleted_card_comes_back_whole(qtbot: QtBot, window: MainWindow, cards: CardBackDialog) -> None:
    before = len(ids(window))
    place = next(row for row, one in enumerate(cards._shown) if one.id not in ids(window))
    assert cards.list.item(place).text().endswith("— удалена")
    cards.list.setCurrentRow(place)
    settled(qtbot, window)
    assert cards.fate.text() == ALL_BACK
    assert cards.back_button.text() == "Вернуть карточку"
    qtbot.mouseClick(cards.back_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert len(ids(window)) == before + 1
    assert len(cards._shown) == 1


def test_a_card_is_searched_by_its_name(cards: CardBackDialog) -> None:
    cards.search.setText("ы" * 20)
    assert cards.list.count() == 0
    assert cards.fate.text() == "Таких карточек нет."
    assert not cards.back_button.isEnabled()


def test_the_whole_base_comes_back_and_the_present_is_kept(
    qtbot: QtBot, window: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(qtbot, window)
    before = len(ids(window))
    remove(window, ids(window)[0])
    said: list[str] = []
    monkeypatch.setattr(copy_acts, "ask", lambda *_: copy_acts._BACK)
    monkeypatch.setattr(copy_acts, "tell", lambda _parent, _title, text: said.append(text))

    def act(dialog: CopiesDialog) -> None:
        settled(qtbot, window)
        dialog.table.selectRow(len(dialog.table.lines.lines) - 1)
        qtbot.mouseClick(dialog.base_button, Qt.MouseButton.LeftButton)
        settled(qtbot, window)

    monkeypatch.setattr(CopiesDialog, "exec", act)
    act_of(window, "Копии базы").trigger()
    qtbot.waitUntil(lambda: bool(said) and window.desk is not None, timeout=10_000)
    qtbot.waitUntil(lambda: window.desk.checked and not window.jobs.busy)
    assert len(ids(window)) == before
    assert "отложен" in said[0]
    assert (school.parent / f"{school.name}.отложена-1").exists()
    assert Reason.RESTORE in [one.reason for one in copy_lines(window.desk.passport)]


@pytest.mark.parametrize("when", ["copy", "restore"])
def test_a_restore_that_is_stopped_leaves_the_base_open_as_it_was(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, told: list[str], when: str
) -> None:
    school = window.desk.passport.path
    settled(qtbot, window)
    (line,) = copy_lines(window.desk.passport)
    remove(window, ids(window)[0])
    left = ids(window)

    def stopped(*_: object, progress: Progress, **__: object) -> None:
        progress(1, 10)
        window.jobs._jobs[-1].stop()
        progress(2, 10)

    monkeypatch.setattr(copy_acts, "copy_before" if when == "copy" else "restore_base", stopped)
    copy_acts.restore_open(window, line)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.checked and not window.jobs.busy, timeout=10_000)
    assert told == [Cancelled().text]
    assert ids(window) == left
    assert not list(school.parent.glob("*отложена*"))


def test_a_damaged_base_leads_to_its_newest_copy(
    qtbot: QtBot, window: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    settled(qtbot, window)
    before = len(ids(window))
    change(window, ids(window)[0], phone="+7 913 000-00-00")
    window.close_file()
    spoil(school, 4096 * 30 + 11)
    seen: list[str] = []
    monkeypatch.setattr(copy_acts, "tell", lambda _parent, _title, text: seen.append(text))

    def leave(dialog: DamagedDialog) -> None:
        seen.append(dialog.best.text())

    monkeypatch.setattr(DamagedDialog, "exec", leave)
    spoiled = school.read_bytes()
    assert not window.open_file(school)
    assert "сохраняли раз: 1" in seen.pop()
    assert school.read_bytes() == spoiled

    def take(dialog: DamagedDialog) -> None:
        qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)

    monkeypatch.setattr(DamagedDialog, "exec", take)
    assert not window.open_file(school)
    qtbot.waitUntil(lambda: window.desk is not None and bool(seen), timeout=10_000)
    qtbot.waitUntil(lambda: window.desk.checked and not window.jobs.busy)
    assert len(ids(window)) == before
    assert (school.parent / f"{school.name}.отложена-1").read_bytes() == spoiled
    assert told == []


def test_a_look_at_the_copies_that_is_stopped_tells_the_problem_itself(
    window: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, progress: Progress) -> None:
        assert threading.current_thread() is not threading.main_thread()
        raise Cancelled

    monkeypatch.setattr(copy_acts, "diagnose", stopped)
    assert not copy_acts.not_opened(window, school, Damaged("База повреждена."))


def test_what_is_no_base_of_ours_is_told_as_before(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    monkeypatch.setattr(DamagedDialog, "exec", lambda _: pytest.fail("no copy is of this"))
    (tmp_path / "letter.jpg").write_bytes(b"\xff\xd8" * 3000)
    assert not window.open_file(tmp_path / "letter.jpg")
    assert "не база" in told[0]


def test_a_copy_of_another_base_is_put_only_when_wanted(
    qtbot: QtBot, window: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    settled(qtbot, window)
    window.close_file()
    with new_passport(school.with_name("o.passport"), year="2019-20", kind="school", code="700102", name="X") as other:
        copy_now(other)
        (line,) = copy_lines(other)
    before = school.read_bytes()
    monkeypatch.setattr(copy_acts, "ask", lambda *_: copy_acts._STAY)
    copy_acts._restore(window, school, line, (), lambda: None)
    settled(qtbot, window)
    assert school.read_bytes() == before
    assert told == []
    monkeypatch.setattr(copy_acts, "ask", lambda *_: copy_acts._OTHER)
    monkeypatch.setattr(copy_acts, "tell", lambda *_: None)
    copy_acts._restore(window, school, line, (), lambda: None)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.checked and not window.jobs.busy, timeout=10_000)
    assert ids(window) == []


def test_a_copy_of_the_old_password_asks_for_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(qtbot, window)
    passport = window.desk.passport
    passport.rekey("Старый пароль")
    copy_now(passport)
    passport.rekey("")
    given = ["не тот", "Старый пароль", None]
    monkeypatch.setattr(copies_dialog, "ask_password", lambda *_args, **_named: given.pop(0))
    dialog = CopiesDialog(window, window.desk)
    seen: list[object] = []
    monkeypatch.setattr(CardBackDialog, "exec", lambda shown: seen.append(shown._secrets))
    settled(qtbot, window)
    assert dialog.chosen.health is Health.OLD_PASSWORD
    qtbot.mouseClick(dialog.card_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    assert seen == [("Старый пароль", "не тот")]
    settled(qtbot, window)
    dialog.deleteLater()


def test_a_refused_copy_is_told(
    qtbot: QtBot, window: MainWindow, dialog: CopiesDialog, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("Диск переполнен.")

    monkeypatch.setattr(copies_dialog, "copy_now", refuse)
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert told == ["Диск переполнен."]
