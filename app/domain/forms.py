"""The register of printed выверка forms."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.field import Model, Record


class PrintedLine(Model):
    """The fingerprint of the values that one form shows of one person."""

    __tablename__ = "printed_line"

    form_id: Mapped[str] = mapped_column(ForeignKey("printed_form.id", ondelete="CASCADE"), primary_key=True)
    # No foreign key: the register says what was printed, also of people who are gone.
    person_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(16))


class PrintedPage(Model):
    """What stands on one page, as ``app.printer.blank`` packs it: the scan of the page is compared with this."""

    __tablename__ = "printed_page"

    form_id: Mapped[str] = mapped_column(ForeignKey("printed_form.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    layout: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)


class PrintedForm(Record):
    """One printing of one form: what, of whom, when (UTC), how many pages, and the fingerprint of its values.

    ``whole`` is False where only some pupils of the scope were printed. ``printed_by`` is what the person called
    himself, '' where nobody was asked; ``uploaded_at`` (UTC) is when the user said that its scan was uploaded.
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
    printed_by: Mapped[str] = mapped_column(String(150), default="")
    uploaded_at: Mapped[datetime | None]
    lines: Mapped[list[PrintedLine]] = relationship(cascade="all, delete-orphan", lazy="raise")
    layouts: Mapped[list[PrintedPage]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=PrintedPage.page, lazy="raise"
    )
