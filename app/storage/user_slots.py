"""The users of an open base and their slots beside it: who has come in, and that the slots are those of the base."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor, Role
from app.domain.roles import Right
from app.errors import BadFile, BadValue, Refused, WrongPassword
from app.storage.base_key import NO_PASSWORD, BaseKey, Secret, derived_key
from app.storage.guard import refused
from app.storage.key_slots import Unlocked, wrapped_slot, wrapping_of, write_slots

if TYPE_CHECKING:
    from app.domain.users import User
    from app.storage.passport import Passport


_CAME_IN = "Вход в базу"


def admit(passport: "Passport", by: Unlocked | None) -> None:
    """Let the owner in (``by`` None), or the user by whose slot the file was opened.

    What a crash, a hand or an older copy left of the side file is mended. Raises :class:`WrongPassword` where the
    slot is of somebody whom the base does not know (any more) by this password.
    """
    if not passport.has_password:
        return
    with passport.reading() as session:
        users = open_users(session)
        actor = None if by is None else _actor(users, by)
    lock_again(passport)
    if actor is not None:
        passport.become(actor)
    elif by is not None:
        raise WrongPassword(
            f"Базу {passport.path.name} открыть не удалось: этот пароль больше не действует.",
            "Спросите ответственного за базу.",
        )
    if users:
        with suppress(Refused, BadFile), passport.writing(_CAME_IN) as session:  # who cannot write may read
            from app.storage.history import note  # noqa: PLC0415 - as in ``Passport.writing``

            note(session, _CAME_IN)


def open_users(session: Session) -> "list[User]":
    """Those who have a password, read past the session."""
    from app.domain.users import User  # noqa: PLC0415 - a base without a password has none

    return list(session.scalars(select(User).where(User.closed.is_(None)).order_by(User.since, User.id)))


def lock_again(passport: "Passport") -> None:
    """Lock the key of the base for all its users; where that cannot be written, the next opening does it."""
    with passport.reading() as session:
        users = open_users(session)
    with suppress(OSError):
        put_slots(passport.path, passport.key, users)


def put_slots(base: Path, key: BaseKey, users: "list[User]") -> None:
    """Make the side file of a base hold its key for these users. Raises OSError."""
    slots = (
        wrapped_slot(one.id, one.salt, one.wrapping, key)
        for one in users
        if one.salt is not None and one.wrapping is not None
    )
    write_slots(base, slots)


def check_free(passport: "Passport", password: str) -> None:
    """Refuse a password that the owner or another user has already: a password alone tells who comes in.

    Takes some 0.2 s for each of them. Raises :class:`BadValue`.
    """
    with passport.reading() as session:
        locks = [(one.salt, one.wrapping) for one in open_users(session)]
    taken = derived_key(password, passport.salt) == passport.key
    if taken or any(wrapping_of(password, salt) == wrapping for salt, wrapping in locks if salt):
        raise BadValue(
            "Этот пароль взять нельзя: придумайте другой.", "Пароли не повторяются: по ним узнают, кто вошёл."
        )


def check_secret(passport: "Passport", secret: Secret) -> None:
    """Refuse what must not become the secret of the base: '' while it has users, or the password of one of them.

    Raises :class:`Refused`, :class:`BadValue`.
    """
    if passport.actor.role is not Role.OWNER:
        raise refused(passport.actor, Right.MANAGE)
    with passport.reading() as session:
        shared = bool(open_users(session))
    if shared and secret in {"", NO_PASSWORD}:
        raise Refused("У базы есть пользователи, и без пароля она их не различит.", "Сначала закройте пользователей.")
    if shared and isinstance(secret, str):
        check_free(passport, secret)


def _actor(users: "list[User]", by: Unlocked) -> Actor | None:
    found = next((one for one in users if one.id == by.user and one.wrapping == by.wrapping), None)
    if found is None:
        return None
    return Actor(found.id, found.name, Role(found.role), tuple(found.classes))
