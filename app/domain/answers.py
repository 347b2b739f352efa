"""What the municipality answered: receipts that were taken, and its remarks with what the school said to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class TakenReceipt(Model):
    """A receipt of the municipality for one package: ``package`` is its code, ``sequence`` its place in the order.

    ``state`` is accepted, returned or transferred (``exchange.receipt.ReceiptState``); moments are in UTC.
    """

    __tablename__ = "taken_receipt"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    state: Mapped[str] = mapped_column(String(20), nullable=False)
    package: Mapped[str] = mapped_column(String(10), nullable=False)
    sequence: Mapped[int] = mapped_column(nullable=False)
    fingerprint: Mapped[str] = mapped_column(String(64), nullable=False)
    issuer_code: Mapped[str] = mapped_column(String(20), nullable=False)
    issuer_name: Mapped[str] = mapped_column(String(255), nullable=False)
    issued_at: Mapped[datetime] = mapped_column(nullable=False)
    taken_at: Mapped[datetime] = mapped_column(nullable=False)


class Remark(Model):
    """One remark. ``value`` is what stood in its field when it was taken: another value now means «изменено».

    ``entity``, ``record_id`` and ``field`` are '' where it is on none. ``answer`` is the school's, '' for none yet;
    ``closed_at`` (UTC) is when the school closed it.
    """

    __tablename__ = "remark"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    receipt_id: Mapped[str] = mapped_column(ForeignKey("taken_receipt.id"), nullable=False)
    place: Mapped[int] = mapped_column(nullable=False)
    entity: Mapped[str] = mapped_column(String(20), nullable=False)
    record_id: Mapped[str] = mapped_column(String(36), nullable=False)
    field: Mapped[str] = mapped_column(String(100), nullable=False)
    rule: Mapped[str] = mapped_column(String(100), nullable=False)
    level: Mapped[str] = mapped_column(String(20), nullable=False)
    text: Mapped[str] = mapped_column(String(2000), nullable=False)
    value: Mapped[str] = mapped_column(String, nullable=False)
    answer: Mapped[str] = mapped_column(String(2000), nullable=False, default="")
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
