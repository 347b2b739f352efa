"""Acts over many in the window: one change of all, removal, a table typed and pasted; each undone by one key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from app.errors import AppError, Refused
from app.services.bulk import Where
from app.services.cards import load_card
from app.services.columns import read_lines
from app.ui import bulk_dialog, desk, grid_dialog, main_window, many
from app.ui.bulk_dialog import BulkDialog, RemoveDialog
from app.ui.editors import ListEditor
from app.ui.grid_dialog import GridDialog, PastePreview
from app.ui.grid_table import FIXED
from app.ui.main_window import MainWindow
from ui.keys import keys


def ids_of(window: MainWindow, class_name: str = "9А") -> list[str]:
    window.pages.students.list.show_scope(class_name)
    return many.wanted_ids(window.pages.students.list)


def stored(window: MainWindow, ids: list[str], name: str) -> list[str]:
    return [line.texts[name] for line in read_lines(window.desk.passport, "student", ids, (name,))]


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy)


def act_of(window: MainWindow, begin: str) -> QAction:
    return next(
        one for menu in window.menuBar().actions() for one in menu.menu().actions() if one.text().startswith(begin)
    )


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    heard: list[str] = []
    window.desk.said.connect(heard.append)
    return heard


@pytest.fixture
def bulk(window: MainWindow) -> Iterator[BulkDialog]:
    records = window.pages.students.list
    dialog = BulkDialog(window, window.desk, "student", ids_of(window), many._offers(records))
    dialog.show()
    yield dialog
    dialog.deleteLater()


@pytest.fixture
def grid(window: MainWindow) -> Iterator[GridDialog]:
    records = window.pages.students.list
    dialog = GridDialog(window, window.desk, "student", ids_of(window), many._offers(records))
    dialog.show()
    dialog.show_fields(("snils", "study_form"))
    yield dialog
    dialog.table.forget()
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


def refuse(*_given: object, **_named: object) -> AppError:
    raise Refused("Диск переполнен.")


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


def test_one_save_is_named_by_its_card_and_an_import_forgets_it(
    qtbot: QtBot, window: MainWindow, said: list[str]
) -> None:
    page = window.pages.students
    page.card.put({"last_name": "Юдин & Со"})
    page.save()
    name = " ".join(page.card.text(part) for part in ("last_name", "first_name", "middle_name"))
    shown = act_of(window, "Отменить").text()
    assert shown.startswith("Отменить: правка, карточка ученика «Юдин && Со")
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


# --- the table ----------------------------------------------------------------------------------------


def type_down(qtbot: QtBot, grid: GridDialog, *texts: str) -> None:
    """Type values one below another, each ended by Enter, as a person does."""
    for text in texts:
        keys(grid.view, text[0])  # the first sign opens the cell
        editor = QApplication.focusWidget()
        line = editor.line if isinstance(editor, ListEditor) else editor
        assert isinstance(editor, QWidget)
        assert isinstance(line, QLineEdit)
        keys(line, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_qt_finds_no_fault_in_the_model_of_the_table(grid: GridDialog) -> None:
    model: QAbstractItemModel = grid.table
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.table.put({(0, 2): "нет", (1, 3): "кот"})
    grid.show_fields(("snils", "birth", "study_form"))
    grid.table.take_back()


def test_values_are_typed_down_the_column_and_stored_as_one_step(
    qtbot: QtBot, window: MainWindow, grid: GridDialog, said: list[str]
) -> None:
    ids = list(grid._ids)
    before = stored(window, ids, "snils")
    grid.view.setFocus()
    grid.view.go(0, FIXED)
    type_down(qtbot, grid, "11223344595", "112", "=")
    assert grid.view.here() == (3, FIXED)
    assert [grid.table.text(row, FIXED) for row in range(3)] == ["112-233-445 95", "112", "112"]
    assert not grid.table.problem(0, FIXED)
    assert "✖" in grid.table.index(1, FIXED).data()
    grid.view.go(1, FIXED)
    assert "✖" in grid.help.text()  # with the sentence why
    assert stored(window, ids, "snils") == before
    assert "Не прочитано: 2" in grid.state.text()
    grid.save()
    settled(qtbot, window)
    assert stored(window, ids, "snils")[:3] == ["112-233-445 95", "112", "112"]
    assert load_card(window.desk.passport, "student", ids[1]).unread["snils"]
    assert not grid.unsaved
    assert "Сохранено карточек: 3" in said[-1]
    grid.table.put({(1, FIXED): before[1]})  # the versions were read anew
    grid.save()
    settled(qtbot, window)
    for _ in range(2):
        window.pages.take_back()
        settled(qtbot, window)
    assert stored(window, ids, "snils") == before


def test_the_editor_of_a_cell_is_the_fields_own(qtbot: QtBot, grid: GridDialog) -> None:
    grid.view.setFocus()
    grid.view.go(0, FIXED + 1)
    type_down(qtbot, grid, "сем", "заоч")
    assert [grid.table.text(row, FIXED + 1) for row in range(2)] == ["семейное образование", "заочная"]


def test_keys_of_the_table(qtbot: QtBot, grid: GridDialog) -> None:
    view, table = grid.view, grid.table
    view.setFocus()
    table.put({(0, 3): "заочная"})
    view.go(0, 3)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert [table.text(row, 3) for row in range(3)] == ["заочная"] * 3
    assert view.here() == (2, 3)
    view.go(3, 3)
    flags = view.selectionModel().SelectionFlag.Select
    for row in (2, 4, 5):
        view.selectionModel().select(table.index(row, 3), flags)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert [table.text(row, 3) for row in range(6)] == ["заочная"] * 6
    assert table.take_back()
    assert table.text(5, 3) == table.stored(5, 3)
    view.go(5, 2)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.here() == (0, 3)  # after the last of a column the first of the next
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.here() == (0, 3)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert table.text(0, 3) == ""
    while table.take_back():
        pass
    assert not grid.unsaved


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> list[PastePreview]:
    """The previews of pastes that were shown, each answered «Вставить»."""
    shown: list[PastePreview] = []
    monkeypatch.setattr(PastePreview, "exec", lambda one: shown.append(one) or True)
    monkeypatch.setattr(PastePreview, "deleteLater", lambda _one: None)
    return shown


def test_a_block_is_pasted_after_its_preview(
    qtbot: QtBot, window: MainWindow, grid: GridDialog, preview: list[PastePreview]
) -> None:
    block = '112-233-445 95\tзаочная\tлишний\r\n\tсемейное\r\n"кот\nпёс"\tочная\r\n'
    QGuiApplication.clipboard().setText(block + "нет\t\r\n" * 4)
    ids = list(grid._ids)
    before = stored(window, ids, "snils")
    grid.view.setFocus()
    grid.view.go(0, FIXED)
    qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (shown,) = preview
    told = shown.told.text()
    assert "Не прочитано: 1" in told
    assert "Не поместилось строк: 1" in told
    assert "Не поместилось столбцов: 1" in told
    assert shown.changes[0][1:] == ("СНИЛС", before[0], "112-233-445 95", "")
    assert [grid.table.text(row, FIXED) for row in range(6)] == ["112-233-445 95", before[1], "кот пёс", *["нет"] * 3]
    assert stored(window, ids, "snils") == before
    grid._take_back()  # the whole paste at once
    assert not grid.unsaved


def test_one_value_is_pasted_into_all_marked_cells(grid: GridDialog, preview: list[PastePreview]) -> None:
    QGuiApplication.clipboard().setText("заочная\r\n")
    grid.view.go(0, 3)
    for row in (1, 2):
        grid.view.selectionModel().select(grid.table.index(row, 3), grid.view.selectionModel().SelectionFlag.Select)
    grid.paste()
    assert [grid.table.text(row, 3) for row in range(3)] == ["заочная"] * 3
    assert len(preview) == 1
    QGuiApplication.clipboard().setText("\r\n")
    grid.paste()
    assert len(preview) == 1
    assert "Вставлять нечего" in grid.state.text()


def test_the_table_is_not_left_over_unsaved_text_without_asking(
    qtbot: QtBot, window: MainWindow, grid: GridDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["Остаться в таблице", "Сохранить", "Не сохранять"]
    monkeypatch.setattr(grid_dialog, "ask", lambda *_given, **_named: answers.pop(0))
    grid.table.put({(0, FIXED): "нет"})
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.isVisible()
    assert grid.unsaved
    grid.view.go(0, FIXED)
    grid.remove_button.click()
    assert "есть несохранённое" in grid.state.text()
    grid.close()
    settled(qtbot, window)
    assert not grid.isVisible()
    assert stored(window, list(grid._ids), "snils")[0] == "нет"
    grid.show()
    grid.table.put({(1, FIXED): "нет"})
    grid.reject()
    assert not grid.isVisible()
    assert stored(window, list(grid._ids), "snils")[1] != "нет"


def test_a_refused_save_keeps_all_that_was_typed(
    qtbot: QtBot, window: MainWindow, grid: GridDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(grid_dialog, "show_error", lambda _parent, problem: told.append(str(problem)))
    grid.table.put({(0, FIXED): "нет", (1, FIXED): "кот"})
    with monkeypatch.context() as patch:
        patch.setattr("app.ui.desk.save_cards", refuse)
        grid.save()
        settled(qtbot, window)
    assert told == ["Диск переполнен."]
    assert [grid.table.text(row, FIXED) for row in range(2)] == ["нет", "кот"]
    assert grid.unsaved
    grid.save()
    settled(qtbot, window)
    assert not grid.unsaved


def test_columns_are_chosen_and_what_is_typed_in_the_others_stays(grid: GridDialog) -> None:
    grid.table.put({(0, FIXED): "нет"})
    place = [one.name for one in grid._fields].index("birth") + 1
    grid._add(place)
    assert grid.table.names == ("snils", "study_form", "birth")
    assert grid.view.here() == (0, FIXED + 2)
    assert grid.table.text(0, FIXED) == "нет"
    grid._add(place)  # which is there already
    grid._remove()
    assert grid.table.names == ("snils", "study_form")


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
