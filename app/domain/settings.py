"""What a base remembers of itself besides records: its edition, whether its list of schools is closed, and the like."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class Setting(Model):
    """One remembered value by its permanent name; a name that is not there has its default."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON, nullable=False)
