"""What is kept of last year's base to compare with: of each pupil what should not change, and a few sums."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class LastYear(Model):
    """The one row that says which year was given, and its number of workers."""

    __tablename__ = "last_year"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    year: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime]
    workers: Mapped[int]


class LastPupil(Model):
    """A pupil of last year's base who was not marked as having left, under his permanent id."""

    __tablename__ = "last_pupil"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    last_name: Mapped[str | None] = mapped_column(String(80))
    first_name: Mapped[str | None] = mapped_column(String(80))
    middle_name: Mapped[str | None] = mapped_column(String(80))
    birth: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(40))
    snils: Mapped[str | None] = mapped_column(String(11))
    class_name: Mapped[str | None] = mapped_column(String(10))
    ovz: Mapped[bool | None]
