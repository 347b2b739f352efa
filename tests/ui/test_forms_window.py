"""The page «Выверка»: kinds and classes, what is due, the look before printing, file and printer, changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.printer.forms import FORMS
from app.services.cards import Edit
from app.services.printing import orders_of
from app.ui import form_printing, habits, paper_acts
from app.ui import page_names as places
from app.ui.forms_page import FormsPage
from app.ui.main_window import MainWindow
from app.ui.paper_line import PaperLine
from app.ui.print_preview import PrintPreview
from app.validators.registry import Level
from data.papers import codes_in, pictures_of, texts_of
from ui.keys import keys


@pytest.fixture(autouse=True)
def own_habits(user_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own folder for habits."""
    monkeypatch.setattr(habits, "user_data", lambda: user_folder)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> FormsPage:
    window.pages.go(places.FORMS)
    made = window.pages.page(places.FORMS)
    idle(qtbot, window)
    return made


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that is named when one is asked for."""
    path = tmp_path / "form.pdf"
    for place in (form_printing, paper_acts):
        monkeypatch.setattr(place, "ask_save", lambda *_: path)
    return path


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)


def row(page: FormsPage, title: str) -> tuple[str, ...]:
    """The row that begins with a title; of several the last, which is of the class under its open kind."""
    return [one for one in page.tree.lines() if one[0].startswith(title)][-1]


def save(qtbot: QtBot, window: MainWindow, page: FormsPage, kind: str, class_name: str = "") -> None:
    page.tree.select(kind, class_name)
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    idle(qtbot, window)


def test_every_kind_that_somebody_stands_on_is_there_with_its_day(page: FormsPage) -> None:
    titles = [line[0] for line in page.tree.lines()]
    for form in FORMS:
        if form.key.startswith(("essay", "interview")):  # nobody is appointed
            assert not any(one.startswith(form.title) for one in titles)
        else:
            assert any(one.startswith(form.title) for one in titles), form.title
    assert row(page, "Данные о выпускниках")[:3] == ("Данные о выпускниках (3)", "не напечатано 3", "30.09.2019")
    assert "Сдать первым, до 30.09.2019" in page.first.text()
    assert "не напечатано 5" in page.first.text()  # the school, 5А, 9А, 9Б, 11А


def test_a_form_is_saved_registered_and_grows_stale(
    qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path
) -> None:
    page.by.setFocus()
    keys(page.by, " Петрова  А. И. ")
    page.tree.setFocus()
    save(qtbot, window, page, "graduates", "9А")
    assert "Форма № 1" in texts_of(file.read_bytes())[0]
    assert row(page, "9А класс")[1] == "✔ напечатана"
    page.tree.select("graduates", "9Б")
    page.tree.select("graduates", "9А")
    assert "кто печатал: Петрова А. И." in page.note.text()
    assert FormsPage(window.desk).by.text() == "Петрова А. И."  # kept between starts

    students = window.pages.students
    students.list.show_scope("9А")
    students.list.select(0)
    card = students.card.card
    window.desk.save(Edit("student", card.id, card.version, {"first_name": "Другое"}))
    idle(qtbot, window)
    assert row(page, "9А класс")[1] == "? устарела: изменилось у 1"
    page.tree.select("graduates", "9А")
    assert f"Изменилось: {card.texts['last_name']} Другое" in page.note.text()
    assert "кто печатал: Петрова А. И." in page.note.text()


def test_the_sheet_of_changes_makes_it_good_again(
    qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path
) -> None:
    save(qtbot, window, page, "graduates", "9А")
    assert not page.changes_button.isVisible()
    students = window.pages.students
    students.list.show_scope("9А")
    students.list.select(0)
    card = students.card.card
    window.desk.save(Edit("student", card.id, card.version, {"doc_number": "777777"}))
    idle(qtbot, window)
    page.tree.select("graduates", "9А")
    assert page.changes_button.isVisible()
    qtbot.mouseClick(page.changes_button, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert "Лист изменений к форме № 1" in texts_of(file.read_bytes())[0]
    assert row(page, "9А класс")[1] == "✔ напечатана"


def test_a_whole_kind_is_printed_at_once(qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path) -> None:
    save(qtbot, window, page, "graduates")
    assert row(page, "Данные о выпускниках")[1] == "напечатано 3"
    numbers = {line for text in texts_of(file.read_bytes()) for line in text.splitlines() if line.startswith("Форма №")}
    assert numbers == {"Форма № 1", "Форма № 2", "Форма № 3"}


def test_filters_show_what_is_due_and_of_one_class(
    qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path
) -> None:
    save(qtbot, window, page, "school_1")
    page.shown.setCurrentIndex(page.shown.findData("next"))
    kinds = {line[2] for line in page.tree.lines()}
    assert kinds == {"30.09.2019"}
    page.shown.setCurrentIndex(page.shown.findData("printed"))
    assert [line[0] for line in page.tree.lines()] == ["Общие сведения об ОО (1 этап)"]
    page.shown.setCurrentIndex(page.shown.findData("stale"))
    assert page.tree.lines() == []
    assert "ничего не подходит" in page.note.text()
    assert not page.look_button.isEnabled()
    page.shown.setCurrentIndex(0)
    page.class_name.setCurrentIndex(page.class_name.findData("11А"))
    assert {line[0] for line in page.tree.lines() if "класс" in line[0] and "(" not in line[0]} == {"11А класс"}


def preview(qtbot: QtBot, window: MainWindow, page: FormsPage) -> PrintPreview:
    """The look that Enter on the chosen form brings up."""
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None)
    return window.findChild(PrintPreview)


def test_a_look_comes_before_printing_and_registers_nothing(qtbot: QtBot, window: MainWindow, page: FormsPage) -> None:
    page.tree.select("graduates", "9А")
    dialog = preview(qtbot, window, page)
    assert dialog.page.maximum() >= 1
    dialog.page.setValue(dialog.page.maximum())
    before = dialog.paper.pixmap().width()
    assert before > 300
    qtbot.keyClick(dialog, "=", Qt.KeyboardModifier.ControlModifier)
    assert dialog.paper.pixmap().width() > before
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is None)
    page.refresh()
    idle(qtbot, window)
    assert row(page, "9А класс")[1] == "не напечатана"


def test_saving_from_the_look_gives_the_number(qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path) -> None:
    page.tree.select("slip", "9А")
    dialog = preview(qtbot, window, page)
    assert dialog.page.maximum() == 6  # a slip for each pupil
    qtbot.keyClick(dialog, "s", Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, window)
    assert len(texts_of(file.read_bytes())) == 6
    assert row(page, "9А класс")[1] == "✔ напечатана"
    assert "Форма № 1–6" in page.note.text()
    assert places.TITLES[places.SCANS] in page.note.text()  # where it goes on


def test_the_printer_gets_pages_at_their_true_size(
    qtbot: QtBot, window: MainWindow, page: FormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printed.pdf"
    told: list[str] = []

    def choose(_parent: object, printer: QPrinter, pages: int, wanted: tuple[int, int]) -> tuple[int, int]:
        told.append(printer.docName())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        assert (pages, wanted) == (dialog.last.maximum(), (1, pages))
        return 1, min(2, pages)

    monkeypatch.setattr(form_printing, "ask_printer", choose)
    page.tree.select("graduates", "9А")
    dialog = preview(qtbot, window, page)
    qtbot.keyClick(dialog, "p", Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, window)
    qtbot.waitUntil(out.exists)
    assert told == ["Данные о выпускниках"]  # no person, no class in a print queue
    pictures = pictures_of(out.read_bytes(), dpi=200)
    assert len(pictures) == 2
    width, height = pictures[0].size
    assert (round(width / 200 * 25.4), round(height / 200 * 25.4)) == (297, 210)
    assert any("|graduates|9А|1|1/" in code for code in codes_in(pictures[0]))
    assert row(page, "9А класс")[1] == "✔ напечатана"


def test_spoilt_pages_are_printed_again_under_their_number(
    qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.tree.select("graduates", "9А")
    assert not page.again_button.isVisible()  # nothing is printed yet
    save(qtbot, window, page, "graduates", "9А")
    first = texts_of(file.read_bytes())
    out = file.with_name("again.pdf")
    offered: list[tuple[int, int]] = []

    def choose(_parent: object, printer: QPrinter, pages: int, wanted: tuple[int, int]) -> tuple[int, int]:
        offered.append(wanted)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return wanted

    monkeypatch.setattr(paper_acts, "ask_printer", choose)
    page.tree.select("graduates", "9А")
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None)
    dialog = window.findChild(PrintPreview)
    dialog.first.setValue(2)
    assert dialog.last.minimum() == 2  # never the wrong way round
    dialog.last.setValue(2)
    qtbot.keyClick(dialog, "p", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(out.exists)
    assert offered == [(2, 2)]
    (picture,) = pictures_of(out.read_bytes(), dpi=200)
    assert any("|graduates|9А|1|2/" in code for code in codes_in(picture))
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is None)
    file.unlink()
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None)
    qtbot.mouseClick(window.findChild(PrintPreview).save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(file.exists)
    assert texts_of(file.read_bytes()) == first
    page.refresh()
    idle(qtbot, window)
    assert row(page, "9А класс")[3] == "1"  # no number was taken


def test_what_is_due_first_is_named_and_shown_alone(qtbot: QtBot, page: FormsPage) -> None:
    assert "«Обучающиеся 1–8 классов»" in page.first.text()
    qtbot.mouseClick(page.first_button, Qt.MouseButton.LeftButton)
    assert page.shown.currentText() == "Что сдать первым"
    assert {line[2] for line in page.tree.lines()} == {"30.09.2019"}
    assert not page.first_button.isVisible()
    page.shown.setCurrentIndex(0)
    assert page.first_button.isVisible()


def test_nothing_jumps_when_the_register_has_been_read(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.page(places.FORMS)
    window.pages.go(places.FORMS)
    before = page.by.mapTo(page, page.by.rect().topLeft())
    assert "Читаем" in page.first.text()
    idle(qtbot, window)
    assert "Сдать первым" in page.first.text()
    assert page.first_button.isVisible()
    assert page.by.mapTo(page, page.by.rect().topLeft()) == before


def test_nothing_is_registered_when_no_printer_is_chosen(
    qtbot: QtBot, window: MainWindow, page: FormsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_printing, "ask_printer", lambda *_: None)
    page.tree.select("pupils_1_8", "5А")
    dialog = preview(qtbot, window, page)
    qtbot.keyClick(dialog, "p", Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, window)
    page.refresh()
    idle(qtbot, window)
    assert row(page, "5А класс")[1] == "не напечатана"


def test_the_trial_page_is_looked_at_and_saved(qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path) -> None:
    qtbot.mouseClick(page.trial_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.findChild(PrintPreview).save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(file.exists)
    assert "Проба принтера" in texts_of(file.read_bytes())[0]
    assert row(page, "Общие сведения об ОО (1 этап)")[1] == "не напечатана"


def test_kinds_open_and_close_by_keys(qtbot: QtBot, page: FormsPage) -> None:
    page.tree.select("pupils_1_8")
    before = len(page.tree.lines())
    qtbot.keyClick(page.tree, Qt.Key.Key_Space)
    assert len(page.tree.lines()) == before + 1
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert len(page.tree.lines()) == before
    assert page.tree.chosen().state.class_name == "5А"  # a kind of one class is that form


def test_orders_of_a_kind_are_those_of_its_classes(window: MainWindow) -> None:
    with window.desk.passport.reading() as session:
        assert len(orders_of("graduates", every=True)(session, window.desk.passport)) == 3


def test_a_card_says_on_which_papers_it_stands_and_which_are_stale(
    qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path
) -> None:
    save(qtbot, window, page, "graduates", "9А")
    save(qtbot, window, page, "choice_9", "9А")
    students = window.pages.students
    window.pages.go(places.STUDENTS)
    students.list.show_scope("9А")
    students.list.select(0)
    students.card.focus_field("last_name")
    line = students.card.findChild(PaperLine)
    qtbot.waitUntil(line.isVisible)
    assert line.text() == "Напечатано: «Данные о выпускниках» № 1, «Выбор предметов ГИА-9» № 2."
    card = students.card.card
    window.desk.save(Edit("student", card.id, card.version, {"snils": "нет"}))
    qtbot.waitUntil(lambda: "устарела" in line.text())
    assert line.text() == "Напечатано: «Данные о выпускниках» № 1 — устарела, «Выбор предметов ГИА-9» № 2."
    students.list.show_scope("5А")
    students.list.select(0)
    assert not line.isVisible()


def test_the_report_of_questions_follows_the_explanations(
    qtbot: QtBot, window: MainWindow, page: FormsPage, file: Path
) -> None:
    title = "Отчёт о вопросах и пояснениях"
    qtbot.waitUntil(lambda: window.desk.checked, timeout=20_000)
    idle(qtbot, window)
    asked = next(one for one in window.desk.findings if one.level is Level.QUESTION)
    window.desk.explain([asked], "Сверено с документами.", lambda: None, lambda problem: None, window)
    save(qtbot, window, page, "questions")
    text = " ".join("".join(texts_of(file.read_bytes())).split())
    assert "Сверено с документами." in text
    assert f"{asked.rule}. " in text
    assert row(page, title)[1] == "✔ напечатана"
    explained = next(one for one in window.desk.findings if one.key == asked.key)
    window.desk.withdraw(explained)
    idle(qtbot, window)
    assert row(page, title)[1].startswith("? устарела")
    page.tree.select("questions")
    assert f"{asked.who} ({asked.rule})" in page.note.text()
    assert not page.changes_button.isVisible()
    window.desk.present.set_day(window.desk.passport.year.last_day)
    idle(qtbot, window)
    assert not any(one[0] == title for one in page.tree.lines())
