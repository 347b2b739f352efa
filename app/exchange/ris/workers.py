"""Rows of workers of exam points and of their subjects and posts (ris.md 3.5)."""

from collections.abc import Iterator

from app.domain.dictionaries import entry
from app.exchange.ris.participants import person
from app.exchange.ris.source import ACTIVE, WORKER_GONE, Source
from app.exchange.ris.values import Gap, Line, Row, Value, code, code_of, day, keys, text

_SCHOOL = "school"


def workers(source: Source) -> Iterator[Row]:
    """Who works at exams of this base; who was dismissed stays, marked as deleted."""
    base = source.base.key
    for one in source.workers:
        employer = one.get("employer")
        born = day(one, "birth")
        yield {
            "StationWorkerID": one["id"],
            "DeleteType": WORKER_GONE if one.get("dismissed") else ACTIVE,
            **person(one, base),
            "SchoolID": source.school_id if employer == _SCHOOL else "",
            "SchoolPosition": text(one, "post"),
            "NotSchoolJob": entry("employers", employer).name if employer and employer != _SCHOOL else "",
            "BirthYear": born[-4:] if isinstance(born, str) else born,
            "Seniority": text(one, "teaching_experience"),
            "WorkerPositionID": _position(one, base),
            "EducationTypeID": code(one, "education", "education_levels", base),
            "SWorkerCategory": _category(one),
            "Phones": text(one, "mobile"),
            "Mails": text(one, "personal_email"),
        }


def _position(one: Line, base: str) -> Value:
    held = keys(one, "positions")
    if len(held) > 1:
        return Gap("должностей несколько, а колонка для одной; все — в rbd_StationWorkersPositions")
    return code_of("positions", held[0], base) if held else ""


def _category(one: Line) -> Value:
    key = text(one, "category")
    return entry("staff_categories", key).name if isinstance(key, str) and key else key


def subjects(source: Source) -> Iterator[Row]:
    """The subjects at whose exams a worker may not be an organiser; those that this base does not have are no bar."""
    base = source.base.key
    for one in source.workers:
        for subject in keys(one, "barred_subjects"):
            if base in entry("subjects", subject).ris or not entry("subjects", subject).ris:
                yield {"StationWorkerID": one["id"], "SubjectCode": code_of("subjects", subject, base)}


def positions(source: Source) -> Iterator[Row]:
    """All posts of those who may hold several."""
    for one in source.workers:
        held = keys(one, "positions")
        for position in held if len(held) > 1 else ():
            yield {"StationWorkerID": one["id"], "WorkerPositionID": code_of("positions", position, source.base.key)}
