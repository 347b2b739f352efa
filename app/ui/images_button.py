"""The button below a pupil's papers on health that leads to their images; seen in the protected edition only."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.cards import Card
from app.services.edition import Edition, edition
from app.ui.desk import Desk
from app.ui.plain import Button

NOT_YET = "Изображения прикрепляют к сохранённому документу: внесите документ и сохраните карточку."


class ImagesButton(QWidget):
    """Opens the images of the papers of the card that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._student_id = ""
        self.button = Button("Изображения документов…")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        line.addStretch(1)
        self.button.clicked.connect(self._open)
        self.button.hide()

    def show_of(self, card: Card | None) -> None:
        """Lead to the images of another card."""
        self._student_id = card.id if card is not None and card.version else ""
        self._reveal()

    def showEvent(self, event: QShowEvent) -> None:
        """One comes here from the page where the edition is switched."""
        super().showEvent(event)
        self._reveal()

    def _reveal(self) -> None:
        self.button.setVisible(edition(self.desk.passport) is Edition.PROTECTED)

    def _open(self) -> None:
        from app.services.health_images import papers_of  # noqa: PLC0415 - the first window is there without it
        from app.ui.images_dialog import ImagesDialog  # noqa: PLC0415

        papers = papers_of(self.desk.passport, self._student_id)
        if not papers:
            self.desk.said.emit(NOT_YET)
            return
        dialog = ImagesDialog(self.window(), self.desk, self._student_id)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()
