"""The keys of a base and the keys it knows: made, shown, renewed, copied; cards given and taken.

A key that arrives first is kept as the one that came first; it is trusted only when a person has compared its words
with the other side. A key that was known is replaced only by one that it vouches for, or by a person's decision.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.disk import why, write_whole
from app.domain.imprint import SCHOOL
from app.domain.keys import Correspondent, KeyPair
from app.domain.roles import Right
from app.domain.school import School
from app.errors import BadFile, BadValue, Refused
from app.exchange.key_card import ENDING, KeyCard, card_file, read_card
from app.exchange.key_copy import Generation, open_copy, seal_copy
from app.exchange.sealing import new_opening, recipient_of
from app.exchange.signing import MOST_RENEWALS, Renewal, Signer, follows, new_secret, public_of, words_of
from app.services import moments
from app.services.places import FileKind, check_place, check_source, read_given
from app.services.rights import needs
from app.storage.passport import Passport

LARGEST_CARD = 2**20  # bytes
NO_CARD = "— не файл ключа"  # what is said of a larger file
_SHORTEST = 8  # characters of the password of a copy
_CARD = FileKind("карточка ключа", b"PK\x03\x04")
_COPY = FileKind("копия ключей", b"age-encryption.org/v1\n")


class UnknownSuccessor(Refused):
    """A card brings other keys than those known under its code, and these do not vouch for them: a person decides."""


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The keys of this base as people are shown them; moments are local. ``words`` are compared by telephone."""

    number: int
    words: str
    recipient: str
    made_at: datetime
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """Keys of another base; ``confirmed_at`` (local) is when a person compared the words, None for not yet."""

    kind: str
    code: str
    name: str
    words: str
    recipient: str
    known_since: datetime
    confirmed_at: datetime | None


@needs(Right.MANAGE)
def own_keys(passport: Passport) -> OwnKeys:
    """The keys of this base, made now if there were none."""
    with passport.writing("Ключи базы") as session:
        newest = _newest(session)
        return OwnKeys(
            newest.number,
            words_of(public_of(newest.signing)),
            recipient_of(newest.opening),
            moments.local(newest.made_at),
            None if newest.saved_at is None else moments.local(newest.saved_at),
        )


@needs(Right.MANAGE)
def renew_keys(passport: Passport) -> OwnKeys:
    """Make new keys; the ones before vouch for them and still open what was sealed to them.

    Raises :class:`Refused` after a hundred renewals, which no receiver would believe.
    """
    with passport.writing("Замена ключей") as session:
        before = _newest(session)
        if before.number > MOST_RENEWALS:
            raise Refused("Ключи этой базы заменялись слишком много раз.")
        secret = new_secret()
        vouched = Signer(before.signing).renewed(secret).renewals[-1]
        session.add(_pair(before.number + 1, secret, bytes.fromhex(vouched.signature)))
    return own_keys(passport)


def signer(session: Session) -> Signer:
    """Who signs for this base; needs a session that writes, for keys are made when first needed."""
    _newest(session)
    pairs = _pairs(session)
    made = Signer(pairs[0].signing)
    for one in pairs[1:]:
        assert one.renewal is not None
        vouched = Renewal(public_of(one.signing), made.public, one.renewal.hex())
        made = Signer(one.signing, (*made.renewals, vouched))
    return made


def openers(session: Session) -> list[str]:
    """The secrets by which this base opens what was sealed to it, newest first."""
    return [one.opening for one in reversed(_pairs(session))]


def own_recipient(session: Session) -> str:
    """To whom others seal what is for this base (age1…); needs a session that writes."""
    return recipient_of(_newest(session).opening)


def _pairs(session: Session) -> list[KeyPair]:
    return list(session.scalars(select(KeyPair).order_by(KeyPair.number)))


def _newest(session: Session) -> KeyPair:
    if pairs := _pairs(session):
        return pairs[-1]
    first = _pair(1, new_secret(), None)
    session.add(first)
    session.flush()
    return first


def _pair(number: int, secret: bytes, renewal: bytes | None) -> KeyPair:
    return KeyPair(number=number, signing=secret, opening=new_opening()[0], renewal=renewal, made_at=moments.now())


# Cards


@needs(Right.MANAGE)
def save_card(passport: Passport, folder: Path) -> Path:
    """Write the card of this base's keys into a folder, for the other side; its path.

    Raises :class:`Refused` while the school has no code, :class:`BadFile` where the folder cannot be written.
    """
    with passport.writing("Ключи базы") as session:
        code, name = session.execute(select(School.code, School.short_name)).one()
        if not code:
            raise Refused(
                "У школы не внесён код ОО, а без него ключ некому приписать.", "Внесите его в карточке школы."
            )
        packed = card_file(passport.kind, code, name or "", own_recipient(session), signer(session))
    path = folder / f"{passport.kind}-{code}{ENDING}"
    _write(passport, path, _CARD, packed.content)
    return path


@needs(Right.MANAGE)
def take_card(passport: Passport, path: Path, *, instead: bool = False) -> KnownKeys:
    """Know the keys of another base from its card; ``instead`` also where they are not vouched for by those known.

    Raises :class:`BadFile` for what is no card, :class:`Refused` for a card of the same kind of base,
    :class:`UnknownSuccessor` for keys that the known ones do not vouch for; then nothing has changed.
    """
    card = read_card(_read(passport, path))
    if card.kind == passport.kind:
        raise Refused("Это ключ такой же базы; нужен ключ " + ("МОУО." if passport.kind == SCHOOL else "школы."))
    with passport.writing("Чужие ключи") as session:
        known = session.get(Correspondent, (card.kind, card.code))
        if known and not instead and not follows(known.verifying, card.verifying, card.renewals):
            raise UnknownSuccessor(
                "Под этим кодом известен другой ключ, и он за новый не ручается.",
                "Позвоните отправителю и сверьте слова ключа.",
            )
        know(session, card)
    return next(one for one in known_keys(passport) if (one.kind, one.code) == (card.kind, card.code))


def know(session: Session, card: KeyCard) -> Correspondent:
    """Keep the keys of a card; a key that is new and not vouched for is not confirmed."""
    known = session.get(Correspondent, (card.kind, card.code))
    if known is None:
        known = Correspondent(kind=card.kind, code=card.code, known_since=moments.now(), verifying=card.verifying)
        session.add(known)
    if not follows(known.verifying, card.verifying, card.renewals):
        known.confirmed_at = None
        known.known_since = moments.now()
    known.name, known.verifying, known.sealing = card.name, card.verifying, card.sealing
    return known


def known_keys(passport: Passport) -> tuple[KnownKeys, ...]:
    """The keys this base knows, by code."""
    with passport.reading() as session:
        found = session.scalars(select(Correspondent).order_by(Correspondent.code))
        return tuple(
            KnownKeys(
                one.kind,
                one.code,
                one.name,
                words_of(one.verifying),
                one.sealing,
                moments.local(one.known_since),
                None if one.confirmed_at is None else moments.local(one.confirmed_at),
            )
            for one in found
        )


@needs(Right.MANAGE)
def confirm_keys(passport: Passport, kind: str, code: str) -> None:
    """A person has compared the words of these keys with the other side. Raises :class:`Refused` for unknown ones."""
    with passport.writing("Чужие ключи сверены") as session:
        _known(session, kind, code).confirmed_at = moments.now()


@needs(Right.MANAGE)
def forget_keys(passport: Passport, kind: str, code: str) -> None:
    """Know these keys no more. Raises :class:`Refused` for unknown ones."""
    with passport.writing("Чужие ключи убраны") as session:
        session.delete(_known(session, kind, code))


def _known(session: Session, kind: str, code: str) -> Correspondent:
    found = session.get(Correspondent, (kind, code))
    if found is None:
        raise Refused("Такого ключа в базе уже нет.")
    return found


# Copies of the own keys


@needs(Right.MANAGE)
def copy_keys(passport: Passport, path: Path, password: str) -> None:
    """Write the own secret keys to a file that the password opens.

    Raises :class:`BadValue` for a password of fewer than eight characters, :class:`Refused` where a file of another
    kind lies in the place, :class:`BadFile` where it cannot be written.
    """
    if len(password) < _SHORTEST:
        raise BadValue(f"Пароль короче {_SHORTEST} знаков; копия не сделана.")
    own_keys(passport)
    with passport.reading() as session:
        generations = [_generation(one) for one in _pairs(session)]
        code = session.scalars(select(School.code)).one() or ""
    _write(passport, path, _COPY, seal_copy(code, generations, password))
    with passport.writing("Копия ключей") as session:
        _newest(session).saved_at = moments.now()


@needs(Right.MANAGE)
def restore_keys(passport: Passport, path: Path, password: str) -> OwnKeys:
    """Take back the own keys from a copy, in place of those of this base.

    Raises :class:`BadFile` for a wrong password or what is no copy, :class:`Refused` for a copy of another base and for
    one made before the keys were last renewed, which would lose the newest.
    """
    code, generations = open_copy(_read(passport, path), password)
    with passport.writing("Ключи из копии") as session:
        if code != (session.scalars(select(School.code)).one() or ""):
            raise Refused("Это копия ключей другой базы: код не совпадает.")
        present = _pairs(session)
        if len(present) > len(generations) and present[0].signing.hex() == generations[0].signing:
            raise Refused("В базе ключи новее, чем в этой копии; ничего не изменено.")
        for one in present:
            session.delete(one)
        session.flush()
        session.add_all(_restored(one) for one in generations)
    return own_keys(passport)


def _generation(one: KeyPair) -> Generation:
    renewal = "" if one.renewal is None else one.renewal.hex()
    return Generation(one.number, one.signing.hex(), one.opening, renewal, one.made_at.isoformat())


def _restored(one: Generation) -> KeyPair:
    return KeyPair(
        number=one.number,
        signing=bytes.fromhex(one.signing),
        opening=one.opening,
        renewal=bytes.fromhex(one.renewal) or None,
        made_at=datetime.fromisoformat(one.made_at),
        saved_at=moments.now(),
    )


def _read(passport: Passport, path: Path) -> bytes:
    check_source(path, passport.path, "Выберите файл ключа.")
    return read_given(path, LARGEST_CARD, NO_CARD)


def _write(passport: Passport, path: Path, kind: FileKind, content: bytes) -> None:
    check_place(path, kind, passport.path)
    try:
        write_whole(path, content)
    except OSError as problem:
        raise BadFile(f"Файл {path} не записан: {why(problem)}.", "Выберите другую папку.") from problem
