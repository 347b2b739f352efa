"""What a municipality keeps of its schools: their list, the packages that came, and what is told from these at once.

A package is kept as the school signed it, and never as records beside it: so it can be given on to the byte, and who
looks into it opens it in memory. The rows about people are derived, for lists over all schools.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class ListedSchool(Model):
    """A school of the municipality, whether anything of it has come or not."""

    __tablename__ = "listed_school"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), nullable=False, default="")


class ReceivedPackage(Model):
    """One package that came. ``present`` marks the one of its school that counts now.

    ``fingerprint``, ``receipt``, ``sequence`` and ``follows`` (codes of all earlier ones) are the package's own;
    ``state`` is that of the answer (accepted, returned, transferred), ``answer`` the answer's signed bytes;
    ``counts`` are the control totals, ``standing`` what the board shows (see ``app.services.standing``);
    ``two_copies``: another copy of the school's base has sent a package too, and fields were chosen from both.
    ``content`` is the signed package, packed by zlib; None where a newer one made it of no use. Moments are in UTC.
    """

    __tablename__ = "received_package"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    school_code: Mapped[str] = mapped_column(String(20), nullable=False, index=True)
    receipt: Mapped[str] = mapped_column(String(10), nullable=False)
    sequence: Mapped[int] = mapped_column(nullable=False)
    follows: Mapped[list[str]] = mapped_column(JSON, nullable=False)
    state: Mapped[str] = mapped_column(String(20), nullable=False)
    present: Mapped[bool] = mapped_column(nullable=False)
    two_copies: Mapped[bool] = mapped_column(nullable=False, default=False)
    received_at: Mapped[datetime] = mapped_column(nullable=False)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, nullable=False)
    standing: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False)
    sealing: Mapped[str] = mapped_column(String(100), nullable=False, default="")
    answer: Mapped[bytes] = mapped_column(LargeBinary, nullable=False, deferred=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class JoinedField(Model):
    """A field that a person chose from another copy of a school's base, over the present package.

    ``field`` '' is a whole line that only one copy has. ``value`` is as ``app.services.branches.patches`` tells it.
    """

    __tablename__ = "joined_field"

    school_code: Mapped[str] = mapped_column(String(20), primary_key=True)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON, nullable=False)


class ReceivedPerson(Model):
    """A pupil or worker of a present package, as far as doubles over all schools are told by it.

    ``key`` is the name folded for comparing; ``place`` the class or the post; ``left`` the day from which
    the person is here no more.
    """

    __tablename__ = "received_person"

    school_code: Mapped[str] = mapped_column(String(20), primary_key=True)
    entity: Mapped[str] = mapped_column(String(10), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), nullable=False)
    key: Mapped[str] = mapped_column(String(255), nullable=False)
    place: Mapped[str] = mapped_column(String(255), nullable=False, default="")
    snils: Mapped[str] = mapped_column(String(11), nullable=False, default="")
    birth: Mapped[date | None]
    left: Mapped[date | None]
