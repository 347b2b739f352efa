"""Who else opens a shared base by a password of his own, and what the head has approved."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class User(Model):
    """Somebody besides the owner. ``role`` is a :class:`app.domain.actors.Role`; ``classes`` are those of a class
    teacher, by name.

    ``salt`` (16 bytes) and ``wrapping`` (32, derived from the user's password) lock his copy of the key of the base, so
    that the owner can lock a new key for him without his password; both are None once he is ``closed`` (UTC). He stays
    then, because the history names him.
    """

    __tablename__ = "user_account"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(150), nullable=False)
    role: Mapped[str] = mapped_column(String(20), nullable=False)
    classes: Mapped[list[str]] = mapped_column(JSON, nullable=False)
    since: Mapped[datetime] = mapped_column(nullable=False)
    closed: Mapped[datetime | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    wrapping: Mapped[bytes | None] = mapped_column(LargeBinary)


class Act(StrEnum):
    """What was done about approving."""

    APPROVED = "approved"
    GIVEN = "given"  # the head lets the owner approve
    TAKEN_BACK = "taken_back"


class Approval(Model):
    """An act about approving, in order: nothing of it is changed later.

    ``act`` is a :class:`Act`; ``fingerprint`` is that of the data which were approved, in hex, and
    ``totals`` the control totals that were seen; both are empty where the right was only given or taken back.
    """

    __tablename__ = "approval"

    number: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(String(20), nullable=False)
    actor_id: Mapped[str] = mapped_column(String(36), nullable=False)
    actor_name: Mapped[str] = mapped_column(String(150), nullable=False)
    at: Mapped[datetime] = mapped_column(nullable=False)
    fingerprint: Mapped[str] = mapped_column(String(64), nullable=False, default="")
    totals: Mapped[dict[str, Any] | None] = mapped_column(JSON)
