"""What stands in the window for an open file: the pages of its kind, the navigation beside them, the band above."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.imprint import MUNICIPALITY
from app.services.drafts import drafts
from app.services.sample import is_sample
from app.ui.desk import Desk
from app.ui.pages import Pages
from app.ui.recent_bases import note_opened
from app.ui.room import Scrolling
from app.ui.season_band import SeasonBand


def pages_of(desk: Desk) -> Pages:
    """The pages that this kind of file has."""
    if desk.passport.kind == MUNICIPALITY:
        from app.ui.municipal_pages import MunicipalPages  # noqa: PLC0415 - a school's window never needs it

        return MunicipalPages(desk)
    return Pages(desk)


def frame_of(pages: Pages, place: QWidget, copies: QWidget) -> QWidget:
    """The whole of the window under its menus; ``place`` and ``copies`` are bands that tell of where
    the file lies and of its copies."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(pages.navigation)
    right = QVBoxLayout()
    right.setSpacing(0)
    if is_sample(pages.desk.passport):
        right.addWidget(_sample_band(holder))
    right.addWidget(place)
    pages.ready.connect(lambda: note_opened(pages.desk.passport))
    band = SeasonBand(pages.desk, holder)
    pages.ready.connect(band.show_season)  # after the list is on the screen: it asks by records
    band.open_button.clicked.connect(pages.show_proposals)
    right.addWidget(band)
    right.addWidget(copies)
    right.addWidget(Scrolling(pages.stack), 1)
    line.addLayout(right, 1)
    return holder


def _sample_band(holder: QWidget) -> QWidget:
    from app.ui.sample_band import SampleBand, SampleWindows  # noqa: PLC0415 - a real school never needs it

    band = SampleBand()
    band.remove_button.clicked.connect(lambda: _remove_sample(holder.window()))
    SampleWindows(holder)
    return band


def _remove_sample(window: QWidget) -> None:
    from app.ui.main_window import MainWindow  # noqa: PLC0415 - it holds what this makes
    from app.ui.sample_acts import remove_demonstration  # noqa: PLC0415 - as above

    if isinstance(window, MainWindow):
        remove_demonstration(window)


def offer_waiting(pages: Pages) -> None:
    """What a kill or a power cut left unsaved is offered once the file is there."""
    if drafts(pages.desk.passport):
        from app.ui.drafts_dialog import offer_drafts  # noqa: PLC0415 - seldom needed

        offer_drafts(pages)
