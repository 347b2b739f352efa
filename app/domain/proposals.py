"""After the data are in РИС: the season is frozen, and a change is only proposed, by an official letter."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class Freeze(Model):
    """One freezing of the season, by a receipt. It lasts while ``lifted_at`` (UTC) is None.

    ``reason`` is why a person lifted it; '' where a later receipt did.
    """

    __tablename__ = "freeze"

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[str] = mapped_column(ForeignKey("taken_receipt.id"), nullable=False)
    frozen_at: Mapped[datetime] = mapped_column(nullable=False)
    lifted_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(500), nullable=False, default="")


class ProposalState(StrEnum):
    """What became of a proposal."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Letter(Model):
    """An official letter that was made: ``number`` is the program's own, ``outgoing`` the school's, '' for none."""

    __tablename__ = "letter"

    number: Mapped[int] = mapped_column(primary_key=True)
    outgoing: Mapped[str] = mapped_column(String(40), nullable=False)
    ground: Mapped[str] = mapped_column(String(500), nullable=False)
    made_at: Mapped[datetime] = mapped_column(nullable=False)


class Proposal(Model):
    """A change of one field, or of one whole list, of a card, that waits for the municipality.

    ``old`` and ``new`` are as people read them; ``rows`` is the new list, as an edit has it, None for a field.
    ``letter`` is the number of the letter that carries it. ``answer`` is the municipality's text.
    """

    __tablename__ = "proposal"
    __table_args__ = (Index("ix_proposal_record_id", "record_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    entity: Mapped[str] = mapped_column(String(20), nullable=False)
    record_id: Mapped[str] = mapped_column(String(36), nullable=False)
    field: Mapped[str] = mapped_column(String(60), nullable=False)
    old: Mapped[str] = mapped_column(String, nullable=False)
    new: Mapped[str] = mapped_column(String, nullable=False)
    rows: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    ground: Mapped[str] = mapped_column(String(500), nullable=False, default="")
    state: Mapped[str] = mapped_column(String(10), nullable=False)
    made_at: Mapped[datetime] = mapped_column(nullable=False)
    letter: Mapped[int | None] = mapped_column(ForeignKey("letter.number"))
    receipt_id: Mapped[str | None] = mapped_column(ForeignKey("taken_receipt.id"))
    answer: Mapped[str] = mapped_column(String(2000), nullable=False, default="")
