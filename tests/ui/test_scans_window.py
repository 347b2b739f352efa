"""The page «Сканы» by window: files dropped, doubtful boxes by key, a page by its short code, files to upload."""

import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.student import Student
from app.services.printing import Printed, print_form
from app.services.register import forms
from app.ui.main_window import MainWindow
from app.ui.page_names import SCANS
from app.ui.scans_page import ScansPage
from data.handwriting import BLUE, DPI, sign, stroke
from data.scan_heaps import blanks_of, save_pdf, ticked
from data.signed_papers import boxes_in_mm


@pytest.fixture
def form(window: MainWindow, tmp_path: Path) -> Printed:
    return print_form(window.desk.passport, "final_check", tmp_path / "f.pdf", class_name="9А")


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, form: Printed) -> ScansPage:
    window.pages.go(SCANS)
    found = window.pages.page(SCANS)
    assert isinstance(found, ScansPage)
    qtbot.waitUntil(lambda: not window.desk.present.busy)  # the reader of pictures is loaded beside the window
    return found


def paper(window: MainWindow, form: Printed, *, doubtful: bool, codes: bool = True) -> Image.Image:
    """The first page signed by all, by the first one perhaps with a stroke that is no signature."""
    import pypdfium2

    source = random.Random(1)
    with pypdfium2.PdfDocument(form.path) as document:
        dots = np.array(document[0].render(scale=DPI / 72).to_numpy()[..., ::-1])
    for place, (left, top, wide, high) in enumerate(
        boxes_in_mm(blanks_of(window.desk.passport, form.number)[0]).values()
    ):
        if place == 0 and doubtful:
            x, y = left + wide / 2, top + high / 2
            stroke(dots, [(x, y), (x + 1, y - 1), (x + 2, y)], 0.25, BLUE, source)
        else:
            sign(dots, (left, top, wide, high), "medium", source)
    if not codes:
        for corner in (np.s_[:400, :400], np.s_[:400, -400:], np.s_[-400:, :400], np.s_[-400:, -400:]):
            dots[corner] = 250
    return Image.fromarray(dots).resize((dots.shape[1] * 2 // 3, dots.shape[0] * 2 // 3))


def drop(qtbot: QtBot, window: MainWindow, page: ScansPage, path: Path) -> None:
    """Drag a file over the page and let it go."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    given = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    over = QDragEnterEvent(QPoint(50, 50), *given)
    page.dragEnterEvent(over)
    assert over.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), *given))
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)


def cells(page: ScansPage) -> list[tuple[str, ...]]:
    return [one.cells for one in page.table.lines.lines]


def test_a_doubtful_box_is_decided_by_a_key_beside_the_blank(
    qtbot: QtBot, window: MainWindow, page: ScansPage, form: Printed, tmp_path: Path
) -> None:
    drop(qtbot, window, page, save_pdf(tmp_path / "скан.pdf", [paper(window, form, doubtful=True)]))
    assert cells(page)[0][3] == "? сомнительных мест: 1"
    assert QApplication.focusWidget() is page.table  # from which Enter leads to what is to be decided
    assert not page.panel.cut.pixmap().isNull()
    assert not page.panel.blank.pixmap().isNull()
    assert page.panel.signed_button.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    who = page.panel.page.doubtful[0].who
    QTest.keyClick(page.panel, "2")
    assert cells(page)[0][3] == "? не подписано мест: 1"  # nobody is told that all is well
    assert f"Не подписано: {who}." in page.panel.head.text()
    assert not page.panel.signed_button.isVisible()


def test_a_page_without_codes_is_told_by_hand_and_its_file_made(
    qtbot: QtBot, window: MainWindow, page: ScansPage, form: Printed, tmp_path: Path
) -> None:
    drop(qtbot, window, page, save_pdf(tmp_path / "a.pdf", [paper(window, form, doubtful=False, codes=False)]))
    assert cells(page)[0][3] == "✖ код не читается"
    page.panel.code.setText("нет")
    QTest.keyClick(page.panel.code, Qt.Key.Key_Return)
    assert "двенадцать знаков" in page.panel.refusal.text()
    page.panel.code.setText(form.fingerprint)
    QTest.keyClick(page.panel.code, Qt.Key.Key_Return)
    assert cells(page)[0][1].startswith(f"№ {form.number}, 9А")
    assert cells(page)[0][3] == "✔ принята по коду от руки"
    (out := tmp_path / "out").mkdir()
    page.make_uploads(out)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
    assert page.done_button.isVisible() == (form.pages == 1)
    if form.pages == 1:
        page.done_button.click()
        assert next(one.step for one in forms(window.desk.passport) if one.kind == "final_check") == "uploaded"


def test_a_page_is_taken_out_and_bad_files_are_told(
    qtbot: QtBot, window: MainWindow, page: ScansPage, form: Printed, tmp_path: Path
) -> None:
    assert "Прочитать сканы" in page.note.text()
    (tmp_path / "x.png").write_bytes(b"no picture")
    drop(qtbot, window, page, tmp_path / "x.png")
    assert "x.png — не скан" in page.note.text()
    drop(qtbot, window, page, save_pdf(tmp_path / "a.pdf", [paper(window, form, doubtful=False)]))
    assert len(cells(page)) == 1
    page.panel.forget_button.click()
    assert cells(page) == []
    assert page.panel.head.text() == "Выберите страницу."


def test_a_ticked_mistake_asks_on_the_card_and_a_decision_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: ScansPage, form: Printed, tmp_path: Path
) -> None:
    who = window.desk.passport
    with who.reading() as session:
        pupil = session.scalars(select(Student.id).where(Student.class_name == "9А")).first()
    assert pupil is not None
    slip = print_form(who, "slip", tmp_path / "slip.pdf", who=[pupil])

    def asked() -> bool:
        return any(one.rule == "SLIP-1" for one in window.desk.findings_of(pupil))

    path = save_pdf(tmp_path / "лист.pdf", [ticked(who, slip.number, slip.path, random.Random(1))])
    drop(qtbot, window, page, path)
    qtbot.waitUntil(asked, timeout=10_000)
    page.panel.forget_button.click()
    qtbot.waitUntil(lambda: not asked(), timeout=10_000)
