"""The search texts of records that the database itself has changed: a renamed class or building takes them along."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.orm import Session

from app.domain.field import Record
from app.domain.listed import listed_values, listing_of


def refresh_texts(session: Session, model: type[Record], *where: ColumnElement[bool]) -> None:
    """Make the texts of the records that match right again, in the session's transaction."""
    table = model.__table__
    sources = sorted(listing_of(model).sources)
    found = session.execute(select(table.c.id, *(table.c[name] for name in sources)).where(*where))
    told = [{"the_id": id, **listed_values(model, dict(zip(sources, values, strict=True)))} for id, *values in found]
    if told:
        new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("search", "sort_key")}
        rows = [{"the_id": one["the_id"], **{f"new_{name}": one[name] for name in new}} for one in told]
        session.execute(update(table).where(table.c.id == bindparam("the_id")).values(**new), rows)  # type: ignore[arg-type]
