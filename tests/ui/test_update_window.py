"""Updates of the program's data in the window: offered with what they change, taken, left, gone back from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain import program_data
from app.errors import Refused
from app.services.updating import OWN
from app.storage import update_store
from app.ui import main_window, update_acts, update_dialog
from app.ui.everything_window import acts_of
from app.ui.main_window import MainWindow
from app.ui.place_acts import EDITING
from app.ui.role_limits import ACTS
from app.ui.update_dialog import UpdateDialog
from data.updates import MEDALS, OFF, SEVERE, YEAR, know_maker, laid, more_medals, newer_year
from ui.acts import act_of
from ui.checks import WRONG_SNILS, change, checked, pupil

UPDATE, BACK = "Обновление из файла…", "Вернуть прежние данные…"
QUIET = OFF.replace("DOC-2", "FMT-4")


@pytest.fixture(autouse=True)
def own_data_again(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    know_maker(monkeypatch, tmp_path_factory.mktemp("makers"))
    yield
    program_data.wear({})


@pytest.fixture
def told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The errors that are shown."""
    heard: list[str] = []
    for module in (main_window, update_acts, update_dialog):
        monkeypatch.setattr(module, "show_error", lambda _parent, problem: heard.append(str(problem)))
    return heard


@pytest.fixture
def take(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on every such dialog is accepted."""

    def answer(shown: UpdateDialog) -> bool:
        shown.accept()
        qtbot.waitUntil(lambda: bool(shown.result()), timeout=20_000)
        return True

    return lambda: monkeypatch.setattr(UpdateDialog, "exec", answer)


def opened_again(qtbot: QtBot, window: MainWindow, act: Callable[[], object]) -> None:
    old = window.desk
    act()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not old, timeout=20_000)
    qtbot.waitUntil(lambda: bool(window.pages.students.present) and window.desk.checked, timeout=20_000)


def test_an_update_is_shown_taken_and_gone_back_from(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = pupil(window, "9А", 0)
    change(window, one.id, snils=WRONG_SNILS)
    checked(qtbot, window)
    path = laid(tmp_path, 7, {YEAR: newer_year(QUIET), MEDALS: more_medals()})
    monkeypatch.setattr(update_acts, "ask_open", lambda *_: path)
    seen: list[tuple[str, ...]] = []

    def answer(shown: UpdateDialog) -> bool:
        lines = [line.cells[1:3] for line in shown.changes.lines.lines]
        seen.append((shown.title.text(), shown.about.text(), shown.verdict.text(), shown.tabs.tabText(0), *lines))
        assert shown.leave.isDefault()
        shown.accept()
        qtbot.waitUntil(lambda: bool(shown.result()), timeout=20_000)
        return True

    monkeypatch.setattr(UpdateDialog, "exec", answer)
    opened_again(qtbot, window, act_of(window, UPDATE).trigger)
    assert seen.pop() == (
        "Придёт: обновление № 7 от 02.12.2026",
        "Подписано: изготовитель проб. О чём: проба",
        "Новых замечаний не появится. Снимется или смягчится: 1.",
        "Что изменится: 3",
        ("добавлено", "медаль для пробы"),
        ("добавлено", "FMT-4"),
        ("изменено", "редакция"),
    )
    assert "FMT-4" not in {found.rule for found in window.desk.findings_of(one.id)}
    opened_again(qtbot, window, act_of(window, BACK).trigger)
    assert seen[0][0] == f"Вернутся: {OWN}"
    assert seen[0][2].startswith("Новые или более строгие замечания появятся у карточек: 1")
    assert "FMT-4" in {found.rule for found in window.desk.findings_of(one.id)}
    assert not program_data.worn()


def test_cards_with_new_errors_are_named(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = pupil(window, "5А", 0)
    change(window, one.id, first_name="Aлла")
    checked(qtbot, window)
    seen: list[tuple[str, ...]] = []

    def leave(shown: UpdateDialog) -> bool:
        seen.extend(line.cells[:4] for line in shown.cards.lines.lines)
        assert shown.tabs.tabText(1) == "Карточки с новыми замечаниями: 1"
        shown.reject()
        return False

    monkeypatch.setattr(UpdateDialog, "exec", leave)
    desk = window.desk
    update_acts.look_at_update(window, laid(tmp_path, 7, {YEAR: newer_year(SEVERE)}))
    checked(qtbot, window)
    assert [(line[0], line[1], line[3]) for line in seen] == [("✖ Ошибка", "5А", "FMT-1")]
    assert "Aлла" in seen[0][2]
    assert window.desk is desk
    assert not update_store.is_there()


def test_what_cannot_be_taken_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UpdateDialog, "exec", lambda _: pytest.fail("offered"))
    whole = laid(tmp_path, 7, {MEDALS: more_medals()}).read_bytes()
    (cut := tmp_path / "cut.passport-update").write_bytes(whole[:-1])
    update_acts.look_at_update(window, cut)
    qtbot.waitUntil(lambda: len(told) == 1)
    update_acts.ask_back(window)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "обрезан" in told[0]
    assert "Обновлений нет" in told[1]


def test_a_copy_that_fails_leaves_the_dialog_and_all_else(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refused("Диск переполнен.")

    def answer(shown: UpdateDialog) -> bool:
        shown.accept()
        shown.reject()  # what was begun is waited for
        qtbot.waitUntil(lambda: bool(told) and shown.take.isEnabled(), timeout=20_000)
        assert shown.result() == 0
        return False

    monkeypatch.setattr(update_dialog, "carry_out", full)
    monkeypatch.setattr(UpdateDialog, "exec", answer)
    desk = window.desk
    update_acts.look_at_update(window, laid(tmp_path, 7, {MEDALS: more_medals()}))
    qtbot.waitUntil(lambda: bool(told) and not window.jobs.busy, timeout=20_000)
    assert told == ["Диск переполнен."]
    assert window.desk is desk
    assert not update_store.is_there()


def test_a_damaged_update_is_told_over_the_pages(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, take: Callable[[], None]
) -> None:
    take()
    path = laid(tmp_path, 7, {MEDALS: more_medals()})
    opened_again(qtbot, window, lambda: update_acts.look_at_update(window, path))
    kept = update_store._folder() / update_store.pointer().file
    kept.write_bytes(kept.read_bytes()[:-9])
    opened_again(qtbot, window, window.open_again)
    qtbot.waitUntil(lambda: "повреждён" in window.copies_band.text.text(), timeout=20_000)
    assert not program_data.worn()
    assert window.pages.students.present


def test_only_who_manages_the_base_takes_updates(window: MainWindow) -> None:
    for name in (UPDATE, BACK):
        assert name in ACTS
        assert name in EDITING
        assert act_of(window, name).isEnabled()
        assert act_of(window, name) in acts_of(window)  # Ctrl+K finds it
