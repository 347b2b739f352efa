"""An empty list to be filled: our own headings, drop-down lists, text columns that keep leading zeros, an example."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.domain.choice_kinds import Choice, Choices
from app.domain.field import Field
from app.domain.kinds import Day, Flag, Kind, Whole
from app.exchange.class_list import NOTES_SHEET, VALUES_SHEET
from app.exchange.list_kinds import DOCUMENT, ELECTIVES, EXAM_FORM, EXAMS, FULL_NAME, ID, SUBJECT, ListKind, Target
from app.exchange.list_lines import EXAMPLE
from app.exchange.sheet_marks import column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 2000  # that have drop-down lists
_WIDEST = 40
_GREY = "FFEDF0F3"
_UNUSED = frozenset({ID, FULL_NAME, DOCUMENT, ELECTIVES})  # their fields have columns of their own
_EXAMPLES = {EXAMS: "Русский язык; Математика; Физика", EXAM_FORM: "ОГЭ"}
_NOTES = (
    "Заполняйте со строки под примером; строка «пример» не загружается, её можно удалить.",
    "Порядок столбцов можно менять, ненужные столбцы — удалить. Пустая клетка ничего не стирает.",
    "Где есть список, выберите из него; годятся и коды, и начало слова. Несколько значений — через точку с запятой.",
    "Номера, СНИЛС, серии и даты в этих столбцах хранятся как текст и даты: ведущие нули не пропадут.",
)


def template_workbook(kind: ListKind) -> bytes:
    """The workbook of a kind of list: the list itself, notes, and a hidden sheet of the values to choose from."""
    from openpyxl import Workbook  # noqa: PLC0415 - only a template needs it

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = kind.title
    notes, values = book.create_sheet(NOTES_SHEET), book.create_sheet(VALUES_SHEET)
    values.sheet_state = "hidden"
    columns = list(_columns(kind))
    _write_heading(sheet, columns)
    for number, (target, told) in enumerate(columns, 2):
        _format(sheet, number, told.kind if told else None)
        if words := _offered(target, told):
            _offer(sheet, values, number, words)
    _write_notes(notes, columns)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _columns(kind: ListKind) -> Iterator[tuple[Target, Field | None]]:
    """The columns of a template: every field once."""
    for target in kind.targets.values():
        if target.name not in _UNUSED and not target.name.startswith(SUBJECT):
            yield target, kind.fields.get(target.name)


def _offered(target: Target, told: Field | None) -> list[str]:
    """The values that a drop-down list offers; none for a column without one."""
    kind = Choice("exam_forms") if target.name == EXAM_FORM else told.kind if told else None
    if isinstance(kind, Flag):
        return ["да", "нет"]
    return [one.name for one in kind.entries() if not one.closed] if isinstance(kind, Choice) else []


def _write_heading(sheet: "Worksheet", columns: list[tuple[Target, Field | None]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for number, label in enumerate(["№ п/п", *(target.label for target, _ in columns)], 1):
        cell = sheet.cell(1, number, label)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_GREY)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[column_letters(number)].width = min(max(len(label), 12) + 2, _WIDEST)
    for number, text in enumerate([EXAMPLE, *(_example(*one) for one in columns)], 1):
        cell = sheet.cell(2, number, text)
        cell.font, cell.number_format = Font(italic=True, color="FF56606B"), "@"
    sheet.freeze_panes = "B2"


def _example(target: Target, told: Field | None) -> str:
    if told is None:
        return _EXAMPLES.get(target.name, "")
    offered = _offered(target, told)
    if isinstance(told.kind, Choices):
        return told.kind.entries()[0].name
    return offered[0] if offered else told.kind.example


def _format(sheet: "Worksheet", number: int, kind: Kind[Any] | None) -> None:
    """Give a whole column the format in which what is typed stays what it is."""
    style = "DD.MM.YYYY" if isinstance(kind, Day) else "0" if isinstance(kind, Whole) else "@"
    sheet.column_dimensions[column_letters(number)].number_format = style
    for row in range(3, 3 + 60):  # programs that pass over the format of a column see it on the first rows
        sheet.cell(row, number).number_format = style


def _offer(sheet: "Worksheet", values: "Worksheet", number: int, words: list[str]) -> None:
    """A drop-down list from a column of the hidden sheet; other words may be typed, the import says what it knows."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    letters = column_letters(number)
    for row, word in enumerate(words, 1):
        values.cell(row, number, word)
    source = f"'{VALUES_SHEET}'!${letters}$1:${letters}${len(words)}"
    offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    offer.add(f"{letters}3:{letters}{_ROWS}")
    sheet.add_data_validation(offer)


def _write_notes(notes: "Worksheet", columns: list[tuple[Target, Field | None]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    for text in _NOTES:
        notes.append([text])
    notes.append([])
    notes.append(["Столбец", "Что писать", "Пример"])
    for cell in notes[notes.max_row]:
        cell.font = Font(bold=True)
    for target, told in columns:
        notes.append([target.label, told.help if told else "", _example(target, told)])
    for column, width in (("A", 42), ("B", 90), ("C", 42)):
        notes.column_dimensions[column].width = width
