"""What saving the card of a class means for others: its name is its pupils' and its papers' too."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.field import new_id
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.errors import Refused
from app.services.listed_texts import refresh_texts


def check_free(session: Session, one: SchoolClass) -> None:
    """Refuse a name that another class has."""
    with session.no_autoflush:
        query = select(SchoolClass.id).filter_by(school_id=one.school_id, name=one.name)
        other = session.scalars(query.where(SchoolClass.id != one.id)).first()
    if other is not None:
        raise Refused(
            f"Класс {one.name} уже есть; ничего не изменено.",
            f"Чтобы соединить классы, переведите обучающихся в {one.name} в их карточках.",
        )


def check_empty(session: Session, one: SchoolClass) -> None:
    """Refuse to remove a class that has pupils."""
    query = select(func.count()).select_from(Student).filter_by(school_id=one.school_id, class_name=one.name)
    if pupils := session.scalar(query):
        raise Refused(
            f"В классе {one.name} обучающихся: {pupils}; класс не удалён.",
            "Сначала переведите их в другой класс или удалите их карточки.",
        )


def take_along(session: Session, one: SchoolClass, old: str) -> dict[str, int]:
    """After a class got another name: its pupils (moved by the database itself) have changed, its papers go with it.

    A pupil's card read before is stale from now on, because it holds the old name. Gives the pupils' new versions
    by id; nothing where the name is the ``old`` one.
    """
    if one.name == old:
        return {}
    from app.domain.forms import PrintedForm  # noqa: PLC0415 - each mapped class takes its part of every start

    its = {"school_id": one.school_id}
    pupils = update(Student).filter_by(**its, class_name=one.name).values(version=Student.version + 1)
    papers = update(PrintedForm).filter_by(**its, scope=old).values(scope=one.name, version=PrintedForm.version + 1)
    for statement in (pupils, papers):
        session.execute(statement, execution_options={"synchronize_session": False})
    refresh_texts(session, Student, Student.school_id == one.school_id, Student.class_name == one.name)
    query = select(Student.id, Student.version).filter_by(**its, class_name=one.name)
    return dict(session.execute(query).all())


def ensure_class(session: Session, school: str, name: str | None) -> SchoolClass | None:
    """Make the class a pupil was put into and give it, if it is not there yet."""
    if name is None:
        return None
    with session.no_autoflush:
        there = session.scalars(select(SchoolClass.id).filter_by(school_id=school, name=name)).first()
    if there is not None:
        return None
    made = SchoolClass(id=new_id(), school_id=school, name=name, unread={})
    session.add(made)
    session.flush()
    return made
