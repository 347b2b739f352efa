"""Evidence that a value was compared with its document: entered a second time, or read aloud and ticked."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class Way(StrEnum):
    """How a value was compared."""

    TYPED_AGAIN = "typed"
    READ_ALOUD = "read"


class Proof(Model):
    """The last comparison of one field of one record.

    ``fingerprint`` is of the value that was compared: a later change of the value makes the proof old.
    ``compared_at`` is in UTC; ``by`` is what the person called himself, '' where nobody was asked.
    """

    __tablename__ = "proof"

    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    field: Mapped[str] = mapped_column(String(60), primary_key=True)
    way: Mapped[str] = mapped_column(String(10), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(16), nullable=False)
    by: Mapped[str] = mapped_column(String(150), nullable=False, default="")
    compared_at: Mapped[datetime] = mapped_column(nullable=False)
