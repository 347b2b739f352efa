"""The help, offline: pages, a search over their sections, and at the top what is asked of the field one came from."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from app.services.help_pages import HelpPage, HelpSection, find_help, help_pages
from app.ui.field_row import FieldRow
from app.ui.help_text import HelpText
from app.ui.plain import Button, Notice, PlainLabel
from app.ui.room import give_room

_LIST = 48  # signs of an average line of the contents


class HelpWindow(QDialog):
    """Stays beside the work: it is not modal. Links lead to other pages of the help, and nowhere else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Справка")
        give_room(self, 1120, 660)
        self.search = QLineEdit(placeholderText="Поиск в справке", clearButtonEnabled=True)
        self.search.setAccessibleName("Поиск в справке")
        self.contents = QListWidget()
        self.contents.setAccessibleName("Страницы справки")
        self.contents.setFixedWidth(self.contents.fontMetrics().averageCharWidth() * _LIST)
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field = Notice()
        self.field_told = PlainLabel()
        self.text = HelpText()
        self._shown: list[HelpPage | HelpSection] = []
        self._arrange()
        self.search.textChanged.connect(self._fill)
        self.contents.currentRowChanged.connect(self._show_row)
        self.text.anchorClicked.connect(self._follow)
        self._fill()

    def _arrange(self) -> None:
        inside = QVBoxLayout(self.field)
        inside.addWidget(self.field_told)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        right.addWidget(self.field)
        right.addWidget(self.text, 1)
        close = Button("Закрыть")
        close.clicked.connect(self.close)
        right.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        box = QHBoxLayout(self)
        box.addLayout(left)
        box.addLayout(right, 1)

    def show_page(self, key: str, row: FieldRow | None = None) -> None:
        """Come up at a page, and tell of a field where one asked from it."""
        self.search.clear()
        self.field.setVisible(row is not None)
        if row is not None:
            self.field_told.setText(f"Поле «{row.field.label}». {row.help_text()}")
        self.contents.setCurrentRow(next((at for at, one in enumerate(help_pages()) if one.key == key), 0))
        self.show()
        self.raise_()
        self.activateWindow()
        self.contents.setFocus()

    def _fill(self) -> None:
        words = self.search.text().strip()
        self._shown = list(find_help(words)) if words else list(help_pages())
        self.contents.clear()
        self.contents.addItems([one.title for one in self._shown])
        if self._shown:
            self.contents.setCurrentRow(0)
        else:
            self.text.show_page("Ничего не найдено. Попробуйте одно слово, без окончания.")

    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        one = self._shown[row]
        key = one.page if isinstance(one, HelpSection) else one.key
        page = next(page for page in help_pages() if page.key == key)
        self.text.show_page(page.text)
        if isinstance(one, HelpSection):
            self._go_to(one.title)

    def _go_to(self, heading: str) -> None:
        """Put a heading at the top of the view."""
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text().strip() == heading:
                self.text.go_to(block)
                return
            block = block.next()

    def _follow(self, link: QUrl) -> None:
        key = link.fileName().removesuffix(".md")
        at = next((at for at, one in enumerate(help_pages()) if one.key == key), None)
        if at is not None:
            self.search.clear()
            self.contents.setCurrentRow(at)
