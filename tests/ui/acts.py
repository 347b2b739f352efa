"""What tests of acts over many pupils share: whom they take, what is stored, where the acts stand in the menus."""

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.errors import AppError, Refused
from app.services.columns import read_lines
from app.ui import many
from app.ui.main_window import MainWindow


def ids_of(window: MainWindow, class_name: str = "9А") -> list[str]:
    window.pages.students.list.show_scope(class_name)
    return many.wanted_ids(window.pages.students.list)


def stored(window: MainWindow, ids: list[str], name: str) -> list[str]:
    return [line.texts[name] for line in read_lines(window.desk.passport, "student", ids, (name,))]


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy)


def act_of(window: MainWindow, begin: str) -> QAction:
    """The act of that name, or of that name and what it is about («Вернуть: правка…»), or that begins so."""
    acts = [one for menu in window.menuBar().actions() for one in menu.menu().actions() if one.text().startswith(begin)]
    return min(acts, key=lambda one: one.text() != begin and not one.text().startswith(f"{begin}:"))


def refuse(*_given: object, **_named: object) -> AppError:
    raise Refused("Диск переполнен.")
