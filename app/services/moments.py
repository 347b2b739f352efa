"""Moments as they are stored, in UTC and without a zone, and as people read them, by the clock of their computer."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment as it is stored, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def exact() -> datetime:
    """The present moment as it is stored, to the microsecond: where it matters which of two came first."""
    return datetime.now(UTC).replace(tzinfo=None)


def local(moment: datetime) -> datetime:
    """A stored moment by the local clock, without a zone."""
    return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
