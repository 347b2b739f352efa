"""What most cards lack: told as normal after a list was loaded, and filled in many at once from there."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card, save_card
from app.storage.opening import open_passport
from app.ui import page_names as places
from app.ui.bulk_dialog import BulkDialog
from app.ui.gaps_band import GapsBand
from app.ui.grid_dialog import GridDialog
from app.ui.main_window import MainWindow
from app.validators.required import NEEDED
from ui.checks import check_page

LACKING = 7


@pytest.fixture
def lacking(school: object) -> list[str]:
    """Pupils as a short list leaves them: a name, a class."""
    with open_passport(school) as passport:
        saved = (
            save_card(passport, Edit("student", "", 0, {"last_name": f"Кедров{sign}", "class_name": "9А"}))
            for sign in "абвгдеж"
        )
        return [one.card.id for one in saved]


@pytest.fixture
def band(lacking: list[str], window: MainWindow) -> GapsBand:
    return check_page(window).gaps


def choose(band: GapsBand, label: str) -> None:
    next(act for act in band.menu.actions() if act.text().startswith(label)).trigger()


def test_a_school_that_has_only_begun_is_led_on_by_f8(window: MainWindow) -> None:
    band = check_page(window).gaps
    assert band.isVisible()  # the card of the school is empty
    assert band.told.text().endswith("К следующему полю ведёт F8.")
    assert not band.button.isVisible()


def test_a_base_that_lacks_little_says_nothing(window: MainWindow) -> None:
    band = check_page(window).gaps
    band.show_findings([one for one in window.desk.findings if one.rule != NEEDED])
    assert not band.isVisible()


def test_the_check_and_the_start_say_that_empty_fields_are_usual_and_which(band: GapsBand, window: MainWindow) -> None:
    assert band.isVisible()
    assert "пока данные вносят, это обычно" in band.told.text()
    assert f"«Гражданство» — у {LACKING}" in band.told.text()
    window.pages.go(places.HOME)
    home = window.pages.page(places.HOME).gaps
    assert home.isVisible()
    assert home.told.text() == band.told.text()


def test_one_value_for_all_goes_where_nothing_stands_and_the_band_follows(
    qtbot: QtBot, band: GapsBand, window: MainWindow, lacking: list[str]
) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BulkDialog)
        assert "«Гражданство»" in dialog.whose.text()
        assert dialog.row.editor is dialog.focusWidget() or dialog.row.editor.isAncestorOf(dialog.focusWidget())
        dialog.row.type_text("Российская Федерация")
        assert dialog.change_button.text() == f"Изменить: {LACKING}"
        dialog.change_button.click()

    QTimer.singleShot(0, fill)
    choose(band, "Гражданство")
    qtbot.waitUntil(lambda: "Гражданство" not in band.told.text())
    passport = window.desk.passport
    assert {load_card(passport, "student", id).texts["citizenship"] for id in lacking} == {"Российская Федерация"}


def test_what_each_has_of_its_own_is_filled_down_a_column(band: GapsBand, lacking: list[str]) -> None:
    seen: list[tuple[str, ...]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, GridDialog)
        seen.append(tuple(dialog.table.names))
        assert dialog.table.rowCount() == len(lacking)
        dialog.reject()

    QTimer.singleShot(0, look)
    choose(band, "Номер документа")
    assert seen == [("doc_number",)]
