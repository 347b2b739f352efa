"""What an import is going to write, decided row by row against the file."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.exams import ExamChoice
from app.domain.field import Record
from app.domain.moves import Move
from app.errors import Refused
from app.exchange.class_list import ListRead, Part, Row
from app.exchange.list_kinds import ELECTIVES, EXAM_FORM, EXAMS
from app.services.cards import school_id
from app.services.import_details import put_details, watch_exams
from app.services.import_guardian import NOBODY, known_guardians
from app.services.import_match import Known, People, Register, Rooms, Values
from app.services.import_records import is_complete, is_named, make_homes, put_record
from app.services.import_state import (
    NEW,
    SKIP,
    Candidate,
    Decisions,
    Doubt,
    Plan,
    is_student,
    refuse,
    who,
)
from app.services.import_writes import OWNERS, table_of
from app.services.moves import imported_moves
from app.services.progress import Progress
from app.storage.passport import Passport

_STEP = 500  # rows between two tellings of progress


def make_plan(session: Session, passport: Passport, found: ListRead, decisions: Decisions, progress: Progress) -> Plan:
    """Decide every row of a list; nothing is written.

    Raises :class:`Refused` where a decision names a record that is not there.
    """
    plan = Plan(found.kind, school_id(session), passport.year, _registered(session, found), decisions)
    plan.lists = _lists(session, found)
    rows = [(part, row) for part in found.parts for row in part.rows]
    # A row that cannot make a record may speak of one that another row makes, so it is heard after all that can:
    # else it would be rejected on the first load and change somebody on the second.
    waiting: list[tuple[Part, Row]] = []
    for done, (part, row) in enumerate(sorted(rows, key=lambda one: not is_complete(plan, one[1]))):
        if done % _STEP == 0:
            progress(done, len(rows))
        if not _decide(plan, part, row, sure=True):
            waiting.append((part, row))
    for part, row in waiting:
        _decide(plan, part, row, sure=False)
    _in_order(plan, [row for _, row in rows])
    _finish(session, plan)
    progress(len(rows), len(rows))
    return plan


def _in_order(plan: Plan, rows: list[Row]) -> None:
    """What is told of rows, in the order in which they stand."""
    places = {id(row): place for place, row in enumerate(rows)}
    numbers = {(row.sheet, row.number): place for place, row in enumerate(rows)}
    plan.rejected.sort(key=lambda row: places[id(row)])
    plan.rows.sort(key=lambda one: places[id(one[0])])
    plan.changes.sort(key=lambda one: numbers[one.sheet, one.row])
    plan.doubtful.sort(key=lambda one: numbers[one.sheet, one.row])
    plan.doubts = [doubt for row in rows if row.doubts and not row.problems for doubt in row.doubts.values()]


def _finish(session: Session, plan: Plan) -> None:
    """What follows from all rows together: new classes and buildings, and changes with a clock."""
    make_homes(session, plan)
    watch_exams(plan)
    plan.writes.made[Move] += imported_moves(plan.watched, plan.year)


def _registered(session: Session, found: ListRead) -> Register:
    register = Register(People() if found.kind.person else Rooms())
    guardians = known_guardians(session) if is_student(found.kind) else {}
    for row in session.execute(select(table_of(found.kind.told_of))).mappings():
        values = dict(row)
        if is_student(found.kind):
            guardian = guardians.get(values["id"], NOBODY)
            values |= {**guardian, "unread": {**(values["unread"] or {}), **(guardian.get("unread") or {})}}
        register.add(Known(values["id"], values["version"], values))
    return register


def _lists(session: Session, found: ListRead) -> dict[type[Record], dict[str, list[Values]]]:
    """The stored details that the list may speak of, by kind and owner."""
    told = {column.target for part in found.parts for column in part.table.columns}
    if found.kind.owner is not None:
        model = found.kind.model
    elif is_student(found.kind):
        model = ExamChoice
        if not told & {EXAMS, ELECTIVES, EXAM_FORM}:
            return {model: {}}
    else:
        return {}
    table = table_of(model)
    lists: defaultdict[str, list[Values]] = defaultdict(list)
    for row in session.execute(select(table).order_by(table.c.place, table.c.id)).mappings():
        lists[row[OWNERS[table.name]]].append(dict(row))
    return {model: dict(lists)}


def _decide(plan: Plan, part: Part, row: Row, *, sure: bool) -> bool:
    """Decide a row; False where it has to wait: it may be a slip away from a record of which another row speaks."""
    known = None
    if not row.problems:
        candidates, near = _meant(plan, row)
        if near and sure:
            return False
        known = candidates[0] if candidates else None
        _judge(plan, row, candidates, near)
    state = None
    if not row.problems:
        if plan.kind.owner is None:
            state = put_record(plan, part, row, known)
        elif known is not None:
            state = put_details(plan, row, known)
    if state is None:
        row.problems += row.doubts.values()
        plan.rejected.append(row)
    else:
        plan.rows.append((row, state, known.values if known else row.values))
    return True


def _meant(plan: Plan, row: Row) -> tuple[list[Known], dict[str, str]]:
    """The records that a row may mean, and those of which it is a slip away, by id with the field of the slip."""
    choice = plan.decisions.get((row.sheet, row.number))
    if choice in {NEW, SKIP}:
        return [], {}
    if choice is not None:
        if choice not in plan.register.by_id:
            raise Refused("Карточки, выбранной для строки, в базе нет: возможно, её удалили.", "Прочтите файл ещё раз.")
        return [plan.register.by_id[choice]], {}
    candidates = plan.register.find(row.id, row.values)
    return candidates, {} if candidates else plan.register.near(row.values)


def _judge(plan: Plan, row: Row, candidates: list[Known], near: dict[str, str]) -> None:
    """Note in a row why it cannot be taken, if it cannot, and who is to say whom it means."""
    choice = plan.decisions.get((row.sheet, row.number))
    if choice == SKIP:
        refuse(row, "Строка пропущена, как вы решили.")
    elif choice is None and (text := _doubt(plan, row, candidates, near)):
        refuse(row, text)
        some = candidates or [plan.register.by_id[id] for id in near]
        plan.doubtful.append(_to_person(plan, row, text, some, near))
    elif not candidates:
        if plan.kind.owner is not None:
            refuse(row, "Такого обучающегося в базе нет; проверьте имя, дату рождения, документ.")
        elif not is_named(plan, row):
            lacking = "фамилии или имени" if plan.kind.person else "номера"
            refuse(row, f"Такой карточки в базе нет, а внести новую нельзя: в строке нет {lacking}.")
    elif plan.kind.owner is None and candidates[0].claimed:
        _refuse_claimed(plan, row, candidates[0])


def _refuse_claimed(plan: Plan, row: Row, known: Known) -> None:
    assert known.claimed is not None
    sheet, number = known.claimed
    shared = plan.register.why_same(row.values, known)
    refuse(row, f"Строка о том же, о ком строка {number} листа «{sheet}» (совпадает: {shared}); оставьте одну.")


def _doubt(plan: Plan, row: Row, candidates: list[Known], near: dict[str, str]) -> str:
    """Why a person has to say whom a row means; '' where it is plain."""
    if len(candidates) > 1:
        names = " и ".join(who(one.values) for one in candidates[:3])
        return f"Строка подходит к нескольким карточкам: {names}. Выберите, о ком она."
    if candidates:
        one = candidates[0]
        if row.id == one.id or not plan.register.matching.differ(row.values, one.values):
            return ""
        shared = plan.register.why_same(row.values, one)
        its = who(one.values)
        return f"Совпадает {shared} с карточкой {its}, но имя другое; проверьте номер или выберите, о ком строка."
    if near:
        id, name = next(iter(near.items()))
        label = plan.kind.targets[name].label
        return f"Очень похоже на карточку {who(plan.register.by_id[id].values)}: отличается только «{label}»."
    return ""


def _to_person(plan: Plan, row: Row, text: str, some: Iterable[Known], near: dict[str, str]) -> Doubt:
    stored = (one for one in some if one.version)  # what the list itself makes has no id before it is loaded
    candidates = tuple(Candidate(one.id, who(one.values), _why(plan, row, one, near.get(one.id, ""))) for one in stored)
    named = is_named(plan, row) and plan.kind.owner is None
    return Doubt(row.sheet, row.number, who(row.values), text, candidates, named)


def _why(plan: Plan, row: Row, known: Known, slip: str) -> str:
    """What a row and a candidate have in common, and in a slip both values."""
    if not slip:
        return f"совпадает {plan.register.why_same(row.values, known)}"
    told = plan.kind.fields[slip]
    show = told.kind.show
    return f"{told.label}: в базе {show(known.values[slip])}, в строке {show(row.values.get(slip))}"
