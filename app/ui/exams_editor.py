"""The exams a pupil has chosen: a line of codes, a box for each subject of the year, and the days of the chosen.

Whoever types «1 2 3 8» into the line, or ticks boxes, says the same; the line shows what is ticked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.choice_kinds import Choices
from app.domain.dictionaries import dictionary, entry
from app.domain.exams import EXAMS, ExamChoice
from app.domain.field import Details, Field, field_by_name
from app.domain.kinds import Day
from app.domain.year import AcademicYear, ExamDay
from app.errors import BadValue
from app.services.detail_rows import Row, Rows
from app.ui.field_row import FieldRow, Offers
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel
from app.validators.findings import Finding

COLUMNS = 2
ORAL = "oral"  # the part of an exam that a foreign language has besides the written one


class SubjectCodes(Choices):
    """Chosen subjects in one line: «1 2 3 8», «рус, мат, физ» or whole names."""

    def parse(self, text: str) -> str:
        try:
            return super().parse(text)
        except BadValue:
            if ";" in text or "," in text or " " not in text.strip():
                raise
            return super().parse("; ".join(text.split()))


class ExamsEditor(QWidget):
    """Subjects as boxes in the order of the year file: compulsory ones first, then those of choice."""

    edited = Signal()

    def __init__(self, told: Details, year: AcademicYear, offers: Offers, connect: Callable[[FieldRow], None]) -> None:
        super().__init__()
        self._told = told
        self._year = year
        self._grade: int | None = None
        self._shown: dict[str, Row] = {}
        self._locked = False
        self._boxes: dict[str, _SubjectBox] = {}
        self._days: dict[str, _DayLine] = {}
        self._forms: tuple[str, ...] = ()
        self.codes = FieldRow(_codes_field(), offers)
        self.codes.edited.connect(self._take_codes)
        connect(self.codes)
        self.message = PlainLabel()
        self.message.hide()
        self._none = PlainLabel("В этом классе экзаменов нет.", "quiet")
        self._boxes_holder = QWidget()
        self._days_box = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._none)
        line = QHBoxLayout()
        line.addWidget(self.codes.label)
        line.addWidget(self.codes, 1)
        self._box.addLayout(line)
        self._box.addWidget(self._boxes_holder)
        self._box.addLayout(self._days_box)
        self._box.addWidget(self.message)

    # --- showing --------------------------------------------------------------------------------------

    def show_grade(self, grade: int | None) -> None:
        """Offer what pupils of the grade take; what is chosen stays."""
        if grade != self._grade:
            chosen = self.rows()
            self._grade = grade
            self.show_rows(chosen)

    def show_rows(self, rows: Rows, *, same_card: bool = False) -> None:
        """Show a pupil's choice; of the card that was shown before, codes nobody could read stay."""
        told = field_by_name(ExamChoice)
        unread = self.codes.text() if same_card and self.codes.problem() else ""
        self._shown = {told["subject"].kind.parse(row.texts["subject"]): row for row in rows}
        offered = self._offered()
        subjects = tuple(dict.fromkeys([*offered, *self._shown]))
        if subjects != tuple(self._boxes) or any(box.forms != self._forms for box in self._boxes.values()):
            self._build(subjects)
        for subject, box in self._boxes.items():
            row = self._shown.get(subject)
            box.show_choice(told["form"].kind.parse(row.texts["form"]) if row else None)
        self._none.setVisible(not subjects)
        self.codes.setVisible(bool(subjects))
        self.codes.label.setVisible(bool(subjects))
        self._show_chosen()
        if unread:
            self.codes.type_text(unread)
        if self._locked:
            self.lock()

    def lock(self) -> None:
        """Show the choice only."""
        self._locked = True
        self.codes.lock()
        for line in (*self._boxes.values(), *self._days.values()):
            line.setEnabled(False)

    def _offered(self) -> tuple[str, ...]:
        exams = self._year.exams_of(self._grade)
        if exams is None:
            return ()
        self._forms = exams.forms
        return (*(subject for group in exams.compulsory for subject in group), *exams.subjects)

    def _build(self, subjects: tuple[str, ...]) -> None:
        old = self._boxes_holder
        self._boxes_holder = QWidget()
        grid = QGridLayout(self._boxes_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        self._boxes = {}
        per_column = -(-len(subjects) // COLUMNS)
        for place, subject in enumerate(subjects):
            box = _SubjectBox(subject, self._forms)
            box.edited.connect(self._on_ticked)
            self._boxes[subject] = box
            grid.addWidget(box, place % per_column, place // per_column)
        self._box.replaceWidget(old, self._boxes_holder)
        old.deleteLater()

    def _chosen(self) -> list[str]:
        return [subject for subject, box in self._boxes.items() if box.isChecked()]

    def _show_chosen(self) -> None:
        """The line of codes and the lines of days, after the ticks."""
        chosen = self._chosen()
        kind = self.codes.field.kind
        self.codes.show_text(kind.show(" ".join(chosen)))
        if list(self._days) != chosen:
            for line in self._days.values():
                self._days_box.removeWidget(line)
                line.hide()
                line.deleteLater()
            self._days = {subject: self._day_line(subject) for subject in chosen}
        for subject, line in self._days.items():
            line.show_row(self._shown.get(subject))

    def _day_line(self, subject: str) -> "_DayLine":
        key = "gia9" if self._year.exams_of(self._grade) is self._year.gia9 else "gia11"
        days = [one for one in self._year.exam_days if one.exams == key and subject in one.subjects]
        line = _DayLine(subject, days)
        line.edited.connect(self.edited)
        self._days_box.addWidget(line)
        return line

    # --- editing --------------------------------------------------------------------------------------

    def _on_ticked(self) -> None:
        self._remember()
        self._show_chosen()
        self.edited.emit()

    def _remember(self) -> None:
        """What stands in the lines now; a subject unticked by mistake comes back with its day."""
        self._shown |= {self._key(row): row for row in self.rows()}

    def _key(self, row: Row) -> str:
        return str(field_by_name(ExamChoice)["subject"].kind.parse(row.texts["subject"]))

    def _take_codes(self) -> None:
        """Tick what the line says once it can be read."""
        try:
            wanted = (self.codes.field.kind.read(self.codes.text()) or "").split()
        except BadValue:
            return
        if wanted == self._chosen() or not set(wanted) <= set(self._boxes):
            return
        self._remember()
        for subject, box in self._boxes.items():
            if box.isChecked() != (subject in wanted):
                box.show_choice(self._forms[0] if subject in wanted else None)
        if not self.codes.editor.hasFocus() and not self.codes.editor.line.hasFocus():
            self._show_chosen()
        self.edited.emit()

    def rows(self) -> Rows:
        """The choice as it stands, in the order of keys of the subjects."""
        known = field_by_name(ExamChoice)
        result = []
        for subject in sorted(self._chosen()):
            old = self._shown.get(subject)
            texts = dict(old.texts) if old else dict.fromkeys(known, "")
            texts["subject"] = known["subject"].kind.show(subject)
            texts["form"] = known["form"].kind.show(self._boxes[subject].form())
            if subject in self._days:
                texts |= self._days[subject].texts()
            result.append(Row(old.id if old else "", texts))
        return tuple(result)

    def stops(self) -> Iterator[FieldRow]:
        """The line of codes."""
        if not self.codes.isHidden():
            yield self.codes

    def row_of(self, _name: str) -> FieldRow:
        """The line of codes, whatever the finding says of the choice."""
        return self.codes

    def place_of(self, name: str) -> QWidget | None:
        """The box in which «exams.2.day» is chosen (form, day with its period, oral part); None where there is none."""
        _, _, told = name.partition(".")
        place, _, part = told.partition(".")
        subject = dict(enumerate(self._shown, 1)).get(int(place) if place.isdigit() else 0, "")
        if part == "form" and subject in self._boxes:
            return self._boxes[subject].choice
        if subject not in self._days:
            return None
        line = self._days[subject]
        return line.when if part in ("day", "period") else line.oral if part == "oral" else None

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Say under the boxes what the rules found in the choice."""
        found = [one for some in findings.values() for one in some]
        self.message.setText("\n".join(f"{LEVEL_SIGNS[one.level]} {one.text}" for one in found))
        self.message.set_role(found[0].level.value if found else "quiet")
        self.message.setVisible(bool(found))


def _codes_field() -> Field:
    told = "Коды или названия через пробел или запятую: 1 2 3 8. То же, что отметки ниже."
    return Field("exam_codes", "Предметы", EXAMS, SubjectCodes("subjects"), help=told)


class _SubjectBox(QWidget):
    """One subject: a box, and its form once it is chosen."""

    edited = Signal()

    def __init__(self, subject: str, forms: tuple[str, ...]) -> None:
        super().__init__()
        name = entry("subjects", subject).name
        self.forms = forms
        self.box = QCheckBox(name)
        self.choice = QComboBox()
        self.choice.setAccessibleName(f"Форма: {name}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box, 1)
        line.addWidget(self.choice)
        keep = self.choice.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.choice.setSizePolicy(keep)
        self.box.toggled.connect(self.choice.setVisible)
        self.box.clicked.connect(lambda _: self.edited.emit())
        self.choice.activated.connect(lambda _: self.edited.emit())
        self.choice.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]

    def isChecked(self) -> bool:
        return self.box.isChecked()

    def show_choice(self, form: str | None) -> None:
        self.box.setChecked(form is not None)
        self.choice.setVisible(form is not None)
        self.choice.clear()
        for key in dict.fromkeys([*self.forms, *([form] if form else [])]):
            self.choice.addItem(entry("exam_forms", key).name, key)
        self.choice.setCurrentIndex(max(self.choice.findData(form), 0))

    def form(self) -> str:
        return str(self.choice.currentData())


class _DayLine(QWidget):
    """When a chosen exam is taken, out of the days that the calendar has for the subject."""

    edited = Signal()

    def __init__(self, subject: str, days: Sequence[ExamDay]) -> None:
        super().__init__()
        name = entry("subjects", subject).name
        self.when = QComboBox()
        self.when.setAccessibleName(f"День: {name}")
        self.when.addItem("день не назначен", ("", ""))
        for one in days:
            if one.part != ORAL:
                self._offer(entry("periods", one.period).name, Day().show(one.date), reserve=one.reserve)
        for period in dictionary("periods").entries:
            self._offer(period.name, "")
        self.oral = QCheckBox("и устная часть")
        self.oral.setAccessibleName(f"Устная часть: {name}")
        self._has_oral = any(one.part == ORAL for one in days)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(name, "quiet"), 1)
        line.addWidget(self.oral)
        line.addWidget(self.when)
        self.oral.clicked.connect(lambda _: self.edited.emit())
        self.when.activated.connect(lambda _: self.edited.emit())
        self.when.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        self._oral_text = ""

    def _offer(self, period: str, day: str, *, reserve: bool = False) -> None:
        text = f"{day or 'без даты'} ({period}{', резервный' if reserve else ''})"
        self.when.addItem(text, (period, day))

    def show_row(self, row: Row | None) -> None:
        texts = row.texts if row else {}
        stored = (texts.get("period", ""), texts.get("day", ""))
        place = next((n for n in range(self.when.count()) if tuple(self.when.itemData(n)) == stored), -1)
        if place < 0:
            self._offer(*stored)
            place = self.when.count() - 1
        self.when.setCurrentIndex(place)
        self._oral_text = texts.get("oral", "")
        self.oral.setChecked(self._oral_text == "да")
        self.oral.setVisible(self._has_oral or bool(self._oral_text))  # an answer out of place can be changed

    def texts(self) -> dict[str, str]:
        """The texts of the chosen day and of the oral part, which nobody asked about until it is ticked."""
        period, day = self.when.currentData()
        oral = "да" if self.oral.isChecked() else "нет" if self._oral_text else ""
        return {"period": period, "day": day, "oral": oral}
