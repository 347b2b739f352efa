"""Which files the folder «ris» has, which columns, in which order: read from ``resources/ris.toml``."""

from functools import cache
from typing import Literal

import msgspec

from app.domain.program_data import RIS, content, renewed
from app.domain.toml_faults import told_fault
from app.errors import BadFile


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of a table. ``place`` is that of the CSV file of 2017, 0 for one that had none; ``length`` 0 is no
    limit; ``base`` names the only base that has it; ``absent`` says why nothing is ever written there."""

    name: str
    label: str
    place: int = 0
    needed: bool = False
    length: int = 0
    chars: Literal["", "names", "address", "series", "digits"] = ""
    base: Literal["", "ege", "gia9"] = ""
    absent: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of РИС, which is one file of a base."""

    name: str
    title: str
    columns: tuple[Column, ...]

    def of(self, base: str) -> tuple[Column, ...]:
        """The columns of one base («ege», «gia9»): those with a place in its order, then the others as listed."""
        ours = [one for one in self.columns if one.base in {"", base}]
        return tuple(sorted(ours, key=lambda one: one.place or len(ours) + 1))


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a file is written. ``computer_exam_from`` is the first school year whose ЕГЭ in informatics was sat on a
    computer, and has the code of that."""

    separator: str
    encoding: str
    heading: Literal["label", "name", "none"]
    computer_exam_from: str


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything of the file; ``absent`` are tables that are not written, with the reason."""

    format: Format
    absent: dict[str, str]
    tables: tuple[Table, ...]


@renewed
@cache
def layout() -> Layout:
    """The layout, read once; :class:`BadFile` where a centre has changed it into something unreadable."""
    raw = b""
    try:
        raw = content(RIS)
        found = msgspec.toml.decode(raw, type=Layout)
        "".encode(found.format.encoding)
    except OSError as problem:
        raise BadFile("Файл ris.toml не прочитан: его нет, или его не дают прочесть.") from problem
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise BadFile(f"Файл ris.toml не прочитан: {told_fault(problem, raw)}.") from problem
    except LookupError as problem:
        raise BadFile("Файл ris.toml не прочитан: такой кодировки нет.") from problem
    return found
