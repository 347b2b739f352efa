"""The exams a pupil has chosen: a box for each subject of the year, with its form where there is a choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dictionaries import entry
from app.domain.year import AcademicYear
from app.services.cards import Exams
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel
from app.validators.registry import Finding

COLUMNS = 2


class ExamsEditor(QWidget):
    """Subjects as boxes in the order of the year file: compulsory ones first, then those of choice."""

    edited = Signal()

    def __init__(self, year: AcademicYear) -> None:
        super().__init__()
        self._year = year
        self._grade: int | None = None
        self._rows: dict[str, _ExamRow] = {}
        self._forms: tuple[str, ...] = ()
        self.message = PlainLabel()
        self.message.hide()
        self._none = PlainLabel("В этом классе экзаменов нет.", "quiet")
        self._grid_holder = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._none)
        self._box.addWidget(self._grid_holder)
        self._box.addWidget(self.message)

    def show_exams(self, exams: Exams, grade: int | None) -> None:
        """Show a pupil's choice among what pupils of the grade are offered."""
        offered = self._offered(grade)
        subjects = tuple(dict.fromkeys([*offered, *(subject for subject, _ in exams)]))
        if subjects != tuple(self._rows) or grade != self._grade:
            self._grade = grade
            self._build(subjects)
        chosen = dict(exams)
        for subject, row in self._rows.items():
            row.show_choice(chosen.get(subject))
        self._none.setVisible(not subjects)

    def exams(self) -> Exams:
        """The choice as it stands: keys of subject and form, ordered."""
        return tuple(sorted((subject, row.form()) for subject, row in self._rows.items() if row.box.isChecked()))

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Say under the boxes what the rules found in the choice."""
        self.message.setText("\n".join(f"{LEVEL_SIGNS[one.level]} {one.text}" for one in findings))
        self.message.set_role(findings[0].level.value if findings else "quiet")
        self.message.setVisible(bool(findings))

    def focus_first(self) -> None:
        """Put the focus on the first box."""
        for row in self._rows.values():
            row.box.setFocus()
            return

    def _offered(self, grade: int | None) -> tuple[str, ...]:
        exams = self._year.exams_of(grade)
        if exams is None:
            return ()
        self._forms = exams.forms
        return (*(subject for group in exams.compulsory for subject in group), *exams.subjects)

    def _build(self, subjects: tuple[str, ...]) -> None:
        old = self._grid_holder
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        self._rows = {}
        per_column = -(-len(subjects) // COLUMNS)
        for place, subject in enumerate(subjects):
            row = _ExamRow(subject, self._forms)
            row.edited.connect(self.edited)
            self._rows[subject] = row
            grid.addWidget(row, place % per_column, place // per_column)
        self._box.replaceWidget(old, self._grid_holder)
        old.deleteLater()


class _ExamRow(QWidget):
    """One subject: a box, and its form once it is chosen."""

    edited = Signal()

    def __init__(self, subject: str, forms: tuple[str, ...]) -> None:
        super().__init__()
        name = entry("subjects", subject).name
        self.box = QCheckBox(name)
        self._form = QComboBox()
        self._form.setAccessibleName(f"Форма: {name}")
        self._offered = forms
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box, 1)
        line.addWidget(self._form)
        keep = self._form.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._form.setSizePolicy(keep)
        self.box.toggled.connect(self._form.setVisible)
        self.box.clicked.connect(lambda _: self.edited.emit())
        self._form.activated.connect(lambda _: self.edited.emit())
        self._form.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]

    def show_choice(self, form: str | None) -> None:
        self.box.setChecked(form is not None)
        self._form.setVisible(form is not None)
        self._form.clear()
        for key in dict.fromkeys([*self._offered, *([form] if form else [])]):
            self._form.addItem(entry("exam_forms", key).name, key)
        self._form.setCurrentIndex(max(self._form.findData(form), 0))

    def form(self) -> str:
        return str(self._form.currentData())
