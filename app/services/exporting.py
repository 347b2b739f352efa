"""Making a package of a school for the municipality: when it is refused, its place in the order, and whom it is for."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import __version__
from app.disk import Beside, why
from app.domain.channels import CHANNELS, OPEN, PROTECTED
from app.domain.imprint import SCHOOL
from app.domain.recorded import CARDS
from app.domain.roles import Right
from app.domain.sent_packages import SentPackage
from app.domain.year import AcademicYear
from app.errors import BadFile, Refused
from app.exchange.attachments import PART, attachment_parts
from app.exchange.container import Packed
from app.exchange.package import data_files, pack_files, package_name
from app.exchange.ris import ris_files
from app.services import moments
from app.services.attachments import health_attachments, scan_attachments
from app.services.checking import check
from app.services.control_totals import totals_of
from app.services.keys import own_recipient, signer
from app.services.package_content import Content, content_of
from app.services.progress import Progress, silent
from app.services.receivers import NOBODY, Receiver
from app.services.rights import needs
from app.services.sample import is_sample_in
from app.storage.history import hash_of, note, record_head
from app.storage.passport import Passport
from app.storage.schema import HEAD
from app.validators.registry import Finding, Level

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that lies in its folder.

    ``counts`` tells by part how many lines it has, and under ``left_out`` how many people stayed out of it;
    ``left_out`` names these by class and number in the list. ``receipt`` is what both sides compare by
    telephone: it is of the signed package, whatever it is sealed in. ``questions`` wait for a correction or an
    explanation: the municipality will ask them. ``password`` opens a zip that was locked, and is kept nowhere.
    """

    path: Path
    fingerprint: str
    receipt: str
    counts: Mapping[str, int]
    draft: bool
    left_out: tuple[str, ...] = ()
    questions: int = 0
    sequence: int = 0
    password: str = ""


@needs(Right.EXPORT)
def export_package(
    passport: Passport,
    folder: Path,
    *,
    channel: str = OPEN,
    to: Receiver = NOBODY,
    draft: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write the package of the school into a folder and tell what it holds.

    The file is held for the check and the reading, so that what goes out is what was checked. Who refused consent
    goes nowhere, so errors in that card do not stop the rest. The same data for the same receiver make the same
    signed bytes; what they are sealed in differs each time. Raises :class:`Refused` while errors remain (unless
    ``draft``, which marks manifest and name), for a municipality's file and for a protected channel without a
    receiver; :class:`BadFile` where the folder cannot be written. A refusal leaves no file.
    """
    _check_asked(passport, folder, channel, to)
    progress(0, _STEPS)
    with passport.held():
        findings = check(passport).findings
        progress(1, _STEPS)
        with passport.writing("Ключи базы") as session:
            content = content_of(session, findings)
            questions = _count_questions(findings, content, draft=draft)
            files = _files(session, content, passport.year, channel)
            packed, sequence = _packed(session, passport, content, files, channel=channel, to=to, draft=draft)
            progress(2, _STEPS)
            note(session, "Пакет для МОУО", f"№ {sequence}, код {packed.receipt}{', черновик' if draft else ''}")
            name = package_name(content.code, passport.year.name, packed.receipt, draft=draft, ending=to.ending)
            password = _put(session, folder / name, packed, to)
    progress(_STEPS, _STEPS)
    told = (packed.fingerprint, packed.receipt, content.counts, draft, content.left_out, questions, sequence, password)
    return Exported(folder / name, *told)


def _count_questions(findings: Iterable[Finding], content: Content, *, draft: bool) -> int:
    """How many questions wait for an answer among those who go along; errors among them stop all but a draft."""
    asked = [one.level for one in findings if one.open and one.id not in content.outside]
    if (errors := asked.count(Level.ERROR)) and not draft:
        raise Refused(
            f"В данных ошибок: {errors}; пакет не сделан.",
            "Исправьте их (страница «Проверка», команда check) или сделайте черновик (--draft).",
        )
    return asked.count(Level.QUESTION)


def _put(session: Session, path: Path, packed: Packed, to: Receiver) -> str:
    """Bring the sealed package to its place: first the order of packages knows it, then it is there; the password."""
    sealed, password = to.sealed(packed.content)
    try:
        with Beside(path) as file:
            file.write(sealed)
            session.commit()
            file.put()
    except OSError as problem:
        raise BadFile(f"Пакет в папку {path.parent} не записан: {why(problem)}.", "Выберите другую папку.") from problem
    return password


def _check_asked(passport: Passport, folder: Path, channel: str, to: Receiver) -> None:
    if channel not in CHANNELS:
        raise Refused(f"Канала «{channel}» нет; пакет не сделан.", "Есть каналы open и protected.")
    if channel == PROTECTED and not to.told:
        raise Refused(
            "Пакет для защищённого канала всегда запечатан; пакет не сделан.",
            "Укажите ключ получателя (--to) или пароль (--to password).",
        )
    if passport.kind != SCHOOL:
        raise Refused("Пакет делается из базы школы, а это база муниципалитета.")
    if not folder.exists():
        raise BadFile(f"Папки {folder} нет.", "Создайте её или выберите другую.")
    if not folder.is_dir():
        raise BadFile(f"{folder} — не папка.", "Укажите папку, куда положить пакет.")


def _files(session: Session, content: Content, year: AcademicYear, channel: str) -> dict[str, bytes]:
    """All files of the package: its lines; CSV in terms of РИС, scans of forms, and by the protected channel images."""
    images = health_attachments(session) if channel == PROTECTED else ()
    ris = ris_files(content.parts, year)
    content.parts[PART], attached = attachment_parts(channel, (*images, *scan_attachments(session)))
    return {**data_files(content.parts), **ris, **attached}


def _packed(
    session: Session,
    passport: Passport,
    content: Content,
    files: Mapping[str, bytes],
    *,
    channel: str,
    to: Receiver,
    draft: bool,
) -> tuple[Packed, int]:
    """The signed package and its place in the order; a package like the last one has the place of the last one."""
    last = record_head(session, CARDS)  # of the cards, for the package itself makes acts: keys, a note
    about = _about(passport, content, channel=channel, to=to, draft=draft) | {
        "sender": {"sealing": own_recipient(session)},
        "history": {"number": last.number, "hash": last.hash},
    }
    if is_sample_in(session):
        about["demonstration"] = True
    earlier = list(session.scalars(select(SentPackage).order_by(SentPackage.sequence)))
    same = _content_hash(about, files)
    again = earlier.pop() if earlier and earlier[-1].content == same else None
    about["sequence"] = earlier[-1].sequence + 1 if earlier else 1
    about["follows"] = [one.receipt for one in earlier]
    about["history"] |= {"earlier": [hash_of(session, one.counts.get("history", [0])[0]) for one in earlier]}
    packed = pack_files(about, files, signer(session))
    sent = again or SentPackage(sequence=about["sequence"], content=same, made_at=moments.now())
    sent.fingerprint, sent.receipt = packed.fingerprint, packed.receipt
    totals = totals_of(session, passport.year.name, content.counts["left_out"])
    sent.counts = {"lines": content.counts, "totals": totals.plain(), "history": [last.number, last.hash]}
    sent.channel, sent.receiver, sent.draft = channel, to.told, draft
    session.add(sent)
    return packed, sent.sequence


def _content_hash(about: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    told = [about, {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _about(passport: Passport, content: Content, *, channel: str, to: Receiver, draft: bool) -> dict[str, Any]:
    """The manifest without its parts and place. No count of findings: rules look at the day, and a clock must not
    change the bytes; whoever receives the package checks it himself."""
    return {
        "program_version": __version__,
        "schema": HEAD,
        "kind": passport.kind,
        "year": passport.year.name,
        "rules": {"edition": passport.year.edition},
        "school": {"code": content.code, "name": content.name},
        "channel": channel,
        "receiver": to.told,
        "draft": draft,
        "counts": content.counts,
    }
