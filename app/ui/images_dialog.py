"""The images of a pupil's papers on health: a list of papers and pages, the page itself, attaching and taking away.

A page is shown within the window, from memory: no file is written for it.
"""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.services.health_images import (
    FILE_KINDS,
    PaperImages,
    attach,
    papers_of,
    picture_of_image,
    remove_image,
)
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open
from app.ui.plain import Button, PlainLabel, ask, tool_tip
from app.ui.room import give_room

_LONGEST = 1400  # dots of the picture that is asked for
REMOVE, CANCEL = "Убрать", "Отмена"


class PageView(QScrollArea):
    """A page as wide as there is room, to be scrolled by the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Страница документа")
        self._whole = QPixmap()
        self._page = QLabel()
        self._page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setWidget(self._page)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_png(self, content: bytes) -> None:
        """Show another page; b"" shows none."""
        self._whole = QPixmap()
        if content:
            self._whole.loadFromData(content)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self._page.clear()
            return
        width = min(self.viewport().width(), self._whole.width())
        self._page.setPixmap(self._whole.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))


class ImagesDialog(QDialog):
    """Papers and their pages at the left, the chosen page at the right."""

    def __init__(self, parent: QWidget, desk: Desk, student_id: str) -> None:
        super().__init__(parent)
        self.desk = desk
        self._student_id = student_id
        self.setWindowTitle("Изображения документов об ОВЗ, инвалидности")
        give_room(self, 1000, 620)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Документы и их страницы")
        self.view = PageView()
        self.told = PlainLabel("", "quiet")
        self.attach_button = Button("Прикрепить файл…")
        self.remove_button = Button("Убрать страницу…")
        self.close_button = Button("Закрыть")
        self._arrange()
        self.tree.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.attach_button.clicked.connect(self._ask_file)
        self.remove_button.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.accept)
        self.reload()

    def _arrange(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.attach_button)
        acts.addWidget(self.remove_button)
        acts.addStretch(1)
        acts.addWidget(self.close_button)
        splitter = QSplitter()
        splitter.addWidget(self.tree)
        splitter.addWidget(self.view)
        splitter.setSizes([400, 600])
        splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.addWidget(
            PlainLabel(
                "Подойдут JPEG, PNG и PDF. Сохраняется только сама картинка, без данных камеры; файл на диске "
                "остаётся там, где был: удалите его, если он больше не нужен.",
                "quiet",
            )
        )
        box.addWidget(splitter, 1)
        box.addWidget(self.told)
        box.addLayout(acts)

    # --- what is shown --------------------------------------------------------------------------------

    def reload(self, chosen: str = "") -> None:
        """Read the list anew and stand on a page (or a paper) by its id, else on the first page there is."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for paper in papers_of(self.desk.passport, self._student_id):
            self._add(paper)
        self.tree.expandAll()
        items = list(self._items())
        found = [item for item in items if _id_of(item) == chosen]
        now = next(iter(found or [item for item in items if item.parent()] or items), None)
        self.tree.blockSignals(False)
        if now is not None:
            self.tree.setCurrentItem(now)
        self._show(now)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Papers and pages as they stand."""
        walk = QTreeWidgetItemIterator(self.tree)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    def _add(self, paper: PaperImages) -> None:
        title = paper.title if paper.pages else f"{paper.title} (изображений нет)"
        top = QTreeWidgetItem([title])
        top.setToolTip(0, tool_tip(title))
        top.setData(0, Qt.ItemDataRole.UserRole, paper.id)
        for place, page in enumerate(paper.pages, 1):
            size = max(page.size // 1000, 1)
            item = QTreeWidgetItem([f"стр. {place}: {page.added_at:%d.%m.%Y}, {size} КБ"])
            item.setData(0, Qt.ItemDataRole.UserRole, page.id)
            top.addChild(item)
        self.tree.addTopLevelItem(top)

    def _show(self, item: QTreeWidgetItem | None) -> None:
        page = item is not None and item.parent() is not None
        self.remove_button.setEnabled(page)
        self.attach_button.setEnabled(item is not None)
        self.told.setText("" if page else "Выберите страницу или прикрепите файл к выбранному документу.")
        self.view.show_png(b"")
        if item is not None and page:
            try:
                content = picture_of_image(self.desk.passport, _id_of(item), _LONGEST)
            except AppError as problem:
                self.told.setText(str(problem))
            else:
                self.view.show_png(content)

    # --- acts -----------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        path = ask_open(self, "Изображение документа", FILE_KINDS)
        if path is not None:
            self.attach_file(path)

    def attach_file(self, path: Path) -> None:
        """Attach a file to the paper on which one stands, and show its first page."""
        item = self.tree.currentItem()
        if item is None:
            return
        paper = _paper_of(item)
        self.desk.jobs.start(
            lambda _progress: attach(self.desk.passport, paper, path),
            lambda made: self.reload(made[0]),
            title="Прикрепляем изображение…",
            failed=lambda problem: show_error(self, problem),
            parent=self,
            at_once=True,
        )

    def _remove(self) -> None:
        item = self.tree.currentItem()
        roles = {REMOVE: QMessageBox.ButtonRole.AcceptRole, CANCEL: QMessageBox.ButtonRole.RejectRole}
        asked = "Убрать эту страницу из базы? Вернуть её можно будет, только прикрепив файл снова."
        if item is None or ask(self, "Убрать страницу", asked, roles, CANCEL) != REMOVE:
            return
        try:
            remove_image(self.desk.passport, _id_of(item))
        except AppError as problem:
            show_error(self, problem)
        self.reload(_paper_of(item))
        self.tree.setFocus()


def _id_of(item: QTreeWidgetItem) -> str:
    """The id of a paper or of a page."""
    return str(item.data(0, Qt.ItemDataRole.UserRole))


def _paper_of(item: QTreeWidgetItem) -> str:
    """The id of the paper that an item is, or is a page of."""
    parent = item.parent()
    return _id_of(item if parent is None else parent)
