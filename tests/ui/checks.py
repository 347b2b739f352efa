"""What tests of the check share: made-up findings, a spoiled card, waiting until everything is checked."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.services.cards import Card, Edit, load_card
from app.ui import page_names as places
from app.ui.check_page import CheckPage
from app.ui.explain_dialog import ExplainDialog
from app.ui.main_window import MainWindow
from app.validators.findings import Finding, Level

BLANK = Finding("T-1", Level.ERROR, "Проба", "student", "a", "5А", "Юдин Глеб", "snils", "Неверно.", "п. 1")
WRONG_SNILS = "112-233-445 96"


def made(**told: object) -> Finding:
    """A finding with these in place of the usual."""
    return replace(BLANK, **told)  # type: ignore[arg-type]


def checked(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is being checked any more."""
    qtbot.waitUntil(lambda: not window.jobs.busy and not window.desk.present.busy, timeout=20_000)


def pupil(window: MainWindow, class_name: str, place: int) -> Card:
    """The stored card of a pupil, by his place in the class."""
    students = window.pages.students
    students.list.show_scope(class_name)
    students.list.select(place)
    return load_card(window.desk.passport, "student", students.card.card.id)


def change(window: MainWindow, id: str, **texts: str) -> Card:
    """Save a pupil's texts past the card."""
    version = load_card(window.desk.passport, "student", id).version
    return window.desk.save(Edit("student", id, version, texts)).card


def check_page(window: MainWindow) -> CheckPage:
    window.pages.go(places.CHECK)
    page = window.pages.page(places.CHECK)
    assert isinstance(page, CheckPage)
    return page


def question(window: MainWindow) -> Finding:
    """Any open question of the base."""
    return next(one for one in window.desk.findings if one.level is Level.QUESTION and one.open)


def explain_now(window: MainWindow, findings: list[Finding], text: str) -> None:
    """Explain few findings; a refusal fails the test."""
    window.desk.explain(findings, text, lambda: None, _fail, window)


def _fail(problem: BaseException) -> None:
    raise AssertionError from problem


def explain_with(monkeypatch: pytest.MonkeyPatch, text: str, by: str = "") -> list[ExplainDialog]:
    """Answer the dialog that explains."""
    seen: list[ExplainDialog] = []

    def answer(dialog: ExplainDialog) -> None:
        seen.append(dialog)
        dialog.text.setText(text)
        dialog.by.setText(by)
        dialog.accept()

    monkeypatch.setattr(ExplainDialog, "exec", answer)
    return seen
