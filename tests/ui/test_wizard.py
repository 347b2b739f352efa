"""The wizard: four steps by keyboard, nothing made before «Готово», nothing typed lost by a wrong key."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.year import known_years
from app.services.school import school_card
from app.storage.opening import open_passport
from app.storage.whereabouts import Place, Whereabouts
from app.ui import wizard as wizard_module
from app.ui import wizard_acts, wizard_year
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.page_names import IMPORT, STUDENTS
from app.ui.wizard import LEAVE, STAY, Wanted, Wizard
from data.lists import IVANOV, NAMES, save
from ui.keys import keys

PASSWORD = "верный конь батарея скрепка"


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder := tmp_path / "Документы").mkdir()
    monkeypatch.setattr(wizard_year, "documents", lambda: folder)
    return folder


@pytest.fixture
def wizard(qtbot: QtBot, quick_keys: None, empty: MainWindow, documents: Path) -> Iterator[Wizard]:
    made = Wizard(empty, empty.jobs)
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def enter(wizard: Wizard) -> None:
    QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Return)


def test_by_keyboard_only_from_the_first_step_to_the_base(qtbot: QtBot, wizard: Wizard, documents: Path) -> None:
    assert wizard.focusWidget() is wizard.school.name  # what everybody knows by heart
    keys(wizard.school.name, "МБОУ «СОШ № 2»")
    QTest.keyClick(wizard.school.name, Qt.Key.Key_Tab)
    assert wizard.focusWidget() is wizard.school.code
    keys(wizard.school.code, "700102")
    enter(wizard)
    assert wizard.stack.currentWidget() is wizard.year
    assert wizard.year.path.parent == documents
    assert wizard.year.path.name.startswith("700102-")
    enter(wizard)
    for line in (wizard.password.new.first, wizard.password.new.second):
        line.setFocus()
        keys(line, PASSWORD)
    enter(wizard)
    assert wizard.next_button.text() == "Готово"
    assert str(wizard.year.path) in wizard.list.summary.text()
    assert not list(documents.iterdir())  # nothing is there before the end
    enter(wizard)
    qtbot.waitUntil(lambda: wizard.wanted is Wanted.MADE, timeout=20_000)
    with open_passport(wizard.path, wizard.key) as passport:
        assert passport.has_password
        card = school_card(passport)
        assert (card.texts["short_name"], card.texts["full_name"]) == ("МБОУ «СОШ № 2»", "")  # nothing is made up


def test_what_is_not_known_yet_may_be_left_out(qtbot: QtBot, wizard: Wizard) -> None:
    wizard.password.new.without.setChecked(True)
    for _ in wizard.steps:
        wizard.next_button.click()
    qtbot.waitUntil(lambda: wizard.wanted is Wanted.MADE, timeout=20_000)
    with open_passport(wizard.path) as passport:
        card = school_card(passport)
        assert (card.texts["code"], card.texts["short_name"]) == ("", "")
    assert wizard.list.list_file is None


def test_errors_are_told_at_the_field(wizard: Wizard, documents: Path) -> None:
    wizard.school.code.setText("12")
    wizard.next_button.click()
    assert wizard.focusWidget() is wizard.school.code
    assert "цифр" in wizard.school.code.accessibleDescription()
    wizard.school.code.clear()
    wizard.next_button.click()
    (documents / "taken.passport").write_bytes(b"")
    for place, told in (("taken", "уже есть"), ("no/such.passport", "нет"), ("", "Назовите")):
        wizard.year.file.setText(str(documents / place) if place else "")
        wizard.next_button.click()
        assert wizard.stack.currentWidget() is wizard.year
        assert told in wizard.year.file.accessibleDescription()
    wizard.year.file.setText(str(documents / "new"))
    wizard.next_button.click()
    wizard.next_button.click()
    assert "Без пароля" in wizard.password.new.remark.text()
    wizard.password.new.first.setText(PASSWORD)
    wizard.password.new.second.setText("другое")
    wizard.next_button.click()
    assert wizard.focusWidget() is wizard.password.new.second
    wizard.password.new.without.setChecked(True)
    wizard.next_button.click()
    wizard.list.file.setText(str(documents / "none.xlsx"))
    wizard.next_button.click()
    assert "нет" in wizard.list.file.accessibleDescription()
    assert not wizard._busy


def test_back_keeps_what_was_typed_and_a_free_name_is_proposed(wizard: Wizard, documents: Path) -> None:
    wizard.school.code.setText("700102")
    wizard.next_button.click()
    first = wizard.year.path
    first.write_bytes(b"")
    wizard.back_button.click()
    assert wizard.school.code.text() == "700102"
    wizard.next_button.click()
    assert wizard.year.path == first.with_name(f"{first.stem}-2.passport")


def test_esc_asks_before_typed_text_is_lost(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = [STAY, LEAVE]
    monkeypatch.setattr(wizard_module, "ask", lambda *given, **_: asked.append(given[2]) or answers.pop(0))
    keys(wizard.school.name, "М")
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert len(asked) == 2


def test_most_begin_with_a_list_and_the_file_is_asked_for_under_that_choice(wizard: Wizard) -> None:
    wizard.go(3)
    assert wizard.list.by_list.isChecked()
    assert wizard.list.choose_button.isVisible()
    assert wizard.list.problem() is None  # the file may be chosen later
    wizard.list.by_card.click()
    assert not wizard.list.file.isVisible()
    assert not wizard.list.choose_button.isVisible()
    wizard.list.by_list.click()
    assert wizard.list.file.isVisible()
    wizard.school.kind.setCurrentIndex(1)
    wizard.go(3)
    assert not wizard.list.about.isVisible()  # a municipality has no list of classes
    assert not wizard.list.file.isVisible()
    wizard.school.kind.setCurrentIndex(0)
    wizard.go(3)
    assert wizard.list.file.isVisible()


def test_an_unwise_place_is_told_before_anything_lies_there(
    wizard: Wizard, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud, told = documents / "OneDrive", {}
    for place in (Place.CLOUD, Place.STICK, Place.PASSING):
        monkeypatch.setattr(wizard_year, "whereabouts", lambda _, place=place: Whereabouts(place, "OneDrive"))
        wizard.year.file.setText("")
        keys(wizard.year.file, str(cloud / "x"))
        told[place] = wizard.year.file.accessibleDescription()
        assert "лежит" not in told[place]
        assert "Выберите папку" in told[place]
    assert len(set(told.values())) == len(told)
    assert wizard.year.problem() is not None  # only because the folder is not there
    cloud.mkdir()
    assert wizard.year.problem() is None  # advice keeps nobody from going on


def test_untouched_it_closes_unasked_and_other_doors_lead_on(wizard: Wizard) -> None:
    wizard.school.demo_button.click()
    assert wizard.wanted is Wanted.DEMO
    assert not wizard.isVisible()


@pytest.mark.parametrize(("today", "proposed"), [(date(2026, 3, 1), "2025-26"), (date(2022, 3, 1), known_years()[-1])])
def test_the_year_of_today_is_proposed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, today: date, proposed: str
) -> None:
    class Today(date):
        @classmethod
        def today(cls) -> date:
            return today

    monkeypatch.setattr(wizard_year, "date", Today)
    step = wizard_year.YearStep()
    qtbot.addWidget(step)
    assert step.year.currentData() == proposed


@pytest.mark.parametrize("begun", ["list", "card"])
def test_the_first_list_or_card_follows(
    qtbot: QtBot, empty: MainWindow, documents: Path, monkeypatch: pytest.MonkeyPatch, begun: str
) -> None:
    book = save(documents / "list.xlsx", [NAMES, IVANOV])

    def fill(wizard: Wizard) -> int:
        wizard.year.year.setCurrentIndex(wizard.year.year.findData("2019-20"))
        wizard.password.new.without.setChecked(True)
        if begun == "list":
            wizard.list.file.setText(str(book))
            wizard.list.by_list.setChecked(True)
        else:
            wizard.list.by_card.setChecked(True)
        for _ in wizard.steps:
            wizard.next_button.click()
        qtbot.waitUntil(lambda: wizard.wanted is Wanted.MADE, timeout=20_000)
        return 1

    monkeypatch.setattr(Wizard, "exec", fill)
    assert wizard_acts.ask_new_base(empty) is Wanted.MADE
    if begun == "list":
        qtbot.waitUntil(lambda: empty.pages.navigation.currentRow() == IMPORT and not empty.jobs.busy)
        qtbot.waitUntil(lambda: empty.pages.page(IMPORT).path == book, timeout=10_000)
    else:
        qtbot.waitUntil(lambda: empty.pages.students.card.card is not None and not empty.jobs.busy)
        qtbot.waitUntil(lambda: empty.pages.navigation.currentRow() == STUDENTS, timeout=10_000)


def test_a_refusal_leaves_the_wizard_as_it_was(qtbot: QtBot, wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(wizard_module, "show_error", lambda _parent, problem: told.append(problem))
    monkeypatch.setattr(wizard_module, "_made", lambda *_: 1 / 0)
    assert isinstance(wizard._jobs, Jobs)
    wizard.password.new.without.setChecked(True)
    for _ in wizard.steps:
        wizard.next_button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert wizard.isVisible()
    assert wizard.next_button.isEnabled()
