"""Second entry: values typed again blind, compared with the stored ones, and what differs settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.drafts import Draft
from app.domain.field import Field, field_by_name, mended, texts
from app.domain.kinds import Text
from app.domain.proofs import Way
from app.domain.roles import Right
from app.domain.student import Student
from app.domain.text import fold, mixed_letters
from app.errors import BadValue
from app.services.cards import Edit
from app.services.comparing import SECOND, second_entries
from app.services.proofs import prove
from app.services.rights import needs
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A value typed twice, differently. ``hint`` says what the eye does not see: Latin letters among Russian ones."""

    id: str
    field: str
    who: str
    label: str
    first: str
    second: str
    hint: str


def same_value(told: Field, first: str, second: str) -> bool:
    """Whether two texts of a field say the same: both as the field's kind shows them, in any case.

    Free text is compared folded. In names and numbers ё and е differ, and so do Latin look-alikes, because
    the value must be as in the document.
    """
    one, other = _tidy(told, first), _tidy(told, second)
    if type(told.kind) is Text:
        return fold(one) == fold(other)
    return one.casefold() == other.casefold()


def _tidy(told: Field, text: str) -> str:
    try:
        return told.tidy(text)
    except BadValue:
        return " ".join(text.split())


@needs(Right.EDIT)
def type_again(passport: Passport, id: str, typed: Mapping[str, str]) -> int:
    """Compare what was typed again with the stored values of a pupil; the number that differ.

    What agrees leaves evidence; what differs is kept until it is settled. All in one transaction.
    A pupil that was removed meanwhile counts as nothing.
    """
    with passport.writing("Второй ввод") as session:
        student = session.get(Student, id)
        if student is None:
            return 0
        stored = texts(student)
        told = field_by_name(Student)
        agreed = {name: stored[name] for name, text in typed.items() if same_value(told[name], stored[name], text)}
        prove(session, Way.TYPED_AGAIN, id, agreed)
        kept = second_entries(session, [id]).get(id, {}) | dict(typed)
        _keep(session, student, {name: text for name, text in kept.items() if name not in agreed})
        return len(typed) - len(agreed)


def _keep(session: Session, student: Student, differing: dict[str, str]) -> None:
    if not differing:
        session.execute(delete(Draft).where(Draft.entity == SECOND, Draft.record_id == student.id))
        return
    now = datetime.now(UTC).replace(tzinfo=None)
    key = {"entity": SECOND, "record_id": student.id}
    session.merge(Draft(**key, version=student.version, texts=differing, details={}, kept_at=now))


def disagreements(passport: Passport, class_name: str) -> tuple[Disagreement, ...]:
    """What waits to be settled in a class, by pupil and in the order of the card.

    A difference that an edit has taken away meanwhile is no longer one, and leaves its evidence.
    """
    with passport.reading() as session:
        students = session.scalars(select(Student).where(Student.class_name == class_name)).all()
        entries = second_entries(session, [one.id for one in students])
    found: list[Disagreement] = []
    for student in sorted(students, key=lambda one: (fold(one.full_name), one.id)):
        if (typed := entries.get(student.id)) and type_again(passport, student.id, typed):
            found += _of(student, typed)
    return tuple(found)


def _of(student: Student, typed: Mapping[str, str]) -> list[Disagreement]:
    stored = texts(student)
    return [
        Disagreement(student.id, name, student.full_name, told.label, stored[name], typed[name], hint)
        for name, told in field_by_name(Student).items()
        if name in typed and not same_value(told, stored[name], typed[name])
        for hint in [_hint(stored[name], typed[name])]
    ]


def _hint(*both: str) -> str:
    said = [f"«{text}»: латинские {', '.join(found)}" for text in both if (found := mixed_letters(text))]
    return "; ".join(said)


def edits_of(passport: Passport, settled: Mapping[tuple[str, str], str]) -> tuple[Edit, ...]:
    """The edits, one for each pupil, that store the settled values, by id and field, where they change anything."""
    wanted: dict[str, dict[str, str]] = {}
    for (id, name), text in settled.items():
        wanted.setdefault(id, {})[name] = text
    edits = []
    with passport.reading() as session:
        for student in session.scalars(select(Student).where(Student.id.in_(wanted))):
            stored = texts(student)
            changed = {name: text for name, text in wanted[student.id].items() if text.strip() != stored[name]}
            if changed:
                edits.append(Edit("student", student.id, student.version, mended(Student, changed)))
    return tuple(edits)


@needs(Right.EDIT)
def settle_entries(passport: Passport, settled: Mapping[tuple[str, str], str]) -> None:
    """Forget the differences that were settled, once their edits are stored, and leave evidence of what was chosen."""
    with passport.writing("Второй ввод: расхождения решены") as session:
        entries = second_entries(session, [id for id, _ in settled])
        for id in dict.fromkeys(id for id, _ in settled):
            student = session.get(Student, id)
            if student is None:
                continue
            stored, told = texts(student), field_by_name(Student)
            # In a frozen season what was chosen may be only proposed: then nothing is proven, and the difference waits.
            mine = {
                name for (of, name), text in settled.items() if of == id and same_value(told[name], stored[name], text)
            }
            prove(session, Way.TYPED_AGAIN, id, {name: stored[name] for name in mine})
            _keep(session, student, {name: text for name, text in entries.get(id, {}).items() if name not in mine})
