"""The users of a shared base: who works in it besides the owner, in which role, by a password of his own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from secrets import token_bytes

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.disk import why
from app.domain.actors import Role
from app.domain.field import field_by_name, new_id
from app.domain.imprint import SCHOOL
from app.domain.roles import Right
from app.domain.school import SchoolClass
from app.domain.text import clean
from app.domain.users import User
from app.errors import BadFile, BadValue, Refused, WrongPassword
from app.services import moments
from app.services.passwords import check_new_password
from app.services.rights import needs
from app.storage.base_key import SALT
from app.storage.key_slots import MOST, wrapping_of
from app.storage.passport import Passport
from app.storage.user_slots import check_free, open_users, put_slots

_LONGEST = 150  # characters of a name
ROLES = (Role.TYPIST, Role.TEACHER, Role.HEAD, Role.READER)  # that are given; there is one owner


@dataclass(frozen=True, slots=True)
class UserLine:
    """A user as a list shows him; ``since`` and ``closed`` (None while he may come in) are local."""

    id: str
    name: str
    role: Role
    classes: tuple[str, ...]
    since: datetime
    closed: datetime | None


def roles_for(passport: Passport) -> tuple[Role, ...]:
    """The roles that can be given here: the base of a municipality has nothing for the others to do."""
    return ROLES if passport.kind == SCHOOL else (Role.READER,)


@needs(Right.MANAGE)
def users(passport: Passport) -> tuple[UserLine, ...]:
    """Those who may come in, then those who were closed; each by name. Raises :class:`Refused` but for the owner."""
    with passport.reading() as session:
        lines = [_line(one) for one in session.scalars(select(User))]
    return tuple(sorted(lines, key=lambda one: (one.closed is not None, one.name.casefold(), one.id)))


@needs(Right.MANAGE)
def add_user(passport: Passport, name: str, role: Role, password: str, classes: Sequence[str] = ()) -> UserLine:
    """Let somebody in by a password of his own; takes some 0.2 s for each user there is.

    Raises :class:`BadValue` for a name, password or class that will not do, :class:`Refused` where the base has no
    password of the owner, the role cannot be given, or there are too many; :class:`BadFile` where the file beside the
    base cannot be written: nothing is changed then.
    """
    _check_shared(passport)
    told = clean(name, _LONGEST)
    if not told:
        raise BadValue("Внесите имя пользователя: так его назовут журнал изменений и строка внизу окна.")
    with passport.held():
        salt, wrapping = _lock_of(passport, password)
        with passport.writing("Пользователь добавлен") as session:
            _check_room(session, told)
            given = _classes(passport, session, role, classes)
            user = User(id=new_id(), name=told, role=role.value, classes=given, since=moments.now(), closed=None)
            user.salt, user.wrapping = salt, wrapping
            session.add(user)
            _keep(passport, session)
            return _line(user)


@needs(Right.MANAGE)
def change_role(passport: Passport, id: str, role: Role, classes: Sequence[str] = ()) -> None:
    """Give a user another role, or other classes; it holds from his next coming in. Raises as :func:`add_user`."""
    with passport.writing("Другая роль пользователя") as session:
        user = _open_user(session, id)
        user.classes = _classes(passport, session, role, classes)
        user.role = role.value


@needs(Right.MANAGE)
def close_user(passport: Passport, id: str) -> None:
    """Let a user in no more; he stays named in the history.

    Whoever had the password could have kept the key: only another password of the owner changes that.
    """
    with passport.writing("Вход пользователю закрыт") as session:
        user = _open_user(session, id)
        user.closed, user.salt, user.wrapping = moments.now(), None, None
        _keep(passport, session)


@needs(Right.MANAGE)
def reset_password(passport: Passport, id: str, password: str) -> None:
    """Give a user another password in place of a forgotten one. Raises as :func:`add_user`."""
    with passport.held():
        salt, wrapping = _lock_of(passport, password)
        with passport.writing("Другой пароль пользователя") as session:
            user = _open_user(session, id)
            user.salt, user.wrapping = salt, wrapping
            _keep(passport, session)


def change_own_password(passport: Passport, old: str, new: str) -> None:
    """Change the password of the user who works; the owner's is that of the base itself.

    Raises :class:`WrongPassword` for a wrong old one, :class:`BadValue` for a new one that will not do,
    :class:`Refused` for the owner, :class:`BadFile` where the file beside the base cannot be written.
    """
    if passport.actor.role is Role.OWNER:
        raise Refused("Пароль ответственного — пароль самой базы; его меняют там же, где задают.")
    with passport.held():
        with passport.reading() as session:
            user = _open_user(session, passport.actor.id)
            salt, wrapping = user.salt or b"", user.wrapping or b""
        if not compare_digest(wrapping_of(old, salt), wrapping):
            raise WrongPassword("Прежний пароль не тот; пароль не изменён.", "Проверьте раскладку и Caps Lock.")
        if new == old:
            raise BadValue("Новый пароль такой же, как прежний.")
        salt, wrapping = _lock_of(passport, new)
        with passport.unguarded(), passport.writing("Свой пароль изменён") as session:
            user = _open_user(session, passport.actor.id)
            user.salt, user.wrapping = salt, wrapping
            _keep(passport, session)


def _lock_of(passport: Passport, password: str) -> tuple[bytes, bytes]:
    """The salt and wrapping of a password that will do and that nobody else has, for it alone tells who comes in."""
    check_new_password(password)
    check_free(passport, password)
    salt = token_bytes(SALT)
    return salt, wrapping_of(password, salt)


def _check_shared(passport: Passport) -> None:
    if not passport.has_password:
        raise Refused(
            "База без пароля: её откроет каждый, и пользователи в ней ничего не значат.",
            "Сначала задайте базе пароль — он будет паролем ответственного.",
        )


def _check_room(session: Session, name: str) -> None:
    if (session.scalar(select(func.count()).select_from(User).where(User.closed.is_(None))) or 0) >= MOST:
        raise Refused(f"Пользователей уже {MOST}; больше в одной базе не бывает.")
    if any(one.name.casefold() == name.casefold() for one in open_users(session)):
        raise BadValue(f"Пользователь «{name}» уже есть; назовите так, чтобы их различать.")


def _classes(passport: Passport, session: Session, role: Role, classes: Sequence[str]) -> list[str]:
    """The classes of a class teacher, who must have one; nobody else has any."""
    if role not in roles_for(passport):
        raise Refused("Такую роль в этой базе назначить нельзя.")
    if role is not Role.TEACHER:
        return []
    parse = field_by_name(SchoolClass)["name"].kind.parse
    given = sorted({parse(one) for one in classes if one.strip()})
    known = set(session.scalars(select(SchoolClass.name)))
    if not given:
        raise BadValue("Укажите класс: классный руководитель видит только его.")
    if unknown := [one for one in given if one not in known]:
        raise BadValue(f"Такого класса в базе нет: {', '.join(unknown)}.")
    return given


def _open_user(session: Session, id: str) -> User:
    found = session.get(User, id)
    if found is None or found.closed is not None:
        raise Refused("Такого пользователя нет: возможно, его закрыли.")
    return found


def _keep(passport: Passport, session: Session) -> None:
    """Make the file beside the base say what the base will say, then let the base say it.

    A crash between the two leaves a slot for which the base knows nobody; the next opening takes it away.
    """
    session.flush()
    try:
        put_slots(passport.path, passport.key, open_users(session))
    except OSError as problem:
        raise BadFile(f"Файл пользователей рядом с базой не записан: {why(problem)}; ничего не изменено.") from problem


def _line(user: User) -> UserLine:
    closed = None if user.closed is None else moments.local(user.closed)
    return UserLine(user.id, user.name, Role(user.role), tuple(user.classes), moments.local(user.since), closed)
