"""Python's cycle collector, kept on the window's thread.

Collected in the worker, a cycle that holds a widget would destroy it there, and Qt ends the process. So
automatic collection is off and a timer of the window's thread collects by the usual thresholds, between the jobs:
while one runs, looking through all that it has made would hold the window up for nothing, as most of that goes by
itself when the job has ended.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from app.ui.jobs import Jobs

EVERY_MS = 1000
MANY = 1_000_000  # new objects that are looked through even while a job runs, so that memory has an end


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
        if Jobs.running and counts[0] < MANY:
            return
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return


def keep_all() -> None:
    """A base is shown: what is there now, most of it the program itself, is looked through no more while it is open."""
    gc.freeze()


def release_all() -> None:
    """The base is closed: what was its own may be collected."""
    gc.unfreeze()
