"""What the base remembers of each loaded list, so that the whole of it can be taken back."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class Act(StrEnum):
    """What a load did to a record."""

    MADE = "made"
    CHANGED = "changed"
    REMOVED = "removed"


class ImportBatch(Model):
    """One loaded list: when (UTC), what kind, the file's own name, and figures that add up; ``undone_at`` is in UTC."""

    __tablename__ = "import_batch"

    number: Mapped[int] = mapped_column(primary_key=True)
    loaded_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(255))
    read: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    same: Mapped[int]
    rejected: Mapped[int]
    undone_at: Mapped[datetime | None]


class ImportChange(Model):
    """What a load did to one record. Details of a record that it made are not told: they go with their record.

    ``version`` is the one that the load left: as long as the record has it, nobody has touched it since.
    ``owner`` is the id of the record whose detail it is, '' for none. ``fields`` are, of a changed record, [old, new]
    by field, a text that could not be read under «?» and the name; of a removed one all its values by column.
    """

    __tablename__ = "import_change"

    batch: Mapped[int] = mapped_column(ForeignKey("import_batch.number", ondelete="CASCADE"), primary_key=True)
    record: Mapped[str] = mapped_column(String(36), primary_key=True)
    entity: Mapped[str] = mapped_column(String(30))
    act: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    owner: Mapped[str] = mapped_column(String(36))
    fields: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
