"""Python's cycle collector, kept on the window's thread.

Collected in the worker, a cycle that holds a widget would destroy it there, and Qt ends the process. So
automatic collection is off and a timer of the window's thread collects by the usual thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class CollectHere(QObject):
    """Collects while its parent lives; the collector works by itself again afterwards."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation whose count has passed its threshold, as Python itself would."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
