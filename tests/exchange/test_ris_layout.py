"""The layout of the files in terms of РИС: every column that is known is written or has its reason, in one place."""

import unicodedata
from pathlib import Path

import pytest

from app.domain import program_data
from app.domain.program_data import RIS, wearing
from app.domain.year import academic_year
from app.errors import BadFile
from app.exchange.ris import ROWS
from app.exchange.ris.columns import Column, Table, layout
from app.exchange.ris.source import BASES, Source
from app.exchange.ris.values import Gap, fitted
from data.ris_lines import exam, pupil, school

# The names of РИС that are known of each table (ris.md, section 3).
KNOWN = {
    "rbd_Schools": "SchoolCode SchoolName ShortName SchoolKindFK SchoolPropertyFk GovernmentID AreaFK TownTypeFK "
    "TownshipFK LawAddress Address DPosition ChargeFIO ChargePhones ChargeMails Phones Faxs Mails WWW FIO People11 "
    "People9 LicRegNo LicIssueDate LicFinishingDate LicNum AccCertRegNo AccCertIssueDate AccCertFinishingDate "
    "AccCertNum IsVirtualSchool IsTOM SchoolFlags Ogrn Inn Kpp",
    "rbd_SchoolClasses": "SchoolClassCode SchoolClassDescription ClassProfileID ClassParallelID YearID IsActive "
    "SchoolID",
    "rbd_Participants": "ParticipantCode Surname Name SecondName DocumentSeries DocumentNumber DocumentTypeCode Sex "
    "pClass BirthDay LimitPotencial ParticipantCategoryFK FinishRegion SchoolRegistration SchoolOutcoming "
    "SchoolOutcomingName Gia GiaAccept Study CitizenshipID Snils Phones SchoolClassID ParticipantDouble",
    "rbd_ParticipantProperties": "Property PValue",
    "rbd_ParticipantsExams": "ExamGlobalID TestTypeCode SubjectCode ExamDate WaveCode ExamType ExamFormatCode",
    "rbd_StationWorkers": "StationWorkerCode Surname Name SecondName SchoolID SchoolPosition NotSchoolJob GovernmentID "
    "DocumentSeries DocumentNumber DocumentTypeCode Sex BirthYear PrecedingYear Seniority WorkerPositionID "
    "EducationTypeID SWorkerCategory Phones Mails CertificateKeyID Snils",
    "rbd_StationWorkersSubjects": "SubjectCode",
    "rbd_Auditoriums": "AuditoriumName AuditoriumCode RowsCount ColsCount StationID OrganizerOrder LimitPotencial "
    "VideoControl IsLab ExamForm",
    "rbd_AuditoriumsSubjects": "SubjectCode",
    "rbd_Places": "Row Col IsBad PlaceType",
}
ELSEWHERE = {"rbd_Address", "rbd_Governments", "rbd_Areas", "rbd_StationWorkerOnStation", "rbd_StationWorkerOnExam"}


@pytest.mark.parametrize("name", KNOWN)
def test_every_known_column_is_there(name: str) -> None:
    (table,) = [one for one in layout().tables if one.name == name]
    assert set(KNOWN[name].split()) <= {one.name for one in table.columns}


def test_tables_that_are_not_written_have_their_reason() -> None:
    absent = layout().absent
    assert set(absent) >= ELSEWHERE
    assert all(why.endswith(".") for why in absent.values())
    assert not set(absent) & set(ROWS)
    assert [one.name for one in layout().tables] == list(ROWS)


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.folder)
@pytest.mark.parametrize("table", layout().tables, ids=lambda table: table.name)
def test_every_column_is_written_or_has_its_reason(table: Table, base: object) -> None:
    columns = table.of(base.folder)  # type: ignore[attr-defined]
    rows = list(ROWS[table.name](Source(PARTS, academic_year("2019-20"), base)))  # type: ignore[arg-type]
    assert rows
    written = {one.name for one in columns if not one.absent}
    for row in rows:
        assert written <= set(row)
        assert set(row) <= {one.name for one in table.columns}
    assert all(one.absent.endswith(".") for one in columns if one.absent)


@pytest.mark.parametrize("base", ["ege", "gia9"])
@pytest.mark.parametrize("table", layout().tables, ids=lambda table: table.name)
def test_places_of_the_file_of_2017_are_kept(table: Table, base: str) -> None:
    columns = table.of(base)
    placed = [one.place for one in columns if one.place]
    assert placed == list(range(1, len(placed) + 1))  # no gap, no two in one place
    assert [one.place for one in columns[: len(placed)]] == placed
    assert len({one.name for one in columns}) == len(columns) == len({one.label for one in columns})


def test_bases_differ_in_the_twelfth_column_of_rooms() -> None:
    (rooms,) = [one for one in layout().tables if one.name == "rbd_Auditoriums"]
    assert [rooms.of(base)[11].name for base in ("ege", "gia9")] == ["VideoControl", "IsLab"]


def test_lengths_are_those_of_the_federal_base() -> None:
    told = {(table.name, one.name): one.length for table in layout().tables for one in table.columns}
    assert told["rbd_Participants", "Surname"] == 80
    assert told["rbd_Participants", "DocumentSeries"] == 9
    assert told["rbd_Participants", "DocumentNumber"] == 12
    assert told["rbd_Auditoriums", "AuditoriumName"] == 22
    assert told["rbd_Auditoriums", "AuditoriumCode"] == 4
    assert told["rbd_Schools", "Phones"] == 80
    assert told["rbd_SchoolClasses", "SchoolClassCode"] == 10


@pytest.mark.parametrize(
    ("chars", "good", "bad"),
    [
        ("names", ["Ёлкин-Берёза", "оглы кызы", "Иванов А."], ["О'Нил", "Ivanov", "Ли2", "А(б)", "ұ"]),
        ("address", ["г. Томск, ул. Школьная, д. 1/2-а"], ["д. № 1", "«Лес»", "str. 1", "д. 1; кв. 2"]),
        ("series", ["6917", "II-ОМ", "АВ", "XIV-ОМ", "AB12"], ["69 17", "AB-ЖЖ1", "II ОМ", "69/17"]),
        ("digits", ["0012"], ["12а", "-1", "٣"]),
    ],
)
def test_sets_of_signs(chars: str, good: list[str], bad: list[str]) -> None:
    column = Column("x", "X", chars=chars)  # type: ignore[arg-type]
    assert [fitted(one, column, "utf-8") for one in good] == good
    assert all(isinstance(fitted(one, column, "utf-8"), Gap) for one in bad)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[format]\nseparator = 1", b"nonsense ="])
def test_broken_layout_is_refused(content: bytes) -> None:
    with wearing({RIS: content}), pytest.raises(BadFile, match=r"ris\.toml не прочитан"):
        layout()


def test_layout_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_data, "resources", tmp_path.joinpath)
    with wearing({}), pytest.raises(BadFile, match="его нет"):
        layout()


WORKER = {
    "id": "w",
    "unread": {},
    "oge_organiser": True,
    "ege_organiser": True,
    "positions": "room hall",
    "barred_subjects": "rus",
}
ROOM = {"id": "r", "unread": {}, "number": "12", "row_count": 1, "places_in_row": 1, "subjects": "rus", "purpose": ""}
PARTS = {
    "school": [school(is_point=True)],
    "classes": [{"id": name, "unread": {}, "name": name} for name in ("9А", "11А")],
    "students": [pupil("9", "9А"), pupil("11", "11А")],
    "exam_choices": [exam("a", "9", "rus", "oge"), exam("b", "11", "rus", "ege")],
    "staff": [WORKER],
    "rooms": [ROOM],
}


def test_control_signs_are_told_and_nothing_else_is_taken_for_one() -> None:
    column = Column("Name", "Имя")
    signs = [chr(number) for number in range(0x3000)]
    refused = {sign for sign in signs if fitted(f"а{sign}", column, "utf-8") == Gap("есть управляющий знак")}
    assert refused == {sign for sign in signs if unicodedata.category(sign) == "Cc"}
