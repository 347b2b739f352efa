"""What has been compared with its document, by whom and how, and whether it has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.proofs import Proof, Way
from app.domain.roles import Right
from app.printer.fingerprint import digest
from app.services import moments
from app.services.cards import Card
from app.services.rights import needs
from app.storage.passport import Passport

_IN_WORDS = {Way.TYPED_AGAIN: "вторым вводом", Way.READ_ALOUD: "чтением вслух"}


@dataclass(frozen=True, slots=True)
class Proven:
    """One comparison. ``fresh`` is whether the value is still the one that was compared; ``when`` is local."""

    way: Way
    when: datetime
    by: str
    fresh: bool

    def sentence(self) -> str:
        """«Сверено 23.11.2019 чтением вслух (Петрова А. И.).»"""
        by = f" ({self.by})" if self.by else ""
        when = f"{self.when:%d.%m.%Y} {_IN_WORDS[self.way]}{by}"
        return f"Сверено {when}." if self.fresh else f"Изменено после сверки {when}."


def fingerprint_of(text: str) -> str:
    """The fingerprint of a value as it is shown."""
    return digest((text.strip(),))


def prove(session: Session, way: Way, id: str, compared: Mapping[str, str], by: str = "") -> None:
    """Leave evidence, in a session that writes, that these values (as shown, by field) of a record were compared."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for name, text in compared.items():
        found = Proof(record_id=id, field=name, way=way, fingerprint=fingerprint_of(text), by=by, compared_at=now)
        session.merge(found)


@needs(Right.EDIT)
def tick(passport: Passport, id: str, compared: Mapping[str, str], by: str) -> None:
    """Keep that values were read aloud from the document and ticked by a person who calls himself ``by``."""
    with passport.writing("Сверка вслух") as session:
        prove(session, Way.READ_ALOUD, id, compared, by)


def proofs_of(passport: Passport, card: Card) -> dict[str, Proven]:
    """The latest comparison of every field of a card that was ever compared."""
    with passport.reading() as session:
        query = select(Proof).where(Proof.record_id == card.id).order_by(Proof.compared_at)
        return {one.field: _proven(one, card.texts.get(one.field, "")) for one in session.scalars(query)}


def _proven(one: Proof, text: str) -> Proven:
    when = moments.local(one.compared_at)
    return Proven(Way(one.way), when, one.by, one.fingerprint == fingerprint_of(text))


def proven_fields(session: Session, ids: Iterable[str], way: Way | None = None) -> dict[str, dict[str, str]]:
    """By record and field the fingerprints that were compared, in one way or (None) in any, the last one counting."""
    query = select(Proof).where(Proof.record_id.in_(list(ids))).order_by(Proof.compared_at)
    if way is not None:
        query = query.where(Proof.way == way)
    found: dict[str, dict[str, str]] = {}
    for one in session.scalars(query):
        found.setdefault(one.record_id, {})[one.field] = one.fingerprint
    return found
