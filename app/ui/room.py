"""How large a window comes up: as it likes, with the size of type, but never larger than there is room for."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui import looks

FRAME = QSize(16, 48)  # points that a system's frame and title bar take
_SPARE = 2  # lines that a window may get more of while it is open


def give_room(window: QWidget, wide: int, high: int) -> None:
    """Resize a window to so many points at the usual size of type; what does not fit scrolls inside it.

    The room is that of the screen, or of the window it belongs to where that is larger still.
    """
    wanted = QSize(wide, high) * max(looks.size() / 100, 1)
    window.resize(wanted.boundedTo(room_for(window)))
    if isinstance(window, QDialog):  # the pages of the main window scroll by themselves
        fit_when_shown(window)


def give_width(window: QWidget, wide: int) -> None:
    """Let a window be so many points wide at the usual size of type, and as high as what it says then asks for."""
    window.setMinimumWidth(min(round(wide * max(looks.size() / 100, 1)), room_for(window).width()))
    _Fitting(window, snug=True)


def fit_when_shown(window: QWidget) -> None:
    """Make a window as high as its texts ask, before it is seen; what is larger than the room for it scrolls."""
    _Fitting(window)


def room_for(window: QWidget) -> QSize:
    """The largest size that a window may come up with."""
    room = screen() - FRAME
    parent = window.parentWidget()
    return room if parent is None else room.expandedTo(parent.window().size())


def screen() -> QSize:
    """The screen without the bars of the system, in points."""
    return QGuiApplication.primaryScreen().availableSize()


class Scrolling(QScrollArea):
    """Shows a widget whole where there is room for it, and else lets it be scrolled; it follows the focus."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setObjectName("whole")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it scrolls it
        self.setWidget(widget)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        shown = self.widget()
        if now is not None and shown is not None and now is not shown and shown.isAncestorOf(now):
            self.ensureWidgetVisible(now, 12, 12)


class Pane(QWidget):
    """A side of a splitter, or a part of a page, that is never lower than what it says asks for at its width.

    Qt gives a splitter's sides no room for the lines into which their texts break. ``signs`` of average width is
    what it is never narrower than.
    """

    def __init__(self, signs: int = 0) -> None:
        super().__init__()
        self._signs = signs

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        wide = max(least.width(), self.fontMetrics().averageCharWidth() * self._signs)
        return QSize(wide, max(least.height(), least_height(self, max(self.width(), wide))))

    def hasHeightForWidth(self) -> bool:
        """Not to a layout: Qt's would then take what its tables like best for what they need at least."""
        return False

    def heightForWidth(self, width: int) -> int:
        return least_height(self, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts break anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Sides(Pane):
    """Two parts of a page side by side; where it is too narrow for both, the second below the first."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._parts = first, second
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        for part, share in zip(self._parts, shares, strict=True):
            self._box.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the room asks for it."""
        fits = sum(self._widths()) + self._box.spacing() <= event.size().width()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def _widths(self) -> list[int]:
        shown = (one for one in self._parts if not one.isHidden())
        return [one.minimumSizeHint().expandedTo(one.minimumSize()).width() for one in shown]


class PageStack(QStackedWidget):
    """Pages that ask for as much room as the shown one needs, not as the largest of them."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the shown page needs."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize()

    def heightForWidth(self, width: int) -> int:
        """How high the shown page must at least be for its texts to have room."""
        page = self.currentWidget()
        return least_height(page, width) if page is not None else 0


def least_height(widget: QWidget, width: int) -> int:
    """How high a widget must at least be for its texts to have room at a width."""
    layout = widget.layout()
    if layout is None:
        return widget.minimumHeight()
    least = layout.totalMinimumSize().height()
    return max(least, layout.totalMinimumHeightForWidth(width)) if layout.hasHeightForWidth() else least


class _Fitting(QObject):
    """Looks at a window before it is seen, and again when what it says has changed."""

    def __init__(self, window: QWidget, *, snug: bool = False) -> None:
        """``snug``: it comes up no higher than what it says, whatever Qt reckoned for a narrower one."""
        super().__init__(window)
        self._window, self._snug = window, snug
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of the window being shown, or its texts becoming others."""
        if watched is self._window:
            if event.type() is QEvent.Type.Show:
                self._fit()
            elif event.type() is QEvent.Type.LayoutRequest and self._window.isVisible():
                self._later.start()
        return False

    def _fit(self) -> None:
        window, layout = self._window, self._window.layout()
        if layout is None:
            return
        room = room_for(window)
        layout.activate()
        wide = max(window.width(), window.minimumSizeHint().width())
        high = least_height(window, wide)
        if wide <= room.width() and high + _SPARE * window.fontMetrics().lineSpacing() <= room.height():
            first, self._snug = self._snug, False
            liked = max(high, layout.totalHeightForWidth(wide)) if layout.hasHeightForWidth() else window.height()
            window.resize(QSize(wide, liked) if first else window.size().expandedTo(QSize(wide, high)))
            return
        window.removeEventFilter(self)
        _scroll(window, layout)
        window.resize(window.size().expandedTo(QSize(wide, high)).boundedTo(room))


def _scroll(window: QWidget, layout: QLayout) -> None:
    """Let all that is in a window be scrolled."""
    content = Pane()
    content.setLayout(layout)  # with all that is in it
    window.setMinimumSize(0, 0)
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(Scrolling(content))
