"""A newer file of the school year: what it would change in this base, then take it or leave it."""

from collections import Counter

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.errors import AppError
from app.services.year_file import Rehearsal, YearFile, take_year
from app.storage.passport import Passport
from app.ui.error_window import show_error
from app.ui.plain import Notice, PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table
from app.validators.findings import Finding, Level

HEADINGS = ("Правило", "О чём", "Новых или строже", "Снимется или мягче")


class YearFileDialog(QDialog):
    """It is accepted once the file is taken."""

    def __init__(self, parent: QWidget, passport: Passport, file: YearFile, found: Rehearsal) -> None:
        super().__init__(parent)
        self.setWindowTitle("Файл учебного года")
        self._passport = passport
        self._file = file
        self.editions = PlainLabel(
            f"{file.name}: {file.year.title} учебный год, редакция {file.year.edition}; "
            f"сейчас действует редакция {passport.year.edition}."
        )
        self.verdict = PlainLabel(verdict(found))
        self.table = Table(HEADINGS, (12, 0, 24, 27), "Что изменится, по правилам")
        self.table.load(lines_of(found))
        self.table.selectRow(0)
        self.buttons = QDialogButtonBox()
        take = self.buttons.addButton("Взять", QDialogButtonBox.ButtonRole.AcceptRole)
        leave = self.buttons.addButton("Не брать", QDialogButtonBox.ButtonRole.RejectRole)
        take.setAutoDefault(False)
        leave.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._arrange()

    def _arrange(self) -> None:
        notice = Notice()
        QVBoxLayout(notice).addWidget(self.verdict)
        box = QVBoxLayout(self)
        box.addWidget(self.editions)
        box.addWidget(notice)
        box.addWidget(self.table, 1)
        box.addWidget(PlainLabel("Пока ничего не изменено. После «Взять» база откроется заново.", "quiet"))
        box.addWidget(self.buttons)
        give_room(self, 760, 460)

    def accept(self) -> None:
        """Take the file; what cannot be taken is told, and the window stays."""
        try:
            take_year(self._passport, self._file)
        except AppError as problem:
            show_error(self, problem)
            return
        super().accept()


def verdict(found: Rehearsal) -> str:
    """What the file would do, in a sentence or two."""
    if not found.worse and not found.cleared:
        return "С этим файлом замечания останутся теми же."
    counts = ", ".join(f"{level.of_many}: {found.count(level)}" for level in Level if found.count(level))
    worse = f"Новые или более строгие замечания появятся у карточек: {found.cards} ({counts})."
    return f"{worse if found.worse else 'Новых замечаний не появится.'} Снимется или смягчится: {len(found.cleared)}."


def lines_of(found: Rehearsal) -> list[Line]:
    """A line for each rule that changes, those with most that gets worse first."""
    titles: dict[str, Finding] = {one.rule: one for one in (*found.worse, *found.cleared)}
    worse, cleared = found.by_rule(), Counter(one.rule for one in found.cleared)
    rules = sorted(titles, key=lambda rule: (-worse.get(rule, 0), -cleared[rule], rule))
    return [
        Line((rule, titles[rule].title, str(worse.get(rule, "")), str(cleared[rule] or "")), rule) for rule in rules
    ]
