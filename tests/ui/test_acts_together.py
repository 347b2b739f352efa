"""Acts that cross pages: many records of one page while another has an unsaved card, classes made by a pupil's card."""

import pytest

from app.services.cards import Edit, save_card
from app.ui import many
from app.ui.main_window import MainWindow
from app.ui.pages import SCHOOL, STAFF, STUDENTS
from app.ui.record_list import RecordList
from app.ui.school_page import SchoolPage
from ui.acts import act_of


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Of which records, and of how many, an act over many was begun."""
    found: list[tuple[str, int]] = []

    def run(records: RecordList, _dialog: object) -> None:
        found.append((records.entity, len(many.wanted_ids(records))))

    monkeypatch.setattr(many, "_run", run)
    return found


def test_an_act_over_many_stays_with_its_page(
    window: MainWindow, answers: list[str], opened: list[tuple[str, int]]
) -> None:
    save_card(window.desk.passport, Edit("staff", "", 0, {"last_name": "Юдина"}))
    window.pages.go(STAFF)
    window.pages.students.card.put({"language": "русский"})
    answers.append("Сохранить")
    act_of(window, "Таблица").trigger()
    assert opened == [("staff", 1)]
    assert window.pages.navigation.currentRow() == STAFF


def test_those_marked_stay_marked_when_the_card_is_saved(
    window: MainWindow, answers: list[str], opened: list[tuple[str, int]]
) -> None:
    records = window.pages.students.list
    selection = records.table.selectionModel()
    flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    for row in (1, 2, 4):
        selection.select(records.model.index(row, 0), flags)
    ids = many.wanted_ids(records)
    assert len(ids) == 4
    window.pages.students.card.put({"language": "русский"})
    answers.append("Сохранить")
    act_of(window, "Изменить у многих").trigger()
    assert opened == [("student", 4)]
    assert many.wanted_ids(records) == ids


def test_a_class_made_by_a_pupils_card_is_among_the_classes(window: MainWindow) -> None:
    window.pages.go(SCHOOL)
    page = window.pages.page(SCHOOL)
    assert isinstance(page, SchoolPage)
    window.pages.go(STUDENTS)
    window.pages.students.card.put({"class_name": "10Ж"})
    assert window.pages.students.save()
    window.pages.go(SCHOOL)
    assert "10Ж" in [one.name for one in page.classes.rows]
