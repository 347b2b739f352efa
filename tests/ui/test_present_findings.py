"""What is checked again after what: the card at once, whom it touches beside, everything seldom; nothing gets old."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import checking, rechecking
from app.services.cards import Edit, load_card
from app.services.checking import check
from app.ui import page_names as places
from app.ui.known_findings import KnownFindings
from app.ui.main_window import MainWindow
from app.validators.findings import Level
from ui.acts import act_of, ids_of
from ui.checks import WRONG_SNILS, change, check_page, checked, explain_now, pupil, question


@pytest.fixture
def whole_checks(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows with every check of everything."""
    begun: list[None] = []
    real = checking.check

    def counted(*given: object, **named: object) -> object:
        begun.append(None)
        return real(*given, **named)

    monkeypatch.setattr(checking, "check", counted)
    return begun


def rules(window: MainWindow, id: str) -> set[str]:
    """The rules that have found something in a record."""
    return {found.rule for found in window.desk.findings_of(id)}


def right_now(window: MainWindow) -> bool:
    """Whether the desk knows what a whole check finds."""
    return window.desk.findings == check(window.desk.passport, window.desk.as_of).findings


def test_saved_card_is_known_at_once_and_its_double_soon(
    qtbot: QtBot, window: MainWindow, whole_checks: list[None]
) -> None:
    one, other = pupil(window, "9А", 0), pupil(window, "9Б", 1)
    change(window, one.id, snils=other.texts["snils"])
    assert "DUP-3" in rules(window, one.id)
    qtbot.waitUntil(lambda: "DUP-3" in rules(window, other.id))
    checked(qtbot, window)
    assert right_now(window)
    change(window, one.id, snils=one.texts["snils"])
    checked(qtbot, window)
    assert "DUP-3" not in rules(window, other.id)
    assert right_now(window)
    assert not whole_checks


def test_removed_double_clears_the_other(qtbot: QtBot, window: MainWindow, whole_checks: list[None]) -> None:
    one, other = pupil(window, "9А", 0), pupil(window, "9Б", 1)
    card = change(window, one.id, snils=other.texts["snils"])
    checked(qtbot, window)
    window.desk.save(Edit("student", card.id, card.version, remove=True))
    assert window.desk.findings_of(one.id) == ()
    checked(qtbot, window)
    assert "DUP-3" not in rules(window, other.id)
    assert right_now(window)
    window.desk.take_back()
    checked(qtbot, window)
    assert "DUP-3" in rules(window, other.id)
    assert not whole_checks


def test_school_a_renamed_class_and_many_edits_check_everything(
    qtbot: QtBot, window: MainWindow, whole_checks: list[None]
) -> None:
    desk = window.desk
    school = next(one for one in desk.findings if one.entity == "school")
    card = load_card(desk.passport, "school", school.id)
    desk.save(Edit("school", card.id, card.version, {"remote": "да"}))
    checked(qtbot, window)
    assert len(whole_checks) == 1
    of_class = next(one for one in desk.findings if one.entity == "class")
    card = load_card(desk.passport, "class", of_class.id)
    desk.save(Edit("class", card.id, card.version, {"name": "7В"}))
    checked(qtbot, window)
    assert len(whole_checks) == 2
    ids = ids_of(window, "9А")
    edits = [Edit("student", id, load_card(desk.passport, "student", id).version, {"phone": ""}) for id in ids]
    desk.save_many("Проба", edits, lambda: None, lambda _: None, window)
    checked(qtbot, window)
    assert len(whole_checks) == 3
    assert right_now(window)


def test_new_name_of_a_worker_checks_everything_his_phone_does_not(
    qtbot: QtBot, window: MainWindow, whole_checks: list[None]
) -> None:
    names = {"last_name": "Юдина", "first_name": "Анна"}
    card = window.desk.save(Edit("staff", "w", 0, names)).card
    checked(qtbot, window)
    assert len(whole_checks) == 1
    card = window.desk.save(Edit("staff", "w", card.version, {"phone": "+7 913 123-45-67"})).card
    checked(qtbot, window)
    assert len(whole_checks) == 1
    window.desk.save(Edit("staff", "w", card.version, {"last_name": "Кедрова"}))
    checked(qtbot, window)
    assert len(whole_checks) == 2
    assert right_now(window)


def test_result_older_than_a_save_is_thrown_away(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pupil(window, "9А", 0), pupil(window, "9Б", 1)
    go, real = threading.Event(), rechecking.recheck
    done: list[None] = []

    def slow(*given: object) -> object:
        found = real(*given)
        if not done:
            done.append(None)
            go.wait(10)  # the next save comes before this answer
        return found

    monkeypatch.setattr(rechecking, "recheck", slow)
    change(window, one.id, snils=other.texts["snils"])
    qtbot.waitUntil(lambda: bool(done))
    change(window, one.id, snils=WRONG_SNILS)
    go.set()
    seen: list[set[str]] = []
    window.desk.findings_changed.connect(lambda: seen.append(rules(window, other.id)))
    checked(qtbot, window)
    assert seen
    assert not any("DUP-3" in found for found in seen)
    assert right_now(window)


def test_save_during_a_whole_check_is_not_undone_by_its_result(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pupil(window, "9А", 0), pupil(window, "9Б", 1)
    change(window, one.id, snils=other.texts["snils"])
    checked(qtbot, window)
    go, read, real = threading.Event(), threading.Event(), checking.check

    def slow(*given: object, **named: object) -> object:
        found = real(*given, **named)
        read.set()
        go.wait(10)
        return found

    monkeypatch.setattr(checking, "check", slow)
    window.desk.check()
    qtbot.waitUntil(read.is_set)
    change(window, one.id, snils=WRONG_SNILS)
    found = rules(window, one.id)
    assert "FMT-4" in found
    go.set()
    checked(qtbot, window)
    assert rules(window, one.id) == found
    assert "DUP-3" not in rules(window, other.id)
    monkeypatch.undo()
    assert right_now(window)


def test_what_only_a_whole_check_knew_is_looked_at_after_a_save_meanwhile(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pupil(window, "9А", 0), pupil(window, "9Б", 1)
    change(window, one.id, snils=other.texts["snils"])
    checked(qtbot, window)
    window.desk.present.known = KnownFindings()  # as before the first check
    go, whole, real_check, real_recheck = threading.Event(), threading.Event(), checking.check, rechecking.recheck
    read: list[None] = []

    def slow_check(*given: object, **named: object) -> object:
        found = real_check(*given, **named)
        read.append(None)
        go.wait(10)
        return found

    def slow_recheck(*given: object) -> object:
        found = real_recheck(*given)
        whole.wait(10)  # answers after the whole check
        return found

    monkeypatch.setattr(checking, "check", slow_check)
    monkeypatch.setattr(rechecking, "recheck", slow_recheck)
    window.desk.check()
    qtbot.waitUntil(lambda: bool(read))
    change(window, one.id, snils=WRONG_SNILS)
    go.set()
    qtbot.waitUntil(lambda: "DUP-3" in rules(window, other.id))  # the whole check still knew the double
    whole.set()
    checked(qtbot, window)
    assert "DUP-3" not in rules(window, other.id)
    monkeypatch.undo()
    assert right_now(window)


def test_newer_check_gives_the_older_up(qtbot: QtBot, window: MainWindow, whole_checks: list[None]) -> None:
    for _ in range(4):
        window.desk.check()
    checked(qtbot, window)
    assert window.desk.checked
    assert right_now(window)


def test_failure_of_a_check_is_told(
    qtbot: QtBot, window: MainWindow, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.acts import refuse

    monkeypatch.setattr(checking, "check", refuse)
    window.desk.check()
    checked(qtbot, window)
    assert said == ["Проверить не удалось. Диск переполнен. Ещё раз: F5."]
    monkeypatch.setattr(rechecking, "recheck", refuse)
    change(window, pupil(window, "9А", 0).id, snils=WRONG_SNILS)
    checked(qtbot, window)
    assert said[1:] == said[:1]


def test_navigation_tells_open_errors_and_questions(qtbot: QtBot, window: MainWindow) -> None:
    desk, item = window.desk, window.pages.navigation.item(places.CHECK)
    errors, questions = desk.count(Level.ERROR), desk.count(Level.QUESTION)
    assert item.text() == f"Проверка ✖{errors} ?{questions}"
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Проверка: ошибок {errors}, вопросов {questions}"
    explain_now(window, [question(window)], "Сверено с документом.")
    assert item.text() == f"Проверка ✖{errors} ?{questions - 1}"
    change(window, pupil(window, "9А", 0).id, snils=WRONG_SNILS)
    assert item.text() == f"Проверка ✖{errors + 1} ?{questions - 1}"
    checked(qtbot, window)
    assert item.text() == f"Проверка ✖{errors + 1} ?{questions - 1}"
    width = window.pages.navigation.viewport().width()
    assert window.pages.navigation.sizeHintForColumn(0) <= width


def test_day_of_the_check_is_told_everywhere_and_checks_saves_too(
    qtbot: QtBot, window: MainWindow, whole_checks: list[None]
) -> None:
    page = check_page(window)
    page.day.line.setText("2 2 2020")
    qtbot.keyClick(page.day.line, Qt.Key.Key_Return)
    checked(qtbot, window)
    assert window.desk.as_of == date(2020, 2, 2)
    assert page.day.line.text() == "02.02.2020"
    assert page.band.isVisible()
    assert "02.02.2020" in page.band_text.text()
    assert "на 02.02.2020" in window.status.text()
    assert right_now(window)
    change(window, pupil(window, "9А", 0).id, category="")
    checked(qtbot, window)
    assert right_now(window)
    package = window.pages.page(places.PACKAGE)
    assert "02.02.2020" in package.verdict.text()
    assert not package.make_button.isEnabled()
    window.pages.go(places.CHECK)
    qtbot.mouseClick(page.today_button, Qt.MouseButton.LeftButton)
    checked(qtbot, window)
    assert window.desk.as_of is None
    assert not page.band.isVisible()
    assert right_now(window)


def test_impossible_day_changes_nothing(qtbot: QtBot, window: MainWindow, said: list[str]) -> None:
    page = check_page(window)
    page.day.line.setText("31.02.2020")
    qtbot.keyClick(page.day.line, Qt.Key.Key_Return)
    assert window.desk.as_of is None
    assert said[0].startswith("Такой даты нет")
    assert page.day.line.text() == "31.02.2020"  # stays to be mended


def test_deadlines_of_the_year_are_offered_as_days(qtbot: QtBot, window: MainWindow) -> None:
    page = check_page(window)
    actions = page.day.choices.menu().actions()
    choice = next(one for one in actions if one.text() == "после 1 февраля — Выбор предметов ГИА-11")
    choice.trigger()
    assert window.desk.as_of == date(2020, 2, 2)
    actions[0].trigger()
    assert window.desk.as_of is None
    checked(qtbot, window)


def test_f5_remembers_what_was_found_and_a_check_by_itself_does_not(qtbot: QtBot, window: MainWindow) -> None:
    page = check_page(window)
    assert not page.only_new.isEnabled()
    window.desk.check()
    checked(qtbot, window)
    assert not page.only_new.isEnabled()
    act_of(window, "Проверить всё").trigger()
    checked(qtbot, window)
    qtbot.waitUntil(page.only_new.isEnabled)
    page.only_new.setChecked(True)
    assert len(page.table.lines.lines) == 0
    one = pupil(window, "9А", 0)
    change(window, one.id, snils=WRONG_SNILS)
    page = check_page(window)
    assert [found.id for found in page.tree.shown] == [one.id]
