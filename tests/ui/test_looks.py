"""Light and dark, small and large: both are kept and shown at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import habits, looks
from app.ui.classes_pane import TEACHER
from app.ui.main_window import MainWindow
from app.ui.pages import SCHOOL
from app.ui.palette import ACCENT, ACCENT_GROUND, DARK, EDGE, GROUND, INK, LIGHT, QUIET, colour
from ui.checks import checked
from ui.contrast import contrast


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Whatever a test has put on is taken off."""
    yield
    looks.choose_scheme("light")
    looks.choose_size(100)


def test_both_sets_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_dark_is_put_on_at_once_and_kept(window: MainWindow) -> None:
    looks.choose_scheme("dark")
    assert colour(GROUND).name() == DARK[GROUND]
    assert QApplication.palette().window().color().name() == DARK[GROUND]
    assert DARK["edge"] in QApplication.instance().styleSheet()
    assert LIGHT["edge"] not in QApplication.instance().styleSheet()
    assert habits.kept("scheme") == "dark"
    looks.choose_scheme("light")
    assert colour(INK).name() == LIGHT[INK]


def test_what_is_worn_is_not_put_on_again(qtbot: QtBot) -> None:
    looks.choose_scheme("light")
    label = QLabel("")
    qtbot.addWidget(label)
    label.show()
    heard = Heard(label)
    looks.choose_scheme("light")
    looks.usual_size()
    assert QEvent.Type.StyleChange not in heard.kinds
    looks.choose_scheme("dark")
    assert QEvent.Type.StyleChange in heard.kinds
    heard.kinds.clear()
    looks.step_size(1)
    assert QEvent.Type.StyleChange in heard.kinds


class Heard(QObject):
    """The kinds of events that a widget gets."""

    def __init__(self, of: QWidget) -> None:
        super().__init__(of)
        self.kinds: set[QEvent.Type] = set()
        of.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.kinds.add(event.type())
        return False


def test_a_picture_of_the_dark_window_is_dark(qtbot: QtBot, window: MainWindow) -> None:
    looks.choose_scheme("dark")
    qtbot.wait(30)
    image = window.grab().toImage()
    places = [(x, y) for x in range(40, image.width(), 97) for y in range(40, image.height(), 61)]
    light = [place for place in places if image.pixelColor(*place).lightness() > 140]
    assert len(light) < len(places) / 8  # the selected row and the present page stand out


def test_sizes_step_and_stop_at_the_ends() -> None:
    looks.choose_size(100)
    points = QApplication.font().pointSizeF()
    assert [looks.step_size(1) for _ in range(7)] == [110, 125, 150, 175, 200, 200, 200]
    assert QApplication.font().pointSizeF() == pytest.approx(points * 2)
    assert [looks.step_size(-1) for _ in range(7)][-1] == 90
    assert looks.size() == 90


def test_what_is_broken_in_the_file_is_the_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(habits, "kept", lambda _name: "-5")
    assert (looks.scheme(), looks.size()) == ("system", 100)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_to_be_ticked_has_an_edge_that_is_seen_and_a_mark(
    qtbot: QtBot, scheme: str, kind: type[QAbstractButton]
) -> None:
    looks.choose_scheme(scheme)
    box = kind()
    qtbot.addWidget(box)
    box.show()
    names = {colour(name).name() for name in (EDGE, INK)}
    empty = {one for one in points(box) if one in names}
    box.setChecked(True)
    assert empty == {colour(EDGE).name()}
    assert {one for one in points(box) if one in names} == names


def points(widget: QWidget) -> set[str]:
    """The colours of a widget's picture."""
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


ACTIVE, DISABLED = QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled
ON_GROUND = (
    *((text, ground) for text in ("Text", "PlaceholderText", "Link", "LinkVisited") for ground in ("Base", "Window")),
    *((text, "AlternateBase") for text in ("Text", "Link")),
    ("WindowText", "Window"),
    ("ButtonText", "Button"),
    ("HighlightedText", "Highlight"),
    ("ToolTipText", "ToolTipBase"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pair", ON_GROUND, ids=" on ".join)
def test_what_qt_paints_itself_is_aa_too(pair: tuple[str, str], scheme: str) -> None:
    """Also in a window that is not active; what cannot be used must still be made out."""
    looks.choose_scheme(scheme)
    text, ground = (QPalette.ColorRole[one] for one in pair)
    worn = QApplication.palette()
    for group, least in ((ACTIVE, 4.5), (QPalette.ColorGroup.Inactive, 4.5), (DISABLED, 2.9)):
        assert contrast(worn.color(group, text).name(), worn.color(group, ground).name()) >= least, group


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_cell_that_is_empty_is_framed_not_filled(qtbot: QtBot, window: MainWindow, scheme: str) -> None:
    looks.choose_scheme(scheme)
    window.pages.go(SCHOOL)
    checked(qtbot, window)
    table = window.pages.page(SCHOOL).classes.table
    table.setCurrentCell(0, TEACHER)
    assert table.currentItem().text() == ""
    table.setFocus()
    qtbot.wait(50)  # until it is laid out
    image = table.viewport().grab(table.visualItemRect(table.currentItem())).toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.name() == colour(ACCENT_GROUND).name()
    assert colour(ACCENT).name() in {image.pixelColor(image.width() // 2, y).name() for y in range(3)}


def test_quiet_text_follows(window: MainWindow) -> None:
    looks.choose_scheme("dark")
    assert colour(QUIET).name() == DARK[QUIET]
