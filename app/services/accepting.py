"""A municipality takes packages of its schools: each wholly or not at all, and nothing is overwritten unseen."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from app.disk import Beside, why
from app.domain.imprint import SCHOOL
from app.domain.received import ReceivedPackage
from app.domain.roles import Right
from app.errors import AppError, BadFile, Refused
from app.exchange.key_card import KeyCard
from app.exchange.package import OpenedPackage
from app.exchange.receipt import ReceiptState, RemarkLine
from app.services import moments
from app.services.arrivals import Arrival, Place, arrival, place_of, present
from app.services.branches import Split, splits
from app.services.checking import Report, check
from app.services.differences import Differences, differences
from app.services.holding import (
    common_lines,
    head_of,
    know_school,
    replace_present,
    row_of,
    standing_lines,
    taken_year,
)
from app.services.keys import know
from app.services.municipal_answer import (
    DRAFT,
    Answered,
    answer_path,
    answer_to,
    draft_remark,
    remarks_of,
    sealed_answer,
)
from app.services.package_base import package_base
from app.services.progress import Cancelled, Progress, silent
from app.services.rights import needs
from app.services.standing import Standing, standing_of
from app.services.uncollected import uncollected
from app.storage.history import note
from app.storage.passport import Passport

State = Literal["accepted", "returned", "decide", "conflict", "refused"]

_GONE_SHARE, _GONE_LEAST = 5, 10  # a fifth of the people, and so many at least, do not go without being named


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one file. «decide» and «conflict» have changed nothing yet: a person is asked first.

    ``new``, ``changed`` and ``same`` count pupils, workers and rooms against the package held before; ``conflicts``
    the fields that two copies of the school's base have changed each in its own way. ``words`` are those of the
    school's key where nobody has compared them yet; ``gone`` the people who would be there no more.
    """

    file: Path
    state: State
    school: str = ""
    new: int = 0
    changed: int = 0
    same: int = 0
    conflicts: int = 0
    errors: int = 0
    questions: int = 0
    receipt: Path | None = None
    text: str = ""
    words: str = ""
    gone: tuple[str, ...] = ()
    package: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A package against the held one, before anything is kept. ``splits`` are given for a second copy of a base."""

    accepted: Accepted
    name: str
    differences: Differences
    splits: tuple[Split, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A package whose data were looked at: its place, what differs, its check, and how its school would stand.

    ``rewritten``: the history of its base does not go on from where it ended in the held package.
    """

    came: Arrival
    place: Place
    held: ReceivedPackage | None
    differences: Differences
    splits: tuple[Split, ...]
    report: Report
    standing: Standing
    rewritten: bool = False


@needs(Right.IMPORT)
def accept(
    passport: Passport,
    paths: Sequence[Path],
    *,
    folder: Path | None = None,
    dry_run: bool = False,
    decided: Collection[str] = (),
    progress: Progress = silent,
) -> tuple[Accepted, ...]:
    """Take packages one after another, each in one step, and write an answer for each.

    The answers are written beside the packages, or into ``folder``. ``decided`` are fingerprints of packages whose
    missing people, or whose changes after РИС, a person has seen and lets pass. A refused package does not stop
    the next one; raises :class:`Cancelled` between packages: what was taken before stays.
    """
    done = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        try:
            done.append(_one(passport, path, folder or path.parent, dry_run=dry_run, decided=decided))
        except Cancelled:
            raise
        except AppError as problem:
            done.append(Accepted(path, "refused", text=str(problem)))
    progress(len(paths), len(paths))
    return tuple(done)


def preview(passport: Passport, path: Path, progress: Progress = silent) -> Preview:
    """What a package would bring, field by field; nothing is kept. Raises as :func:`arrival` does."""
    progress(0, 2)
    came = arrival(passport, path)
    with passport.reading() as session:
        known = place_of(session, came) is Place.AGAIN
        found = _again(passport, session, came, path.parent, dry_run=True) if known else None
    if came.manifest.draft and found is None:
        found = _draft(passport, came, path.parent, dry_run=True)
    if found is not None:
        return Preview(found, came.manifest.name, differences({}, {}), (), came.fingerprint)
    seen = look(passport, came)
    progress(1, 2)
    accepted = summary(seen, _doubt(seen) or verdict(seen))
    return Preview(accepted, came.manifest.name, seen.differences, seen.splits, came.fingerprint)


def _one(passport: Passport, path: Path, folder: Path, *, dry_run: bool, decided: Collection[str]) -> Accepted:
    came = arrival(passport, path)
    with passport.reading() as session:
        if place_of(session, came) is Place.AGAIN:
            return _again(passport, session, came, folder, dry_run=dry_run)
    if came.manifest.draft:
        return _draft(passport, came, folder, dry_run=dry_run)
    with uncollected():
        seen = look(passport, came)
    doubt = _doubt(seen)
    if doubt == "conflict" or (doubt and came.fingerprint not in decided):
        return summary(seen, doubt)
    found = summary(seen, verdict(seen))
    if found.state == "returned":
        with passport.reading() as session:
            if session.get(ReceivedPackage, came.fingerprint) is not None:
                return _again(passport, session, came, folder, dry_run=dry_run)
    return found if dry_run else keep(passport, seen, found, folder, remarks=tuple(remarks_of(seen.report.findings)))


def look(passport: Passport, came: Arrival) -> Seen:
    """Open a package in memory, check it by the rules of this base's year, and compare it with the held one."""
    with passport.reading() as session:
        place, held, year = place_of(session, came), present(session, came.manifest.code), taken_year(session)
        held_lines = standing_lines(session, held)
        rewritten = place is Place.UPDATE and _is_rewritten(came, held, head_of(session, held))
        fork = place is Place.FORK and held is not None and held_lines is not None
        common = common_lines(session, came, held) if fork and held else None
    with package_base(came.package, passport.year.name, year) as base:
        report = check(base)
        standing = standing_of(base, report)
    found = splits(common, held_lines, came.package.lines) if fork and held_lines is not None else ()
    return Seen(came, place, held, differences(held_lines, came.package.lines), found, report, standing, rewritten)


def _is_rewritten(came: Arrival, held: ReceivedPackage | None, ended: str) -> bool:
    told = came.manifest
    return held is not None and ended != "" and told.earlier[told.follows.index(held.receipt)] != ended


def _doubt(seen: Seen) -> Literal["", "decide", "conflict"]:
    """Whether a person is to be asked before the package may replace the held one."""
    if seen.place is Place.FORK:
        return "conflict"
    gone, people = len(seen.differences.gone_people), _people(seen.held)
    few = gone >= _GONE_LEAST and gone * _GONE_SHARE >= people
    after = seen.held is not None and seen.held.state == ReceiptState.TRANSFERRED and bool(seen.differences.records)
    return "decide" if few or after else ""


def _people(held: ReceivedPackage | None) -> int:
    return 0 if held is None else held.counts["students"] + held.counts["staff"]


def verdict(seen: Seen) -> Literal["accepted", "returned"]:
    """Errors return a package; questions do not."""
    return "returned" if seen.standing.errors else "accepted"


def summary(seen: Seen, state: State) -> Accepted:
    """What is told of a package that was looked at."""
    told, gone = seen.differences, seen.differences.gone_people
    found = Accepted(
        seen.came.path,
        state,
        seen.came.manifest.code,
        told.new,
        told.changed,
        told.same,
        sum(one.side is None for one in seen.splits),
        seen.standing.errors,
        seen.standing.questions,
        words=seen.came.unconfirmed,
        gone=tuple(f"{one.who} ({one.class_name})" if one.class_name else one.who for one in gone),
        package=seen.came.receipt,
    )
    text = _text(found, after=seen.held is not None and seen.held.state == "transferred")
    return replace(found, text=f"{text} {REWRITTEN}" if seen.rewritten else text)


REWRITTEN = (
    "История базы школы не продолжает ту, что была в принятом пакете: её переписали в обход программы. "
    "Позвоните в школу."
)


def _text(found: Accepted, *, after: bool) -> str:
    if found.state == "conflict":
        return (
            "В школе две копии базы: этот пакет сделан не после принятого. Ничего не изменено: выберите значения "
            f"в окне «Приём пакетов» (полей, изменённых в обеих: {found.conflicts})."
        )
    if found.state == "decide" and after:
        return "Данные школы уже переданы в РИС, а в пакете они другие. Ничего не изменено: посмотрите и решите."
    if found.state == "decide":
        return f"В пакете нет {len(found.gone)} человек, которые были в принятом. Ничего не изменено: решите сами."
    if found.state == "returned":
        return f"Пакет {found.package} возвращён: ошибок {found.errors}."
    asked = f", вопросов без пояснения {found.questions}" if found.questions else ""
    return f"Пакет {found.package} принят{asked}."


def _again(passport: Passport, session: Session, came: Arrival, folder: Path, *, dry_run: bool) -> Accepted:
    """A package that was answered before: the same answer once more, and nothing is changed."""
    row = session.get_one(ReceivedPackage, came.fingerprint)
    counted = sum(row.counts[part] for part in ("students", "staff", "rooms"))
    state: State = "returned" if row.state == ReceiptState.RETURNED else "accepted"
    found = Accepted(
        came.path,
        state,
        row.school_code,
        same=counted,
        errors=row.standing["errors"],
        questions=row.standing["questions"],
        text=f"Пакет {row.receipt} уже {'возвращён' if state == 'returned' else 'принят'}; ничего не изменено.",
        words=came.unconfirmed,
        package=row.receipt,
    )
    if dry_run:
        return found
    path = answer_path(folder, row.school_code, passport.year.name, row.receipt, sealed=bool(row.sealing))
    _put(path, sealed_answer(row.answer, row.sealing), lambda: None)
    return replace(found, receipt=path)


def _draft(passport: Passport, came: Arrival, folder: Path, *, dry_run: bool) -> Accepted:
    """A draft is sent back and not kept."""
    told, package = came.manifest, came.receipt
    found = Accepted(came.path, "returned", told.code, text=DRAFT, words=came.unconfirmed, package=package)
    if dry_run:
        return found
    with passport.writing("Ключи базы") as session:
        content, _ = answer_to(session, answered(passport, came), ReceiptState.RETURNED, (draft_remark(),))
    path = answer_path(folder, told.code, passport.year.name, package, sealed=came.sealed)
    _put(path, sealed_answer(content, told.sealing if came.sealed else ""), lambda: None)
    return replace(found, receipt=path)


def answered(passport: Passport, came: Arrival) -> Answered:
    """What an answer says of the package it is to."""
    told = came.manifest
    return Answered(told.code, passport.year.name, came.receipt, told.sequence, came.fingerprint)


@needs(Right.IMPORT)
def keep(
    passport: Passport,
    seen: Seen,
    found: Accepted,
    folder: Path,
    *,
    remarks: tuple[RemarkLine, ...],
    more: Callable[[Session], None] = lambda _: None,
) -> Accepted:
    """Keep a package and write its answer: both or neither. An accepted one replaces the held one.

    ``more`` is done in the same step. Raises :class:`Refused` when another package has been taken meanwhile, and
    :class:`BadFile` where the answer cannot be written.
    """
    came, told = seen.came, seen.came.manifest
    state = ReceiptState.ACCEPTED if found.state == "accepted" else ReceiptState.RETURNED
    with passport.writing("Пакет школы") as session:
        now = present(session, told.code)
        if (now and now.fingerprint) != (seen.held and seen.held.fingerprint):
            raise Refused(f"Тем временем от школы {told.code} принят другой пакет.", "Посмотрите этот ещё раз.")
        content, _ = answer_to(session, answered(passport, came), state, remarks)
        if (before := session.get(ReceivedPackage, came.fingerprint)) is not None:
            session.delete(before)
            session.flush()
        row = row_of(came, state=state, standing=seen.standing.plain(), answer=content, at=moments.exact())
        _know(session, came, came.package)
        if state is ReceiptState.ACCEPTED:
            if now is not None and now.state == ReceiptState.TRANSFERRED:
                row.state = ReceiptState.TRANSFERRED  # what was carried over into РИС stays so
            replace_present(session, row, came.content, came.package.lines)
        else:
            session.add(row)
        more(session)
        note(session, "Пакет школы", f"школа {told.code}, код {came.receipt}, {_TOLD[state]}")
        session.flush()
        path = answer_path(folder, told.code, passport.year.name, came.receipt, sealed=bool(row.sealing))
        _put(path, sealed_answer(content, row.sealing), session.commit)
    return replace(found, receipt=path)


_TOLD = {ReceiptState.ACCEPTED: "принят", ReceiptState.RETURNED: "возвращён"}


def _know(session: Session, came: Arrival, package: OpenedPackage) -> None:
    """Remember the school and its key; one that came first waits to be confirmed by a person."""
    told, opened = came.manifest, package.opened
    card = KeyCard(SCHOOL, told.code, told.name, opened.signer, told.sealing, opened.renewals)
    know(session, card)
    know_school(session, told.code, told.name)


def _put(path: Path, content: bytes, commit: Callable[[], None]) -> None:
    """Write a file whole, let the base know of it, and then give it its name."""
    try:
        with Beside(path) as file:
            file.write(content)
            commit()
            file.put()
    except OSError as problem:
        raise BadFile(f"Ответ {path} не записан: {why(problem)}.", "Выберите другую папку для ответов.") from problem
