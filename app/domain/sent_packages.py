"""The packages that a base has made: their order is what tells an older from a newer one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class SentPackage(Model):
    """One package. ``sequence`` grows by one with every package whose content differs from the one before.

    ``content`` is the SHA-256 over what the package holds of data; ``fingerprint`` and ``receipt`` are of the whole
    signed package; ``channel`` is open or protected, ``receiver`` whom it was sealed to, '' for nobody; ``counts``
    holds ``lines`` (how many each part has) and ``totals`` (the control totals, as ``Totals.plain`` tells them);
    ``made_at`` is in UTC. A draft has a sequence as any other.
    """

    __tablename__ = "sent_package"

    sequence: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(String(64), nullable=False)
    fingerprint: Mapped[str] = mapped_column(String(64), nullable=False)
    receipt: Mapped[str] = mapped_column(String(10), nullable=False)
    channel: Mapped[str] = mapped_column(String(10), nullable=False)
    receiver: Mapped[str] = mapped_column(String(255), nullable=False, default="")
    draft: Mapped[bool] = mapped_column(nullable=False, default=False)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False)
    made_at: Mapped[datetime] = mapped_column(nullable=False)
