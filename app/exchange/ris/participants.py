"""Rows of участники, their properties and exams (ris.md 3.3, 3.4)."""

from collections.abc import Iterator

from app.domain.dictionaries import entry
from app.domain.exams import Category, ExamForm
from app.exchange.ris.source import ACTIVE, PUPIL_GONE, Source, derived
from app.exchange.ris.values import Gap, Line, Row, Value, code, code_of, day, first_gap, flag, mask, snils, text

# Properties of D-9 that a card can tell; the others (blocking, education abroad, refugees) it is not asked for.
_ADMITTED, _CLOSED, _NEEDS, _SNILS = "4", "6", "7", "9"
_YES, _NO = "1", "2"
_SAT_HERE = frozenset({Category.GRADUATE, Category.SUBJECT_FINISHED})  # they leave the school they are registered in


def participants(source: Source) -> Iterator[Row]:
    """Everybody who may take ГИА in this base; who left stays, marked as deleted (ris.md 9)."""
    classes = {one["name"]: one["id"] for one in source.lines("classes")}
    exams, base = source.lists("exam_choices"), source.base.key
    for one in source.participants:
        category = one.get("category")
        yield {
            "ParticipantID": one["id"],
            "DeleteType": PUPIL_GONE if one.get("left") else ACTIVE,
            **person(one, base),
            "pClass": text(one, "class_name"),
            "BirthDay": day(one, "birth"),
            "LimitPotencial": _seating(one),
            "ParticipantCategoryFK": code(one, "category", "categories", base),
            "SchoolRegistration": source.school_id,
            "SchoolOutcoming": source.school_id if category in _SAT_HERE else "",
            "Gia": _forms([choice["form"] for choice in exams[one["id"]]], base),
            "GiaAccept": _results(category),
            "Study": code(one, "study_form", "study_forms", base),
            "CitizenshipID": code(one, "citizenship", "citizenships", base),
            "Snils": snils(one),
            "Phones": text(one, "phone"),
            "SchoolClassID": classes.get(one.get("class_name"), ""),
        }


def person(one: Line, base: str) -> Row:
    """What participants and workers have alike: name, document, sex."""
    return {
        "Surname": text(one, "last_name"),
        "Name": text(one, "first_name"),
        "SecondName": text(one, "middle_name"),
        "DocumentSeries": text(one, "doc_series"),
        "DocumentNumber": text(one, "doc_number"),
        "DocumentTypeCode": code(one, "doc_kind", "documents", base),
        "Sex": code(one, "sex", "sexes", base),
    }


def _seating(one: Line) -> Value:
    """Without ОВЗ and disability nobody is seated apart (RC-3), so that an empty mark is then «нет»."""
    marked = flag(one, "special_seating")
    return "0" if marked == "" and one.get("ovz") is False and not one.get("disabled") else marked


def _forms(forms: list[str], base: str) -> Value:
    """D-4: the forms of the chosen exams as bits of one number, 0 where none is chosen."""
    return first_gap(*(code_of("exam_forms", form, base) for form in forms)) or mask("exam_forms", forms, base)


def _results(category: str | None) -> Value:
    """D-5: a graduate of this year has no results yet; of the others the school does not know which still hold."""
    if category == Category.GRADUATE:
        return "0"
    return Gap("действующие результаты прошлых лет в базе школы не хранятся")


def properties(source: Source) -> Iterator[Row]:
    """D-9: what is said of a participant by key and value; what is not entered is left out."""
    for one in source.participants:
        told: dict[str, Value] = {
            _ADMITTED: _three(flag(one, "admitted")),
            _CLOSED: _three(flag(one, "closed_institution")),
            _NEEDS: _three(_needs(one)),
            _SNILS: snils(one),
        }
        for key, value in told.items():
            if value:
                yield {
                    "PropertyId": derived(one["id"], f"property {key}"),
                    "ParticipantId": one["id"],
                    "Property": key,
                    "PValue": value,
                }


def _needs(one: Line) -> Value:
    """«Участник с ОВЗ» of РИС is whoever has ОВЗ or a disability (ris.md D-21)."""
    ovz, disabled = flag(one, "ovz"), flag(one, "disabled")
    return "1" if "1" in {ovz, disabled} else first_gap(ovz, disabled) or ovz


def _three(value: Value) -> Value:
    return {"1": _YES, "0": _NO}.get(value, "") if isinstance(value, str) else value


def exams(source: Source) -> Iterator[Row]:
    """The chosen exams, an oral part as an exam of its own, and the days of сочинение and собеседование."""
    choices, attempts = source.lists("exam_choices"), source.lists("attempts")
    for one in source.participants:
        rows = [row for choice in choices[one["id"]] for row in _chosen(choice, source)]
        rows += [_attempt(attempt, source) for attempt in attempts[one["id"]]]
        yield from sorted(
            rows, key=lambda row: [str(row[name]) for name in ("TestTypeCode", "SubjectCode", "ExamDate")]
        )


def _chosen(choice: Line, source: Source) -> Iterator[Row]:
    base = source.base.key
    row = {
        "ParticipantID": choice["student_id"],
        "TestTypeCode": code(choice, "form", "exam_forms", f"{base}_test"),
        "SubjectCode": _subject(choice, source),
        "ExamDate": _exam_day(choice),
        "WaveCode": code(choice, "period", "periods", base),
        "SchoolID": "",
    }
    yield row
    oral = entry("subjects", choice["subject"]).ris.get(f"{base}_oral")
    if choice.get("oral") and oral and choice["form"] != ExamForm.GVE:
        yield {**row, "SubjectCode": oral, "ExamDate": ""}  # its day is another one, which the card does not hold


def _subject(choice: Line, source: Source) -> Value:
    subject, base = choice["subject"], source.base.key
    if choice["form"] == ExamForm.GVE:
        return code_of("subjects", subject, f"{base}_gve")
    if source.on_computer and "kege" in entry("subjects", subject).ris:
        return code_of("subjects", subject, "kege")
    return code_of("subjects", subject, base)


def _exam_day(line: Line) -> Value:
    """A day of exams as yyyy.MM.dd (F-2)."""
    value = day(line, "day")
    return ".".join(reversed(value.split("."))) if isinstance(value, str) else value


def _attempt(attempt: Line, source: Source) -> Row:
    base = source.base.key
    kind = attempt.get("kind")
    return {
        "ParticipantID": attempt["student_id"],
        "TestTypeCode": code_of("attempt_kinds", kind, f"{base}_test") if kind else "",
        "SubjectCode": code_of("attempt_kinds", kind, base) if kind else "",
        "ExamDate": _exam_day(attempt),
        "WaveCode": "",
        "SchoolID": source.school_id,
    }
