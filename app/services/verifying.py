"""Whether a base and its copies are whole, asked for by somebody who wants to be sure."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import Damaged, WrongPassword
from app.services.backups import GOOD_ONES, CopyLine, copy_lines
from app.services.base_back import diagnose
from app.services.progress import Progress, silent
from app.storage.base_key import NO_PASSWORD, Secret
from app.storage.known_schema import KNOWN, schema_digest
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.storage.soundness import bad_act, look_through

OPENS, SCHEMA, HISTORY, SAVES = "открывается", "устройство базы", "цепочка истории", "последние сохранения"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what is wrong there, '' for nothing."""

    name: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that was looked at of a base, and its copies."""

    base: Path
    checks: tuple[Check, ...]
    copies: tuple[CopyLine, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with the base, nor with any copy."""
        copies_good = all(one.health in GOOD_ONES for one in self.copies)
        return copies_good and not any(one.wrong for one in self.checks)


def verify(base: Path, secret: Secret = NO_PASSWORD, progress: Progress = silent) -> Verdict:
    """Open a base and look at every page, its structure, links, schema, and all copies that are known of it.

    Raises :class:`WrongPassword` where the secret opens neither the base nor a copy, :class:`Refused` for a base that
    is open elsewhere or newer than the program.
    """
    try:
        with open_passport(base, secret) as passport:
            return verify_open(passport, progress)
    except (Damaged, WrongPassword) as problem:
        found = diagnose(base, problem, secret, progress=progress)
        if found is None and isinstance(problem, WrongPassword):
            raise
        return Verdict(base, (Check(OPENS, problem.text),), found.copies if found else ())


def verify_open(passport: Passport, progress: Progress = silent) -> Verdict:
    """The same of a base that is open."""
    found = tuple(_checks(passport))
    return Verdict(passport.path, found, copy_lines(passport, progress))


def _checks(passport: Passport) -> Iterator[Check]:
    yield Check(OPENS)
    with passport.source() as source:
        for name, wrong in look_through(source.connection, source.path).items():
            yield Check(name, f"неверно: {wrong}" if wrong else "")
        strange = schema_digest(source.connection) != KNOWN
        bad = bad_act(source.connection)
    yield Check(SCHEMA, "не то, что делает программа" if strange else "")
    yield Check(HISTORY, f"первая неверная запись — № {bad}" if bad is not None else "")
    missing = passport.noticed.missing
    yield Check(SAVES, f"недостаёт: {missing}" if missing else "")
