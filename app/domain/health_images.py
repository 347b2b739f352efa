"""Images of papers on health, page by page. They have a table of their own, which no list and no card reads.

Only a base of the protected edition has any: to upload them to the ordinary cabinet the order forbids (OVZ-8).
"""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model, new_id


class HealthImage(Model):
    """One page of a paper: a plain picture without anything that a camera or a scanner wrote into its file.

    ``place`` is its place among the pages of the paper; ``size`` is in bytes; ``added_at`` is in UTC. ``paper_id`` is
    no foreign key: a paper taken out of a card comes back by undo under its id, and its images must be there then.
    Images without a paper are seen by nobody and are swept away when the file is opened next.
    """

    __tablename__ = "health_image"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    paper_id: Mapped[str] = mapped_column(String(36), nullable=False, index=True)
    place: Mapped[int] = mapped_column(nullable=False)
    media_type: Mapped[str] = mapped_column(String(40), nullable=False)
    size: Mapped[int] = mapped_column(nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    added_at: Mapped[datetime] = mapped_column(nullable=False)
    content: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
