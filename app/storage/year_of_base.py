"""Which year file holds in a base: the program's (or its update's), or one that the base has taken."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.taken_year import TakenYear
from app.domain.year import AcademicYear, academic_year, checked_year, known_years


def year_of(session: Session, name: str) -> AcademicYear:
    """The year of the base: the program's own, or the one taken into the base where its edition is newer or the
    program has none."""
    content = session.scalar(select(TakenYear.__table__.c.content))
    if content is None:
        return academic_year(name)
    taken = checked_year(content, f"{name}.toml")  # the lists that it names may have come with an update
    if name not in known_years():
        return taken
    own = academic_year(name)
    return taken if taken.edition > own.edition else own
