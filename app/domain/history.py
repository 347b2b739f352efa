"""What the base remembers of every change: acts in their order, chained, and under each what it changed.

An act's number is its order; its moment is only told, for clocks are set back. Each act bears the hash of the act
before it, so that whoever changes, takes out, swaps or adds one changes all that follow (see
``app.storage.history_chain``).
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class ChangeKind(StrEnum):
    """What became of a record."""

    MADE = "made"
    CHANGED = "changed"
    GONE = "gone"


class HistoryAct(Model):
    """One act: when (UTC), who, by which version of the program, what, and ``why`` where a person was asked.

    ``detail`` says more of what, such as the name of a loaded list. ``previous`` is the hash of the act before, of
    the first one 32 zero bytes; ``hash`` is SHA-256 over it, all of the act and all of its changes.
    """

    __tablename__ = "history_act"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(nullable=False)
    actor_id: Mapped[str] = mapped_column(String(40), nullable=False)
    actor: Mapped[str] = mapped_column(String(150), nullable=False)
    program: Mapped[str] = mapped_column(String(20), nullable=False)
    what: Mapped[str] = mapped_column(String(80), nullable=False)
    detail: Mapped[str] = mapped_column(String(255), nullable=False)
    why: Mapped[str] = mapped_column(String(500), nullable=False)
    previous: Mapped[bytes] = mapped_column(LargeBinary(32), nullable=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), nullable=False)


class HistoryChange(Model):
    """What an act did to one record of table ``entity``.

    ``card`` is the id of the record that people open to see it: its own, or that of the record it belongs to;
    ``record`` its own id where that is another one, else ''. A key of several columns is a JSON array of them.
    ``values`` is JSON of what SQLite stores: of a changed record [old, new] by column, of one that is gone ``row``
    (by column, without the empty ones) and ``lists`` (by table, the same of what went with it); '' of one that was
    made, for what it holds stands in its table. There is no foreign key: the chain tells what is missing.
    """

    __tablename__ = "history_change"
    __table_args__ = {"sqlite_with_rowid": False}

    act: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entity: Mapped[str] = mapped_column(String(30), nullable=False)
    card: Mapped[str] = mapped_column(String(255), nullable=False, index=True)
    record: Mapped[str] = mapped_column(String(255), nullable=False)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    values: Mapped[str] = mapped_column(String, nullable=False)
