"""The page «Пакет для МОУО»: who opens it, channel, numbers that somebody compared, the result, the packages so far."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.domain.school import School
from app.services.cards import Edit
from app.services.edition import Edition, set_edition
from app.services.keys import own_keys, save_card, take_card
from app.storage.opening import new_passport
from app.ui import keys_acts, package_page
from app.ui import page_names as places
from app.ui.main_window import MainWindow
from app.ui.package_choice import PackageChoice
from app.ui.package_page import PackagePage
from data import demo_workers
from ui.checks import checked

NAME = "Отдел <b>образования"


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str, str]:
    """The card of a municipality's key, its recipient and words."""
    (folder := tmp_path / "centre").mkdir()
    made = new_passport(folder / "m.passport", year="2019-20", kind="municipality", code="700000", name=NAME)
    with made as centre:
        own = own_keys(centre)
        return save_card(centre, folder), own.recipient, own.words


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> PackagePage:
    window.pages.go(places.PACKAGE)
    shown = window.pages.page(places.PACKAGE)
    assert isinstance(shown, PackagePage)
    qtbot.waitUntil(lambda: shown.totals.lines.rowCount() > 0)
    return shown


def make(qtbot: QtBot, window: MainWindow, page: PackagePage, folder: Path) -> None:
    page.draft.setChecked(True)
    page.compared.setChecked(True)
    assert page.make_button.isEnabled()
    page.make_in(folder)
    qtbot.waitUntil(lambda: not window.jobs.busy and page.made.isVisible(), timeout=20_000)


def cells(page: PackagePage) -> dict[str, str]:
    return {one.cells[0]: one.cells[1] for one in page.totals.lines.lines}


def test_numbers_stand_on_the_page_and_must_be_compared(qtbot: QtBot, window: MainWindow, page: PackagePage) -> None:
    assert cells(page)["Школа"] == "24"
    assert cells(page)["9 классы"] == "12"
    assert "«Черновик»" in page.lacks.text()  # each time what is to be done next, while the button is closed
    assert page.verdict.text().startswith("✖")
    page.draft.setChecked(True)
    assert page.verdict.text().startswith("?")  # no alarm beside what somebody has decided to do
    assert not page.make_button.isEnabled()
    assert "сверьте цифры" in page.lacks.text()
    page.compared.setChecked(True)
    assert page.make_button.isEnabled()
    assert not page.lacks.isVisible()
    window.desk.save(Edit("room", "", 0, demo_workers.rooms()[1]))
    checked(qtbot, window)
    qtbot.waitUntil(lambda: cells(page)["Аудитории для участников"] == "1")
    assert not page.compared.isChecked()  # other numbers: somebody must look again
    assert not page.make_button.isEnabled()


def test_a_package_that_was_made_tells_what_to_do_with_it(
    qtbot: QtBot, window: MainWindow, page: PackagePage, tmp_path: Path
) -> None:
    make(qtbot, window, page, tmp_path)
    assert page.made.what_next.isVisible()
    assert places.TITLES[places.ANSWERS] in page.made.what_next.text()  # the page it names is there


def test_numbers_that_stay_the_same_stay_compared(qtbot: QtBot, window: MainWindow, page: PackagePage) -> None:
    page.compared.setChecked(True)
    window.pages.go(places.CALENDAR)
    window.pages.go(places.PACKAGE)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert page.compared.isChecked()


def test_channels_are_offered_where_the_base_is_for_the_protected_one(page: PackagePage) -> None:
    assert not page.choice.open_channel.isVisible()
    set_edition(page.desk.passport, Edition.PROTECTED)
    page.choice.load()
    assert page.choice.open_channel.isVisible()
    assert page.choice.protected_channel.isVisible()
    page.choice.protected_channel.setChecked(True)
    set_edition(page.desk.passport, Edition.OPEN)
    page.choice.load()
    assert page.choice.channel == "open"  # nothing that is not seen is chosen


def test_a_package_is_for_the_known_key_or_under_a_password_unless_somebody_wants_it_open(
    page: PackagePage, key: tuple[Path, str, str]
) -> None:
    assert page.choice.to.told == "password"
    take_card(page.desk.passport, key[0])
    other = PackageChoice(page.desk.passport)
    assert other.to.told == key[1]
    other.receiver.setCurrentIndex(2)
    assert other.to.told == ""
    assert "прочтёт каждый" in other.warning.text()


def test_a_school_without_its_code_is_told_why_the_name_of_the_file_is_odd(
    qtbot: QtBot, window: MainWindow, page: PackagePage, tmp_path: Path
) -> None:
    make(qtbot, window, page, tmp_path)
    assert not page.made.no_code.isVisible()
    with page.desk.passport.writing() as session:
        session.execute(update(School).values(code=None))
    page._read_totals()
    qtbot.waitUntil(lambda: not page.compared.isChecked())
    page.made.hide()
    make(qtbot, window, page, tmp_path)
    assert list(tmp_path.glob("passport-nocode-*"))
    assert "nocode" in page.made.no_code.text()
    assert page.made.no_code.isVisible()


def test_a_protected_package_is_always_sealed(page: PackagePage) -> None:
    set_edition(page.desk.passport, Edition.PROTECTED)
    choice = page.choice
    told = lambda: [choice.receiver.itemData(n).told for n in range(choice.receiver.count())]  # noqa: E731
    choice.receiver.setCurrentIndex(1)
    assert (told(), choice.channel, choice.to.told) == (["password", ""], "open", "")
    choice.protected_channel.setChecked(True)
    assert (told(), choice.channel, choice.to.told) == (["password"], "protected", "password")
    choice.open_channel.setChecked(True)
    assert choice.to.told == "password"  # what was chosen stays


def test_a_key_is_taken_from_its_file_and_chosen(
    page: PackagePage, key: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    card, recipient, words = key
    monkeypatch.setattr(keys_acts, "ask_open", lambda *_: card)
    page.choice.key_button.click()
    assert page.choice.to.told == recipient
    assert page.choice.receiver.currentText() == f"Только {NAME}"
    assert f"? Слова ключа: {words}. Позвоните" in page.choice.warning.text()
    asked: list[str] = []
    answers = ["Отмена", "Слова совпали"]
    monkeypatch.setattr(keys_acts, "ask", lambda _w, _t, text, *_: (asked.append(text), answers[len(asked) - 1])[1])
    for good in (False, True):
        page.choice.confirm_button.click()
        assert words in asked[-1]
        assert page.choice.warning.text().startswith("✔") == good
        assert page.choice.confirm_button.isVisible() != good
    assert page.choice.to.told == recipient


def test_the_password_is_shown_and_copied_and_goes_with_the_next_package(
    qtbot: QtBot, window: MainWindow, page: PackagePage, tmp_path: Path
) -> None:
    page.choice.receiver.setCurrentIndex(0)
    make(qtbot, window, page, tmp_path)
    password = page.made.password.text()
    assert len(password) == 35
    page.made.copy_button.click()
    assert QApplication.clipboard().text() == password
    assert QApplication.clipboard().mimeData().data("x-kde-passwordManagerHint") == b"secret"
    page.choice.receiver.setCurrentIndex(1)
    page.made.hide()
    make(qtbot, window, page, tmp_path)
    assert page.made.password.text() == ""
    assert not page.made.copy_button.isVisible()
    assert password not in " ".join(" ".join(one.cells) for one in page.history.lines.lines)


def test_packages_are_listed(
    qtbot: QtBot, window: MainWindow, page: PackagePage, key: tuple[Path, str, str], tmp_path: Path
) -> None:
    page.choice.receiver.setCurrentIndex(1)
    make(qtbot, window, page, tmp_path)
    page.made.hide()
    take_card(window.desk.passport, key[0])
    set_edition(window.desk.passport, Edition.PROTECTED)
    page.choice.load(key[1])
    page.choice.protected_channel.setChecked(True)
    make(qtbot, window, page, tmp_path)
    first, second = page.history.lines.lines
    assert (first.cells[0], first.cells[3]) == ("2", f"{NAME}, защищённый канал")
    assert "(черновик)" in first.cells[1]
    assert second.cells[3] == "любой"


def test_the_numbers_of_a_package_are_printed(
    qtbot: QtBot, window: MainWindow, page: PackagePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.print_button.isEnabled()
    make(qtbot, window, page, tmp_path)
    out = tmp_path / "totals.pdf"
    monkeypatch.setattr(package_page, "ask_save", lambda *_: out)
    page.print_button.click()
    qtbot.waitUntil(out.exists)
    assert out.read_bytes().startswith(b"%PDF")


def test_the_page_is_walked_through_by_keys(qtbot: QtBot, window: MainWindow, page: PackagePage) -> None:
    page.draft.setChecked(True)
    page.choice.receiver.setFocus()
    stops = [page.choice.key_button, page.draft, page.compared, page.totals]
    for stop in stops:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop
    qtbot.keyClick(page.totals, Qt.Key.Key_Backtab)
    qtbot.keyClick(page.compared, Qt.Key.Key_Space)
    qtbot.keyClick(page.compared, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.make_button


@pytest.mark.parametrize("password", [True, False])
def test_nothing_is_cut_on_a_small_screen(
    qtbot: QtBot, window: MainWindow, page: PackagePage, tmp_path: Path, *, password: bool
) -> None:
    page.choice.receiver.setCurrentIndex(0 if password else 1)
    make(qtbot, window, page, tmp_path)
    for label in (page.made.code, page.made.place, page.made.password, page.choice.warning, page.verdict):
        if label.isVisible():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed
            assert page.rect().contains(label.mapTo(page, label.rect().bottomRight()))
    assert page.minimumSizeHint().height() <= page.height()


def test_tables_of_ris_are_saved_beside_the_package(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(package_page, "tell", lambda _parent, _title, text: told.append(text))
    window.pages.go(places.PACKAGE)
    page = window.pages.page(places.PACKAGE)
    assert isinstance(page, PackagePage)
    page.save_ris_in(tmp_path)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    (folder,) = tmp_path.glob("ris-*")
    assert (folder / "gia9" / "rbd_Participants.csv").stat().st_size
    assert str(folder) in told[0]
