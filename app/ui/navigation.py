"""The column of pages at the left: a name each, with an icon beside it that only helps the eye to find it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QListWidget

from app.ui.icons import icon

ICONS: Mapping[str, str] = {
    "Начало": "house",
    "Обучающиеся": "graduation-cap",
    "Работники": "briefcase",
    "Аудитории": "door-open",
    "Школа и классы": "school",
    "Проверка": "list-checks",
    "Выверка": "file-check",
    "Сканы": "scan-text",
    "Загрузка списка": "file-spreadsheet",
    "Пакет для МОУО": "package",
    "Ответы МОУО": "mail-open",
    "Календарь": "calendar-days",
    "Доска": "layout-dashboard",
    "Приём пакетов": "inbox",
    "Школы и ключи": "key-round",
}
_CHANGES = {
    QEvent.Type.FontChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.DevicePixelRatioChange,
}
_ROOM = 30  # beside the widest name: padding of an item and the frame


class Navigation(QListWidget):
    """As wide as its widest name; the icons follow the colours, the size of type and the screen."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.addItems(list(titles))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Разделы")
        self._titles = tuple(titles)
        self._drawn: tuple[object, ...] = ()
        self._draw()
        self.setFixedWidth(self._wanted())

    def _wanted(self) -> int:
        return self.sizeHintForColumn(0) + _ROOM

    def fit(self) -> None:
        """Counts of many digits must not be cut; the column only grows, so that nothing jumps to and fro."""
        if self._wanted() > self.width():
            self.setFixedWidth(self._wanted())

    def event(self, event: QEvent) -> bool:
        """Draw the icons anew where they would no longer fit what is worn."""
        done = super().event(event)
        if event.type() in _CHANGES and hasattr(self, "_drawn"):
            self._draw()
        return done

    def _draw(self) -> None:
        side = self.fontMetrics().height() + 2
        worn = (side, self.devicePixelRatioF(), self.palette().text().color().name())
        if worn == self._drawn:
            return
        larger = bool(self._drawn) and self._drawn[0] != side
        self._drawn = worn
        self.setIconSize(QSize(side, side))
        for row, title in enumerate(self._titles):
            if title in ICONS:
                self.item(row).setIcon(icon(ICONS[title], side, self.devicePixelRatioF()))
        if larger:
            self.setFixedWidth(self._wanted())
