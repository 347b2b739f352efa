"""The control totals of a school: what is compared before a package goes out, and again where it came in.

Only those count whose data go out, and nothing depends on the day: so the base of a package gives the same numbers as
the school's own, which the municipality needs to compare them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.consent import Consent
from app.domain.control_totals import Totals, TotalsBlock, TotalsRow
from app.domain.dictionaries import dictionary, entry
from app.domain.exams import Attempt, ExamChoice
from app.domain.forms import PrintedForm
from app.domain.kinds import Day
from app.domain.rooms import Room
from app.domain.school import School, class_order, grade_of
from app.domain.staff import Staff
from app.domain.student import Student
from app.services.progress import Progress, silent
from app.services.read_only import read_only
from app.storage.passport import Passport

_STEPS = 3  # of which it is told how far one is: pupils, workers, all else
_PUPIL = ("id", "class_name", "sex", "ovz", "disabled", "left", "consent")
_WORKER = ("id", "oge_organiser", "ege_organiser", "dismissed", "consent")
_ROOM = ("id", "seats", "headquarters")


def control_totals(passport: Passport, left_out: int | None = None, progress: Progress = silent) -> Totals:
    """The control totals of a school's base, or of a package opened as one (``package_base``).

    Of a package, ``left_out`` is the number that its manifest tells: who stayed out is not in it.
    Raises what ``progress`` does.
    """
    with passport.reading() as session:
        return totals_of(session, passport.year.name, left_out, progress)


def totals_of(session: Session, year: str, left_out: int | None = None, progress: Progress = silent) -> Totals:
    """The same within a session."""
    code, name = session.execute(select(School.code, School.short_name)).one()
    progress(0, _STEPS)
    inside = [one for one in read_only(session, Student, columns=_PUPIL) if one.consent != Consent.REFUSED]
    here = [one for one in inside if one.left is None]
    progress(1, _STEPS)
    workers = [one for one in read_only(session, Staff, columns=_WORKER) if one.consent != Consent.REFUSED]
    out = _left_out(session) if left_out is None else left_out
    ids = {one.id for one in here}
    progress(2, _STEPS)
    blocks = (
        TotalsBlock("Обучающиеся", ("всего", "мальчики", "девочки", "ОВЗ", "инвалиды"), tuple(_pupils(here))),
        TotalsBlock("Выбранные экзамены", ("ОГЭ", "ЕГЭ", "ГВЭ"), tuple(_exams(session, ids))),
        TotalsBlock("Сочинение (изложение), собеседование", ("назначено",), tuple(_attempts(session, ids))),
        TotalsBlock("Работники", ("всего",), tuple(_workers(workers))),
        TotalsBlock("Остальное", ("всего",), tuple(_others(session, len(inside) - len(here), out))),
    )
    return Totals(code or "", name or "", year, blocks)


def _left_out(session: Session) -> int:
    return sum(
        session.scalar(select(func.count()).select_from(model).where(model.consent == Consent.REFUSED)) or 0
        for model in (Student, Staff)
    )


def _pupils(here: Sequence[Student]) -> Iterator[TotalsRow]:
    """A line for each class, after the classes of a parallel one for all of it, and one for the school."""
    classes = sorted({one.class_name for one in here}, key=class_order)
    for place, name in enumerate(classes):
        yield _pupils_row(name or "без класса", (one for one in here if one.class_name == name))
        grade = grade_of(name)
        if grade and (place + 1 == len(classes) or grade_of(classes[place + 1]) != grade):
            parallel = [one for one in here if grade_of(one.class_name) == grade]
            yield _pupils_row(f"{grade} классы", parallel, strong=True)
    yield _pupils_row("Школа", here, strong=True)


def _pupils_row(label: str, pupils: Iterable[Student], *, strong: bool = False) -> TotalsRow:
    some = list(pupils)
    sexes = Counter(one.sex for one in some)
    flags = (sum(one.ovz is True for one in some), sum(one.disabled is True for one in some))
    return TotalsRow(label, (len(some), sexes["male"], sexes["female"], *flags), strong)


def _exams(session: Session, ids: set[str]) -> Iterator[TotalsRow]:
    rows = session.execute(select(ExamChoice.student_id, ExamChoice.subject, ExamChoice.form))
    chosen = Counter((subject, form) for student, subject, form in rows if student in ids)
    forms = [one.key for one in dictionary("exam_forms").entries]
    order = [one.key for one in dictionary("subjects").entries]
    order += sorted({subject for subject, _ in chosen} - set(order))
    for subject in order:
        numbers = tuple(chosen[subject, form] for form in forms)
        if any(numbers):
            yield TotalsRow(entry("subjects", subject).name, numbers)
    sums = Counter(form for _, form in chosen.elements())
    yield TotalsRow("Всего", tuple(sums[form] for form in forms), strong=True)


def _attempts(session: Session, ids: set[str]) -> Iterator[TotalsRow]:
    rows = session.execute(select(Attempt.student_id, Attempt.kind, Attempt.day))
    counts = Counter((kind or "", day or date.min) for student, kind, day in rows if student in ids)
    for (kind, day), count in sorted(counts.items()):
        what = entry("attempt_kinds", kind).name if kind else "вид не внесён"
        yield TotalsRow(f"{what}, {'без даты' if day == date.min else Day().show(day)}", (count,))


def _workers(staff: Sequence[Staff]) -> Iterator[TotalsRow]:
    here = [one for one in staff if one.dismissed is None]
    yield TotalsRow("Работают", (len(here),))
    yield TotalsRow("Организаторы ОГЭ", (sum(one.oge_organiser is True for one in here),))
    yield TotalsRow("Организаторы ЕГЭ", (sum(one.ege_organiser is True for one in here),))
    yield TotalsRow("Уволены", (len(staff) - len(here),))


def _others(session: Session, gone: int, left_out: int) -> Iterator[TotalsRow]:
    rooms = [one for one in read_only(session, Room, columns=_ROOM) if not one.headquarters]
    yield TotalsRow("Аудитории для участников", (len(rooms),))
    yield TotalsRow("Мест в них", (sum(one.seats or 0 for one in rooms),))
    yield TotalsRow("Напечатано форм выверки", (session.scalar(select(func.count()).select_from(PrintedForm)) or 0,))
    yield TotalsRow("Обучающиеся, выбывшие из школы", (gone,))
    yield TotalsRow("Не вошли: отказ от обработки данных", (left_out,))
