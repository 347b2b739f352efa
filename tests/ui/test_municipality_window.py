"""The window on a municipality's file: its own pages, packages looked at and taken, copies chosen from, the board."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.services.accepting import accept
from app.services.board import board
from app.services.keys import save_card
from app.services.schools import schools
from app.ui import accept_page, board_page, keys_acts, school_keys_page
from app.ui import municipal_pages as places
from app.ui.accept_page import AcceptPage
from app.ui.board_page import BoardPage
from app.ui.main_window import MainWindow
from app.ui.municipal_pages import MunicipalPages
from app.ui.school_keys_page import SchoolDialog, SchoolKeysPage
from app.ui.staff_page import StaffPage
from data.municipality import change, municipality, pupils_of, remove, school, second_copy, sent

FIRST, SECOND = "700101", "700102"


class Sent:
    """Packages of two schools, the first taken: an update, one of a second copy, one of too few people, a bad file."""

    def __init__(self, folder: Path) -> None:
        with school(folder / "first.passport", FIRST) as first, school(folder / "second.passport", SECOND) as second:
            ours = municipality(folder / "m.passport")
            accept(ours, [sent(first, folder / FIRST), sent(second, folder / SECOND)])
            self.base = ours.path
            ids = pupils_of(first)
            with second_copy(first, folder / "copy.passport") as copy:
                change(first, ids[1], last_name="Левая")
                change(copy, ids[1], last_name="Правая")
                accept(ours, [sent(first, folder / "left")])
                self.copy = sent(copy, folder / "copy")
            ours.close()
            change(second, pupils_of(second)[0], last_name="Берёзова")
            self.update = sent(second, folder / "update")
            remove(second, pupils_of(second)[:30])
            self.fewer = sent(second, folder / "fewer")
        (bad := folder / "bad.zip").write_bytes(b"no")
        self.bad = bad


@pytest.fixture
def packages(tmp_path: Path) -> Sent:
    return Sent(tmp_path)


@pytest.fixture
def ours(qtbot: QtBot, packages: Sent) -> Iterator[MainWindow]:
    made = MainWindow()
    made.resize(1366, 700)
    made.show()
    assert made.open_file(packages.base)
    qtbot.waitUntil(lambda: made.pages.board.board is not None and not made.jobs.busy)
    yield made
    made.close_file()
    made.jobs.close()
    made.deleteLater()


def pages(window: MainWindow) -> MunicipalPages:
    assert isinstance(window.pages, MunicipalPages)
    return window.pages


def looked(qtbot: QtBot, window: MainWindow, *paths: Path) -> AcceptPage:
    """The page with these packages looked at."""
    pages(window).go(places.ACCEPT)
    page = pages(window).page(places.ACCEPT)
    assert isinstance(page, AcceptPage)
    page.look_at(paths)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=30_000)
    return page


def states(page: AcceptPage) -> list[str]:
    return [line.cells[2] for line in page.packages.lines.lines]


def test_a_municipality_has_pages_of_its_own(ours: MainWindow) -> None:
    shown = pages(ours)
    assert [shown.navigation.item(row).text() for row in range(shown.navigation.count())] == list(shown.titles)
    assert shown.navigation.currentRow() == places.BOARD
    for number in range(len(shown.titles)):
        shown.go(number)
        assert shown.stack.currentWidget() is shown.page(number)
    texts = [act.text() for act in ours.findChildren(type(ours.menus.page_acts[0])) if act.isVisible()]
    assert "Доска" in texts
    assert "Напечатать форму…" not in texts
    assert "Сканы" not in texts
    shown.go(places.BOARD)
    assert isinstance(shown.worked(), StaffPage), "an act on a card brings up the own workers"


def test_nothing_is_taken_before_it_is_accepted(qtbot: QtBot, ours: MainWindow, packages: Sent) -> None:
    page = looked(qtbot, ours, packages.update, packages.bad)
    assert states(page) == ["примем", "✖ не принимается"]
    assert page.details.changes.lines.lines[0].cells[2:] == (
        "Фамилия",
        page.details.changes.lines.lines[0].cells[3],
        "Берёзова",
    )
    assert board(ours.desk.passport).rows[1].sequence == 1
    page.accept_button.setFocus()
    qtbot.keyClick(page.accept_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(page)[0] == "✔ принят", timeout=30_000)
    assert not page.accept_button.isEnabled()
    assert "Ответ школе" in page.details.text.text()
    assert board(ours.desk.passport).rows[1].sequence == 2
    qtbot.waitUntil(lambda: pages(ours).board.board.rows[1].sequence == 2, timeout=30_000)  # the board hears of it


def test_two_copies_are_chosen_from_by_keys(qtbot: QtBot, ours: MainWindow, packages: Sent) -> None:
    page = looked(qtbot, ours, packages.copy)
    assert states(page) == ["✖ две копии базы"]
    assert not page.accept_button.isEnabled()
    copies = page.details.copies
    assert not copies.save_button.isEnabled()
    copies.table.selectRow(0)
    copies.table.setFocus()
    qtbot.keyClick(copies.table, Qt.Key.Key_Space)
    assert copies.table.lines.lines[0].cells[4] == "▶ из этого пакета"
    qtbot.keyClick(copies.table, Qt.Key.Key_Return)
    assert copies.table.lines.lines[0].cells[4] == "◀ принятое"
    assert copies.save_button.isEnabled()
    qtbot.keyClick(copies.save_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(page) == ["✖ возвращён"], timeout=30_000)
    schools = pages(ours).board.schools.lines
    qtbot.waitUntil(lambda: schools.lines[0].cells[2] == "✖ две копии базы", timeout=30_000)  # read beside the window
    assert page.details.tabs.count() == 1, "what was chosen is not asked again"


def test_too_few_people_are_named_and_taken_only_on_a_word(
    qtbot: QtBot, ours: MainWindow, packages: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = looked(qtbot, ours, packages.fewer)
    assert states(page) == ["? решите сами"]
    assert len(page.details.gone.lines.lines) == 30
    assert page.details.tabs.currentWidget() is page.details.gone
    assert page.anyway_button.isVisible()
    monkeypatch.setattr(accept_page, "ask", lambda *_: "Отмена")
    page.anyway_button.click()
    assert not ours.jobs.busy
    monkeypatch.setattr(accept_page, "ask", lambda *_: accept_page.ANYWAY)
    page.anyway_button.click()
    qtbot.waitUntil(lambda: states(page)[0] in ("✔ принят", "✖ возвращён"), timeout=30_000)


def test_files_may_be_dropped(qtbot: QtBot, ours: MainWindow, packages: Sent) -> None:
    pages(ours).go(places.ACCEPT)
    page = pages(ours).page(places.ACCEPT)
    assert isinstance(page, AcceptPage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(packages.bad))])
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, key))
    qtbot.waitUntil(lambda: states(page) == ["✖ не принимается"])


def test_a_school_is_looked_into_and_searched(qtbot: QtBot, ours: MainWindow) -> None:
    page = pages(ours).board
    page.schools.selectRow(1)
    assert page.works_title.text() == "Работы: МБОУ «Школа 700102»"
    assert page.works.lines.lines
    assert page.grid.lines.lines[0].cells[2].startswith("0/1")
    qtbot.keyClick(page.schools, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(page, "look_window"), timeout=30_000)
    window = page.look_window
    everyone = len(window.pupils.lines.lines)
    assert everyone > 40
    window.search.setText("9а")
    assert 0 < len(window.pupils.lines.lines) < everyone
    window.close()


def test_people_in_two_schools_are_shown(qtbot: QtBot, ours: MainWindow) -> None:
    page = pages(ours).board
    page.doubles_button.click()
    qtbot.waitUntil(lambda: hasattr(page, "shared_window"), timeout=30_000)
    cells = [line.cells for line in page.shared_window.table.lines.lines]
    assert {one[0] for one in cells} == {"работник", "обучающийся"}
    page.shared_window.close()


def test_answers_and_the_collection_are_written(
    qtbot: QtBot, ours: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: BoardPage = pages(ours).board
    (folder := tmp_path / "answers").mkdir()
    monkeypatch.setattr(board_page, "ask_folder", lambda *_: folder)
    monkeypatch.setattr(board_page, "ask", lambda *_: "Отмена")
    page.transfer_button.click()
    assert not list(folder.iterdir())
    monkeypatch.setattr(board_page, "ask", lambda *_: f"Только {SECOND}")
    page.schools.selectRow(1)
    page.transfer_button.click()
    qtbot.waitUntil(lambda: page.schools.lines.lines[1].cells[2] == "✔ передано в РИС", timeout=30_000)
    assert len(list(folder.iterdir())) == 1
    page.export_button.click()
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 2, timeout=30_000)


def test_schools_and_keys_are_kept(qtbot: QtBot, ours: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(ours).go(places.SCHOOLS)
    page = pages(ours).page(places.SCHOOLS)
    assert isinstance(page, SchoolKeysPage)
    assert [line.cells[3] for line in page.table.lines.lines] == ["? не сверен"] * 2
    qtbot.keyClick(page.confirm_button, Qt.Key.Key_Return)
    assert page.table.lines.lines[0].cells[3] == "✔ сверен"
    assert not page.confirm_button.isEnabled()
    dialog = SchoolDialog(page, ours.desk)
    dialog.code.setText("700103")
    dialog.name.setText("Третья школа")
    dialog._add()
    page.read()
    assert [one.code for one in schools(ours.desk.passport)] == [FIRST, SECOND, "700103"]
    page.closed.click()
    page.table.selectRow(2)
    monkeypatch.setattr(school_keys_page, "ask", lambda *_: "Убрать")
    page.remove_button.click()
    assert [one.code for one in schools(ours.desk.passport)] == [FIRST, SECOND]
    page.read()
    assert page.closed.isChecked()


def test_another_key_of_a_school_is_taken_only_when_a_person_says_so(
    qtbot: QtBot, ours: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with school(tmp_path / "stranger.passport", FIRST) as stranger:
        (folder := tmp_path / "cards").mkdir()
        card = save_card(stranger, folder)
    pages(ours).go(places.SCHOOLS)
    page = pages(ours).page(places.SCHOOLS)
    assert isinstance(page, SchoolKeysPage)
    before = page.table.lines.lines[0].cells[2]
    asked: list[str] = []
    for answer, changed in (("Оставить прежний", False), ("Заменить", True)):
        monkeypatch.setattr(keys_acts, "ask", lambda _, __, text, *___, answer=answer: asked.append(text) or answer)
        page.take_cards([card])
        assert (page.table.lines.lines[0].cells[2] != before) is changed
    assert all(text.startswith(card.name) for text in asked)
    told: list[object] = []
    monkeypatch.setattr(keys_acts, "show_error", lambda _, problem: told.append(problem))
    card.write_bytes(b"no card")
    page.take_cards([card])
    assert len(told) == 1


def test_a_new_base_may_be_a_municipalitys(qtbot: QtBot, ours: MainWindow, tmp_path: Path) -> None:
    from app.ui.wizard import Wizard

    dialog = Wizard(ours, ours.jobs)
    qtbot.addWidget(dialog)
    dialog.school.kind.setCurrentIndex(1)
    dialog.next_button.click()
    assert dialog.stack.currentIndex() == 0  # a municipality is known by its code
    dialog.school.code.setText("700001")
    dialog.school.name.setText("Отдел образования")
    dialog.year.year.setCurrentIndex(dialog.year.year.findData("2019-20"))
    dialog.year.by_hand = True
    dialog.year.file.setText(str(tmp_path / "new.passport"))
    dialog.password.new.without.setChecked(True)
    for _ in dialog.steps:
        dialog.next_button.click()
    qtbot.waitUntil(lambda: bool(dialog.result()))
    assert ours.open_file(dialog.path)
    assert pages(ours).titles[0] == "Доска"
    qtbot.waitUntil(lambda: pages(ours).board.board is not None and not ours.jobs.busy)
    assert "Пакетов ещё нет" in pages(ours).board.summary.text()
