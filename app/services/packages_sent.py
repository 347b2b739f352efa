"""The packages that this base has made: what was sent when, to whom, and the control totals it was sent with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.disk import why, write_whole
from app.domain.control_totals import Totals, totals_from
from app.domain.roles import Right
from app.domain.sent_packages import SentPackage
from app.errors import BadFile, Refused
from app.printer.totals import Told, totals_paper
from app.services import moments
from app.services.keys import known_keys
from app.services.places import PDF, check_place
from app.services.progress import Progress, silent
from app.services.receivers import PASSWORD
from app.services.rights import needs
from app.services.sample import is_sample
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that was made; ``made_at`` is local, ``receiver`` is said for people, ``lines`` count its parts."""

    sequence: int
    receipt: str
    fingerprint: str
    made_at: datetime
    channel: str
    receiver: str
    draft: bool
    lines: Mapping[str, int]
    totals: Totals


def packages_sent(passport: Passport) -> tuple[Sent, ...]:
    """All packages of this base, the newest first."""
    names = {one.recipient: one.name or one.code for one in known_keys(passport)}
    names |= {"": "любой", PASSWORD: "кто знает пароль"}
    with passport.reading() as session:
        return tuple(
            _sent(one, names) for one in session.scalars(select(SentPackage).order_by(SentPackage.sequence.desc()))
        )


def _sent(one: SentPackage, names: Mapping[str, str]) -> Sent:
    return Sent(
        one.sequence,
        one.receipt,
        one.fingerprint,
        moments.local(one.made_at),
        one.channel,
        names.get(one.receiver) or f"{one.receiver[:12]}…",
        one.draft,
        one.counts["lines"],
        totals_from(one.counts["totals"]),
    )


@needs(Right.EXPORT)
def print_totals(passport: Passport, sequence: int, out: Path, progress: Progress = silent) -> int:
    """Print the control totals with which a package was made into a PDF; how many pages.

    They are those of the package, whatever was changed in the base since. Raises :class:`Refused` for a package that
    this base has not made or a file that must not be replaced, :class:`BadFile` where it cannot be written, and what
    ``progress`` raises; then there is nothing new.
    """
    found = next((one for one in packages_sent(passport) if one.sequence == sequence), None)
    if found is None:
        raise Refused(f"Пакета № {sequence} эта база не делала.")
    told = Told(sequence, found.receipt, found.fingerprint, found.made_at, found.channel, found.draft)
    return put_totals(passport, found.totals, told, out, progress)


@needs(Right.EXPORT)
def put_totals(passport: Passport, totals: Totals, told: Told, out: Path, progress: Progress = silent) -> int:
    """Print control totals beside what is told of the package, also one that another base has made; how many pages.

    Raises as :func:`print_totals`.
    """
    check_place(out, PDF, passport.path)
    pdf, pages = totals_paper(totals, told, progress, sample=is_sample(passport))
    try:
        write_whole(out, pdf)
    except (OSError, ValueError) as problem:
        reason = why(problem) if isinstance(problem, OSError) else "имя не подходит"
        raise BadFile(f"Файл {out} не записан: {reason}.", "Выберите другую папку или другое имя.") from problem
    return pages
