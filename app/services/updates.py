"""The update of the program's data that was taken here: whose it is, whether it may hold, and letting it hold.

It is believed only while its signature is that of a maker whose key came with the program, or of the municipality
whose key somebody has compared by telephone in the open base. Both are asked each time, so nothing that is laid into
the user's folder holds by itself. What was taken lies there whole, as the signed file that it is.
"""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from app import __version__
from app.domain import program_data
from app.domain.imprint import MUNICIPALITY
from app.errors import AppError, BadFile, Refused
from app.paths import resources
from app.storage import update_store
from app.storage.passport import Passport
from app.storage.year_of_base import year_of

if TYPE_CHECKING:  # loads the readers of signed files
    from app.exchange.update_file import Update

MAKERS = "makers.txt"  # the keys of makers, in hex, each with a name after a blank
_OWN_HOLD = "Пока действуют данные, с которыми поставлена программа."


class UnknownMaker(Refused):
    """An update was signed by nobody whose key this program or the open base knows as compared."""


def put_on(passport: Passport | None = None) -> str:
    """Let the update hold that was taken, or the program's own data; a sentence where it cannot hold, else ''.

    To be asked when the program begins, and again of each base that is opened to be worked in.
    """
    told = ""
    files: program_data.Files = {}
    if update_store.is_there():
        try:
            update = holding(passport)
            files = update.files if update is not None else {}
        except UnknownMaker as problem:
            told = problem.text if passport is not None else ""
        except AppError as problem:
            told = f"{problem.text} {_OWN_HOLD} {problem.hint}".strip()
    if program_data.wear(files) and passport is not None:
        with passport.reading() as session:
            passport.year = year_of(session, passport.year.name)
    if passport is not None and told:
        passport.noticed = replace(passport.noticed, data=told)
    return told


def holding(passport: Passport | None) -> "Update | None":
    """The update that is to hold in a base; None for the program's own data, also where these are newer.

    Raises :class:`BadFile` where what was taken is damaged or does not suit this program, :class:`UnknownMaker`.
    """
    pointer = update_store.pointer()
    if pointer.number <= program_data.issue().number:
        return None
    update = kept(pointer.file, passport)
    if pointer.tried != __version__:  # another program took it: its data may be of another shape
        check_whole(update.files)
        with suppress(BadFile):
            update_store.point(update_store.Pointer(pointer.file, pointer.before, __version__))
    return update


def kept(name: str, passport: Passport | None) -> "Update":
    """An update of the store, whole and of a known maker. Raises as :func:`holding`."""
    from app.exchange.update_file import read_update  # noqa: PLC0415 - only where there is one

    update = read_update(update_store.stored(name))
    check_fits(update)
    if not maker_of(update, passport):
        raise UnknownMaker(
            f"Обновление данных № {update.number} подписано ключом, который в этой базе не сверен: в ней действуют "
            "данные, с которыми поставлена программа."
        )
    return update


def maker_of(update: "Update", passport: Passport | None) -> str:
    """Who signed an update, of those that may; '' for anybody else."""
    from app.exchange.signing import follows  # noqa: PLC0415 - as above

    known = [*_makers(), *(_of_base(passport) if passport is not None else ())]
    return next((name for key, name in known if follows(key, update.signer, update.renewals)), "")


def check_fits(update: "Update") -> None:
    """Refuse (:class:`BadFile`) an update that wants a newer program."""
    from app.exchange.update_file import version_parts  # noqa: PLC0415 - as above

    if version_parts(update.program) > version_parts(__version__):
        raise BadFile(
            f"Обновление № {update.number} сделано для программы {update.program} или новее, а эта — {__version__}.",
            "Сначала обновите программу: замените её папку новой.",
        )


def check_whole(files: program_data.Files, since: program_data.Files | None = None) -> None:
    """Refuse (:class:`BadFile`) data that this program cannot read, that contradict themselves, or that lack a key
    of the program's own lists or of those of ``since``: keys stand in bases for ever."""
    from app.domain.year import known_years, read_year  # noqa: PLC0415 - as above
    from app.exchange.ris.columns import layout  # noqa: PLC0415 - as above

    wanted = [_keys({}), _keys(since or {})]
    there = _keys(files)
    for name, keys in there.items():
        if lacking := sorted(frozenset().union(*(one.get(name, ()) for one in wanted)) - keys):
            raise BadFile(f"В списке {name}.toml нет ключа «{lacking[0]}»: он стоит в базах и пропасть не может.")
    with program_data.wearing(files):
        for name in known_years():
            year = read_year(program_data.content(f"{program_data.YEARS}{name}.toml"), f"{name}.toml")
            if year.name != name:
                raise BadFile(f"Файл учебного года {name}.toml — другого года: {year.name}.")
        layout()


def _keys(files: program_data.Files) -> dict[str, frozenset[str]]:
    """The keys of every closed list, by its name, where these files hold."""
    from app.domain.dictionaries import dictionary  # noqa: PLC0415 - as above

    with program_data.wearing(files):
        names = program_data.names(program_data.LISTS)
        stems = [name.removeprefix(program_data.LISTS).removesuffix(".toml") for name in names]
        return {stem: frozenset(one.key for one in dictionary(stem).entries) for stem in stems}


def _makers() -> list[tuple[str, str]]:
    """Keys and names of the makers that came with the program."""
    try:
        lines = resources(MAKERS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    told = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return [(key, rest[0] if rest else "изготовитель программы") for key, *rest in told]


def _of_base(passport: Passport) -> list[tuple[str, str]]:
    """Keys of municipalities that were compared by telephone; in a municipality's own base its own."""
    from sqlalchemy import select  # noqa: PLC0415 - as above

    from app.domain.keys import Correspondent, KeyPair  # noqa: PLC0415 - as above
    from app.exchange.signing import public_of  # noqa: PLC0415 - as above

    query = select(Correspondent).where(Correspondent.kind == MUNICIPALITY, Correspondent.confirmed_at.is_not(None))
    with passport.reading() as session:
        known = [(one.verifying, f"МОУО: {one.name or one.code}") for one in session.scalars(query)]
        if passport.kind == MUNICIPALITY:
            own = session.scalars(select(KeyPair.signing)).all()
            known += [(public_of(secret), "эта база") for secret in own]
    return known
