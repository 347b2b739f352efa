"""The menu «Вид»: light or dark, the size of type."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui import looks


def fill_view_menu(menu: QMenu, said: Callable[[str], None]) -> None:
    """Add the acts; ``said`` tells what became of the size."""
    group = QActionGroup(menu)
    for name, title in looks.SCHEMES.items():
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(name == looks.scheme())
        action.triggered.connect(lambda _=False, name=name: looks.choose_scheme(name))
        group.addAction(action)
    menu.addSeparator()
    for title, key, by in (("Крупнее", "Ctrl++", 1), ("Мельче", "Ctrl+-", -1)):
        action = menu.addAction(title)
        action.setShortcuts([QKeySequence(key), *([QKeySequence("Ctrl+=")] if by > 0 else [])])
        action.triggered.connect(lambda _=False, by=by: said(_told(looks.step_size(by))))
    usual = menu.addAction("Обычный размер")
    usual.setShortcut(QKeySequence("Ctrl+0"))
    usual.triggered.connect(lambda _=False: said(_told(looks.usual_size())))


def _told(percent: int) -> str:
    return f"Размер шрифта {percent} %. Таблицы подстроятся, когда база откроется заново."
