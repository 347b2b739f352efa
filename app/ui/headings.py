"""Columns that are never narrower than their headings: a table that has no room for them all scrolls."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView

_LEAST_SIGNS = 9  # of average width: what the column that takes the rest keeps for itself


def keep_headings(header: QHeaderView) -> None:
    """Watch the columns of a table or tree from now on; those that take the rest are found by their mode."""
    _Headings(header)


class _Headings(QObject):
    """Hears of the room that a header gets and of another size of its type."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header
        self._rest: list[int] = []
        if header.stretchLastSection():  # which Qt would let shrink
            header.setStretchLastSection(False)
            header.setSectionResizeMode(header.count() - 1, QHeaderView.ResizeMode.Stretch)
        header.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The header itself has not yet answered the event."""
        if event.type() is QEvent.Type.Resize and watched is self._header:
            self._widen()
            self._share(self._header.width())
        return False

    def _columns(self) -> list[int]:
        header = self._header
        return [one for one in range(header.count()) if not header.isSectionHidden(one)]

    def _widen(self) -> None:
        """Fixed columns, as they were given."""
        header = self._header
        for one in self._columns():
            if header.sectionResizeMode(one) is QHeaderView.ResizeMode.Stretch and one not in self._rest:
                self._rest.append(one)
            elif one not in self._rest and header.sectionSize(one) < header.sectionSizeHint(one):
                header.resizeSection(one, header.sectionSizeHint(one))

    def _share(self, width: int) -> None:
        """The columns that take the rest stop stretching where too little of it is left."""
        header, rest = self._header, [one for one in self._columns() if one in self._rest]
        if not rest:
            return
        taken = sum(header.sectionSize(one) for one in self._columns() if one not in rest)
        signs = header.fontMetrics().averageCharWidth() * _LEAST_SIGNS
        least = {one: max(header.sectionSizeHint(one), signs) for one in rest}
        roomy = (width - taken) // len(rest) >= max(least.values())
        for one in rest:
            wanted = QHeaderView.ResizeMode.Stretch if roomy else QHeaderView.ResizeMode.Interactive
            if header.sectionResizeMode(one) is not wanted:
                header.setSectionResizeMode(one, wanted)
            if not roomy and header.sectionSize(one) < least[one]:
                header.resizeSection(one, least[one])
