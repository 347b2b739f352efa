"""Confirming what came over from last year: one value, a whole card, a whole class.

A save that changes a value confirms it by itself (see ``app.domain.ageing``). Confirming changes no value, so that it
gives a record no new version and makes no open card stale.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.domain.ageing import Ageing, unconfirmed_of, without
from app.domain.field import Record, details_of, place_in
from app.domain.roles import Right
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.errors import Refused
from app.services.cards import ENTITIES, with_details
from app.services.progress import Progress, part, silent
from app.services.rights import needs
from app.storage.passport import Passport

ALL = ""  # in place of a field: the whole card

Value = tuple[str, str, str]  # entity, id, field as findings name it («category», «guardians.1.phone») or ALL

_AT_ONCE = 500


@needs(Right.EDIT)
def confirm(passport: Passport, values: Iterable[Value], progress: Progress = silent) -> int:
    """Confirm values of cards, all or none; how many waited for it.

    What does not wait, and a record that is gone, is passed over. Raises :class:`Refused` for an unknown entity,
    and what ``progress`` raises; then nothing is confirmed.
    """
    asked: dict[str, dict[str, set[str]]] = {}
    for entity, id, field in values:
        asked.setdefault(entity, {}).setdefault(id, set()).add(field)
    with passport.writing("Подтверждение") as session:
        parts = enumerate(asked.items())
        return sum(
            _confirm(session, _model(entity), fields, part(progress, done, len(asked)))
            for done, (entity, fields) in parts
        )


@needs(Right.EDIT)
def confirm_class(passport: Passport, class_name: str, progress: Progress = silent) -> int:
    """Confirm all that came over in the cards of a class and of its pupils; how many values waited for it.

    Raises what ``progress`` does; then nothing is confirmed.
    """
    with passport.writing("Подтверждение класса") as session:
        pupils = session.scalars(select(Student.id).where(Student.class_name == class_name)).all()
        its = session.scalars(select(SchoolClass.id).where(SchoolClass.name == class_name)).all()
        return sum(
            _confirm(session, model, {id: {ALL} for id in ids}, part(progress, done, 2))
            for done, (model, ids) in enumerate(((SchoolClass, its), (Student, pupils)))
        )


def confirm_changed(session: Session, model: type[Record], changed: Mapping[str, Collection[str]]) -> None:
    """After a write past the mapped objects: the fields it changed, by record, wait no more."""
    ids = list(changed)
    for start in range(0, len(ids), _AT_ONCE):
        table = model.__table__
        some = table.c.id.in_(ids[start : start + _AT_ONCE])
        found = session.execute(select(table.c.id, table.c.unconfirmed).where(some, table.c.unconfirmed.is_not(None)))
        _keep(session, model, {id: without(waiting, changed[id]) for id, waiting in found})


def _model(entity: str) -> type[Record]:
    if entity not in ENTITIES:
        raise Refused(f"Записей вида «{entity}» нет.", f"Есть: {', '.join(ENTITIES)}.")
    return ENTITIES[entity]


def _confirm(session: Session, model: type[Record], asked: Mapping[str, Collection[str]], progress: Progress) -> int:
    count = 0
    ids = list(asked)
    for start in range(0, len(ids), _AT_ONCE):
        query = select(model).where(model.id.in_(ids[start : start + _AT_ONCE])).options(*with_details(model))
        kept: dict[type[Record], dict[str, list[str] | None]] = {}
        for done, record in enumerate(session.scalars(query), start):
            progress(done, len(asked))
            for one, confirmed in _confirmed(record, asked[record.id]):
                count += len(confirmed)
                kept.setdefault(type(one), {})[one.id] = without(unconfirmed_of(one), confirmed)
        for table, waiting in kept.items():
            _keep(session, table, waiting)
    return count


def _confirmed(record: Record, asked: Collection[str]) -> Iterator[tuple[Record, list[str]]]:
    """The record and those of its details in which something is confirmed, with the names of that."""
    every = ALL in asked
    if names := [name for name in unconfirmed_of(record) if every or name in asked]:
        yield record, names
    for told in details_of(type(record)):
        for place, detail in enumerate(getattr(record, told.name)):
            waiting = unconfirmed_of(detail)
            if names := [name for name in waiting if every or place_in(told.name, place, name) in asked]:
                yield detail, names


def _keep(session: Session, model: type[Record], waiting: Mapping[str, list[str] | None]) -> None:
    if not waiting or not issubclass(model, Ageing):
        return
    table = cast(Table, model.__table__)
    new = bindparam("new", type_=table.c.unconfirmed.type)
    statement = update(table).where(table.c.id == bindparam("the_id")).values(unconfirmed=new)
    session.execute(statement, [{"the_id": id, "new": names} for id, names in waiting.items()])
