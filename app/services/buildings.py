"""The school's buildings: their names, and what they mean for the rooms that stand in them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.field import new_id
from app.domain.rooms import Room
from app.domain.school import Building, School
from app.errors import Refused
from app.storage.passport import Passport


def building_names(passport: Passport) -> list[str]:
    """The names of the school's buildings in its own order."""
    with passport.reading() as session:
        return [name for name in session.scalars(select(Building.name).order_by(Building.place)) if name]


def ensure_building(session: Session, school: str, name: str | None) -> Building | None:
    """Make the building a room was put into and give it, if it is not there yet."""
    if name is None:
        return None
    with session.no_autoflush:
        known = session.execute(select(Building.name, Building.place).filter_by(school_id=school)).all()
    if name in {one for one, _ in known}:
        return None
    place = max((place for _, place in known), default=-1) + 1
    made = Building(id=new_id(), school_id=school, name=name, place=place, unread={})
    session.add(made)
    session.flush()
    return made


def check_unused(session: Session, school: School, kept: set[str]) -> None:
    """Refuse to take a building out of the list that still has rooms. ``kept`` are the ids that stay."""
    for one in school.buildings:
        if one.id not in kept and one.name is not None:
            query = select(func.count()).select_from(Room).filter_by(school_id=school.id, building=one.name)
            with session.no_autoflush:
                rooms = session.scalar(query)
            if rooms:
                raise Refused(
                    f"В здании «{one.name}» аудиторий: {rooms}; здание не убрано, ничего не сохранено.",
                    "Сначала переведите аудитории в другое здание или удалите их карточки.",
                )
