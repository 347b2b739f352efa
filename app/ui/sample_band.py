"""A demonstration base says what it is in every window, in words on a ground of its own."""

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMessageBox,
    QProgressDialog,
    QWidget,
)

from app.services.sample import TOLD
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.room import room_for
from app.ui.wrapping import WrapLine

SHORT = "Демонстрационная школа: люди вымышлены."
_PLAIN = (QMessageBox, QFileDialog, QProgressDialog)  # they show nothing of the school

_LEAST_SIGNS = 30  # of average width: in less, the button goes below the text


class SampleBand(Notice):
    """The band; over the pages it has a button by which the whole school is removed."""

    def __init__(self, text: str = TOLD) -> None:
        super().__init__()
        self.setObjectName("sample")
        self.text = PlainLabel(text)
        self.remove_button = Button("Удалить демонстрационную школу…", self)
        self.remove_button.setObjectName("sample_remove")
        self.text.setMinimumWidth(self.text.fontMetrics().averageCharWidth() * _LEAST_SIGNS)
        line = WrapLine()
        line.setContentsMargins(8, 3, 8, 3)
        line.add(self.text, grows=True)
        line.add(self.remove_button)
        self.setLayout(line)
        self.remove_button.setVisible(text == TOLD)


class SampleWindows(QObject):
    """Puts the band over every dialog and window of a demonstration base when it comes up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._look)

    def _look(self) -> None:
        from app.ui.wizard import Wizard  # noqa: PLC0415 - seldom needed

        for one in QApplication.topLevelWidgets():
            layout = one.layout()
            if not isinstance(one, QDialog) or isinstance(one, _PLAIN) or not one.isVisible() or layout is None:
                continue
            if layout.menuBar() is None and not isinstance(one, Wizard):  # that one makes another base
                band = SampleBand(SHORT)
                layout.setMenuBar(band)
                higher = QSize(one.width(), one.height() + band.sizeHint().height())
                one.resize(higher.boundedTo(room_for(one).expandedTo(one.size())))
