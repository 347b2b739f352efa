"""What an import is going to write, decided row by row against the file, and then written in bulk.

Rows go through SQLAlchemy Core, not through mapped objects: a list of thousands is one insert.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.choice_kinds import Choice
from app.domain.exams import Category, ExamChoice
from app.domain.field import Model, fields, new_id
from app.domain.listed import listed_values
from app.domain.moves import Move
from app.domain.school import SchoolClass, class_order, grade_of
from app.domain.student import Student, full_name
from app.domain.year import AcademicYear
from app.exchange.class_list import ClassList, Part, Problem, Row, place_of
from app.exchange.headings import ELECTIVES, EXAMS, field_of, targets
from app.services.cards import school_id
from app.services.import_guardian import NOBODY, known_guardians, own_values, write_guardians
from app.services.moves import imported_moves
from app.services.progress import Progress
from app.services.pupil_match import Pupil, Register, is_another, why_same
from app.services.season import check_not_frozen
from app.storage.rows import insert_rows

_STEP = 500  # rows between two tellings of progress


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one pupil that a list changes: where the row stands, who, which field, from what to what."""

    sheet: str
    row: int
    who: str
    label: str
    old: str
    new: str


@dataclass(slots=True)
class Plan:
    """What to write. ``updates`` (and what was ``before``) and ``exams`` are by the pupil's id; exams are form by
    subject. The pupil's first representative stands among the values (see ``import_guardian``).

    ``doubts`` are the cells that could not be read and yet did not stop their rows.
    """

    school: str
    year: AcademicYear
    new: list[Pupil] = field(default_factory=list)
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    exams: dict[str, dict[str, str]] = field(default_factory=dict)
    compulsory_added: bool = False
    chosen: dict[str, dict[str, str]] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    changed: int = 0
    same: int = 0


def make_plan(session: Session, year: AcademicYear, found: ClassList, progress: Progress) -> Plan:
    """Decide every row of a list; nothing is written."""
    plan = Plan(school_id(session), year, chosen=_chosen(session))
    register = _registered(session)
    rows = [(part, row) for part in found.parts for row in part.rows]
    # A row that cannot make a pupil may speak of one whom another row makes, so it is heard after all that can:
    # else it would be rejected on the first load and change somebody on the second.
    for done, (part, row) in enumerate(sorted(rows, key=lambda one: not _complete(one[1]))):
        if done % _STEP == 0:
            progress(done, len(rows))
        _decide(plan, register, part, row)
    places = {id(row): place for place, (_, row) in enumerate(rows)}
    plan.rejected.sort(key=lambda row: places[id(row)])
    plan.doubts = [doubt for _, row in rows if not row.problems for doubt in row.doubts.values()]
    plan.classes = _missing_classes(session, plan)
    progress(len(rows), len(rows))
    return plan


def _complete(row: Row) -> bool:
    """Whether a row tells enough for a new pupil: the name, and with exams the class that gives their form."""
    return _named(row) and bool(not (row.exams or row.electives) or row.exam_form or row.values.get("class_name"))


def _named(row: Row) -> bool:
    return bool(row.values.get("last_name") and row.values.get("first_name"))


def _table(model: type[Model]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _registered(session: Session) -> Register:
    register = Register()
    guardians = known_guardians(session)
    for found in session.execute(select(_table(Student))).mappings():
        guardian = guardians.get(found["id"], NOBODY)
        unread = {**(found["unread"] or {}), **(guardian.get("unread") or {})}
        register.add(Pupil(found["id"], found["version"], {**found, **guardian, "unread": unread}))
    return register


def _chosen(session: Session) -> dict[str, dict[str, str]]:
    chosen: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for id, subject, form in session.execute(select(ExamChoice.student_id, ExamChoice.subject, ExamChoice.form)):
        chosen[id][subject] = form
    return chosen


def _missing_classes(session: Session, plan: Plan) -> list[str]:
    there = set(session.scalars(select(SchoolClass.name)))
    named = [pupil.values.get("class_name") for pupil in plan.new]
    named += [values.get("class_name") for values in plan.updates.values()]
    return sorted({name for name in named if name} - there, key=class_order)


def _decide(plan: Plan, register: Register, part: Part, row: Row) -> None:
    candidates = [] if row.problems else register.find(row.id, row.values)
    reason = "" if row.problems else _refusal(row, candidates)
    if reason:
        row.problems.append(Problem(row.sheet, row.number, "", "", reason))
    pupil = candidates[0] if candidates else None
    wanted = None if row.problems else _wanted_exams(plan, part, row, pupil)
    if row.problems:
        row.problems += row.doubts.values()
        plan.rejected.append(row)
    elif pupil is None:
        _add(plan, register, row, wanted)
    else:
        pupil.claimed = (row.sheet, row.number)
        _change(plan, register, pupil, row, wanted)


def _refusal(row: Row, candidates: list[Pupil]) -> str:
    if len(candidates) > 1:
        names = " и ".join(who(pupil.values) for pupil in candidates[:3])
        return f"Строка подходит к нескольким ученикам: {names}; уточните СНИЛС, документ или дату рождения."
    if not candidates:
        if _named(row):
            return ""
        return "Такого ученика в базе нет, а внести нового нельзя: в строке нет фамилии или имени."
    pupil = candidates[0]
    if pupil.claimed:
        sheet, number = pupil.claimed
        shared = why_same(row.values, pupil)
        return f"Строка о том же ученике, что и строка {number} листа «{sheet}» (совпадает: {shared}); оставьте одну."
    if row.id != pupil.id and is_another(row.values, pupil):
        return (
            f"Совпадает {why_same(row.values, pupil)} с учеником {who(pupil.values)}, "
            "но имя и дата рождения другие; проверьте номер."
        )
    return ""


def who(values: dict[str, Any]) -> str:
    """«Иванов Иван Иванович, 9А»."""
    name = full_name(values.get("last_name"), values.get("first_name"), values.get("middle_name"))
    return ", ".join(text for text in (name or "(без имени)", values.get("class_name")) if text)


def _wanted_exams(plan: Plan, part: Part, row: Row, pupil: Pupil | None) -> dict[str, str] | None:
    """Form by subject as the row wants it; None where it says nothing. No ГИА in the class is a problem."""
    there = plan.chosen.get(pupil.id, {}) if pupil else {}
    asked = row.electives if row.exams is None else row.exams
    if asked is None:
        return dict.fromkeys(there, row.exam_form) if row.exam_form and there else None
    known = row.values.get("class_name") or (pupil.values.get("class_name") if pupil else None)
    exams = plan.year.exams_of(grade_of(known))
    default = row.exam_form or (exams.forms[0] if exams else "")
    if asked and not default:
        _reject_exams(part, row, known)
    if row.exams is None:
        asked = (*asked, *_compulsory(plan, grade_of(known), there, asked))
    return {subject: row.exam_form or there.get(subject) or default for subject in asked}


def _compulsory(plan: Plan, grade: int | None, there: dict[str, str], asked: tuple[str, ...]) -> list[str]:
    """What a list of «предметы по выбору» leaves unsaid for a graduate: the compulsory subjects.

    Of a group with a choice in it (the levels of mathematics) only what the pupil has already chosen.
    """
    exams = plan.year.exams_of(grade)
    if exams is None or Category.GRADUATE not in plan.year.categories_of(grade):
        return []
    added: list[str] = []
    for group in exams.compulsory:
        if not set(group) & set(asked):
            added += group if len(group) == 1 else [subject for subject in group if subject in there]
    plan.compulsory_added |= bool(added)
    return added


def _reject_exams(part: Part, row: Row, known: str | None) -> None:
    column = next(one for one in part.table.columns if one.target in (EXAMS, ELECTIVES))
    text = f"Экзамены указаны, но в классе {known} ГИА нет." if known else "Экзамены указаны, а класс неизвестен."
    row.bad[column.number] = text
    value = exams_text(dict.fromkeys(row.exams or row.electives or (), ""))
    row.problems.append(Problem(row.sheet, row.number, place_of(column), value, text))


def exams_text(chosen: dict[str, str]) -> str:
    """«Русский язык (ОГЭ), Физика (ОГЭ)»."""
    subjects, forms = Choice("subjects"), Choice("exam_forms")
    return ", ".join(
        subjects.show(subject) + (f" ({forms.show(form)})" if form else "") for subject, form in sorted(chosen.items())
    )


_BLANK: dict[str, Any] = {}


def _add(plan: Plan, register: Register, row: Row, wanted: dict[str, str] | None) -> None:
    if not _BLANK:
        _BLANK.update(dict.fromkeys((one.name for one in fields(Student)), None) | NOBODY)
    id = new_id()
    own = {"id": id, "version": 1, "unread": row.unread, "school_id": plan.school}
    listed = listed_values(Student, row.values)
    pupil = Pupil(id, 0, _BLANK | row.values | own | listed, claimed=(row.sheet, row.number))
    register.add(pupil)
    plan.new.append(pupil)
    if wanted:
        plan.exams[id] = wanted


def _change(plan: Plan, register: Register, pupil: Pupil, row: Row, wanted: dict[str, str] | None) -> None:
    old = pupil.values
    new = _new_values(old, row)
    told = list(_told(row, old, new))
    there = plan.chosen.get(pupil.id, {})
    if wanted is not None and wanted != there:
        told.append(Change(row.sheet, row.number, who(old), "Экзамены", exams_text(there), exams_text(wanted)))
        plan.exams[pupil.id] = wanted
    if not told:
        plan.same += 1
        return
    plan.changed += 1
    plan.changes += told
    if not Student.listing.sources.isdisjoint(new):
        new |= listed_values(Student, old | new)
    plan.updates[pupil.id] = new
    plan.before[pupil.id] = dict(old)
    register.change(pupil, new)


def _new_values(old: dict[str, Any], row: Row) -> dict[str, Any]:
    """What a row changes of a pupil. What it says in vain is kept as a card keeps it, but in place of no value."""
    before = old["unread"] or {}
    told_values = ((name, value) for name, value in row.values.items() if value is not None)
    new = {name: value for name, value in told_values if old[name] != value or name in before}
    unread = {name: text for name, text in before.items() if name not in new}
    unread |= {name: text for name, text in row.unread.items() if old[name] is None}
    return new if unread == before else {**new, "unread": unread}


def _told(row: Row, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    before = old["unread"] or {}
    after = new.get("unread", before)
    for name in {**new, **after}:
        told = field_of(name)
        if told and (name in new or after.get(name) != before.get(name)):
            show = told.kind.show
            was, now = before.get(name) or show(old[name]), after.get(name) or show(new.get(name))
            yield Change(row.sheet, row.number, who(old), targets()[name].label, was, now)


def carry_out(session: Session, plan: Plan, progress: Progress) -> None:
    """Write a plan into the session's transaction; classes that are missing are made first.

    Raises :class:`Refused` in a frozen season."""
    check_not_frozen(session, "список не загружен", "Изменения вносите в карточках: они станут предложениями.")
    if plan.classes:
        rows = [
            {"id": new_id(), "version": 1, "unread": {}, "school_id": plan.school, "name": name}
            for name in plan.classes
        ]
        session.execute(insert(_table(SchoolClass)), rows)
    total = len(plan.new)
    for start in range(0, total, _STEP):
        insert_rows(session, _table(Student), [_own(pupil.values) for pupil in plan.new[start : start + _STEP]])
        progress(start, total)
    _update(session, plan)
    write_guardians(session, ((pupil.id, NOBODY, pupil.values) for pupil in plan.new))
    write_guardians(session, ((id, plan.before[id], values) for id, values in plan.updates.items()))
    _write_exams(session, plan)
    insert_rows(session, _table(Move), imported_moves(_changed(plan), plan.year))


def _changed(plan: Plan) -> Iterator[tuple[str, dict[str, Any] | None, dict[str, Any]]]:
    """Every pupil that the plan adds or changes, with his values before and after, for the two-day clock."""
    for pupil in plan.new:
        yield pupil.id, None, pupil.values
    for id in plan.updates.keys() | plan.exams.keys():
        if before := plan.before.get(id):
            exams = plan.chosen.get(id, {})
            old = {**before, "exams": set(exams.items())}
            yield id, old, {**before, **plan.updates.get(id, {}), "exams": set(plan.exams.get(id, exams).items())}


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """A pupil's values to be stored, which only then are copied when a text of the representative is among them."""
    return own_values(values) if values["unread"] else values


def _update(session: Session, plan: Plan) -> None:
    """One statement for each set of columns that change together."""
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for id, values in plan.updates.items():
        own = own_values(values)
        told = {f"new_{name}": value for name, value in own.items()}
        groups[tuple(sorted(own))].append({"the_id": id, **told})
    table = _table(Student)
    for names, rows in groups.items():
        new = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        statement = update(table).where(table.c.id == bindparam("the_id"))
        session.execute(statement.values(version=table.c.version + 1, **new), rows)


def _write_exams(session: Session, plan: Plan) -> None:
    """Make the chosen exams exactly as wanted, keeping the records of those that stay."""
    table = _table(ExamChoice)
    added: list[dict[str, Any]] = []
    for student, wanted in plan.exams.items():
        there = plan.chosen.get(student, {})
        for subject in there.keys() - wanted.keys():
            session.execute(delete(table).where(table.c.student_id == student, table.c.subject == subject))
        for subject, form in wanted.items():
            if subject not in there:
                own = {"id": new_id(), "version": 1, "unread": {}, "place": 0}
                added.append({**own, "student_id": student, "subject": subject, "form": form})
            elif there[subject] != form:
                which = update(table).where(table.c.student_id == student, table.c.subject == subject)
                session.execute(which.values(form=form, version=table.c.version + 1))
    insert_rows(session, table, added)
