"""The register of printed выверка forms."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.field import Model, Record


class PrintedLine(Model):
    """The fingerprint of the values that one form shows of one person."""

    __tablename__ = "printed_line"

    form_id: Mapped[str] = mapped_column(ForeignKey("printed_form.id", ondelete="CASCADE"), primary_key=True)
    # No foreign key: the register says what was printed, also of people who are gone.
    person_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(16))


class PrintedForm(Record):
    """One printing of one form: what, of whom, when (UTC), how many pages, and the fingerprint of its values.

    ``whole`` is False where only some pupils of the scope were printed.
    """

    __tablename__ = "printed_form"

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    scope: Mapped[str] = mapped_column(String(40))
    whole: Mapped[bool] = mapped_column(default=True)
    printed_at: Mapped[datetime]
    pages: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(16))
    lines: Mapped[list[PrintedLine]] = relationship(cascade="all, delete-orphan", lazy="raise")
