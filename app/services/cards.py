"""Reading and saving one card: of the school, of a class, of a pupil.

A card holds text, as people see and type it. What cannot be read is kept with the record as typed and
becomes a finding, so that a half-filled or wrong card is saved too and nothing typed is lost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.domain.field import Record, details_by_name, details_of, new_id, texts
from app.domain.roles import Right
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.errors import Refused, StaleRecord
from app.services.buildings import check_unused, ensure_building
from app.services.class_cards import check_empty, check_free, ensure_class, take_along
from app.services.detail_rows import Rows, apply_rows, apply_texts, check_required, reasons, rows_of
from app.services.listed_texts import refresh_texts
from app.services.moves import note_moves, values_of
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.passport import Passport

_AT_ONCE = 500  # records read ahead together: SQLite takes so many values in one query

ENTITIES: dict[str, type[Record]] = {
    "school": School,
    "class": SchoolClass,
    "student": Student,
    "staff": Staff,
    "room": Room,
}


@dataclass(frozen=True, slots=True)
class Card:
    """A record as plain text.

    ``unread`` names the fields whose text could not be read, with the sentence why; ``details`` holds its lists
    (exams, parents …) by name.
    """

    entity: str
    id: str
    version: int
    texts: Mapping[str, str]
    unread: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one record that began from ``version``.

    ``version`` 0 makes the record (with the id given, so that a removed card can come back as it was).
    Only the fields in ``texts`` change; '' clears one. Only the lists in ``details`` change, each as a whole.
    ``turns`` says that it takes a save back, or does it again: it starts no clock of its own (``moves``).
    """

    entity: str
    id: str
    version: int
    texts: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Rows] = field(default_factory=dict)
    remove: bool = False
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The card after a save (None when removed) and the edit that takes the save back.

    ``made`` takes away, after that, what the save made along: the class or building the record was put into.
    ``moved`` are the new versions, by id, of pupils whom the save changed along: those of a renamed class.
    ``proposed`` are the fields and lists that were not changed but proposed, because the season is frozen.
    """

    card: Card | None
    undo: Edit
    made: tuple[Edit, ...] = ()
    moved: Mapping[str, int] = field(default_factory=dict)
    proposed: tuple[str, ...] = ()


def load_card(passport: Passport, entity: str, id: str) -> Card:
    """The card of a record; :class:`Refused` where there is none (any more)."""
    with passport.reading() as session:
        return card_of(entity, find_record(session, entity, id))


def prepare_cards(entity: str) -> None:
    """Do what the first card of a start would wait for: SQLAlchemy puts all its mappers in order."""
    with_details(_model(entity))


def school_id(session: Session) -> str:
    """The id of the one school of a school's file."""
    return session.scalars(select(School.id)).one()


def save_card(passport: Passport, edit: Edit, *, strict: bool = False, what: str = "", why: str = "") -> Saved:
    """Carry out one edit as one transaction; see :func:`save_cards`."""
    return save_cards(passport, (edit,), strict=strict, what=what, why=why)[0]


@needs(Right.EDIT)
def save_cards(
    passport: Passport,
    edits: Sequence[Edit],
    *,
    strict: bool = False,
    what: str = "",
    why: str = "",
    progress: Progress = silent,
) -> tuple[Saved, ...]:
    """Carry out edits of different records, in their order, as one transaction: all or none.

    With ``strict`` an unreadable text is refused (:class:`BadValue`) instead of being kept as typed, whole. Raises
    :class:`StaleRecord` when a record has changed since ``edit.version``, :class:`BadValue` for a record without
    the field it is known by, :class:`Refused` for a class or building whose name is taken or that is still used,
    and for a row that stands twice in a list.

    In a frozen season nothing of a card changes: the edits are tried, thrown away, and kept as proposals
    (``proposing``); what cannot be proposed is refused. ``what`` names the act in the history, where its kind alone
    does not; ``why`` is what a person gave as his reason.
    """
    from app.services.season import is_frozen  # noqa: PLC0415 - the first list is there without its records

    try:
        with passport.held():
            if is_frozen(passport):
                return _proposed(passport, edits, progress)
            with passport.writing(what or _act_of(edits), why) as session:
                return tuple(_all_saved(session, edits, passport.year, strict=strict, progress=progress))
    except IntegrityError as problem:
        raise Refused(
            "Так сохранить нельзя: два одинаковых названия, или на удаляемое ещё ссылаются другие карточки.",
            "Ничего не сохранено; сохраните изменения по одному.",
        ) from problem


def _act_of(edits: Sequence[Edit]) -> str:
    """What saving these edits is called in the history."""
    if all(edit.turns for edit in edits):
        return "Отмена"
    if all(edit.remove for edit in edits):
        return "Удаление"
    if len(edits) > 1:
        return "Правка многих"
    return "Карточка" if edits[0].version else "Новая карточка"


def save_within(session: Session, edit: Edit, year: AcademicYear) -> Saved:
    """Carry out one edit in a session that writes, also in a frozen season: for a change that was accepted."""
    return _save(session, edit, year, strict=False)


def _proposed(passport: Passport, edits: Sequence[Edit], progress: Progress) -> tuple[Saved, ...]:
    from app.services.proposing import check_proposable, propose  # noqa: PLC0415 - knows cards itself

    check_proposable(edits)
    with passport.reading() as session:
        tried = tuple(_all_saved(session, edits, passport.year, strict=True, progress=progress))
    return propose(passport, edits, tried)


def back_edits(saved: Iterable[Saved]) -> tuple[Edit, ...]:
    """The edits that take several saves back, in the order in which they must be carried out."""
    return tuple(edit for one in reversed(tuple(saved)) for edit in (one.undo, *one.made))


def _all_saved(
    session: Session, edits: Sequence[Edit], year: AcademicYear, *, strict: bool, progress: Progress
) -> Iterator[Saved]:
    for start in range(0, len(edits), _AT_ONCE):
        some = edits[start : start + _AT_ONCE]
        read = _read_ahead(session, some)
        for done, edit in enumerate(some, start):
            progress(done, len(edits))
            yield _save(session, edit, year, strict=strict)
        read.clear()


def _read_ahead(session: Session, edits: Sequence[Edit]) -> list[Record]:
    """The records of several edits with their lists, read by few queries; the session finds them while they live."""
    ids: dict[str, list[str]] = {}
    for edit in edits:
        if edit.version and len(edits) > 1:
            ids.setdefault(edit.entity, []).append(edit.id)
    read: list[Record] = []
    for entity, some in ids.items():
        model = _model(entity)
        query = select(model).where(model.id.in_(some)).options(*with_details(model))
        read += session.scalars(query)
    return read


def _save(session: Session, edit: Edit, year: AcademicYear, *, strict: bool) -> Saved:
    record = _begun(session, edit)
    before = card_of(edit.entity, record) if edit.version else None
    watched = values_of(record) if isinstance(record, Student) and edit.version else None
    old = record.name if isinstance(record, SchoolClass) and edit.version else None
    made = () if edit.remove else _change(session, record, edit, strict=strict)
    if edit.remove:
        _remove(session, record)
    elif isinstance(record, Student) and not edit.turns and note_moves(record, watched, year):
        edit = replace(edit, details={**edit.details, "moves": ()})  # so that taking it back takes the list back
    session.flush()
    if "buildings" in edit.details:
        refresh_texts(session, Room)
    moved = take_along(session, record, old) if isinstance(record, SchoolClass) and old else {}
    after = None if edit.remove else card_of(edit.entity, record)
    return Saved(after, _undo(edit, before, after), made, moved)


def _remove(session: Session, record: Record) -> None:
    if isinstance(record, SchoolClass):
        check_empty(session, record)
    session.delete(record)


def _change(session: Session, record: Record, edit: Edit, *, strict: bool) -> tuple[Edit, ...]:
    """Write texts and lists into a record; the edits that take away what was made along."""
    apply_texts(record, edit.texts, strict=strict)
    check_required(record)
    made = _make_homes(session, record)
    for name, rows in edit.details.items():
        _change_list(session, record, name, rows, strict=strict)
    session.add(record)  # a new one only now, when its class and its own name are there
    return made


def _make_homes(session: Session, record: Record) -> tuple[Edit, ...]:
    """A class must be free to take its name; the class or building that a record was put into is made."""
    if isinstance(record, SchoolClass):
        check_free(session, record)
    elif isinstance(record, Student):
        made = ensure_class(session, record.school_id, record.class_name)
        if made is not None:
            return (Edit("class", made.id, made.version, remove=True),)
    elif isinstance(record, Room):
        built = ensure_building(session, record.school_id, record.building)
        if built is not None:
            with session.no_autoflush:
                school = find_record(session, "school", record.school_id)
            others = tuple(row for row in rows_of(school)["buildings"] if row.id != built.id)
            return (Edit("school", school.id, school.version, details={"buildings": others}),)
    return ()


def _change_list(session: Session, record: Record, name: str, rows: Rows, *, strict: bool) -> None:
    known = details_by_name(type(record))
    if name not in known:
        raise Refused(f"Списка «{name}» нет.", f"Есть: {', '.join(known)}.")
    if isinstance(record, School) and name == "buildings":
        check_unused(session, record, kept={row.id for row in rows if not row.blank})
    apply_rows(record, known[name], rows, strict=strict)


def _begun(session: Session, edit: Edit) -> Record:
    if edit.version:
        record = find_record(session, edit.entity, edit.id)
        if record.version != edit.version:
            raise StaleRecord(
                "Эту карточку тем временем изменили; сохранение не выполнено.",
                "Откройте её заново и внесите изменение ещё раз.",
            )
        return record
    if edit.entity == "school":
        raise Refused("В базе школы может быть только одна школа.")
    model = _model(edit.entity)
    there = session.get(model, edit.id)
    if there is not None:
        raise StaleRecord("Такая запись уже есть; сохранение не выполнено.", "Откройте её карточку.")
    lists: dict[str, object] = {one.name: [] for one in details_of(model)}
    return model(id=edit.id or new_id(), school_id=school_id(session), unread={}, **lists)


def _model(entity: str) -> type[Record]:
    model = ENTITIES.get(entity)
    if model is None:
        raise Refused(f"Записей вида «{entity}» нет.", f"Есть: {', '.join(ENTITIES)}.")
    return model


def find_record(session: Session, entity: str, id: str) -> Record:
    """The record with all its lists; :class:`Refused` where there is none (any more)."""
    model = _model(entity)
    record = session.get(model, id, options=with_details(model))
    if record is None:
        raise Refused("Такой записи нет: возможно, её удалили.")
    return record


def with_details(model: type[Record]) -> list[ORMOption]:
    """The options that read the lists of records together with them."""
    return [selectinload(getattr(model, one.name)) for one in details_of(model)]


def card_of(entity: str, record: Record) -> Card:
    """The plain card of a record whose lists are loaded."""
    return Card(entity, record.id, record.version, texts(record), reasons(record), rows_of(record))


def _undo(edit: Edit, before: Card | None, after: Card | None) -> Edit:
    if before is None:
        return Edit(edit.entity, after.id if after else edit.id, after.version if after else 0, remove=True, turns=True)
    old = before.texts if after is None else {name: before.texts[name] for name in edit.texts}
    lists = before.details if after is None else {name: before.details[name] for name in edit.details}
    return Edit(edit.entity, before.id, after.version if after else 0, old, lists, turns=True)
