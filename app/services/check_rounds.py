"""What is new since the check before: the findings of the last two checks that a person asked for are remembered."""

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import delete, select

from app.domain.check_rounds import CheckRound
from app.services import moments
from app.services.checking import Report
from app.storage.passport import Passport
from app.validators.findings import Finding

_KEPT = 2


@dataclass(frozen=True, slots=True)
class Before:
    """The check with which the present one is compared: when it was (local time), and what it found."""

    checked_at: datetime
    digests: "array[int]"

    def had(self, finding: Finding) -> bool:
        """Whether that check found the same: the rule, of the record, in the field."""
        wanted = digest_of(finding)
        place = bisect_left(self.digests, wanted)
        return place < len(self.digests) and self.digests[place] == wanted


def digest_of(finding: Finding) -> int:
    """A number of eight bytes that stands for the finding; it tells nothing of whom it is."""
    return int.from_bytes(blake2b("\0".join(finding.key).encode(), digest_size=8).digest(), "big")


def remember(passport: Passport, report: Report) -> None:
    """Keep what a check found; one that found the same as the last does not count as another."""
    digests = array("Q", sorted(digest_of(one) for one in report.findings))
    now = moments.now()
    with passport.writing("Проверка") as session:
        last = session.scalars(select(CheckRound).order_by(CheckRound.number.desc()).limit(1)).first()
        if last is not None and last.digests == digests.tobytes():
            return
        number = last.number + 1 if last is not None else 1
        session.add(CheckRound(number=number, checked_at=now, as_of=report.as_of, digests=digests.tobytes()))
        session.execute(delete(CheckRound).where(CheckRound.number <= number - _KEPT))


def before(passport: Passport) -> Before | None:
    """The check before the last one; the last where there was only one; None where nobody has checked yet."""
    with passport.reading() as session:
        found = session.scalars(select(CheckRound).order_by(CheckRound.number).limit(1)).first()
    if found is None:
        return None
    digests = array("Q")
    digests.frombytes(found.digests)
    return Before(moments.local(found.checked_at), digests)
