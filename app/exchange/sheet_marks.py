"""What the reader of sheets does not tell of cells: formulas, error values, shown leading zeros, hidden rows.

Most sheets have none of these, as the guard has seen; only the others are walked cell by cell.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from typing import TYPE_CHECKING
from xml.parsers import expat

from app.errors import BadFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Place = tuple[int, int]  # row and column as the sheet counts them, from 1

MAX_NOTED = 300_000  # places of one sheet; a list that has more is none
_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})$")


@dataclass(slots=True)
class Marks:
    """What was found on one sheet. ``widths`` is how many digits a number's format shows («000000» is 6).

    ``merged``: top row, left column, last row and right column of the cells joined into one.
    ``since_1904``: the workbook counts days from 1904, as Excel for Mac once did.
    """

    formulas: int = 0
    without_value: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    widths: dict[Place, int] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0
    since_1904: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def noted(self) -> int:
        """How many places are noted one by one."""
        return len(self.without_value) + len(self.errors) + len(self.widths) + len(self.merged)


def marks_of(raw: bytes, unusual: frozenset[str], names: list[str], file: str) -> dict[str, Marks]:
    """The marks of every sheet named, from the bytes of a workbook that the guard has let through.

    ``unusual`` are the parts that the guard saw something in; the others are walked only for number formats.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            parts, since_1904 = _parts(package)
            zeros = _zero_styles(package)
            found = {name: _marks(package, parts.get(name, ""), zeros, unusual) for name in names}
    except (KeyError, ValueError, SyntaxError, expat.ExpatError) as problem:
        raise BadFile(f"Книга {file} повреждена: её листы не прочитаны.") from problem
    for marks in found.values():
        marks.since_1904 = since_1904
    return found


MACROS = "В книге есть макросы; они не выполнялись."


def told_of_parts(raw: bytes) -> list[str]:
    """What to tell of an .xlsx that carries macros, or links to other workbooks; neither is ever followed."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        names = [name.casefold() for name in package.namelist()]
    told = [MACROS] if any(name.endswith("vbaproject.bin") for name in names) else []
    if any(name.startswith("xl/externallinks/") for name in names):
        told.append("В книге есть ссылки на другие книги; те не открывались, взяты сохранённые значения.")
    return told


def column_letters(column: int) -> str:
    """The letters by which Excel calls a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def zeros_shown(code: str) -> int:
    """How many digits a number format of zeros and punctuation only shows («000-000-000 00» is 11); 0 for any other.

    A bare point is none of the punctuation: what follows it are parts of a whole.
    """
    bare = re.sub(r"\\[\s\-./]|[\s\-/\"\\]|;@$", "", code)
    return len(bare) if len(bare) > 1 and set(bare) == {"0"} else 0


def _tree(package: zipfile.ZipFile, part: str) -> "Element":
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # noqa: PLC0415 - import only

    found: Element = fromstring(package.read(part))
    return found


def _parts(package: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """The part of each sheet by its name, and whether the days of the workbook are counted from 1904."""
    targets = {one.get("Id"): one.get("Target", "") for one in _tree(package, "xl/_rels/workbook.xml.rels")}
    parts = {}
    since_1904 = False
    for element in _tree(package, "xl/workbook.xml").iter():
        if element.tag.endswith("}workbookPr"):
            since_1904 = element.get("date1904", "") in ("1", "true")
        if element.tag.endswith("}sheet"):
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            parts[element.get("name", "")] = target[1:] if target[:1] == "/" else normpath(join("xl", target))
    return parts, since_1904


def _zero_styles(package: zipfile.ZipFile) -> dict[str, int]:
    """Styles whose number format is zeros and punctuation only («000000», «000-000-000 00»), and how many zeros."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    formats: dict[str, int] = {}
    styles: dict[str, int] = {}
    for element in _tree(package, "xl/styles.xml").iter():
        if element.tag.endswith("}numFmt"):
            if width := zeros_shown(element.get("formatCode", "")):
                formats[element.get("numFmtId", "")] = width
        elif element.tag.endswith("}cellXfs"):
            ids = [one.get("numFmtId", "") for one in element]
            styles = {str(place): formats[id] for place, id in enumerate(ids) if id in formats}
    return styles


def _marks(package: zipfile.ZipFile, part: str, zeros: Mapping[str, int], unusual: frozenset[str]) -> Marks:
    if part not in package.namelist() or not (zeros or part in unusual):
        return Marks()
    return _Walk(zeros).over(package.read(part))


class _Walk:
    """One pass over a sheet's XML; cells are told from one another by their address."""

    def __init__(self, zeros: Mapping[str, int]) -> None:
        self.marks = Marks()
        self.zeros = zeros
        self.place: Place = (0, 0)
        self.kind = ""
        self.formula = False
        self.value: list[str] | None = None
        self.text = ""

    def over(self, raw: bytes) -> Marks:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.letters
        parser.Parse(raw, True)
        return self.marks

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag == "f" and self.place != (0, 0):
            self.formula = True
        elif tag in ("v", "t"):
            self.value = []
        elif tag in ("row", "col") and attributes.get("hidden") in ("1", "true"):
            self._hidden(tag, attributes)

    def _hidden(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.marks.hidden_rows += 1
        else:
            self.marks.hidden_columns += int(attributes.get("max", 1)) - int(attributes.get("min", 1)) + 1

    def _cell(self, attributes: dict[str, str]) -> None:
        found = _ADDRESS.match(attributes.get("r", ""))
        self.place = (int(found[2]), column_number(found[1])) if found else (0, 0)
        self.kind = attributes.get("t", "n")
        self.formula, self.text = False, ""
        width = self.zeros.get(attributes.get("s", ""))
        if width and self.kind == "n":
            self.marks.widths[self.place] = width

    def letters(self, text: str) -> None:
        if self.value is not None:
            self.value.append(text)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "t") and self.value is not None:
            self.text += "".join(self.value)
            self.value = None
        elif tag == "c":
            self._close()

    def _close(self) -> None:
        if self.kind == "e":
            self.marks.errors[self.place] = self.text or "#"
        if self.formula:
            self.marks.formulas += 1
            if not self.text and self.kind != "str":
                self.marks.without_value.add(self.place)
        if self.marks.noted() > MAX_NOTED:
            raise ValueError(self.marks.noted())
        self.place = (0, 0)


def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
