"""Icons of the pages: each has one, in the colours that are worn, at the size of the type, with its licence beside."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from pytestqt.qtbot import QtBot

from app.paths import resources
from app.ui import looks
from app.ui.icons import icon
from app.ui.main_window import MainWindow
from app.ui.municipal_pages import MunicipalPages
from app.ui.navigation import ICONS, Navigation
from app.ui.page_names import TITLES
from app.ui.palette import EDGE, INK, ON_ACCENT, colour


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Whatever a test has put on is taken off."""
    yield
    looks.choose_scheme("light")
    looks.choose_size(100)


def painted(image: QImage, name: str) -> bool:
    """Whether all points that are wholly painted have a colour, but for the rounding of their mixing."""
    wanted = colour(name)
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [one for one in points if one.alpha() == 255]
    return bool(solid) and all(
        max(abs(one.red() - wanted.red()), abs(one.green() - wanted.green()), abs(one.blue() - wanted.blue())) <= 2
        for one in solid
    )


def test_every_page_has_an_icon_and_no_icon_lies_idle() -> None:
    assert {*TITLES, *MunicipalPages.titles} == ICONS.keys()
    lying = {path.stem for path in resources("icons", "lucide").glob("*.svg")}
    assert lying == set(ICONS.values())
    assert "ISC License" in resources("icons", "lucide", "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(ICONS.values()))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_icon_is_painted_in_the_colour_of_its_text(qtbot: QtBot, name: str, scheme: str) -> None:
    looks.choose_scheme(scheme)
    made = icon(name, 40, 1.0)
    for mode, named in ((QIcon.Mode.Normal, INK), (QIcon.Mode.Selected, ON_ACCENT), (QIcon.Mode.Disabled, EDGE)):
        assert painted(made.pixmap(QSize(40, 40), 1.0, mode).toImage(), named), mode


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_as_many_points_as_the_screen(qtbot: QtBot, ratio: float) -> None:
    pixmap = icon("house", 20, ratio).pixmap(QSize(20, 20), ratio)
    assert pixmap.width() == round(20 * ratio)
    assert pixmap.devicePixelRatio() == ratio


def test_icons_follow_colours_and_type_and_the_names_stay_whole(qtbot: QtBot, window: MainWindow) -> None:
    navigation = window.pages.navigation
    assert isinstance(navigation, Navigation)
    side, wide = navigation.iconSize().width(), navigation.width()
    looks.choose_scheme("dark")
    shown = navigation.item(0).icon().pixmap(navigation.iconSize()).toImage()
    assert painted(shown, INK)
    looks.choose_size(150)
    assert navigation.iconSize().width() > side
    assert navigation.width() > wide
    assert navigation.sizeHintForColumn(0) < navigation.width()
    for row, title in enumerate(TITLES):
        assert navigation.item(row).text().startswith(title)  # an icon never stands alone


def test_columns_of_a_table_follow_another_size_of_type_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.go(TITLES.index("Календарь"))
    table = window.pages.page(TITLES.index("Календарь")).table
    looks.choose_size(150)
    qtbot.wait(20)
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("30.09.2019")
    assert table.rowHeight(0) > table.fontMetrics().height()
