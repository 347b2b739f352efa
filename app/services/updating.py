"""Taking an update of the program's data from a file, and going back: rehearsed on the open base first."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import __version__
from app.domain import program_data
from app.domain.program_data import YEARS
from app.domain.roles import Right
from app.domain.year import AcademicYear, academic_year, known_years
from app.errors import BadFile, Refused
from app.exchange.signing import words_of
from app.exchange.update_file import LARGEST, Update, read_update
from app.services.backups import Reason, copy_before
from app.services.checking import check
from app.services.data_changes import Change, changes_to
from app.services.places import check_source, read_given
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.services.updates import UnknownMaker, check_fits, check_whole, kept, maker_of
from app.services.year_file import Rehearsal, compared
from app.storage import update_store
from app.storage.copy_list import Copy
from app.storage.history import note
from app.storage.passport import Passport
from app.storage.update_store import Pointer
from app.storage.year_of_base import year_of

TAKEN, BACK = "Обновление данных программы", "Прежние данные программы"
OWN = "данные, с которыми поставлена программа"


@dataclass(frozen=True, slots=True)
class Planned:
    """What would hold, and what that would do: to the data, and to the findings of the open base.

    ``update`` None is the program's own data. ``own_year`` says in a sentence that the base goes on by a year file of
    its own; '' where it does not.
    """

    update: Update | None
    maker: str
    changes: tuple[Change, ...]
    found: Rehearsal
    own_year: str
    to: Pointer
    former: Pointer

    @property
    def title(self) -> str:
        """What would hold, in words."""
        return OWN if self.update is None else self.update.title


@needs(Right.MANAGE)
def plan_update(passport: Passport, path: Path, progress: Progress = silent) -> Planned:
    """Read an update and rehearse it; nothing is changed.

    Raises :class:`BadFile` for what is no whole update or does not suit this program, :class:`UnknownMaker` for one of
    an unknown key, :class:`Refused` for one that is no newer than what holds.
    """
    check_source(path, passport.path, "Выберите файл обновления.")
    update = read_update(read_given(path, LARGEST, "— не файл обновления"))
    maker = maker_of(update, passport)
    if not maker:
        raise UnknownMaker(
            f"Обновление подписано ключом, который ни с программой не пришёл, ни в этой базе не сверен: слова ключа "
            f"{words_of(update.signer)}.",
            "Если его прислало МОУО, возьмите карточку его ключа и сверьте слова по телефону: «Файл → Ключи…».",
        )
    check_fits(update)
    pointer = _pointer()
    check_newer(update, pointer)
    with passport.held():  # both checks are of one moment
        check_whole(update.files, since=program_data.worn())
        _check_editions(update)
        return _planned(passport, update, maker, _before(pointer, update, passport), progress)


@needs(Right.MANAGE)
def plan_back(passport: Passport, progress: Progress = silent) -> Planned:
    """Rehearse the way back: to the update before, or where that cannot hold any more, to the program's own data.

    Raises :class:`Refused` where no update holds.
    """
    pointer = _pointer()
    if not pointer.file:
        raise Refused(f"Обновлений нет: действуют {OWN}.")
    update = _usable(pointer.before, passport)
    maker = maker_of(update, passport) if update is not None else ""
    to = Pointer(pointer.before if update else "", "", __version__)
    with passport.held():
        return _planned(passport, update, maker, to, progress)


@needs(Right.MANAGE)
def carry_out(passport: Passport, planned: Planned) -> Copy:
    """Let hold what was planned, after a verified copy of the base; its pages must then be made anew.

    Raises :class:`Refused` where no copy can be made, or where other data hold than when it was planned,
    :class:`BadFile` where it cannot be written; then all is as it was.
    """
    update, to, former = planned.update, planned.to, _pointer()
    if former != planned.former:
        raise Refused("Тем временем взято другое обновление; ничего не изменено.", "Начните заново.")
    copy = copy_before(passport, Reason.UPDATE)
    if update is not None:
        update_store.keep(update.number, update.fingerprint, update.content)
    what = BACK if update is None or update.number < former.number else TAKEN
    try:
        with passport.writing(what) as session:
            note(session, what, planned.title)
            update_store.point(to)
    except BaseException:
        if _pointer() != former:
            with suppress(BadFile):  # what stopped us is worth telling; the pointer is whole either way
                update_store.point(former)
        raise
    update_store.sweep(to)
    return copy


def check_newer(update: Update, pointer: Pointer) -> None:
    """Refuse (:class:`Refused`) an update that is no newer than the one that holds, or than the program's own data."""
    present = max(pointer.number, program_data.issue().number)
    if update.number <= present:
        raise Refused(f"Обновление № {update.number} не новее: действуют данные № {present}; ничего не изменено.")


def _pointer() -> Pointer:
    """The pointer; what cannot be read points at nothing."""
    try:
        return update_store.pointer()
    except BadFile:
        return Pointer()


def _before(pointer: Pointer, update: Update, passport: Passport) -> Pointer:
    """The pointer to an update, with the way back to what holds now."""
    name = f"{update.number}-{update.fingerprint}.passport-update"
    return Pointer(name, pointer.file if _usable(pointer.file, passport) else "", __version__)


def _usable(name: str, passport: Passport) -> Update | None:
    """A kept update that may hold; None where there is none, or where the program has newer data of its own."""
    if update_store.number_of(name) <= program_data.issue().number:
        return None
    try:
        return kept(name, passport)
    except (BadFile, Refused):
        return None


def _check_editions(update: Update) -> None:
    """A year of an update is as it is now, or of a newer edition: by that forms and packages tell which one held."""
    now = {name: academic_year(name) for name in known_years()}
    with program_data.wearing(update.files):
        then = {name: academic_year(name) for name in known_years() if f"{YEARS}{name}.toml" in update.files}
    for name, new in then.items():
        old = now.get(name)
        if old is not None and new != old and new.edition <= old.edition:
            raise Refused(
                f"Учебный год {name} в обновлении не новее: его редакция {new.edition}, а действует {old.edition}."
            )


def _planned(passport: Passport, update: Update | None, maker: str, to: Pointer, progress: Progress) -> Planned:
    files = update.files if update is not None else {}
    changes = changes_to(files)
    now = check(passport, progress=progress)
    with program_data.wearing(files):
        with passport.reading() as session:
            year = year_of(session, passport.year.name)
        then = check(passport, progress=progress, year=year)
        own_year = _told_own_year(year) if f"{YEARS}{year.name}.toml" in files else ""
    return Planned(update, maker, changes, compared(now, then), own_year, to, _pointer())


def _told_own_year(year: AcademicYear) -> str:
    brought = academic_year(year.name).edition
    if year.edition <= brought:
        return ""
    return f"В базе действует свой файл учебного года, редакция {year.edition}: он новее ({brought}) и останется."
