"""The files in terms of РИС: the folder «ris» of a package, also saved by itself for a РЦОИ.

Lines of a school go in, CSV files come out, one for a table of each of the two bases. Which columns they have stands in
``resources/ris.toml``; what could not be written stands in ``ris/not_coded.csv``. Machine format: a cell that begins
with «=» is what the card says and is left alone.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.domain.year import AcademicYear
from app.exchange.ris import participants, schools, workers
from app.exchange.ris.columns import Column, Format, Table, layout
from app.exchange.ris.source import BASES, Source
from app.exchange.ris.values import Gap, Line, Row, fitted

FOLDER = "ris"
NOT_CODED = f"{FOLDER}/not_coded.csv"
_HEAD = ("База", "Таблица", "Guid", "Колонка", "Почему пусто")

ROWS: Mapping[str, Callable[[Source], Iterator[Row]]] = {
    "rbd_Schools": schools.schools,
    "rbd_SchoolClasses": schools.classes,
    "rbd_Participants": participants.participants,
    "rbd_ParticipantProperties": participants.properties,
    "rbd_ParticipantsExams": participants.exams,
    "rbd_StationWorkers": workers.workers,
    "rbd_StationWorkersSubjects": workers.subjects,
    "rbd_StationWorkersPositions": workers.positions,
    "rbd_Stations": schools.stations,
    "rbd_Auditoriums": schools.rooms,
    "rbd_AuditoriumsSubjects": schools.room_subjects,
    "rbd_Places": schools.places,
}


class Empty(NamedTuple):
    """A place that stayed empty: in which base and table, of which record, which column, and why."""

    base: str
    table: str
    id: str
    column: str
    why: str


def ris_files(lines: Mapping[str, Sequence[Line]], year: AcademicYear) -> dict[str, bytes]:
    """The files by their names in a package: ``ris/ege/rbd_Participants.csv`` …, and ``ris/not_coded.csv`` last.

    ``lines`` are plain lines by part, as the package has them («school», «students», «exam_choices» …). Equal lines
    make equal bytes, in whatever order they come.
    """
    told = layout()
    files: dict[str, bytes] = {}
    empty: list[Empty] = []
    for base in BASES:
        source = Source(lines, year, base)
        for table in told.tables:
            content, stayed = _file(table, source, told.format)
            files[f"{FOLDER}/{base.folder}/{table.name}.csv"] = content
            empty += stayed
    files[NOT_CODED] = _csv([_HEAD], list(dict.fromkeys(empty)), told.format)
    return files


def _file(table: Table, source: Source, form: Format) -> tuple[bytes, list[Empty]]:
    """The file of a table, and which places of it stayed empty though there should be something."""
    columns = table.of(source.base.folder)
    rows, empty = [], []
    for row in ROWS[table.name](source):
        values = [fitted(row[one.name], one, form.encoding) if not one.absent else "" for one in columns]
        rows.append(["" if isinstance(value, Gap) else value for value in values])
        empty += [
            Empty(source.base.folder, table.name, rows[-1][0], column.name, value.why)
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, Gap)
        ]
    return _csv(_heading(columns, form), rows, form), empty


def _heading(columns: Sequence[Column], form: Format) -> list[list[str]]:
    if form.heading == "none":
        return []
    return [[one.label if form.heading == "label" else one.name for one in columns]]


def _csv(heading: Sequence[Sequence[str]], rows: Iterable[Sequence[str]], form: Format) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=form.separator, lineterminator="\r\n")
    writer.writerows(heading)
    writer.writerows(rows)
    return file.getvalue().encode(form.encoding, "replace")  # cells were tried; a Guid or a reason always fits
