"""What stood in an open card and was not saved yet, kept so that a kill or a power cut loses none of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class Draft(Model):
    """The unsaved difference of one card: at most one for each record and, under an id of its own, for each new card.

    ``version`` is that of the record it began from, 0 for a card that is not stored yet; the card is stored under
    ``record_id`` then. ``texts`` and ``details`` are as in an edit of the card; ``kept_at`` is in UTC.
    ``entity`` «second» holds the texts of a second entry that differ from the stored ones and wait to be settled.
    """

    __tablename__ = "draft"

    entity: Mapped[str] = mapped_column(String(20), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    version: Mapped[int] = mapped_column(nullable=False)
    texts: Mapped[dict[str, str]] = mapped_column(JSON, nullable=False)
    details: Mapped[dict[str, list[dict[str, Any]]]] = mapped_column(JSON, nullable=False)
    kept_at: Mapped[datetime] = mapped_column(nullable=False)
