"""Scans of signed forms: files that were read, their pages, what each box holds, and the pictures themselves.

The pictures lie in the base and not beside it: the base is the one file that is copied, moved and (later) encrypted,
and a folder of signed forms would be neither. They have a table of their own, which no list of pages reads.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.field import Model, new_id


class ScanBox(Model):
    """What one box of a page holds: as the program saw it, and as a person decided ('' where nobody had to).

    ``cut`` and ``blank_cut`` are pictures of a doubtful box and of the same place on the blank.
    """

    __tablename__ = "scan_box"

    page_id: Mapped[str] = mapped_column(ForeignKey("scan_page.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    place: Mapped[int] = mapped_column(nullable=False)
    seen: Mapped[str] = mapped_column(String(10), nullable=False)
    decided: Mapped[str] = mapped_column(String(10), nullable=False, default="")
    cut: Mapped[bytes | None] = mapped_column(LargeBinary)
    blank_cut: Mapped[bytes | None] = mapped_column(LargeBinary)

    @property
    def state(self) -> str:
        """What counts: signed, empty or doubtful."""
        return self.decided or self.seen


class ScanPicture(Model):
    """The picture of a page, colour kept. ``turn`` is how many degrees clockwise make it upright."""

    __tablename__ = "scan_picture"

    page_id: Mapped[str] = mapped_column(ForeignKey("scan_page.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
    turn: Mapped[int] = mapped_column(nullable=False, default=0)


class ScanPage(Model):
    """One page of a file that was read.

    ``form`` is the printed form it was matched with (None where it was not), ``number`` and ``page`` what its codes
    claim; ``verdict`` is of the moment of reading (see ``app.services.verdicts``); ``quality`` holds dpi, skew, cut,
    contrast, and ``remarks`` in words. ``by_hand``: a person told which page it is.
    """

    __tablename__ = "scan_page"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    file_id: Mapped[str] = mapped_column(ForeignKey("scan_file.id", ondelete="CASCADE"), index=True)
    place: Mapped[int] = mapped_column(nullable=False)
    form_id: Mapped[str | None] = mapped_column(ForeignKey("printed_form.id", ondelete="SET NULL"), index=True)
    number: Mapped[int | None]
    page: Mapped[int | None]
    verdict: Mapped[str] = mapped_column(String(20), nullable=False)
    by_hand: Mapped[bool] = mapped_column(nullable=False, default=False)
    quality: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False, default=dict)
    boxes: Mapped[list[ScanBox]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=ScanBox.place, lazy="raise"
    )


class ScanFile(Model):
    """A file of scans that was read: its name, its SHA-256 (the same file is not taken twice), when (UTC)."""

    __tablename__ = "scan_file"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(255), nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False, unique=True)
    read_at: Mapped[datetime] = mapped_column(nullable=False)
    pages: Mapped[list[ScanPage]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=ScanPage.place, lazy="raise"
    )
