"""The card of keys, made of the very menus that answer to them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from app.ui.paper_acts import show_paper

if TYPE_CHECKING:
    from app.services.key_sheet import KeyBlock
    from app.ui.main_window import MainWindow
    from app.ui.menus import Menus

_NAMES = {"Return": "Enter", "PgDown": "PgDn", "Ctrl++": "Ctrl+плюс", "Ctrl+-": "Ctrl+минус"}  # as on keyboards


def show_key_sheet(window: "MainWindow") -> None:
    """Draw the card beside the window and show it; it is printed or saved from there."""
    from app.services.key_sheet import TITLE, key_sheet, save_key_sheet  # noqa: PLC0415 - brings the paper

    blocks = menu_blocks(window.menus)
    base = window.desk.passport.path if window.desk is not None else None

    def show(pdf: bytes) -> None:
        show_paper(window, TITLE, pdf, lambda path: save_key_sheet(base, path, pdf))

    window.jobs.start(lambda _: key_sheet(blocks), show, title="Готовим лист…")


def menu_blocks(menus: "Menus") -> "tuple[KeyBlock, ...]":
    """A block for each menu with keys; acts of one name in a line, from the first key to the last."""
    from app.services.key_sheet import KeyBlock  # noqa: PLC0415 - as above

    blocks = []
    for title, acts in menus.with_keys():
        keys: dict[str, list[str]] = {}
        for act in acts:
            keys.setdefault(act.data() or act.text(), []).append(", ".join(map(_name, act.shortcuts())))
        rows = [(each[0] if len(each) == 1 else f"{each[0]} … {each[-1]}", name) for name, each in keys.items()]
        blocks.append(KeyBlock(f"Меню «{title}»", tuple((one, name.rstrip("…")) for one, name in rows)))
    return tuple(one for one in blocks if one.rows)


def _name(key: QKeySequence) -> str:
    told = key.toString(QKeySequence.SequenceFormat.PortableText)
    for ours, theirs in _NAMES.items():
        told = theirs if told == ours else told.replace(f"+{ours}", f"+{theirs}")
    return told
