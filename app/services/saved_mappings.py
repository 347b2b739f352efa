"""Which heading holds which field, as a person once said, kept for lists with the same headings."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.settings import Setting
from app.exchange.class_list import ListRead
from app.exchange.headings import signature
from app.exchange.list_kinds import list_kind
from app.storage.passport import Passport
from app.storage.settings import remember

_NAME = "columns"


def _begin(entity: str) -> str:
    return f"{_NAME}:{entity}:"


def saved_mappings(passport: Passport, entity: str) -> dict[str, dict[str, str]]:
    """All mappings remembered for a kind of list, by the signature of the headings; fields that are gone left out."""
    begin, known = _begin(entity), list_kind(entity).targets
    with passport.reading() as session:
        found = session.execute(select(Setting.name, Setting.value).where(Setting.name.startswith(begin)))
        return {
            name.removeprefix(begin): {heading: to for heading, to in told.items() if not to or to in known}
            for name, told in found
        }


def remember_mapping(session: Session, found: ListRead, told: Mapping[str, str]) -> None:
    """Keep what a person said of the columns of each sheet that was read; nothing where he said nothing."""
    for part in found.parts if told else ():
        columns = {one.heading: one.target for one in part.table.columns}
        remember(session, _begin(found.kind.key) + signature(columns), columns)
