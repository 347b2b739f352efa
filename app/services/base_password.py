"""The password of an open base: told from others, changed, taken away; and after how long the base is locked."""

from contextlib import suppress
from dataclasses import dataclass
from hmac import compare_digest

from app.domain.roles import Right
from app.errors import AppError, Refused, WrongPassword
from app.services.backups import Health, Reason, copy_before, copy_now, health_of
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.backups import known_copies
from app.storage.base_key import BaseKey, key_of
from app.storage.copy_rekey import Keys, give_new_key
from app.storage.passport import Passport
from app.storage.settings import remember, setting

LOCK_AFTER = (5, 10, 15, 30, 0)  # minutes without a key or the mouse; 0 is never
_USUAL = 15
_SETTING = "lock_after_minutes"


@dataclass(frozen=True, slots=True)
class Changed:
    """The password is another one: how many copies of before open by it now, and how many still by an older one."""

    rewritten: int
    left: int


@needs(Right.MANAGE)
def check_password(passport: Passport, password: str) -> None:
    """Whether this is the password of the open base ('' where it has none). Raises :class:`WrongPassword`.

    It takes some 0.2 s, as every try at a password does.
    """
    if not compare_digest(key_of(password, passport.salt).raw, passport.key.raw):
        raise WrongPassword("Пароль не тот: этим паролем база не открывается.", "Проверьте раскладку и Caps Lock.")


@needs(Right.MANAGE)
def change_password(passport: Passport, new: str, progress: Progress = silent, *, copies: bool = False) -> Changed:
    """Give the open base another password, or with '' none; who asks for it must have been told by the present one.

    Every page is written anew, all or none; there is a verified copy before, and one under the new password after.
    Copies made before open by the password they were made with, unless those that open by the present one are to be
    written anew too (``copies``). Raises :class:`BadValue` for a password that is too
    weak, :class:`Refused` for the present one, for anybody but the owner, and where no copy can be made; then nothing
    has changed.
    """
    from app.services.passwords import check_new_password  # noqa: PLC0415 - a start needs only the idle minutes

    if new:
        check_new_password(new)
    if compare_digest(key_of(new, passport.salt).raw, passport.key.raw):
        raise Refused(
            "Новый пароль такой же, как прежний; ничего не изменено." if new else "У базы и сейчас нет пароля."
        )
    told = "убран" if not new else "сменён" if passport.has_password else "задан"
    progress(0, 0)  # the last moment at which it can be stopped
    copy_before(passport, Reason.PASSWORD, progress=progress)
    old = passport.key
    passport.rekey(new)
    with suppress(Refused):  # the band tells of a copy that could not be made; the password is changed
        copy_now(passport, Reason.NEW_PASSWORD)
    _note(passport, "Пароль базы", told)
    return _copies_too(passport, old, copies)


def _copies_too(passport: Passport, old: BaseKey, wanted: bool) -> Changed:
    with passport.source() as source:
        stem = source.stem
    seen = [(one, health_of(one, passport.key)) for one in known_copies(passport.path, stem)]
    older = [(one, health) for one, health in seen if health is not Health.GOOD]
    whole = [one for one, health in older if health in {Health.OLD_PASSWORD, Health.UNKNOWN}]
    rewritten = sum(give_new_key(one, Keys(old, passport.key)) for one in whole) if wanted else 0
    if rewritten:
        _note(passport, "Копии под новым паролем", str(rewritten))
    return Changed(rewritten, len(older) - rewritten)


def note_wrong_tries(passport: Passport, count: int) -> None:
    """Have in the history that so many wrong passwords were tried before the right one."""
    _note(passport, "Вход", f"до него неверных паролей: {count}")


def _note(passport: Passport, what: str, detail: str) -> None:
    """Note what is done already: that the note cannot be written (a base to be read only) does not undo it."""
    from app.storage.history import note  # noqa: PLC0415 - as in ``Passport.writing``

    with suppress(AppError), passport.writing(what) as session:
        note(session, what, detail)


def lock_after(passport: Passport) -> int:
    """After how many idle minutes the base is locked; 0 is never, as where there is no password to unlock it by."""
    if not passport.has_password:
        return 0
    with passport.reading() as session:
        kept = setting(session, _SETTING, _USUAL)
    return kept if kept in LOCK_AFTER else _USUAL


@needs(Right.MANAGE)
def keep_lock_after(passport: Passport, minutes: int) -> None:
    """Keep after how many idle minutes (one of ``LOCK_AFTER``) the base is to be locked."""
    with passport.writing("Когда закрывать на замок") as session:
        remember(session, _SETTING, minutes)
