"""A row that tells of a pupil's exams or of one result of his."""

from collections.abc import Iterator

from app.domain.choice_kinds import Choice
from app.domain.exams import ExamChoice, ExamResult
from app.domain.field import field_by_name, fields
from app.domain.school import grade_of
from app.exchange.class_list import Row
from app.services.import_exams import change_detail, class_of, no_exams
from app.services.import_match import Known, Values
from app.services.import_state import Change, Plan, State, refuse, who
from app.services.import_writes import beginning


def put_details(plan: Plan, row: Row, known: Known) -> State | None:
    """Make or change what a row tells of a pupil; None where it is no good, which is noted in it."""
    wanted = list(_wanted(plan, row, known))
    if not wanted and not row.subjects and not row.problems:
        refuse(row, "В строке не указан предмет.")
    pairs = [] if row.problems else [(values, _stored(plan, row, known, values)) for values in wanted]
    if not row.problems:
        _claim(plan, row, known, pairs)
    if row.problems:
        return None
    gone = [one for one in plan.stored(plan.kind.model, known.id) if row.subjects.get(one["subject"], "") is None]
    if plan.kind.model is ExamChoice:
        plan.exams_before.setdefault(known.id, _exams(plan, known))
    made, changed = 0, bool(gone)
    for one in gone:
        _remove(plan, row, known, one)
    for values, stored in pairs:
        if stored is None:
            _make(plan, row, known, values)
            made += 1
        else:
            changed |= _change(plan, row, known, stored, values)
    if made or changed:
        plan.touch(known)
    return State.CHANGED if changed else State.NEW if made else State.SAME


def _wanted(plan: Plan, row: Row, known: Known) -> Iterator[Values]:
    """The values of every exam or result that the row tells."""
    own = {name: row.values[name] for name in field_by_name(plan.kind.model) if row.values.get(name) is not None}
    marks = {subject: form for subject, form in row.subjects.items() if form is not None}
    if "subject" in own:
        yield _with_form(plan, row, known, own) if plan.kind.model is ExamChoice else own
    for subject, form in marks.items():
        told = {**own, "subject": subject, **({"form": form} if form else {})}
        yield _with_form(plan, row, known, told)


def _with_form(plan: Plan, row: Row, known: Known, values: Values) -> Values:
    """A chosen exam with the form that it has, or else the usual one of the class."""
    if "form" in values:
        return values
    there = (one["form"] for one in plan.stored(ExamChoice, known.id) if one["subject"] == values["subject"])
    class_name = class_of(row, known)
    exams = plan.year.exams_of(grade_of(class_name))
    form = next(there, exams.forms[0] if exams else None)
    if form is None and not row.problems:
        refuse(row, no_exams(class_name))
    return {**values, "form": form}


def _stored(plan: Plan, row: Row, known: Known, values: Values) -> Values | None:
    """The detail that is meant: of the subject and, where there are days, of the day."""
    alike = [one for one in plan.stored(plan.kind.model, known.id) if one["subject"] == values["subject"]]
    if plan.kind.model is ExamChoice:
        return alike[0] if alike else None
    day = values.get("day")
    exact = [one for one in alike if one["day"] == day]
    near = exact or [one for one in alike if day is None or one["day"] is None]
    if len(near) > 1:
        refuse(row, "Результатов по этому предмету несколько; укажите дату экзамена.")
    return near[0] if near else None


def _claim(plan: Plan, row: Row, known: Known, pairs: list[tuple[Values, Values | None]]) -> None:
    """Two rows of one list must not tell of one exam."""
    keys = {
        (known.id, values["subject"], values.get("day") if plan.kind.model is ExamResult else None)
        for values, _ in pairs
    }
    keys |= {(stored["id"], stored["subject"], None) for _, stored in pairs if stored}
    keys |= {(known.id, subject, None) for subject in row.subjects}
    if told := next((key for key in sorted(keys, key=str) if key in plan.claims), None):
        subject = Choice("subjects").show(told[1])
        refuse(row, f"«{subject}» этого ученика уже назван в строке {plan.claims[told]}; оставьте одну.")
    else:
        plan.claims.update(dict.fromkeys(keys, row.number))


def _make(plan: Plan, row: Row, known: Known, values: Values) -> None:
    there = plan.stored(plan.kind.model, known.id)
    blank = dict.fromkeys((one.name for one in fields(plan.kind.model)), None)
    made = beginning(place=len(there), student_id=known.id, **(blank | values))
    plan.writes.made[plan.kind.model].append(made)
    there.append(made)
    plan.claims[made["id"], made["subject"], None] = row.number


def _change(plan: Plan, row: Row, known: Known, stored: Values, values: Values) -> bool:
    new = {name: value for name, value in values.items() if stored[name] != value}
    if not new:
        return False
    subject = Choice("subjects").show(stored["subject"])
    for name, value in new.items():
        told = field_by_name(plan.kind.model)[name]
        label, show = f"{subject}: {told.label}", told.kind.show
        plan.changes.append(Change(row.sheet, row.number, who(known.values), label, show(stored[name]), show(value)))
    change_detail(plan, stored, new)
    stored.update(new)
    return True


def _remove(plan: Plan, row: Row, known: Known, stored: Values) -> None:
    subject, form = Choice("subjects").show(stored["subject"]), Choice("exam_forms").show(stored["form"])
    plan.changes.append(Change(row.sheet, row.number, who(known.values), subject, form, ""))
    plan.writes.removed.append((ExamChoice, stored))
    plan.stored(ExamChoice, known.id).remove(stored)


def _exams(plan: Plan, known: Known) -> set[tuple[str, str]]:
    return {(one["subject"], one["form"]) for one in plan.stored(ExamChoice, known.id)}


def watch_exams(plan: Plan) -> None:
    """Tell the two-day clock of the pupils whose exams are other ones now."""
    for id, before in plan.exams_before.items():
        known = plan.register.by_id[id]
        after = _exams(plan, known)
        if before != after:
            plan.watched.append((id, known.values | {"exams": before}, known.values | {"exams": after}))
