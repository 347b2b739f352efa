"""Printing выверка forms and telling which of them still say what the cards say."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.disk import Beside, why
from app.domain.field import field_by_name, new_id
from app.domain.forms import PrintedForm, PrintedLine
from app.domain.school import School, SchoolClass, class_order
from app.domain.student import Student
from app.domain.text import fold
from app.domain.year import AcademicYear
from app.errors import BadFile, Refused
from app.printer.fingerprint import form_fingerprint, line_fingerprint
from app.printer.form import Form, Line, Sheet, signatures
from app.printer.forms import FORMS, form_of
from app.printer.page import Drawn, Stamp, draw
from app.services.cards import school_id
from app.services.places import PDF, check_place
from app.services.progress import Progress, silent
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class Printed:
    """A form that lies in its file and stands in the register."""

    number: int
    kind: str
    scope: str
    pages: int
    records: int
    fingerprint: str
    path: Path


@dataclass(frozen=True, slots=True)
class Change:
    """A person whose line on the newest paper is not what the cards say now."""

    person_id: str
    how: Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FormState:
    """One form of one class: not printed, printed, or printed before something on it changed.

    ``records`` is the number of pupils now. ``number``, ``printed_at`` (local time) and ``pages`` are of the
    newest printing of the whole class; 0 and None where there is none. ``heading_changed`` says that the
    school, the class teacher or a signature stands otherwise on paper.
    """

    kind: str
    title: str
    class_name: str
    state: Literal["missing", "printed", "stale"]
    records: int
    number: int = 0
    printed_at: datetime | None = None
    pages: int = 0
    stale: tuple[Change, ...] = ()
    heading_changed: bool = False


def print_form(
    passport: Passport,
    kind: str,
    out: Path,
    *,
    class_name: str | None = None,
    who: Sequence[str] = (),
    progress: Progress = silent,
) -> Printed:
    """Print a form of a class, or of the pupils with the ids ``who``, into a PDF and register it.

    The file is written whole beside its place, the printing registered, and only then the file put in its
    place: after a failure there is neither a new file nor a number, and the older paper is as it was. A crash
    between the last two leaves a number without a paper, never a paper without its number. Every printing is a
    paper of its own and gets a new number. Raises :class:`Refused` for an unknown form or class, a class the form
    is not for, nobody to print, or a file that must not be replaced; :class:`BadFile` where it cannot be written.
    """
    form = form_of(kind)
    check_place(out, PDF, passport.path)
    with Beside(out) as file:
        with passport.writing() as session:
            sheet, whole = _asked(session, passport.year, form, class_name, who)
            lines = _fingerprints(sheet)
            stamp = Stamp(_next_number(session), _now(), form_fingerprint(sheet, lines.values()))
            drawn = draw(sheet, stamp, progress)
            _register(session, sheet, stamp, drawn, lines, whole=whole)
            with _writing(out):
                file.write(drawn.pdf)
        try:
            with _writing(out):
                file.put()
        except BadFile:
            _unregister(passport, stamp.number)
            raise
    return Printed(stamp.number, kind, sheet.class_name, drawn.pages, len(sheet.lines), stamp.fingerprint, out)


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


def _asked(
    session: Session, year: AcademicYear, form: Form, class_name: str | None, who: Sequence[str]
) -> tuple[Sheet, bool]:
    """The sheet to print, and whether it holds the whole class."""
    name = field_by_name(SchoolClass)["name"].kind.parse(class_name) if class_name else _class_of(session, who)
    if not form.is_for(name):
        grades = f"{min(form.grades)}–{max(form.grades)}"
        raise Refused(f"Форма «{form.title}» печатается для классов {grades}; класс {name} в них не входит.")
    school = session.scalars(select(School)).one()
    school_class = session.scalars(select(SchoolClass).filter_by(name=name)).first()
    pupils = _pupils(session, year, [name]).get(name, [])
    if school_class is None or not pupils:
        raise Refused(f"В классе {name} нет обучающихся: печатать некого.", "Проверьте класс в карточках обучающихся.")
    chosen = _chosen(pupils, who, name) if who else pupils
    part = f"Не весь класс: обучающихся {len(chosen)} из {len(pupils)}" if len(chosen) < len(pupils) else ""
    return _sheet(form, year, school, school_class, chosen, part=part), not part


def _class_of(session: Session, who: Sequence[str]) -> str:
    """The one class of these pupils."""
    found = session.scalars(select(Student.class_name).where(Student.id.in_(who)).distinct()).all()
    names = sorted((name for name in found if name), key=class_order)
    if not who:
        raise Refused("Не указан класс: форма печатается по классам.")
    if len(found) != 1 or not names:
        raise Refused(f"Форма печатается для одного класса, а указаны: {', '.join(names) or 'обучающиеся без класса'}.")
    return names[0]


def _chosen(pupils: Sequence[Student], who: Sequence[str], name: str) -> list[Student]:
    wanted = set(who)
    chosen = [one for one in pupils if one.id in wanted]
    if len(chosen) != len(wanted):
        raise Refused(f"Из указанных обучающихся в классе {name} нет: {len(wanted) - len(chosen)}.")
    return chosen


def _pupils(session: Session, year: AcademicYear, classes: Iterable[str]) -> dict[str, list[Student]]:
    """Pupils of the classes by class, in the order of their names; without those who have left."""
    here = or_(Student.left.is_(None), Student.left > year.day_within(date.today()))
    query = select(Student).where(Student.class_name.in_(classes), here).options(selectinload(Student.exams))
    groups: dict[str, list[Student]] = {}
    for one in sorted(session.scalars(query), key=_by_name):
        groups.setdefault(one.class_name or "", []).append(one)
    return groups


def _by_name(student: Student) -> tuple[str, ...]:
    names = (student.last_name, student.first_name, student.middle_name)
    return (*(fold(name or "") for name in names), student.id)


def _sheet(
    form: Form,
    year: AcademicYear,
    school: School,
    school_class: SchoolClass,
    pupils: Iterable[Student],
    *,
    part: str = "",
) -> Sheet:
    return Sheet(
        form=form,
        school=school.short_name or "",
        code=school.code or "",
        year=year.name,
        year_title=year.title,
        class_name=school_class.name,
        lines=tuple(Line(one.id, tuple(column.cell(one) for column in form.columns)) for one in pupils),
        signatures=signatures(form, school, school_class),
        part=part,
    )


def _fingerprints(sheet: Sheet) -> dict[str, str]:
    """The fingerprint of each person's line, by the person's id."""
    return {line.person_id: line_fingerprint(line.cells) for line in sheet.lines}


def _next_number(session: Session) -> int:
    return (session.scalar(select(func.max(PrintedForm.number))) or 0) + 1


def _register(
    session: Session, sheet: Sheet, stamp: Stamp, drawn: Drawn, lines: dict[str, str], *, whole: bool
) -> None:
    session.add(
        PrintedForm(
            id=new_id(),
            unread={},
            school_id=school_id(session),
            number=stamp.number,
            kind=sheet.form.key,
            scope=sheet.class_name,
            whole=whole,
            printed_at=stamp.printed_at.astimezone(UTC).replace(tzinfo=None),
            pages=drawn.pages,
            fingerprint=stamp.fingerprint,
            lines=[PrintedLine(person_id=id, fingerprint=fingerprint) for id, fingerprint in lines.items()],
        )
    )
    session.flush()


def _unregister(passport: Passport, number: int) -> None:
    with passport.writing() as session:
        query = select(PrintedForm).where(PrintedForm.number == number).options(selectinload(PrintedForm.lines))
        session.delete(session.scalars(query).one())


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    hint = "Форма не напечатана. Выберите другую папку или другое имя."
    try:
        yield
    except OSError as problem:
        raise BadFile(f"Файл {out} не записан: {why(problem)}.", hint) from problem
    except ValueError:
        raise BadFile("Имя файла для формы не подходит.", hint) from None


def forms(passport: Passport) -> tuple[FormState, ...]:
    """The state of every form for every class it is made for, in the order of forms and classes."""
    with passport.reading() as session:
        school = session.scalars(select(School)).one()
        classes = sorted(session.scalars(select(SchoolClass)), key=lambda one: class_order(one.name))
        newest = _newest(session)
        states = []
        for form in FORMS:
            apt = [one for one in classes if form.is_for(one.name)]
            pupils = _pupils(session, passport.year, [one.name for one in apt])
            for one in apt:
                last = newest.get((form.key, one.name))
                if one.name in pupils or last:
                    sheet = _sheet(form, passport.year, school, one, pupils.get(one.name, []))
                    states.append(_state(sheet, last))
        return tuple(states)


def _newest(session: Session) -> dict[tuple[str, str], PrintedForm]:
    """The newest printing of each form of each whole class, with its lines."""
    numbers = (
        select(func.max(PrintedForm.number)).where(PrintedForm.whole).group_by(PrintedForm.kind, PrintedForm.scope)
    )
    query = select(PrintedForm).where(PrintedForm.number.in_(numbers)).options(selectinload(PrintedForm.lines))
    return {(one.kind, one.scope): one for one in session.scalars(query)}


def _state(sheet: Sheet, last: PrintedForm | None) -> FormState:
    form, records = sheet.form, len(sheet.lines)
    if last is None:
        return FormState(form.key, form.title, sheet.class_name, "missing", records)
    on_paper = {line.person_id: line.fingerprint for line in last.lines}
    now = _fingerprints(sheet)
    heading_changed = form_fingerprint(sheet, on_paper.values()) != last.fingerprint
    changes = tuple(_changes(on_paper, now))
    return FormState(
        form.key,
        form.title,
        sheet.class_name,
        "stale" if changes or heading_changed else "printed",
        records,
        last.number,
        last.printed_at.replace(tzinfo=UTC).astimezone(),
        last.pages,
        changes,
        heading_changed,
    )


def _changes(on_paper: dict[str, str], now: dict[str, str]) -> Iterable[Change]:
    for person_id, fingerprint in now.items():
        if person_id not in on_paper:
            yield Change(person_id, "added")
        elif on_paper[person_id] != fingerprint:
            yield Change(person_id, "changed")
    for person_id in on_paper:
        if person_id not in now:
            yield Change(person_id, "removed")
