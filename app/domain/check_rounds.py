"""What an earlier check found, so that what is new since then can be told."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class CheckRound(Model):
    """A check that a person asked for: when (UTC), as of which day, and the sorted 8-byte digests of its findings."""

    __tablename__ = "check_round"

    number: Mapped[int] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime]
    as_of: Mapped[date]
    digests: Mapped[bytes]
