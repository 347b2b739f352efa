"""Taking a whole loaded list back: what nobody has touched since becomes as it was, later edits stay and are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from app.domain.choice_kinds import Choice
from app.domain.explanations import Explanation
from app.domain.field import Record, field_by_name
from app.domain.import_batches import Act, ImportBatch, ImportChange
from app.domain.listed import Listed, listed_values
from app.domain.moves import Move
from app.domain.proofs import Proof
from app.domain.roles import Right
from app.domain.rooms import Room
from app.domain.school import Building, SchoolClass
from app.domain.student import Student
from app.errors import Refused
from app.services import moments
from app.services.buildings import ensure_building
from app.services.cards import ENTITIES
from app.services.class_cards import ensure_class
from app.services.import_state import who
from app.services.import_writes import WRITTEN, Changed, table_of, update_rows
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.services.season import check_not_frozen
from app.storage.passport import Passport
from app.storage.rows import insert_rows

Values = dict[str, Any]
Versions = Mapping[tuple[str, str], int]

_AT_ONCE = 500  # ids in one query
_MODELS = {one.__tablename__: one for one in WRITTEN}
_HOMES: dict[type[Record], tuple[type[Record], str]] = {
    SchoolClass: (Student, "class_name"),
    Building: (Room, "building"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays as it is: whose, which field ('' for the whole record), the list's value and the present one."""

    who: str
    label: str
    loaded: str
    now: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did: records taken out, records changed back, and what stays because of later edits.

    ``versions`` are the present ones, by kind of card and id, of the cards that the list had touched.
    """

    number: int
    removed: int
    restored: int
    kept: tuple[Kept, ...]
    versions: Versions = field(default_factory=dict)


@dataclass(slots=True)
class _Undo:
    """An undo while it runs. ``stays`` are owners of whom a field stays, ``owners`` those whose details change;
    ``back`` waits to be written, ``grown`` are those whose version has grown already.
    """

    session: Session
    number: int
    removed: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)
    stays: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    back: list[Changed] = field(default_factory=list)
    grown: set[str] = field(default_factory=set)


@needs(Right.IMPORT)
def undo_import(
    passport: Passport, number: int, progress: Progress = silent, *, put_back: Versions | None = None
) -> UndoReport:
    """Take a loaded list back in one transaction.

    Of a changed record every field that still stands as the list left it goes back; a record that the list made goes
    if nobody has touched it since. ``put_back`` are cards that were changed after the load, with the version under
    which they stand again as the list left them: those count as untouched.

    Raises :class:`Refused` for a list that is not there, is taken back already, or is
    so old that its changes are no longer kept, and in a frozen season.
    """
    with passport.writing("Отмена загрузки", detail=f"загрузка № {number}") as session:
        check_not_frozen(session, "загрузка не отменена", "Изменения вносите в карточках: они станут предложениями.")
        batch = session.get(ImportBatch, number)
        if batch is None:
            raise Refused(f"Загрузки № {number} в базе нет.")
        if batch.undone_at is not None:
            raise Refused("Эта загрузка уже отменена; ничего не изменено.")
        changes = session.scalars(select(ImportChange).filter_by(batch=number)).all()
        if not changes:
            raise Refused("Эта загрузка слишком давняя: её изменения уже не хранятся, отменить её нельзя.")
        undo = _Undo(session, number)
        groups = _grouped(changes)
        _count_as_untouched(undo, groups, put_back or {})
        _take_back(undo, groups, progress)
        batch.undone_at = moments.now()
        return UndoReport(number, undo.removed, undo.restored, tuple(undo.kept), _versions(session, changes))


Groups = Mapping[tuple[type[Record], str], list[ImportChange]]


def _grouped(changes: Iterable[ImportChange]) -> Groups:
    groups: defaultdict[tuple[type[Record], str], list[ImportChange]] = defaultdict(list)
    for one in changes:
        groups[_MODELS[one.entity], one.act].append(one)
    return groups


def _count_as_untouched(undo: _Undo, groups: Groups, put_back: Versions) -> None:
    """Let the changes of cards that were put back, and of their lists, be of the present versions."""
    ids = {id for (entity, id), version in put_back.items() if _version(undo.session, entity, id) == version}
    for (model, _), some in groups.items():
        mine = [one for one in some if (one.owner or one.record) in ids]
        present = _present(undo, model, (one.record for one in mine))
        for one in mine:
            one.version = present.get(one.record, {}).get("version", one.version)


def _version(session: Session, entity: str, id: str) -> int | None:
    table = table_of(ENTITIES[entity])
    return session.scalar(select(table.c.version).where(table.c.id == id))


def _versions(session: Session, changes: Iterable[ImportChange]) -> Versions:
    touched = sorted({one.owner or one.record for one in changes})
    found: dict[tuple[str, str], int] = {}
    for entity, model in ENTITIES.items():
        table = table_of(model)
        for start in range(0, len(touched), _AT_ONCE):
            rows = select(table.c.id, table.c.version).where(table.c.id.in_(touched[start : start + _AT_ONCE]))
            found |= {(entity, id): version for id, version in session.execute(rows)}
    return found


def _take_back(undo: _Undo, groups: Groups, progress: Progress) -> None:
    """Changed fields first, then records that were made, those that others point at last."""
    total = sum(map(len, groups.values()))
    done = 0
    for step in (_BACK, _GONE):
        for model, act in step:
            some = groups.get((model, act), [])
            for start in range(0, len(some), _AT_ONCE):
                progress(done, total)
                _ACTS[act](undo, model, some[start : start + _AT_ONCE])
                done += len(some[start : start + _AT_ONCE])
        _write_back(undo)


def _present(undo: _Undo, model: type[Record], ids: Iterable[str]) -> dict[str, Values]:
    table = table_of(model)
    found = undo.session.execute(select(table).where(table.c.id.in_(list(ids)))).mappings()
    return {row["id"]: dict(row) for row in found}


# --- records that were changed ------------------------------------------------------------------------


def _change_back(undo: _Undo, model: type[Record], some: list[ImportChange]) -> None:
    present = _present(undo, model, (one.record for one in some))
    owners = _present(undo, Student, {one.owner for one in some if one.owner})
    for one in some:
        now = present.get(one.record)
        if now is None:
            continue
        name = who(owners.get(one.owner, {}) if one.owner else now)
        new = _restored(undo, model, one, now, name)
        if not new and one.fields:
            continue
        undo.restored += bool(new) and not one.owner
        undo.owners |= {one.owner} if new and one.owner else set()
        if issubclass(model, Listed) and not model.listing.sources.isdisjoint(new):
            new |= listed_values(model, now | new)
        undo.back.append(Changed(model, one.record, now["version"], {}, new, one.owner))
        if now["version"] == one.version:
            _rebase(undo, one.record, one.version - 1, now["version"] + 1)


def _restored(undo: _Undo, model: type[Record], one: ImportChange, now: Values, name: str) -> Values:
    """The old values of the fields that still stand as the list left them; the others are told."""
    table, known = table_of(model), field_by_name(model)
    new: Values = {}
    unread = dict(now["unread"] or {})
    for field_name in dict.fromkeys(key.removeprefix("?") for key in one.fields or {}):
        old_value, value = _pair(one, field_name, _plain(now[field_name]))
        old_text, text = _pair(one, f"?{field_name}", unread.get(field_name))
        if (_plain(now[field_name]), unread.get(field_name)) != (value, text):
            told = known[field_name]
            loaded = text or told.kind.show(_typed(table, field_name, value))
            present = unread.get(field_name) or told.kind.show(now[field_name])
            undo.stays.add(one.owner or one.record)
            undo.kept.append(Kept(name, told.label, loaded, present))
            continue
        if old_value != value:
            new[field_name] = _typed(table, field_name, old_value)
        unread.pop(field_name, None)
        unread |= {field_name: old_text} if old_text else {}
    _make_homes_of(undo, model, now, new)
    return new if unread == (now["unread"] or {}) else {**new, "unread": unread}


def _pair(one: ImportChange, name: str, now: Any) -> tuple[Any, Any]:
    """Old and new as the list had them; where it did not speak of them, both are what is there now."""
    old, new = (one.fields or {}).get(name, (now, now))
    return old, new


def _make_homes_of(undo: _Undo, model: type[Record], now: Values, new: Values) -> None:
    """The class or building into which a record goes back may have been removed meanwhile."""
    if model is Student and new.get("class_name"):
        ensure_class(undo.session, now["school_id"], new["class_name"])
    elif model is Room and new.get("building"):
        ensure_building(undo.session, now["school_id"], new["building"])


def _rebase(undo: _Undo, record: str, before: int, now: int) -> None:
    """An earlier list left the record as it is again: under the new version it still counts as untouched.

    The lists before that one move along, so that they are untouched in their turn.
    """
    its = update(ImportChange).where(ImportChange.record == record, ImportChange.batch < undo.number)
    undo.session.execute(its.values(version=ImportChange.version + (now - before)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(table: Table, name: str, value: Any) -> Any:
    """A value of JSON as its column takes it."""
    return date.fromisoformat(value) if value is not None and table.c[name].type.python_type is date else value


# --- records that were removed, and made --------------------------------------------------------------


def _put_back(undo: _Undo, model: type[Record], some: list[ImportChange]) -> None:
    table = table_of(model)
    owners = _present(undo, Student, {one.owner for one in some})
    taken = select(table.c.student_id, table.c.subject).where(table.c.student_id.in_(list(owners)))
    there = set(map(tuple, undo.session.execute(taken)))
    for one in some:
        row = {name: _typed(table, name, value) for name, value in (one.fields or {}).items()}
        if one.owner not in owners:
            continue
        if (one.owner, row["subject"]) in there:
            show = Choice("subjects").show
            undo.kept.append(Kept(who(owners[one.owner]), show(row["subject"]), "нет", "внесён после загрузки"))
            continue
        insert_rows(undo.session, table, [row])
        undo.owners.add(one.owner)


def _unmake(undo: _Undo, model: type[Record], some: list[ImportChange]) -> None:
    present = _present(undo, model, (one.record for one in some))
    worked = _worked_on(undo, present)
    owners = _present(undo, Student, {one.owner for one in some if one.owner})
    gone: list[str] = []
    for one in some:
        now = present.get(one.record)
        if now is None or (model is Move and one.owner in undo.stays):
            continue
        if model in _HOMES:
            gone += [one.record] if now["version"] == one.version and not _used(undo, model, now) else []
        elif now["version"] == one.version and one.record not in worked:
            gone.append(one.record)
            undo.removed += not one.owner
            undo.owners |= {one.owner} if one.owner else set()
        else:
            name = who(owners.get(one.owner, {}) if one.owner else now)
            label = Choice("subjects").show(now["subject"]) if "subject" in now else ""
            undo.kept.append(Kept(name, label, "", "изменено после загрузки"))
    undo.session.execute(delete(table_of(model)).where(table_of(model).c.id.in_(gone)))


def _worked_on(undo: _Undo, present: Mapping[str, Values]) -> set[str]:
    """Of which records a person has explained or compared something, which no version tells."""
    found: set[str] = set()
    for column in (Explanation.record_id, Proof.record_id):
        found |= set(undo.session.scalars(select(column).where(column.in_(list(present)))))
    return found


def _used(undo: _Undo, model: type[Record], now: Values) -> bool:
    """Whether anybody is in a class, or any room in a building."""
    inside, name = _HOMES[model]
    column = table_of(inside).c[name]
    return undo.session.execute(select(column).where(column == now["name"]).limit(1)).first() is not None


def _write_back(undo: _Undo) -> None:
    """Write the old values, and let the version grow of those pupils whose lists are other ones now."""
    undo.grown |= {one.id for one in undo.back}
    ids = sorted(undo.owners - undo.grown)
    for start in range(0, len(ids), _AT_ONCE):
        some = _present(undo, Student, ids[start : start + _AT_ONCE])
        undo.back += [Changed(Student, id, row["version"], {}, {}) for id, row in some.items()]
    undo.grown |= set(ids)
    update_rows(undo.session, undo.back)
    undo.back.clear()


_BACK = [(model, act.value) for act in (Act.CHANGED, Act.REMOVED) for model in WRITTEN]
_GONE = [(model, Act.MADE.value) for model in reversed(WRITTEN)]
_ACTS = {Act.CHANGED.value: _change_back, Act.REMOVED.value: _put_back, Act.MADE.value: _unmake}


def kept_lines(report: UndoReport) -> Iterator[str]:
    """What stays after an undo, a line each."""
    for one in report.kept:
        if one.label and one.loaded:
            now = one.now or "пусто"
            yield f"{one.who}: «{one.label}» — загружено «{one.loaded}», теперь «{now}»; оставлено как есть."
        else:
            yield f"{one.who}{': ' + one.label if one.label else ''} — {one.now}; оставлено как есть."
