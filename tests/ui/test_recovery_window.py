"""«Забыли пароль?»: the code is judged while it is typed, opens the base, and a new password is set at once."""

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from app.errors import AppError, WrongPassword
from app.services.base_password import check_password
from app.storage.base_key import BaseKey
from app.storage.opening import open_passport
from app.storage.recovery_code import recovery_groups, recovery_text
from app.ui import paper_acts, recovery_dialog, sheet_printing
from app.ui.main_window import MainWindow
from app.ui.open_dialog import OpenDialog
from app.ui.print_preview import PrintPreview
from app.ui.recovery_dialog import CodeDialog, SetPasswordDialog
from ui.acts import settled
from ui.doors import OTHER, PASSWORD

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def groups(closed: Path) -> tuple[str, ...]:
    """The code on the sheet of the base."""
    with open_passport(closed, PASSWORD) as passport:
        return recovery_groups(passport.key)


@pytest.fixture
def dialog(empty: MainWindow, closed: Path) -> Iterator[CodeDialog]:
    made = CodeDialog(empty, closed, empty.jobs)
    made.show()
    yield made
    if made.passport is not None:
        made.passport.close()
    made.deleteLater()


def test_the_code_is_judged_while_it_is_typed(dialog: CodeDialog, groups: tuple[str, ...]) -> None:
    said = []
    wrong = groups[2][:-1] + ("0" if groups[2][-1] != "0" else "1")
    for text in ("", groups[0][:3], " ".join(groups[:2]), " ".join((*groups[:2], wrong, groups[3][:2]))):
        dialog.code.setPlainText(text)
        said.append(dialog.told.text())
        assert not dialog.open_button.isEnabled()
    assert said == [
        "Верно групп: 0 из 13.",
        "Верно групп: 0 из 13.",
        "Верно групп: 2 из 13.",
        "Верно групп: 2 из 13. Ошибка в группе: 3.",
    ]
    for text in ("-".join(groups).lower(), "\n".join(groups), "PSHKEY1" + "".join(groups)):
        dialog.code.setPlainText(text)
        assert dialog.told.text() == "Верно групп: 13 из 13."
        assert dialog.open_button.isEnabled()


def test_it_opens_the_base(qtbot: QtBot, dialog: CodeDialog, groups: tuple[str, ...]) -> None:
    dialog.code.setPlainText(" ".join(groups))
    dialog.open_button.click()
    qtbot.waitUntil(lambda: dialog.passport is not None, timeout=20_000)
    check_password(dialog.passport, PASSWORD)


def test_the_code_of_another_base_says_so(qtbot: QtBot, dialog: CodeDialog) -> None:
    dialog.code.setPlainText(recovery_text(BaseKey(bytes(32))))
    dialog.open_button.click()
    qtbot.waitUntil(lambda: not dialog._busy and "лист от другой базы" in dialog.told.text(), timeout=20_000)
    assert dialog.open_button.isEnabled()
    assert dialog.passport is None


@pytest.mark.parametrize("text", ["\x00" * 100, "я" * 100_000, "<b>" * 50, "💣"])
def test_nothing_pasted_is_an_error_of_the_program(dialog: CodeDialog, text: str) -> None:
    dialog.code.setPlainText(text)
    assert not dialog.open_button.isEnabled()
    dialog._try()
    assert dialog.passport is None


def answer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, groups: tuple[str, ...], password: str | None) -> None:
    """Type the code, then the new password; None leaves the second window."""

    def code(dialog: CodeDialog) -> None:
        dialog.code.setPlainText(" ".join(groups))
        dialog._try()
        qtbot.waitUntil(lambda: dialog.passport is not None, timeout=20_000)

    def new(dialog: SetPasswordDialog) -> int:
        if password is None:
            dialog.reject()
            return dialog.result()
        assert not dialog.set_button.isEnabled()
        for one in (dialog.new.first, dialog.new.second):
            one.setText(password)
        dialog.set_button.click()
        qtbot.waitUntil(lambda: not dialog._busy or bool(dialog.result()), timeout=20_000)
        return dialog.result()

    monkeypatch.setattr(CodeDialog, "exec", code)
    monkeypatch.setattr(SetPasswordDialog, "exec", new)


def test_a_new_password_is_set_and_a_new_sheet_wanted(
    qtbot: QtBot, empty: MainWindow, closed: Path, groups: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(qtbot, monkeypatch, groups, OTHER)
    dialog = OpenDialog(empty, closed, empty.jobs)
    dialog.pane.forgotten_button.click()
    assert dialog.entered is not None
    assert dialog.entered.needs_sheet
    check_password(dialog.entered.passport, OTHER)
    dialog.entered.passport.close()
    with pytest.raises(WrongPassword):
        open_passport(closed, PASSWORD)
    dialog.deleteLater()


def test_without_a_new_password_the_base_stays_closed(
    qtbot: QtBot, empty: MainWindow, closed: Path, groups: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(qtbot, monkeypatch, groups, None)
    dialog = OpenDialog(empty, closed, empty.jobs)
    dialog.pane.forgotten_button.click()
    assert dialog.entered is None
    open_passport(closed, PASSWORD).close()  # nobody holds it, and the old password is still its own
    dialog.deleteLater()


def test_a_refusal_of_the_change_is_told_and_can_be_repeated(
    qtbot: QtBot, empty: MainWindow, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[AppError] = []
    monkeypatch.setattr(recovery_dialog, "show_error", lambda _parent, problem: told.append(problem))
    with open_passport(closed, PASSWORD) as passport:
        dialog = SetPasswordDialog(empty, passport, empty.jobs)
        for one in (dialog.new.first, dialog.new.second):
            one.setText(PASSWORD)
        dialog.set_button.click()
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        assert "такой же" in str(told[0])
        assert dialog.set_button.isEnabled()
        dialog.reject()
        dialog.deleteLater()


# --- the sheet ----------------------------------------------------------------------------------------


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow) -> Iterator[PrintPreview]:
    """The look at the sheet of the open base."""
    window.desk.passport.rekey(PASSWORD)
    sheet_printing.show_sheet(window, window.desk)
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintPreview)), timeout=20_000)
    yield window.findChildren(PrintPreview)[0]
    settled(qtbot, window)


def test_the_sheet_is_looked_at_and_saved_after_a_warning(
    qtbot: QtBot, window: MainWindow, sheet: PrintPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = [sheet_printing._CANCEL, sheet_printing._SAVE]
    out = tmp_path / "лист.pdf"
    monkeypatch.setattr(sheet_printing, "ask", lambda *given: asked.append(given[2]) or answers.pop(0))
    monkeypatch.setattr(paper_acts, "ask_save", lambda *_given: out)
    assert sheet.page.maximum() == 1
    sheet.save_button.click()
    assert not out.exists()
    assert "такой же ключ" in asked[0]
    sheet_printing.show_sheet(window, window.desk)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PrintPreview)), timeout=20_000)
    next(one for one in window.findChildren(PrintPreview) if one.isVisible()).save_button.click()
    text = pypdf.PdfReader(out).pages[0].extract_text()
    assert all(group in text for group in recovery_groups(window.desk.passport.key))


def test_the_print_job_names_nobody(window: MainWindow, sheet: PrintPreview, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(
        paper_acts, "ask_printer", lambda _parent, printer, _pages, _wanted: printed.append(printer) or (1, 1)
    )
    monkeypatch.setattr(paper_acts, "send", lambda printer, _document, *_pages: printed.append(printer.docName()))
    sheet.print_button.click()
    assert printed[1] == "Лист восстановления"
