"""A package that came from a school, before anything of it is kept: whole, for this base, from whom we know it of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.channels import CHANNELS, PROTECTED
from app.domain.imprint import MUNICIPALITY, SCHOOL
from app.domain.keys import Correspondent
from app.domain.received import ListedSchool, ReceivedPackage
from app.errors import BadFile, Refused
from app.exchange.manifest import Manifest, manifest_of
from app.exchange.package import OpenedPackage, open_package
from app.exchange.receipt import ReceiptState
from app.exchange.sealing import is_recipient, recipient_of
from app.exchange.signing import follows, words_of
from app.services.incoming import incoming
from app.services.keys import openers
from app.services.receivers import PASSWORD
from app.services.sample import is_sample
from app.storage.passport import Passport
from app.storage.schema import HEAD
from app.storage.settings import setting

CLOSED = "schools_closed"  # the setting: only schools of the list are let in

_CODE = re.compile(r"[0-9A-Za-z]{1,20}\Z")


class Place(StrEnum):
    """Where a package stands to the one that is held of its school."""

    FIRST = "first"
    UPDATE = "update"
    FORK = "fork"  # made from another copy of the school's base
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A whole package for this base. ``unconfirmed`` are the words of a signing key that nobody compared yet."""

    path: Path
    package: OpenedPackage
    manifest: Manifest
    content: bytes
    sealed: bool
    unconfirmed: str

    @property
    def receipt(self) -> str:
        """The ten characters told by telephone."""
        return self.package.opened.receipt

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the signed package in hex."""
        return self.package.opened.fingerprint


def arrival(passport: Passport, path: Path) -> Arrival:
    """Read a package and hold it to all that can be said without its school's data.

    Raises :class:`Refused` for what is no package for this base, this year and this receiver, for a school that is
    not listed and for a signature that is not the one known; :class:`BadFile` for what is not whole.
    """
    if passport.kind != MUNICIPALITY:
        raise Refused("Пакеты школ принимает база муниципалитета, а это база школы.")
    content, sealed = incoming(passport, path)
    package = open_package(content)
    told = manifest_of(package)
    _check_manifest(passport, told)
    _check_code(package, told)
    with passport.reading() as session:
        _check_receiver(session, told)
        unconfirmed = _check_school(session, package, told)
    return Arrival(path, package, told, content, sealed, unconfirmed)


def _check_manifest(passport: Passport, told: Manifest) -> None:
    if told.schema > HEAD:
        raise Refused("Пакет сделан более новой программой.", "Обновите программу.")
    if told.kind != SCHOOL:
        raise Refused("Это не пакет школы.")
    if told.demonstration and not is_sample(passport):
        raise Refused(
            "Это пакет демонстрационной школы: люди в нём вымышлены. Он не принят.",
            "Пусть школа соберёт пакет из своей базы.",
        )
    if told.year != passport.year.name:
        raise Refused(f"Пакет за {told.year[:10]} учебный год, а эта база — за {passport.year.name}.")
    if told.channel not in CHANNELS:
        raise Refused(f"Канала «{told.channel[:20]}» нет.")
    if told.channel == PROTECTED and not told.receiver:
        raise Refused("Пакет защищённого канала сделан без получателя; такой программа не делает.")
    if told.sealing and not is_recipient(told.sealing):
        raise BadFile("Опись пакета: ключ для ответа написан с ошибкой.")


def _check_code(package: OpenedPackage, told: Manifest) -> None:
    if not _CODE.match(told.code):
        raise Refused("В пакете нет кода школы.", "Пусть школа внесёт код ОО и соберёт пакет снова.")
    inside = [line.get("code") for line in package.lines.get("school", ())]
    if inside != [told.code]:
        raise Refused(f"Опись пакета говорит о школе {told.code}, а данные внутри — другой школы.")


def _check_receiver(session: Session, told: Manifest) -> None:
    own = {recipient_of(one) for one in openers(session)}
    if told.receiver not in ("", PASSWORD) and told.receiver not in own:
        raise Refused(
            "Пакет сделан для другого получателя, хотя дошёл до вас.", "Дайте школе свой ключ: пусть соберёт для вас."
        )


def _check_school(session: Session, package: OpenedPackage, told: Manifest) -> str:
    """Hold the signer to the key that is known; the words of a key that nobody compared yet, '' for a confirmed one."""
    code, signer = told.code, package.opened.signer
    if setting(session, CLOSED, default=False) and session.get(ListedSchool, code) is None:
        raise Refused(f"Школы {code} нет в списке, а список закрыт.", "Добавьте её на странице «Школы и ключи».")
    known = session.get(Correspondent, (SCHOOL, code))
    if known is not None and not follows(known.verifying, signer, package.opened.renewals):
        raise Refused(
            f"Пакет школы {code} подписан не её известным ключом.",
            f"Позвоните в школу и сверьте слова ключа: {words_of(signer)}.",
        )
    other = session.scalar(
        select(Correspondent.code).where(
            Correspondent.kind == SCHOOL, Correspondent.verifying == signer, Correspondent.code != code
        )
    )
    if other is not None:
        raise Refused(f"Пакет школы {code} подписан ключом школы {other}.")
    return "" if known is not None and known.confirmed_at else words_of(signer)


def present(session: Session, code: str) -> ReceivedPackage | None:
    """The package of a school that counts now."""
    return session.scalar(select(ReceivedPackage).where(ReceivedPackage.school_code == code, ReceivedPackage.present))


def place_of(session: Session, came: Arrival) -> Place:
    """Where a package stands to the held one. Raises :class:`Refused` for one that a newer has replaced."""
    held, known = present(session, came.manifest.code), session.get(ReceivedPackage, came.fingerprint)
    if known is not None and known.present:
        return Place.AGAIN
    if held is None:
        return Place.FIRST
    if came.receipt in held.follows or (known is not None and known.state != ReceiptState.RETURNED):
        raise Refused(
            f"Пакет {came.receipt} школы {came.manifest.code} старше принятого ({held.receipt}); ничего не изменено."
        )
    if held.receipt in came.manifest.follows:
        if came.manifest.sequence <= held.sequence:
            raise Refused(f"Номер пакета {came.receipt} не больше, чем у принятого перед ним.")
        return Place.UPDATE
    return Place.FORK if known is None else Place.AGAIN
