"""A person who fills in cards by keystrokes alone, and how many strokes that took."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choice_kinds import Choice
from app.domain.kinds import Day, Flag, PersonName, Phone
from app.domain.paper_kinds import DepartmentCode, Snils
from app.ui.card import CardView
from app.ui.exams_editor import SubjectCodes
from app.ui.field_row import FieldRow
from ui.keys import keys


@dataclass(slots=True)
class Told:
    """What a person was told to enter: texts of fields, one row of each list, codes of the exams."""

    texts: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    exam_codes: str = ""


@dataclass(slots=True)
class Typist:
    """``strokes`` counts keys, Shift as one of its own; ``signs`` the signs of the data as stored.

    ``after`` is called after each key, by who wants to know how long it took. Who ``repeats`` presses F3 where the
    card before has the same.
    """

    card: CardView
    after: Callable[[], None] = lambda: None
    strokes: int = 0
    signs: int = 0
    repeats: bool = False

    def fill(self, told: Told) -> None:
        """Walk a new card from its first field to the save at its end."""
        seen: set[int] = set()
        while (row := self._focused()) is not None and id(row) not in seen:
            seen.add(id(row))
            wanted = self._wanted(row, told)
            self.signs += len(wanted)
            if wanted and row.text() != wanted and not self._repeated(row, wanted):
                self._type(row, self._shortest(row, wanted))
            self._enter(row)

    def _focused(self) -> FieldRow | None:
        focus = QApplication.focusWidget()
        for page in self.card.pages.values():
            for row in page.stops():
                if focus in (row.editor, row.editor.line):
                    return row
        return None

    def _wanted(self, row: FieldRow, told: Told) -> str:
        if isinstance(row.field.kind, SubjectCodes):
            return told.exam_codes
        for page in self.card.pages.values():
            for name, own in page.rows.items():
                if own is row:
                    return told.texts.get(name, "")
            for name, made in page.lists.items():
                first = made.blocks[0].fields if hasattr(made, "blocks") else {}
                for field, own in first.items():
                    if own is row:
                        return told.lists.get(name, {}).get(field, "")
        return ""

    def _repeated(self, row: FieldRow, wanted: str) -> bool:
        """Whether F3 filled in what is wanted."""
        before = self.card.before
        if not self.repeats or before is None:
            return False
        known = [
            *before.texts.values(),
            *(text for rows in before.details.values() if rows for text in rows[0].texts.values()),
        ]
        if wanted in known:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
            self.strokes += 1
            self.after()
        return row.text() == wanted

    def _shortest(self, row: FieldRow, wanted: str) -> str:
        kind = row.field.kind
        if row.above is not None and row.above.text() == wanted and len(wanted) > 3:
            return "="
        for kinds, shorten in _SHORT.items():
            if isinstance(kind, kinds):
                return shorten(wanted)
        return _code(kind, wanted) if isinstance(kind, Choice) else wanted

    def _type(self, row: FieldRow, text: str) -> None:
        for sign in text:
            keys(row.editor.line, sign)
            self.strokes += 1 + (sign != sign.lower())
            self.after()

    def _enter(self, row: FieldRow) -> None:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        self.strokes += 1
        self.after()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


_SHORT: dict[type, Callable[[str], str]] = {
    Day: _digits,
    Snils: _digits,
    DepartmentCode: _digits,
    Flag: lambda text: text[0],
    Phone: lambda text: "8" + _digits(text)[1:],
    PersonName: str.lower,
}


def _code(kind: Choice, wanted: str) -> str:
    """The shortest that people type for an entry of a list."""
    entry = next(one for one in kind.entries() if one.name == wanted)
    known = [word for word in (entry.code, entry.short, entry.key, *entry.aliases, entry.name) if word]
    return min((word for word in known if kind.parse(word) == entry.key), key=len).lower()
