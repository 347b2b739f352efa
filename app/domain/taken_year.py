"""A year file that was loaded into this base in place of the program's own."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class TakenYear(Model):
    """The one row with the file as it was read, so that the base is checked alike on every computer."""

    __tablename__ = "taken_year"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    content: Mapped[bytes]
    taken_at: Mapped[datetime]
