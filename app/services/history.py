"""Looking into the history: of one record, of one field, of the whole base; and taking one old value up again."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.domain.field import details_by_name
from app.domain.history import ChangeKind, HistoryAct, HistoryChange
from app.domain.recorded import RECORDED
from app.domain.sent_packages import SentPackage
from app.errors import Refused
from app.services import moments
from app.services.cards import ENTITIES, Card, Edit, load_card
from app.services.detail_rows import Row, Rows
from app.services.history_words import Told, list_name, texts_of, told_of, who_of
from app.services.progress import Progress, silent
from app.services.rights import require_all
from app.storage.history import check_chain
from app.storage.history_chain import Change
from app.storage.history_watch import stored_row
from app.storage.passport import Passport

TABLES = {entity: model.__tablename__ for entity, model in ENTITIES.items()}
CARDS = {table: entity for entity, table in TABLES.items()}

_PAGE = 200  # acts read together
_FEW = 40  # changes of one act that are told one by one


@dataclass(frozen=True, slots=True)
class Line:
    """One changed value, or an act that changed none.

    ``number`` is the act's, ``when`` by the local clock. ``entity`` and ``id`` are of the card in which it stands, ''
    for what stands in none; ``who`` is what that record is called. ``list`` and ``row`` are the list on the card and
    the id of its row, '' for the card's own fields; ``field`` is '' for a record, or row, as a whole.
    """

    number: int
    when: datetime
    actor: str
    what: str
    why: str
    detail: str
    entity: str = ""
    id: str = ""
    who: str = ""
    list: str = ""
    row: str = ""
    field: str = ""
    label: str = ""
    was: str = ""
    became: str = ""
    kind: str = ""

    @property
    def restorable(self) -> bool:
        """Whether the value that was there before can be put back into the card."""
        of_card = bool(self.entity)
        return of_card and (bool(self.field) or (bool(self.list) and self.kind == ChangeKind.GONE))


class Asked(NamedTuple):
    """What of the history one wants to see; '', None and 0 leave it open.

    ``words`` are looked for in whose, which field, and the act's detail; ``number`` is that of one act.
    """

    what: str = ""
    actor: str = ""
    day: date | None = None
    words: str = ""
    number: int = 0


ANY = Asked()


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, newest first; ``before`` is the number to go on from for older ones, 0 where there are none."""

    lines: tuple[Line, ...]
    before: int


def card_history(passport: Passport, entity: str, id: str, field: str = "") -> tuple[Line, ...]:
    """The changes of one record and of its lists, newest first; with ``field`` of that alone.

    Raises :class:`Refused` for an unknown entity; a record that is not there may have a history all the same.
    """
    if entity not in TABLES:
        raise Refused(f"Записей вида «{entity}» нет.", f"Есть: {', '.join(ENTITIES)}.")
    with passport.reading() as session:
        numbers = select(HistoryChange.act).where(HistoryChange.card == id).distinct()
        acts = session.scalars(select(HistoryAct).where(HistoryAct.number.in_(numbers))).all()
        lines = _lines(session, acts, HistoryChange.card == id)
    if not field:
        return tuple(lines)
    return tuple(_of_field(lines, TABLES[entity], field))


def _of_field(lines: Iterable[Line], table: str, field: str) -> Iterable[Line]:
    """The lines of one field of the card itself; the one that made the record tells its first value."""
    later: Line | None = None
    for one in lines:
        if one.list:
            continue
        if one.field == field:
            later = one
            yield one
        elif one.kind == ChangeKind.MADE and later is not None and later.was:
            yield replace(one, label=later.label, became=later.was)


def history(
    passport: Passport, asked: Asked = ANY, before: int = 0, limit: int = _PAGE, progress: Progress = silent
) -> Page:
    """A page of the whole history, newest first: of so many acts that fit what is asked.

    Of an act that changed more than a few records it tells how many, unless that act alone is asked for. Raises what
    ``progress`` does.
    """
    with passport.reading() as session:
        query = select(HistoryAct).where(*_wanted(asked)).order_by(HistoryAct.number.desc()).limit(limit + 1)
        acts = session.scalars(query.where(HistoryAct.number < before) if before else query).all()
        shown = acts[:limit]
        many = {} if asked.number else _many(session, [one.number for one in shown])
        lines = _lines(session, shown, HistoryChange.act.not_in(list(many)), many=many, progress=progress)
    words = asked.words.casefold()
    fitting = tuple(one for one in lines if words in f"{one.who} {one.label} {one.detail}".casefold())
    return Page(fitting, acts[limit - 1].number if len(acts) > limit else 0)


def whole_history(passport: Passport) -> tuple[Line, ...]:
    """All pages of the history together, newest first."""
    found: list[Line] = []
    page = history(passport)
    found += page.lines
    while page.before:
        page = history(passport, before=page.before)
        found += page.lines
    return tuple(found)


_COUNTED = {
    ChangeKind.MADE: "новых записей: {}",
    ChangeKind.CHANGED: "изменено записей: {}",
    ChangeKind.GONE: "удалено записей: {}",
}


def _many(session: Session, numbers: Sequence[int]) -> dict[int, list[Told]]:
    """What acts did that changed more than a few records, in numbers."""
    counted = func.count()
    query = select(HistoryChange.act, HistoryChange.entity, HistoryChange.kind, counted)
    groups = (HistoryChange.act, HistoryChange.entity, HistoryChange.kind)
    found: defaultdict[int, list[Told]] = defaultdict(list)
    total: defaultdict[int, int] = defaultdict(int)
    for act, entity, kind, count in session.execute(query.where(HistoryChange.act.in_(numbers)).group_by(*groups)):
        total[act] += count
        if entity in RECORDED:
            told = _COUNTED[ChangeKind(kind)].format(count)
            found[act].append(Told("", RECORDED[entity][1].title, "", told))
    return {act: told for act, told in found.items() if total[act] > _FEW}


def names_in_history(passport: Passport) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The acts and the people that the history knows, for choosing among them."""
    with passport.reading() as session:
        told = (
            session.scalars(select(one).distinct().order_by(one)).all() for one in (HistoryAct.what, HistoryAct.actor)
        )
        what, actors = map(tuple, told)
    return what, actors


def _wanted(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.number:
        found.append(HistoryAct.number == asked.number)
    if asked.what:
        found.append(HistoryAct.what == asked.what)
    if asked.actor:
        found.append(HistoryAct.actor == asked.actor)
    if asked.day:
        begin = _in_utc(asked.day)
        found.append(and_(HistoryAct.at >= begin, HistoryAct.at < _in_utc(asked.day + timedelta(days=1))))
    return found


def _in_utc(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone(UTC).replace(tzinfo=None)


def _lines(
    session: Session,
    acts: Sequence[HistoryAct],
    *only: ColumnElement[bool],
    many: Mapping[int, Sequence[Told]] = MappingProxyType({}),
    progress: Progress = silent,
) -> list[Line]:
    """The lines of acts, newest first, of all their changes or of some; of ``many`` as it is told there."""
    numbers = [one.number for one in acts]
    query = select(HistoryChange).where(HistoryChange.act.in_(numbers), *only)
    changes: defaultdict[int, list[HistoryChange]] = defaultdict(list)
    for one in session.scalars(query.order_by(HistoryChange.act, HistoryChange.place)):
        changes[one.act].append(one)
    called = _Called(session)
    found: list[Line] = []
    for done, act in enumerate(sorted(acts, key=lambda one: -one.number)):
        progress(done, len(acts))
        base = Line(act.number, moments.local(act.at), act.actor, act.what, act.why, act.detail)
        own = [line for one in changes[act.number] for line in called.lines(base, one)]
        own += [_with(base, told) for told in many.get(act.number, ())]
        found += own or [base]
    return found


def _with(base: Line, told: Told) -> Line:
    return replace(base, field=told.field, label=told.label, was=told.was, became=told.became)


class _Called:
    """What the records are called that changes speak of, and what they hold now; each is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._driver = session.connection().connection.driver_connection
        self._rows: dict[tuple[str, str], Mapping[str, Any]] = {}

    def lines(self, base: Line, change: HistoryChange) -> Iterable[Line]:
        """The lines of one change."""
        if change.entity not in RECORDED:
            return
        plain = Change(change.entity, change.card, change.record, change.kind, change.values)
        table, id = self._card(change)
        about = replace(
            base,
            entity=CARDS.get(table, ""),
            id=id if table in CARDS else "",
            who=self._who(table, id) if table in CARDS else "",
            list=list_name(change.entity),
            row=change.record,
            kind=change.kind,
        )
        content = self._row(change.entity, change.record or change.card) if change.kind == ChangeKind.MADE else {}
        for told in told_of(plain, content):
            yield _with(about, told)

    def _card(self, change: HistoryChange) -> tuple[str, str]:
        """The table and id of the card in which a change is seen."""
        model, told = RECORDED[change.entity]
        if not change.record:
            return change.entity, change.card
        for key in model.__table__.columns[told.owner].foreign_keys:
            return key.column.table.name, change.card
        return next(((table, change.card) for table in CARDS if self._row(table, change.card)), ("", change.card))

    def _who(self, table: str, id: str) -> str:
        return who_of(table, self._row(table, id) or self._gone(id))

    def _row(self, table: str, id: str) -> Mapping[str, Any]:
        if (table, id) not in self._rows:
            self._rows[table, id] = stored_row(self._driver, table, id)
        return self._rows[table, id]

    def _gone(self, id: str) -> Mapping[str, Any]:
        """What a record held that is gone."""
        query = select(HistoryChange).where(HistoryChange.card == id, HistoryChange.record == "")
        last = self._session.scalars(
            query.where(HistoryChange.kind == ChangeKind.GONE).order_by(HistoryChange.act.desc()).limit(1)
        ).first()
        return content_of(last)["row"] if last else {}


def content_of(change: HistoryChange) -> dict[str, Any]:
    """What a record that is gone held: ``row``, and ``lists`` by table."""
    found: dict[str, Any] = json.loads(change.values)
    return found


# --- taking a value up again --------------------------------------------------------------------------


def value_edit(passport: Passport, line: Line) -> Edit:
    """The edit that puts back what stood in a field before a change, or a row of a list that was taken out.

    It is saved as any other, so that rules, a frozen season and undo hold. Raises :class:`Refused` where the record
    or row is there no more, or the value stands there already.
    """
    if not line.restorable:
        raise Refused("Эту строку истории вернуть нельзя: она не о поле карточки.")
    card = load_card(passport, line.entity, line.id)
    if line.list:
        return Edit(card.entity, card.id, card.version, details={line.list: _rows(passport, card, line)})
    if card.texts[line.field] == line.was:
        raise Refused(f"В поле «{line.label}» и так стоит это значение.")
    return Edit(card.entity, card.id, card.version, {line.field: line.was})


def _rows(passport: Passport, card: Card, line: Line) -> Rows:
    rows = card.details[line.list]
    here = next((one for one in rows if one.id == line.row), None)
    if line.kind == ChangeKind.GONE:
        if here is not None:
            raise Refused("Эта строка снова стоит в карточке.")
        return (*rows, _row_before(passport, card, line))
    if here is None:
        raise Refused("Этой строки в карточке больше нет.", "Верните сначала её: строка «удалено» в истории.")
    if here.texts[line.field] == line.was:
        raise Refused(f"В поле «{line.label}» и так стоит это значение.")
    back = Row(here.id, {**here.texts, line.field: line.was})
    return tuple(back if one is here else one for one in rows)


def _row_before(passport: Passport, card: Card, line: Line) -> Row:
    """A row of a list as it stood when it was taken out."""
    model = details_by_name(ENTITIES[card.entity])[line.list].model
    with passport.reading() as session:
        gone = select(HistoryChange).where(HistoryChange.act == line.number, HistoryChange.record == line.row)
        content = content_of(session.scalars(gone).one())
    return Row(line.row, texts_of(model, content["row"]))


# --- is it whole --------------------------------------------------------------------------------------


def check_history(passport: Passport) -> tuple[str, ...]:
    """What is wrong with the history, a sentence each; nothing where it is as it was written.

    The chain is followed from the first act to the last, and held to the hashes that went out in packages. Raises
    :class:`Refused` for who does not see all of it.
    """
    require_all(passport)
    with passport.reading() as session:
        bad = check_chain(session)
        hashes = {number: its.hex() for number, its in session.execute(select(HistoryAct.number, HistoryAct.hash))}
        sent = session.execute(select(SentPackage.receipt, SentPackage.counts).order_by(SentPackage.sequence)).all()
    found = []
    if bad is not None:
        found.append(f"История изменена в обход программы: первым не сходится действие № {bad}.")
    for receipt, counts in sent:
        number, its_hash = counts.get("history", (0, ""))
        if number and hashes.get(number) != its_hash:
            found.append(f"История не та, что была при отправке пакета {receipt}: действие № {number} другое.")
    return tuple(found)
