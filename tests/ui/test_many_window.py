"""Acts over many in the window: one change of all, removal, a table typed and pasted; each undone by one key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressDialog
from pytestqt.qtbot import QtBot

from app.services.bulk import Where
from app.services.cards import Edit, save_cards
from app.services.columns import read_lines
from app.ui import bulk_dialog, desk, main_window, many
from app.ui.bulk_dialog import BulkDialog, RemoveDialog
from app.ui.grid_dialog import GridDialog
from app.ui.main_window import MainWindow
from data.people import People
from ui.acts import act_of, ids_of, refuse, settled, stored
from ui.keys import keys


@pytest.fixture
def bulk(window: MainWindow) -> Iterator[BulkDialog]:
    dialog = BulkDialog(window, window.desk, "student", ids_of(window), many.offers_of(window.desk, "student"))
    dialog.show()
    yield dialog
    dialog.deleteLater()


# --- one change of many -------------------------------------------------------------------------------


def test_the_acts_take_those_shown_or_those_marked(window: MainWindow) -> None:
    records = window.pages.students.list
    assert len(ids_of(window)) == 6
    records.table.selectRow(1)
    assert len(many.wanted_ids(records)) == 6  # the card that is open marks one row by itself
    index = records.model.index
    selection = records.table.selectionModel()
    flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    for row in (4, 2):
        selection.select(index(row, 0), flags)
    assert many.wanted_ids(records) == [records.model.id_at(row) for row in (1, 2, 4)]


def test_a_bulk_edit_is_shown_done_undone_and_done_again(
    qtbot: QtBot, window: MainWindow, bulk: BulkDialog, said: list[str]
) -> None:
    ids = list(bulk._ids)
    before = stored(window, ids, "study_form")
    bulk.choose("study_form", "семейн", Where.ALL)
    assert [line.cells[2:] for line in bulk.table.lines.lines] == [(one, "семейное образование") for one in before]
    assert bulk.change_button.text() == "Изменить: 6"
    assert stored(window, ids, "study_form") == before  # nothing before the button
    bulk.change_button.click()
    settled(qtbot, window)
    assert bulk.result() == QDialog.DialogCode.Accepted
    assert set(stored(window, ids, "study_form")) == {"семейное образование"}
    step = "правка 6 карточек, поле «Форма обучения»"
    assert act_of(window, "Отменить").text() == f"Отменить: {step}"
    assert not act_of(window, "Вернуть").isEnabled()
    act_of(window, "Отменить").trigger()
    settled(qtbot, window)
    assert stored(window, ids, "study_form") == before
    assert said[-1] == f"Отменено: {step}."
    act_of(window, "Вернуть").trigger()
    settled(qtbot, window)
    assert set(stored(window, ids, "study_form")) == {"семейное образование"}
    assert said[-1] == f"Возвращено: {step}."
    window.pages.students.list.select(0)
    window.pages.take_back()
    window.pages.take_back(again=True)
    settled(qtbot, window)
    assert window.pages.students.present == ids[0]
    assert window.pages.students.card.text("study_form") == "семейное образование"  # the open card shows what is stored


def test_an_unreadable_value_is_told_and_written_nowhere(bulk: BulkDialog) -> None:
    bulk.choose("consent_date", "31.02.2019", Where.ALL)
    assert "Такой даты нет" in bulk.told.text()
    assert not bulk.change_button.isEnabled()
    bulk.row.type_text("28022019")
    assert bulk.row.text() == "28.02.2019"
    assert bulk.change_button.isEnabled()
    bulk.where.button(list(Where).index(Where.EMPTY)).setChecked(True)
    assert "Заполнено иначе и не тронуто: 6" in bulk.told.text()
    assert not bulk.change_button.isEnabled()


def test_enter_in_a_field_leads_to_the_button_and_presses_nothing(
    qtbot: QtBot, window: MainWindow, bulk: BulkDialog
) -> None:
    bulk.choose("language", "", Where.ALL)
    bulk.row.editor.setFocus()
    keys(bulk.row.editor.line, "русский")
    qtbot.keyClick(bulk.row.editor.line, Qt.Key.Key_Return)
    assert bulk.isVisible()
    assert bulk.change_button.text() == "Изменить: 6"
    assert not window.desk.undo


def test_a_refused_bulk_edit_leaves_the_dialog_as_it_was(
    qtbot: QtBot, window: MainWindow, bulk: BulkDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(bulk_dialog, "show_error", lambda _parent, problem: told.append(str(problem)))
    bulk.choose("language", "русский", Where.ALL)
    plan = bulk.plan
    with monkeypatch.context() as patch:
        patch.setattr("app.ui.desk.save_cards", refuse)
        bulk.change_button.click()
        settled(qtbot, window)
    assert told == ["Диск переполнен."]
    assert bulk.isVisible()
    assert bulk.plan is plan
    assert not window.desk.undo
    bulk.change_button.click()
    settled(qtbot, window)
    assert not bulk.isVisible()


def test_many_cards_are_removed_and_brought_back_by_one_key(qtbot: QtBot, window: MainWindow, said: list[str]) -> None:
    ids = ids_of(window)
    lines = read_lines(window.desk.passport, "student", ids, ())
    dialog = RemoveDialog(window, window.desk, lines)
    dialog.show()
    assert [line.cells[0] for line in dialog.table.lines.lines] == [line.who for line in lines]
    dialog.remove_button.click()
    settled(qtbot, window)
    assert window.pages.students.list.model.total == 18
    assert window.desk.findings_of(ids[0]) == ()
    act_of(window, "Отменить: удаление 6 карточек").trigger()
    settled(qtbot, window)
    assert window.pages.students.list.model.total == 24
    assert said[-1] == "Отменено: удаление 6 карточек."
    dialog.deleteLater()


def test_a_long_step_is_a_job_that_lets_nothing_else_begin(
    qtbot: QtBot, window: MainWindow, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = window.pages.students.list
    ids = many.wanted_ids(records)
    monkeypatch.setattr(desk, "FEW", len(ids) - 1)
    dialog = BulkDialog(window, window.desk, "student", ids, {})
    dialog.show()
    dialog.choose("language", "русский", Where.ALL)
    dialog.change_button.click()
    assert any(one.isVisible() for one in dialog.findChildren(QProgressDialog))
    settled(qtbot, window)
    told: list[str] = []
    monkeypatch.setattr(main_window, "show_error", lambda _parent, problem: told.append(str(problem)))
    with monkeypatch.context() as patch:
        patch.setattr("app.ui.desk.save_cards", refuse)
        act_of(window, "Отменить").trigger()
        settled(qtbot, window)
    assert told == ["Диск переполнен."]
    act_of(window, "Отменить").trigger()  # tried again
    assert any(one.isVisible() for one in window.findChildren(QProgressDialog))
    settled(qtbot, window)
    assert said[-1] == "Отменено: правка 24 карточек, поле «Язык обучения»."
    assert set(stored(window, ids, "language")) == {""}
    dialog.deleteLater()


def test_two_hundred_rows_are_counted_changed_and_taken_back_by_one_act(
    qtbot: QtBot, window: MainWindow, seed: int, said: list[str]
) -> None:
    people, records = People(seed, first=500), window.pages.students.list
    save_cards(window.desk.passport, [Edit("student", "", 0, people.pupil("7А")) for _ in range(180)])
    window.desk.many_changed()
    records.show_all()
    settled(qtbot, window)
    ids = many.wanted_ids(records)
    before = stored(window, ids, "language")
    assert len(ids) == 204
    dialog = BulkDialog(window, window.desk, "student", ids, {})
    dialog.show()
    dialog.choose("language", "русский", Where.ALL)
    assert (dialog.change_button.text(), len(dialog.table.lines.lines)) == ("Изменить: 204", 204)
    dialog.change_button.click()
    settled(qtbot, window)
    assert set(stored(window, ids, "language")) == {"русский"}
    act_of(window, "Отменить").trigger()
    settled(qtbot, window)
    assert stored(window, ids, "language") == before
    assert said[-1] == "Отменено: правка 204 карточек, поле «Язык обучения»."
    assert not act_of(window, "Отменить").isEnabled()
    dialog.deleteLater()


def test_one_save_is_named_by_its_card_and_an_import_forgets_it(
    qtbot: QtBot, window: MainWindow, said: list[str]
) -> None:
    page = window.pages.students
    page.card.put({"last_name": "Юдин & Со"})
    page.save()
    name = " ".join(page.card.text(part) for part in ("last_name", "first_name", "middle_name"))
    shown = act_of(window, "Отменить").text()
    assert shown.startswith("Отменить: правка карточки ученика «Юдин && Со")
    act_of(window, "Отменить").trigger()
    assert name in said[-1]
    assert act_of(window, "Вернуть").isEnabled()
    window.desk.many_changed()
    settled(qtbot, window)
    assert "отменить уже нельзя" in said[-1]
    assert (act_of(window, "Отменить").text(), act_of(window, "Отменить").isEnabled()) == ("Отменить", False)
    assert not act_of(window, "Вернуть").isEnabled()


def test_a_pupil_put_into_a_new_class_goes_back_with_the_class(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    id, before = page.present, page.card.card.texts["class_name"]
    page.card.put({"class_name": "10Ж"})
    page.save()
    assert "10Ж" in page.list.class_names
    window.pages.take_back()
    assert page.present == id
    assert page.card.text("class_name") == before
    assert "10Ж" not in page.list.class_names
    window.pages.take_back(again=True)
    assert (page.present, page.card.text("class_name")) == (id, "10Ж")


def test_the_menu_opens_the_dialogs_and_settles_an_open_card_first(
    qtbot: QtBot, window: MainWindow, answers: list[str], monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    opened: list[str] = []
    for kind in (BulkDialog, GridDialog, RemoveDialog):
        monkeypatch.setattr(kind, "exec", lambda one: opened.append(type(one).__name__))
    page = window.pages.students
    page.card.put({"language": "русский"})
    answers.append("Остаться в карточке")
    act_of(window, "Изменить у многих").trigger()
    assert opened == []
    answers.append("Сохранить")
    act_of(window, "Изменить у многих").trigger()
    act_of(window, "Таблица").trigger()
    act_of(window, "Удалить выделенные").trigger()
    assert opened == ["BulkDialog", "GridDialog", "RemoveDialog"]
    page.list.table.clearSelection()
    act_of(window, "Удалить выделенные").trigger()
    assert "Выделите" in said[-1]
