"""The text of a page of the help, with its pictures."""

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextBlock, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from app.services.help_pages import help_picture

_MARGINS = 12  # pixels of a line that are not for the picture
_INTO = 6  # pixels below the edge: there the paragraph on top has begun


class HelpText(QTextBrowser):
    """Pictures come from the folder of the help and from nowhere else; none is wider than the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Текст справки")
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width does not go by the text
        self._page, self._top, self._fitted = "", 0, 0
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)

    def show_page(self, text: str) -> None:
        """Show a page, given as Markdown, from its beginning."""
        self._page, self._fitted = text, self.viewport().width()
        self.document().clear()  # pictures of the width before are forgotten with it
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the help; for anything else an empty one, because Qt looks itself for what it is not given:
        beside the program, or wherever the name leads."""
        told = name.toString() if isinstance(name, QUrl) else name
        path = help_picture(told) if kind == QTextDocument.ResourceType.ImageResource.value else None
        if path is None:
            return QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        image, dense = QImage(str(path)), self.devicePixelRatioF()
        room = max(self.viewport().width() - _MARGINS, 100)
        if image.width() <= room:
            return image
        fitted = image.scaledToWidth(round(room * dense), Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(dense)
        return fitted

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures keep to the width there is for them; not at once, for Qt is laying out the text now."""
        new = event.size().width() != self._fitted  # a bar below comes and goes with the text: that is no other width
        if new and "![" in self._page and not self._fitting.isActive():
            self._top = self.on_top().blockNumber()
            self._fitting.start()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Show the page anew, with the paragraph at the top that was there."""
        self.show_page(self._page)
        self.go_to(self.document().findBlockByNumber(self._top))

    def on_top(self) -> QTextBlock:
        """The paragraph at the top of the view."""
        return self.cursorForPosition(QPoint(0, _INTO)).block()

    def go_to(self, block: QTextBlock) -> None:
        """Put a paragraph at the top of the view."""
        self.verticalScrollBar().setValue(int(self.document().documentLayout().blockBoundingRect(block).top()))
