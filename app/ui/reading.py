"""«Читает – сверяет»: one reads aloud from the document, the other ticks what stands in the base, by keys alone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.field import Field, field_by_name
from app.domain.proofs import Way
from app.domain.student import Student
from app.domain.text import mixed_letters
from app.services.comparing import Pupil, pupils_in_turn
from app.services.proofs import tick
from app.ui.compare_setup import CompareSetup
from app.ui.pages import Pages
from app.ui.plain import PlainLabel
from app.ui.room import give_room

ABOUT = (
    "Один читает вслух по документу, другой смотрит на экран и отмечает: совпало — пробел или Enter, ошибка — F8 "
    "(откроется карточка на этом поле). Отметки хранятся; если значение потом изменят, отметка станет старой."
)
KEYS = "Пробел, Enter — совпало · F8 — ошибка · ↑ ↓ — поле · PgUp, PgDn — ученик · Esc — закончить"


def grouped(text: str) -> str:
    """A number as one reads it aloud: «6904» as «69 04», «123456» as «123 456»; other texts as they are."""
    if not (text.isascii() and text.isdigit()) or len(text) < 4:
        return text
    size = 2 if len(text) == 4 else 3
    return " ".join(text[place : place + size] for place in range(0, len(text), size))


class Line(QWidget):
    """A field in large type: sign, label, value; the present one stands on a ground of its own."""

    def __init__(self, field: Field, text: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("readLine")
        self.sign = PlainLabel("", "good", wrap=False)
        self.value = PlainLabel(grouped(text) or "не внесено", "" if text else "quiet")
        self.value.setObjectName("readValue")
        self.sign.setObjectName("readValue")
        self.sign.setFixedWidth(self.fontMetrics().averageCharWidth() * 7)
        label = PlainLabel(field.label, "quiet")
        label.setObjectName("readLabel")
        label.setFixedWidth(self.fontMetrics().averageCharWidth() * 41)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.addWidget(self.sign, 0, 0)
        grid.addWidget(label, 0, 1)
        grid.addWidget(self.value, 0, 2)
        grid.setColumnStretch(2, 1)
        if latin := mixed_letters(text):
            said = ", ".join(f"«{letter}»" for letter in latin)
            grid.addWidget(PlainLabel(f"Среди русских букв латинские: {said}", "error"), 1, 2)

    def show_state(self, *, present: bool, ticked: bool) -> None:
        """Mark the line as the present one, and as ticked."""
        self.sign.setText("✓" if ticked else "▸" if present else "")
        self.setProperty("present", present)
        self.style().polish(self)


class ReadingPage(QWidget):
    """One pupil a screen."""

    ticked = Signal(str, str)  # id and field
    wrong = Signal(str, str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = PlainLabel("", "title")
        self.keys = PlainLabel(KEYS, "quiet")
        self.keys.setObjectName("readLabel")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines: dict[str, Line] = {}
        self._pupils: Sequence[Pupil] = ()
        self._left: list[set[str]] = []
        self._place = 0
        self._name = ""
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.area, 1)
        box.addWidget(self.keys)

    def begin(self, pupils: Sequence[Pupil]) -> None:
        """From the first pupil who is not done."""
        self._pupils = pupils
        self._left = [set(one.left) for one in pupils]
        self._go(next((place for place, left in enumerate(self._left) if left), 0))

    def _go(self, place: int) -> None:
        """Show a pupil; the present field is the first that is not ticked."""
        if not 0 <= place < len(self._pupils):
            return
        self._place = place
        pupil = self._pupils[place]
        known = field_by_name(Student)
        self.lines = {name: Line(known[name], text) for name, text in pupil.texts.items()}
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setSpacing(2)
        for line in self.lines.values():
            box.addWidget(line)
        box.addStretch(1)
        self.area.setWidget(holder)
        self._step_to(next((name for name in self.lines if name in self._left[place]), next(iter(self.lines))))

    def _step_to(self, name: str) -> None:
        self._name = name
        left = self._left[self._place]
        for one, line in self.lines.items():
            line.show_state(present=one == name, ticked=one not in left)
        self.area.ensureWidgetVisible(self.lines[name], 0, 40)
        done = sum(not one for one in self._left)
        self.title.setText(f"Ученик № {self._place + 1} из {len(self._pupils)}, сверено: {done}")
        self.setAccessibleName(f"{self.lines[name].value.text()}, поле {field_by_name(Student)[name].label}")

    def _tick(self) -> None:
        """The present field agrees: on to the next that is not ticked, after the last to the next pupil."""
        left = self._left[self._place]
        if self._name in left:
            left.discard(self._name)
            self.ticked.emit(self._pupils[self._place].id, self._name)
        names = list(self.lines)
        after = names[names.index(self._name) + 1 :]
        following = next((name for name in (*after, *names) if name in left), None)
        if following is not None:
            self._step_to(following)
        elif (place := self._undone()) is not None:
            self._go(place)
        else:
            self._step_to(self._name)
            self.ended.emit()

    def _undone(self) -> int | None:
        """The next pupil with something left, after the present one first."""
        places = [*range(self._place + 1, len(self._pupils)), *range(self._place)]
        return next((place for place in places if self._left[place]), None)

    def _move(self, by: int) -> None:
        names = list(self.lines)
        place = names.index(self._name) + by
        if 0 <= place < len(names):
            self._step_to(names[place])
        elif 0 <= self._place + by < len(self._pupils):
            self._go(self._place + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All is done by keys."""
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self._tick,
            Qt.Key.Key_Return: self._tick,
            Qt.Key.Key_Enter: self._tick,
            Qt.Key.Key_F8: lambda: self.wrong.emit(self._pupils[self._place].id, self._name),
            Qt.Key.Key_Up: lambda: self._move(-1),
            Qt.Key.Key_Backspace: lambda: self._move(-1),
            Qt.Key.Key_Down: lambda: self._move(1),
            Qt.Key.Key_PageUp: lambda: self._go(self._place - 1),
            Qt.Key.Key_PageDown: lambda: self._go(self._place + 1),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()


class ReadingDialog(QDialog):
    """What to compare, then pupil by pupil; every tick is kept at once, beside the window."""

    wrong = Signal(str, str)

    def __init__(self, pages: Pages, class_name: str) -> None:
        super().__init__(pages.stack.window())
        self.setWindowTitle("Читает – сверяет")
        give_room(self, 1100, 660)
        self._passport = pages.desk.passport
        self._worker = pages.watch.worker
        self.setup = CompareSetup(self._passport, Way.READ_ALOUD, ABOUT, class_name)
        self.reading = ReadingPage()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.setup)
        self.pages.addWidget(self.reading)
        box = QVBoxLayout(self)
        box.addWidget(self.pages)
        self.setup.begun.connect(self._begin)
        self.reading.ticked.connect(self._keep)
        self.reading.wrong.connect(self._mend)
        self.reading.ended.connect(self._end)

    def _begin(self) -> None:
        pupils = pupils_in_turn(self._passport, self.setup.class_name, self.setup.names(), Way.READ_ALOUD)
        self._texts = {one.id: one.texts for one in pupils}
        self.pages.setCurrentWidget(self.reading)
        self.reading.begin(pupils)
        self.reading.setFocus()

    def _keep(self, id: str, name: str) -> None:
        compared = {name: self._texts[id][name]}
        by = self.setup.by.text().strip()
        self._worker.start(lambda _: tick(self._passport, id, compared, by), lambda _: None)

    def _mend(self, id: str, name: str) -> None:
        self.accept()
        self.wrong.emit(id, name)

    def _end(self) -> None:
        self.reading.keys.setText("Все отмечены. Esc — закончить, PgUp — вернуться к ученику.")


def read_aloud(pages: Pages) -> None:
    """Open the screen for the class of the pupil that is shown, once nothing is unsaved."""
    if not pages.may_leave():
        return
    card = pages.students.card.card
    dialog = ReadingDialog(pages, card.texts["class_name"] if card else "")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def closed(_: int) -> None:
        pages.watch.settle()  # the last ticks are stored
        pages.watch.compared()

    dialog.finished.connect(closed)
    dialog.wrong.connect(lambda id, name: pages.open_card("student", id, name))
    dialog.open()
