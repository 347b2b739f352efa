"""What the window says of copies over all pages: that the last one was not made, or that the base lacks something."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from app.services.backups import Reason, copy_before, copy_state
from app.ui.desk import Desk
from app.ui.plain import Button, Notice, PlainLabel


class CopiesBand(Notice):
    """Hidden while all is well. A failed copy stays told until one succeeds; what an opening noticed, until read."""

    def __init__(self, desk: Desk, show_copies: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._noticed = " ".join(desk.passport.noticed.told())
        self.text = PlainLabel("", "error")
        self.copies_button = Button("Копии базы…")
        self.read_button = Button("Понятно")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.addWidget(self.text, 1)
        line.addWidget(self.copies_button)
        line.addWidget(self.read_button)
        self.copies_button.clicked.connect(lambda _: show_copies())
        self.read_button.clicked.connect(self._read)
        self.show_state()

    def begin(self) -> None:
        """Make the copy of the day, unseen; whatever comes of it is shown."""
        passport = self._desk.passport
        if passport.read_only:
            return
        self._desk.jobs.start(
            lambda progress: copy_before(passport, Reason.OPENING, progress=progress),
            lambda _: self.show_state(),
            failed=lambda _: self.show_state(),
            to_end="Делаем копию базы…",
        )

    def show_state(self) -> None:
        """Read anew whether the last copy was made."""
        failed = copy_state(self._desk.passport).failed
        told = " ".join(text for text in (self._noticed, failed) if text)
        self.text.setText(f"✖ {told}" if told else "")
        self.read_button.setVisible(bool(self._noticed))
        self.setVisible(bool(told))

    def _read(self) -> None:
        self._noticed = ""
        self.show_state()
