"""A job that dies in any way leaves a window that answers, and one sentence without data."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services.progress import Progress
from app.storage.passport import Passport
from app.ui.main_window import MainWindow
from ui.keys import keys

NAME = "Тайнов"


def no_memory(_passport: Passport) -> None:
    bytearray(1 << 62)


def fault(_passport: Passport) -> None:
    raise ValueError(f"не то имя: {NAME}")


def leaving(_passport: Passport) -> None:
    raise SystemExit(3)


def interrupted(_passport: Passport) -> None:
    raise KeyboardInterrupt


def endless(passport: Passport) -> None:
    endless(passport)


def refused(_passport: Passport) -> None:
    raise Refused("Так нельзя.", "Сделайте иначе.")


def while_writing(passport: Passport) -> None:
    with passport.writing() as session:
        session.connection().exec_driver_sql("UPDATE school SET short_name = 'Другая'")
        no_memory(passport)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox]:
    """The messages that would stand on the screen."""
    told: list[QMessageBox] = []

    def keep(box: QMessageBox) -> None:
        told.append(box)

    monkeypatch.setattr(QMessageBox, "exec", keep)
    return told


@pytest.mark.parametrize(
    "case",
    [
        (no_memory, "Не хватает оперативной памяти"),
        (while_writing, "Не хватает оперативной памяти"),
        (fault, "В программе произошла ошибка. Сохранённые данные целы."),
        (leaving, "В программе произошла ошибка"),
        (interrupted, "В программе произошла ошибка"),
        (endless, "В программе произошла ошибка"),
        (refused, "Так нельзя."),
    ],
    ids=lambda case: case[0].__name__,
)
def test_the_window_answers_and_says_one_sentence(
    qtbot: QtBot,
    window: MainWindow,
    shown: list[QMessageBox],
    caplog: pytest.LogCaptureFixture,
    case: tuple[Callable[[Passport], None], str],
) -> None:
    work, told = case
    passport = window.desk.passport
    before = names(passport)

    def job(_: Progress) -> None:
        work(passport)

    window.jobs.start(job, lambda _: pytest.fail("a dead job gave an answer"), title="Долго")
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].text().startswith(told)
    assert NAME not in shown[0].text() + shown[0].informativeText() + shown[0].detailedText() + caplog.text
    assert names(passport) == before
    answered: list[int] = []
    window.jobs.start(lambda _: 42, answered.append)
    qtbot.waitUntil(lambda: answered == [42])
    card = window.pages.students.card
    card.focus_field("phone")
    card.row("phone").editor.line.selectAll()
    keys(card.row("phone").editor.line, "+7 913 123-45-67")
    assert window.pages.students.save()
    assert len(shown) == 1


def names(passport: Passport) -> list[str]:
    with passport.reading() as session:
        return [row[0] for row in session.connection().exec_driver_sql("SELECT short_name FROM school")]
