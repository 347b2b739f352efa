"""Reading and saving one card: of the school, of a class, of a pupil.

A card holds text, as people see and type it. What cannot be read is kept with the record as typed and
becomes a finding, so that a half-filled or wrong card is saved too and nothing typed is lost.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.domain.exams import ExamChoice
from app.domain.field import Field, Record, as_typed, field_by_name, new_id, texts, why_unread
from app.domain.school import School, SchoolClass
from app.domain.student import Student
from app.errors import BadValue, Refused, StaleRecord
from app.services.class_cards import check_empty, check_free, take_along
from app.storage.passport import Passport

ENTITIES: dict[str, type[Record]] = {"school": School, "class": SchoolClass, "student": Student}

# (key of the subject, key of the form), ordered by subject
Exams = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record as plain text. ``unread`` names the fields whose text could not be read, with the sentence why."""

    entity: str
    id: str
    version: int
    texts: Mapping[str, str]
    unread: Mapping[str, str] = field(default_factory=dict)
    exams: Exams = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one record that began from ``version``.

    ``version`` 0 makes the record (with the id given, so that a removed card can come back as it was).
    Only the fields in ``texts`` change; '' clears one. ``exams`` None leaves the chosen exams alone.
    """

    entity: str
    id: str
    version: int
    texts: Mapping[str, str] = field(default_factory=dict)
    exams: Exams | None = None
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The card after a save (None when removed) and the edit that takes the save back."""

    card: Card | None
    undo: Edit


def load_card(passport: Passport, entity: str, id: str) -> Card:
    """The card of a record; :class:`Refused` where there is none (any more)."""
    with passport.reading() as session:
        return card_of(entity, find_record(session, entity, id))


def school_id(session: Session) -> str:
    """The id of the one school of a school's file."""
    return session.scalars(select(School.id)).one()


def save_card(passport: Passport, edit: Edit, *, strict: bool = False) -> Saved:
    """Carry out an edit as one transaction.

    With ``strict`` an unreadable text is refused (:class:`BadValue`) instead of being kept as typed, whole. Raises
    :class:`StaleRecord` when the record has changed since ``edit.version``, :class:`BadValue` for a record without
    the field it is known by, :class:`Refused` for a class whose name is taken or that still has pupils, and for
    a subject chosen twice.
    """
    with passport.writing() as session:
        record = _begun(session, edit)
        before = card_of(edit.entity, record) if edit.version else None
        if edit.remove:
            _remove(session, record)
        else:
            _change(session, record, edit, strict=strict)
        session.flush()
        after = None if edit.remove else card_of(edit.entity, record)
        return Saved(after, _undo(edit, before, after))


def _remove(session: Session, record: Record) -> None:
    if isinstance(record, SchoolClass):
        check_empty(session, record)
    session.delete(record)


def _change(session: Session, record: Record, edit: Edit, *, strict: bool) -> None:
    old = record.name if isinstance(record, SchoolClass) else None
    apply_texts(session, record, edit.texts, strict=strict)
    for name, told in field_by_name(type(record)).items():
        if _is_required(record, name) and getattr(record, name) is None:
            raise BadValue(f"Поле «{told.label}» должно быть заполнено; ничего не сохранено.")
    if isinstance(record, SchoolClass):
        check_free(session, record)
    if edit.exams is not None and isinstance(record, Student):
        apply_exams(record, edit.exams)
    session.add(record)  # a new one only now, when its class and its own name are there
    if isinstance(record, SchoolClass) and old not in (None, record.name):
        take_along(session, record, str(old))


def _is_required(record: Record, name: str) -> bool:
    return not type(record).__table__.columns[name].nullable


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
    own: dict[str, object] = {"exams": []} if edit.entity == "student" else {}
    return model(id=edit.id or new_id(), school_id=school_id(session), unread={}, **own)


def _model(entity: str) -> type[Record]:
    model = ENTITIES.get(entity)
    if model is None:
        raise Refused(f"Записей вида «{entity}» нет.", f"Есть: {', '.join(ENTITIES)}.")
    return model


def find_record(session: Session, entity: str, id: str) -> Record:
    """The record, a pupil's with the chosen exams; :class:`Refused` where there is none (any more)."""
    model = _model(entity)
    options = [selectinload(Student.exams)] if model is Student else []
    record = session.get(model, id, options=options)
    if record is None:
        raise Refused("Такой записи нет: возможно, её удалили.")
    return record


def apply_texts(session: Session, record: Record, new: Mapping[str, str], *, strict: bool = False) -> None:
    """Read texts into a record's fields; what cannot be read is kept as typed in ``unread``."""
    known = field_by_name(type(record))
    unread = dict(record.unread or {})
    for name, text in new.items():
        if name not in known:
            raise Refused(f"Поля «{name}» нет.", f"Есть: {', '.join(known)}.")
        _apply(record, known[name], text, unread, strict=strict)
    if unread != record.unread:
        record.unread = unread
    if isinstance(record, Student):
        ensure_class(session, record.school_id, record.class_name)


def _apply(record: Record, told: Field, text: str, unread: dict[str, str], *, strict: bool) -> None:
    try:
        value = told.kind.read(text)
    except BadValue as problem:
        if strict or _is_required(record, told.name):
            raise BadValue(f"Поле «{told.label}»: {problem.text}", problem.hint) from None
        value = None
        unread[told.name] = as_typed(text)
    else:
        unread.pop(told.name, None)
    if getattr(record, told.name) != value:
        setattr(record, told.name, value)


def apply_exams(student: Student, wanted: Exams) -> None:
    """Make the chosen exams exactly these, keeping the records of those that stay.

    Raises :class:`Refused` where a subject is there twice.
    """
    forms = dict(wanted)
    if len(forms) < len(wanted):
        named = Counter(subject for subject, _ in wanted).most_common(1)[0][0]
        raise Refused(
            f"Предмет «{field_by_name(ExamChoice)['subject'].kind.show(named)}» выбран дважды; ничего не сохранено.",
            "Оставьте его один раз.",
        )
    if {choice.subject: choice.form for choice in student.exams} != forms:
        flag_modified(student, "unread")  # so that the pupil's own version grows: a stale save is refused
    for choice in list(student.exams):
        if choice.subject not in forms:
            student.exams.remove(choice)
        elif choice.form != forms[choice.subject]:
            choice.form = forms[choice.subject]
    there = {choice.subject for choice in student.exams}
    for subject, form in wanted:
        if subject not in there:
            student.exams.append(ExamChoice(id=new_id(), subject=subject, form=form, unread={}))


def ensure_class(session: Session, school: str, name: str | None) -> None:
    """Make the class a pupil was put into, if it is not there yet."""
    if name is None:
        return
    with session.no_autoflush:
        there = session.scalars(select(SchoolClass.id).filter_by(school_id=school, name=name)).first()
    if there is None:
        session.add(SchoolClass(id=new_id(), school_id=school, name=name, unread={}))
        session.flush()


def card_of(entity: str, record: Record) -> Card:
    """The plain card of a record whose exams, if it is a pupil, are loaded."""
    exams: Exams = ()
    if isinstance(record, Student):
        exams = tuple(sorted((choice.subject, choice.form) for choice in record.exams))
    reasons = {name: why_unread(type(record), name, text) for name, text in (record.unread or {}).items()}
    return Card(entity, record.id, record.version, texts(record), reasons, exams)


def _undo(edit: Edit, before: Card | None, after: Card | None) -> Edit:
    if before is None:
        return Edit(edit.entity, after.id if after else edit.id, after.version if after else 0, remove=True)
    old = before.texts if after is None else {name: before.texts[name] for name in edit.texts}
    exams = before.exams if edit.remove or edit.exams is not None else None
    return Edit(edit.entity, before.id, after.version if after else 0, old, exams)
