"""The exams that a list of pupils tells in one cell: which of them a pupil is to have, and what is written for it."""

from collections.abc import Collection
from typing import Any

from app.domain.choice_kinds import Choice
from app.domain.exams import Category, ExamChoice
from app.domain.school import grade_of
from app.exchange.class_list import Part, Problem, Row, place_of
from app.exchange.list_kinds import ELECTIVES, EXAMS
from app.services.import_match import Known, Values
from app.services.import_state import Plan
from app.services.import_writes import Changed, beginning

Wanted = dict[str, str]  # form by subject


def chosen(plan: Plan, known: Known | None) -> Wanted:
    """The exams that a pupil has."""
    return {row["subject"]: row["form"] for row in plan.stored(ExamChoice, known.id)} if known else {}


def wanted_exams(plan: Plan, part: Part, row: Row, known: Known | None) -> Wanted | None:
    """Form by subject as the row wants it; None where it says nothing. No ГИА in the class is a problem."""
    asked = row.electives if row.exams is None else row.exams
    if asked is None and not row.exam_form:
        return None
    there = chosen(plan, known)
    if asked is None:
        return dict.fromkeys(there, row.exam_form or "") or None
    class_name = class_of(row, known)
    exams = plan.year.exams_of(grade_of(class_name))
    default = row.exam_form or (exams.forms[0] if exams else "")
    if asked and not default:
        _reject_exams(part, row, class_name)
    if row.exams is None:
        asked = (*asked, *_compulsory(plan, grade_of(class_name), there, asked))
    return {subject: row.exam_form or there.get(subject) or default for subject in asked}


def class_of(row: Row, known: Known | None) -> str | None:
    """The class that a row puts a pupil into, or in which he is."""
    return row.values.get("class_name") or (known.values.get("class_name") if known else None)


def _compulsory(plan: Plan, grade: int | None, there: Collection[str], asked: tuple[str, ...]) -> list[str]:
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


def no_exams(class_name: str | None) -> str:
    """Why no exam can be put down without a form."""
    return (
        f"Экзамены указаны, но в классе {class_name} ГИА нет."
        if class_name
        else "Экзамены указаны, а класс неизвестен."
    )


def _reject_exams(part: Part, row: Row, class_name: str | None) -> None:
    column = next(one for one in part.table.columns if one.target in (EXAMS, ELECTIVES))
    text = no_exams(class_name)
    row.bad[column.number] = text
    value = exams_text(dict.fromkeys(row.exams or row.electives or (), ""))
    row.problems.append(Problem(row.sheet, row.number, place_of(column), value, text))


def exams_text(exams: Wanted) -> str:
    """«Русский язык (ОГЭ), Физика (ОГЭ)»."""
    subjects, forms = Choice("subjects"), Choice("exam_forms")
    return ", ".join(
        subjects.show(subject) + (f" ({forms.show(form)})" if form else "") for subject, form in sorted(exams.items())
    )


def write_exams(plan: Plan, owner: str, wanted: Wanted) -> None:
    """Make the chosen exams of a pupil exactly as wanted, keeping the records of those that stay."""
    there = {row["subject"]: row for row in plan.stored(ExamChoice, owner)}
    for subject in there.keys() - wanted.keys():
        plan.writes.removed.append((ExamChoice, there[subject]))
    for subject, form in wanted.items():
        if subject not in there:
            plan.writes.made[ExamChoice].append(new_choice(owner, subject, form))
        elif there[subject]["form"] != form:
            change_detail(plan, there[subject], {"form": form})


def new_choice(owner: str, subject: str, form: str, **more: Any) -> Values:
    """The row of a new chosen exam."""
    return beginning(place=0, student_id=owner, subject=subject, form=form, **more)


def change_detail(plan: Plan, row: Values, new: Values) -> None:
    """Change a stored exam or result."""
    model = ExamChoice if plan.kind.owner is None else plan.kind.model
    old = {name: row[name] for name in new}
    plan.writes.changed.append(Changed(model, row["id"], row["version"], old, new, row["student_id"]))
