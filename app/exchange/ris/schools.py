"""Rows of the school, its classes, its exam point, rooms and places (ris.md 3.1, 3.2, 3.6, 3.7)."""

from collections.abc import Iterator

from app.domain.exams import Category
from app.domain.rooms import places_of
from app.exchange.ris.source import ACTIVE, GIA9, Source
from app.exchange.ris.values import Gap, Line, Row, Value, code, code_of, day, flag, keys, mask, text

_ONLINE = "online"
_POINT_FLAGS = {"ege": 4, "gve": 8}  # ris.md D-13


def schools(source: Source) -> Iterator[Row]:
    """The one row of the school."""
    one, base = source.school, source.base.key
    finishing = [grade for grade in range(1, 13) if _finishes(source, grade)]
    yield {
        "SchoolID": source.school_id,
        "DeleteType": ACTIVE,
        "SchoolCode": text(one, "code"),
        "SchoolName": text(one, "full_name"),
        "ShortName": text(one, "short_name"),
        "SchoolKindFK": code(one, "kind", "school_kinds", base),
        "SchoolPropertyFk": code(one, "property_form", "property_forms", base),
        "TownTypeFK": code(one, "locality", "localities", base),
        "LawAddress": text(one, "legal_address"),
        "Address": text(one, "actual_address"),
        "DPosition": text(one, "head_post"),
        "ChargeFIO": text(one, "head_name"),
        "ChargePhones": text(one, "head_phone"),
        "ChargeMails": text(one, "head_email"),
        "Phones": text(one, "phone"),
        "Faxs": text(one, "fax"),
        "Mails": text(one, "email"),
        "People11": str(source.count(finishing)),
        "People9": str(source.count([min(finishing) - 1]) if finishing else 0),
        "FIO": _answers(source),
        "WWW": text(one, "site"),
        "IsTOM": flag(one, "remote"),
        **_papers(one),
    }


def _finishes(source: Source, grade: int) -> bool:
    exams = source.year.gia9 if source.base is GIA9 else source.year.gia11
    return grade in exams.grades and Category.GRADUATE in source.year.categories_of(grade)


def _answers(source: Source) -> Value:
    """Who answers for the exams of this base by an order of the head."""
    duty = "gia9" if source.base is GIA9 else "gia11"
    return next((text(one, "name") for one in source.lines("responsibles") if one.get("duty") == duty), "")


def _papers(one: Line) -> Row:
    return {
        "LicRegNo": text(one, "licence_number"),
        "LicNum": text(one, "licence_blank"),
        "LicIssueDate": day(one, "licence_issued"),
        "LicFinishingDate": day(one, "licence_until"),
        "AccCertRegNo": text(one, "accreditation_number"),
        "AccCertNum": text(one, "accreditation_blank"),
        "AccCertIssueDate": day(one, "accreditation_issued"),
        "AccCertFinishingDate": day(one, "accreditation_until"),
        "Ogrn": text(one, "ogrn"),
        "Inn": text(one, "inn"),
        "Kpp": text(one, "kpp"),
    }


def classes(source: Source) -> Iterator[Row]:
    """The classes of this base."""
    for one in source.lines("classes"):
        if source.has_class(one["name"]):
            yield {
                "SchoolClassID": one["id"],
                "DeleteType": ACTIVE,
                "SchoolClassCode": text(one, "name"),
                "ClassProfileID": code(one, "profile", "class_profiles", source.base.key),
                "IsActive": "1",
                "SchoolID": source.school_id,
            }


def stations(source: Source) -> Iterator[Row]:
    """The exam point that the school is, if it is one."""
    if not source.is_point:
        return
    one = source.school
    flags = sum(_POINT_FLAGS.get(form, 0) for form in keys(one, "point_exams"))
    yield {
        "StationID": source.point_id,
        "DeleteType": ACTIVE,
        "StationCode": text(one, "point_code"),
        "StationName": text(one, "short_name"),
        "StationAddress": text(one, "actual_address"),
        "SchoolFK": source.school_id,
        "Phones": text(one, "phone"),
        "Mails": text(one, "email"),
        "IsTOM": flag(one, "remote"),
        "VideoControl": str(int(any(room.get("video") not in {None, "none"} for room in source.rooms))),
        "ExamForm": mask("room_purposes", [key for room in source.rooms for key in _forms(room)], source.base.key),
        "StationFlags": str(flags),
        "Capacity": str(sum(room.get("seats") or 0 for room in source.rooms)),
        "AuditoriumsCount": str(len(source.rooms)),
    }


def _forms(room: Line) -> list[str]:
    return keys(room, "purpose")


def rooms(source: Source) -> Iterator[Row]:
    """The rooms; those of a school that is no point have no point to belong to."""
    for one in source.rooms:
        name = text(one, "name")
        yield {
            "AuditoriumID": one["id"],
            "DeleteType": ACTIVE,
            "AuditoriumName": name or text(one, "number"),
            "AuditoriumCode": room_code(one),
            "RowsCount": text(one, "row_count"),
            "ColsCount": text(one, "places_in_row"),
            "StationID": source.point_id or Gap("школа не ППЭ"),
            "LimitPotencial": flag(one, "specialised"),
            "VideoControl": _online(one),
            "IsLab": flag(one, "laboratory"),
            "ExamForm": mask("room_purposes", _forms(one), source.base.key),
        }


def room_code(one: Line) -> Value:
    """The number as РИС keeps it: digits, four at least."""
    number = text(one, "number")
    return number.zfill(4) if isinstance(number, str) and number else number


def _online(one: Line) -> Value:
    video = text(one, "video")
    return str(int(video == _ONLINE)) if isinstance(video, str) and video else video


def room_subjects(source: Source) -> Iterator[Row]:
    """For which subjects a room is meant."""
    for one in source.rooms:
        for subject in keys(one, "subjects"):
            yield {"AuditoriumID": one["id"], "SubjectCode": code_of("subjects", subject, source.base.key)}


def places(source: Source) -> Iterator[Row]:
    """Every place of every room of the point; a room without rows has none."""
    for one in source.rooms if source.point_id else ():
        broken = places_of(one.get("broken"))
        for row in range(1, (one.get("row_count") or 0) + 1):
            for place in range(1, (one.get("places_in_row") or 0) + 1):
                yield {
                    "StationID": source.point_id,
                    "AuditoriumCode": room_code(one),
                    "Row": str(row),
                    "Col": str(place),
                    "IsBad": str(int((row, place) in broken)),
                    "PlaceType": str(int("oral" in _forms(one))),
                }
