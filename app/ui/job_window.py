"""The window of a long act: what is being done, how far it is, and the button that stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

AFTER_MS = 600  # an act that is shorter shows no window
WAITING = "Заканчиваем начатое раньше…"
STOPPING = "Останавливаем…"


class JobWindow(QProgressDialog):
    """Stays until the act has ended, also after «Остановить»: till then nothing else may be begun.

    There is a button only while the act can be stopped: before it has begun, and once it tells how far it is, which is
    also where it lets itself be stopped, up to the moment when it tells that all is done. ``stop_wanted`` is told once.
    """

    stop_wanted = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, "", 0, 0, parent)
        self._title = title
        self._stopping = False
        self._stop = QPushButton("Остановить")
        self.setCancelButton(None)  # else Esc is bound twice, and does nothing
        self.setCancelButton(self._stop)
        self._stop.hide()
        self.setWindowTitle("Подождите")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumDuration(AFTER_MS)
        self.canceled.disconnect(self.cancel)  # which would hide it, and the act would go on unseen
        self.canceled.connect(self._wanted)

    def tell(self, done: int, total: int, *, begun: bool = True, more: str = "") -> None:
        """Show how far the act is, a ``total`` of 0 where it has not told; ``more`` is said below the title."""
        if self._stopping:
            return
        self._stop.setVisible(done < total or not begun)
        self.setLabelText("\n".join(one for one in (self._title, more if begun else WAITING) if one))
        if total:
            self.setMaximum(total)
            self.setValue(min(done, total - 1))

    def _wanted(self) -> None:
        """The button, or Esc."""
        if not self._stopping and not self._stop.isHidden():
            self._stopping = True
            self._stop.setEnabled(False)
            self.setLabelText(STOPPING)
            self.stop_wanted.emit()

    def reject(self) -> None:
        """Esc where there is no button yet."""
        self._wanted()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its cross is the button, too."""
        event.ignore()
        self._wanted()
