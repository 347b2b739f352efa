"""Acts of the menu about years and rules: last year's base, a newer year file, the window of rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.year import academic_year
from app.errors import AppError, Refused, WrongPassword
from app.paths import resources
from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.last_year import last_year_given
from app.services.rules_page import rule_lines
from app.services.year_file import Rehearsal
from app.storage.opening import new_passport
from app.ui import last_year_dialog, year_acts
from app.ui.last_year_dialog import LastYearDialog
from app.ui.main_window import MainWindow
from app.ui.rules_window import OFF, RulesWindow
from app.ui.year_file_dialog import YearFileDialog, lines_of, verdict
from app.validators.findings import Level
from ui.acts import act_of, refuse
from ui.checks import WRONG_SNILS, change, checked, made, pupil
from ui.doors import PASSWORD, put_under

OWN = resources("years", "2019-20.toml").read_text(encoding="utf-8")
QUIET = '\n[[rules]]\nid = "FMT-4"\nwhy = "проба"\non = false\n'


def year_file(folder: Path, edition: int) -> Path:
    """The year's own file in another edition, in which FMT-4 is off."""
    path = folder / "2019-20.toml"
    path.write_text(OWN.replace("edition = 1\n", f"edition = {edition}\n", 1) + QUIET, encoding="utf-8")
    return path


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[AppError]:
    """The errors that are shown."""
    heard: list[AppError] = []
    for module in (year_acts, last_year_dialog):
        monkeypatch.setattr(module, "show_error", lambda _parent, problem: heard.append(problem))
    return heard


@pytest.fixture
def dialog(window: MainWindow) -> Iterator[LastYearDialog]:
    made_now = LastYearDialog(window, window.desk)
    made_now.show()
    yield made_now
    made_now.close()
    made_now.deleteLater()


def test_year_file_is_rehearsed_and_taken(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = pupil(window, "9А", 0)
    change(window, one.id, snils=WRONG_SNILS)
    checked(qtbot, window)
    seen: list[tuple[str, list[tuple[str, ...]]]] = []

    def answer(shown: YearFileDialog) -> bool:
        seen.append((shown.verdict.text(), [line.cells for line in shown.table.lines.lines]))
        shown.accept()
        return True

    monkeypatch.setattr(YearFileDialog, "exec", answer)
    monkeypatch.setattr(year_acts, "ask_open", lambda *_: year_file(tmp_path, 2))
    act_of(window, "Файл учебного года").trigger()
    old = window.desk
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not old, timeout=20_000)
    qtbot.waitUntil(lambda: bool(window.pages.students.present) and window.desk.checked)
    title = next(line.title for line in rule_lines(academic_year("2019-20")) if line.id == "FMT-4")
    assert seen == [("Новых замечаний не появится. Снимется или смягчится: 1.", [("FMT-4", title, "", "1")])]
    assert window.desk.passport.year.edition == 2
    assert "FMT-4" not in {found.rule for found in window.desk.findings_of(one.id)}


def test_year_file_that_is_left_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(YearFileDialog, "exec", lambda _: False)
    desk = window.desk
    year_acts.look_at_year_file(window, desk, year_file(tmp_path, 2), window.open_again)
    checked(qtbot, window)
    assert window.desk is desk
    assert desk.passport.year.edition == 1


def test_year_file_that_is_no_newer_or_no_year_is_refused_before_a_rehearsal(
    window: MainWindow, tmp_path: Path, told: list[AppError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_acts, "rehearse", refuse)
    desk = window.desk
    year_acts.look_at_year_file(window, desk, year_file(tmp_path, 1), window.open_again)
    bad = tmp_path / "bad.toml"
    bad.write_text("name = 1", encoding="utf-8")
    year_acts.look_at_year_file(window, desk, bad, window.open_again)
    year_acts.look_at_year_file(window, desk, desk.passport.path, window.open_again)
    assert "не новее" in told[0].text
    assert "не принят" in told[1].text
    assert "открытая база" in told[2].text
    assert not window.jobs.busy


def test_verdict_of_a_rehearsal() -> None:
    worse = (made(), made(id="b", rule="T-2", level=Level.QUESTION), made(id="b"))
    found = Rehearsal(2, worse, (made(id="c", rule="T-3"),))
    assert verdict(found) == (
        "Новые или более строгие замечания появятся у карточек: 2 (ошибок: 2, вопросов: 1). Снимется или смягчится: 1."
    )
    assert [line.cells for line in lines_of(found)] == [
        ("T-1", "Проба", "2", ""),
        ("T-2", "Проба", "1", ""),
        ("T-3", "Проба", "", "1"),
    ]
    assert verdict(Rehearsal(0, (), ())) == "С этим файлом замечания останутся теми же."


def last_base(folder: Path, code: str = "700101") -> Path:
    """A closed base of the year before with two pupils."""
    path = folder / "last.passport"
    with new_passport(path, year="2019-20", kind="school", code=code, name="МБОУ «СОШ № 1»") as passport:
        save_card(passport, Edit("student", "a", 0, {"last_name": "Юдин", "first_name": "Глеб", "class_name": "8А"}))
    return path


def test_base_of_no_earlier_year_is_refused_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, dialog: LastYearDialog, told: list[AppError], tmp_path: Path
) -> None:
    dialog.give(last_base(tmp_path))
    checked(qtbot, window)
    assert "а сравнивать нужно с предыдущим" in told[0].text
    assert dialog.given.text().startswith("Прошлогодняя база не дана")
    assert not dialog.forget_button.isEnabled()


def test_last_year_under_another_password_asks_for_it(
    qtbot: QtBot, dialog: LastYearDialog, told: list[AppError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = last_base(tmp_path)
    put_under(path)
    answers = [None, "не тот пароль", PASSWORD]
    monkeypatch.setattr(last_year_dialog, "ask_password", lambda *_given, new: answers.pop(0))
    for left in (2, 1, 0):
        dialog.give(path)
        qtbot.waitUntil(lambda left=left: len(answers) == left and not dialog._desk.jobs.busy, timeout=20_000)
    assert [type(one) for one in told] == [WrongPassword, Refused]
    assert "сравнивать нужно с предыдущим" in told[1].text  # it was read


def test_last_year_is_given_and_taken_away(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "now.passport"
    with new_passport(path, year="2025-26", kind="school", code="700101", name="МБОУ «СОШ № 1»"):
        pass
    before = tmp_path / "before.passport"
    with new_passport(before, year="2024-25", kind="school", code="700101", name="МБОУ «СОШ № 1»") as passport:
        save_card(passport, Edit("student", "a", 0, {"last_name": "Юдин", "first_name": "Глеб", "class_name": "8А"}))
    window = MainWindow()
    window.open_file(path)
    window.show()
    qtbot.waitUntil(lambda: window.desk.checked)
    monkeypatch.setattr(last_year_dialog, "ask_open", lambda *_: before)

    def answer(dialog: LastYearDialog) -> None:
        qtbot.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
        checked(qtbot, window)
        assert "учеников 1, работников 0" in dialog.given.text()
        assert window.desk.findings == check(window.desk.passport).findings
        qtbot.mouseClick(dialog.forget_button, Qt.MouseButton.LeftButton)
        checked(qtbot, window)
        assert not dialog.forget_button.isEnabled()

    monkeypatch.setattr(LastYearDialog, "exec", answer)
    act_of(window, "Сравнить с прошлым годом").trigger()
    assert last_year_given(window.desk.passport) is None
    window.close_file()
    window.jobs.close()
    window.deleteLater()


def test_rules_are_found_by_words(qtbot: QtBot, window: MainWindow) -> None:
    rules = RulesWindow(window, window.desk.passport.year)
    rules.show()
    everything = rule_lines(window.desk.passport.year)
    assert len(rules.table.lines.lines) == len(everything)
    rules.words.setText("fmt-4")
    cells = [line.cells for line in rules.table.lines.lines]
    assert ("FMT-4", "✖ Ошибка") in [line[:2] for line in cells]
    rules.table.selectRow([line[0] for line in cells].index("FMT-4"))
    one = next(line for line in everything if line.id == "FMT-4")
    assert rules.head.text() == f"FMT-4. {one.title}"
    assert (rules.norm.text(), rules.clause.text()) == (one.norm, f"Основание: {one.clause}")
    rules.words.setText("ы" * 30)
    assert rules.head.text() == "Такого правила нет."
    rules.deleteLater()


def test_rule_that_is_off_in_the_year_says_why(window: MainWindow, tmp_path: Path) -> None:
    from app.domain.year import read_year

    path = year_file(tmp_path, 2)
    rules = RulesWindow(window, read_year(path.read_bytes(), path.name))
    rules.words.setText("FMT-4")
    line = next(line for line in rules.table.lines.lines if line.cells[0] == "FMT-4")
    assert line.cells[1] == OFF
    rules.table.selectRow(list(rules.table.lines.lines).index(line))
    assert rules.why.text() == "В этом году: выключено: проба."
    rules.deleteLater()
