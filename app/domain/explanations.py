"""What the school says to a question that stays: kept by rule, record and field, with the values it holds for."""

from datetime import datetime

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Record

LONGEST = 500  # signs


class Explanation(Record):
    """An explanation of one finding; it lapses when the values it was given for change.

    ``values`` are pairs of label and shown value, as the finding had them; ``by`` is what the person called
    himself, '' where nobody was asked; ``written_at`` is in UTC. No foreign key: the record may be gone.
    """

    __tablename__ = "explanation"
    __table_args__ = (UniqueConstraint("record_id", "rule", "field"),)

    entity: Mapped[str] = mapped_column(String(20), nullable=False)
    record_id: Mapped[str] = mapped_column(String(36), nullable=False)
    rule: Mapped[str] = mapped_column(String(20), nullable=False)
    field: Mapped[str] = mapped_column(String(80), nullable=False)
    text: Mapped[str] = mapped_column(String(LONGEST), nullable=False)
    values: Mapped[list[list[str]]] = mapped_column(JSON, nullable=False)
    by: Mapped[str] = mapped_column(String(150), nullable=False, default="")
    written_at: Mapped[datetime] = mapped_column(nullable=False)
