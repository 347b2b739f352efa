"""The table of one field of many: typed down a column, pasted from a spreadsheet, stored and undone as one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.cards import load_card
from app.ui import grid_dialog, many
from app.ui.editors import ListEditor
from app.ui.grid_dialog import GridDialog, PastePreview
from app.ui.grid_table import FIXED
from app.ui.main_window import MainWindow
from ui.acts import ids_of, refuse, settled, stored
from ui.keys import keys


@pytest.fixture
def grid(window: MainWindow) -> Iterator[GridDialog]:
    dialog = GridDialog(window, window.desk, "student", ids_of(window), many.offers_of(window.desk, "student"))
    dialog.show()
    dialog.show_fields(("snils", "study_form"))
    yield dialog
    dialog.table.forget()
    dialog.deleteLater()


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


EXCEL = (  # as Excel and LibreOffice put two cells in two rows on the clipboard, text and HTML
    (
        "112-233-445 95\tзаочная\r\n\tсемейное\r\n",
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body link=blue><!--StartFragment--><table border=0>'
        "<tr height=20><td class=xl65>112-233-445 95</td><td>заочная</td></tr><tr><td></td><td>семейное</td></tr>"
        "</table><!--EndFragment--></body></html>",
    ),
    (
        "112-233-445 95\tзаочная\n\tсемейное\n",
        '<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.6 (Linux)"/></head><body>'
        '<table cellspacing="0"><tr><td height="17" align="left">112-233-445 95</td><td>заочная</td></tr>'
        "<tr><td></td><td>семейное</td></tr></table></body></html>",
    ),
)


@pytest.mark.parametrize(("text", "html"), EXCEL, ids=["Excel", "LibreOffice"])
def test_a_clipboard_with_a_table_besides_its_text(
    grid: GridDialog, preview: list[PastePreview], text: str, html: str
) -> None:
    content = QMimeData()
    content.setHtml(html)
    content.setText(text)
    QGuiApplication.clipboard().setMimeData(content)
    before = grid.table.text(1, FIXED)
    grid.view.go(0, FIXED)
    grid.paste()
    assert len(preview) == 1
    found = [[grid.table.text(row, FIXED + column) for column in range(2)] for row in range(2)]
    assert found == [["112-233-445 95", "заочная"], [before, "семейное образование"]]
    assert grid.table.take_back()  # at once
    assert not grid.unsaved
    QGuiApplication.clipboard().setText("")  # data made in Python must not outlive the test
