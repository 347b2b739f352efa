"""The data that the program goes by: school years, closed lists, the layout of РИС; its own, or those of an update.

An update lies over the files of the program as a whole and holds for the whole process. What is read from them is kept;
a function that keeps it is marked with :func:`renewed`, so that nothing of other data is left when they change. Other
data that are only tried hold for the thread that tries them: the window goes on by those that hold.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache, wraps
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import msgspec

from app.paths import resources

ISSUE = "data.toml"  # tells which issue of the data the program brings; no update has it
YEARS, LISTS, RIS = "years/", "dictionaries/", "ris.toml"
_NAME = re.compile(r"(years/\d{4}-\d{2}|dictionaries/[a-z_]+|ris)\.toml\Z")

Files = Mapping[str, bytes]


T_co = TypeVar("T_co", covariant=True)


class _Keeps(Protocol[T_co]):
    @property
    def __wrapped__(self) -> Callable[..., T_co]: ...
    def __call__(self, *given: Any) -> T_co: ...
    def cache_clear(self) -> None: ...


class _Tried(threading.local):
    """The files that are tried in this thread, None for none, and what is kept of them, by function."""

    files: Files | None = None
    kept: dict[object, Callable[..., Any]] | None = None


_tried = _Tried()

_kept: list[Callable[[], None]] = []
_over: Files = MappingProxyType({})


class Issue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which issue of the data the program brings: its number grows; ``sha256`` is over the files themselves."""

    number: int
    date: date
    sha256: str


def renewed(function: _Keeps[T_co]) -> Callable[..., T_co]:
    """Mark a cached function (``functools.cache``, ``lru_cache``) that keeps something of these data.

    While other data are tried, what it gives there is kept apart.
    """
    _kept.append(function.cache_clear)

    @wraps(function)
    def of_this_thread(*given: Any) -> T_co:
        kept = _tried.kept
        if kept is None:
            return function(*given)
        if function not in kept:
            kept[function] = cache(function.__wrapped__)
        given_there: T_co = kept[function](*given)
        return given_there

    return of_this_thread


def is_data(name: str) -> bool:
    """Whether a file of this name («years/2026-27.toml») is one of the data; of lists only those there are."""
    if not _NAME.match(name):
        return False
    return not name.startswith(LISTS) or resources(*name.split("/")).is_file()


def content(name: str) -> bytes:
    """The file of a name as it holds now. Raises :class:`OSError` where there is none."""
    over = worn()
    return over[name] if name in over else own(name)


def own(name: str) -> bytes:
    """The program's own file of a name. Raises :class:`OSError` where there is none."""
    return resources(*name.split("/")).read_bytes()


def names(folder: str) -> tuple[str, ...]:
    """The names of all files in ``YEARS`` or ``LISTS``, in order."""
    there = {folder + path.name for path in resources(folder.rstrip("/")).glob("*.toml")}
    return tuple(sorted(there | {name for name in worn() if name.startswith(folder)}))


def own_names() -> tuple[str, ...]:
    """The names of the program's own files of the data, in order."""
    found = (folder + path.name for folder in (YEARS, LISTS) for path in resources(folder.rstrip("/")).glob("*.toml"))
    return tuple(sorted([*found, RIS]))


@cache
def issue() -> Issue:
    """The issue that the program brings."""
    return msgspec.toml.decode(resources(ISSUE).read_bytes(), type=Issue)


def worn() -> Files:
    """The files of the update that holds, or that are tried in this thread; none for the program's own data."""
    return _over if _tried.files is None else _tried.files


def wear(files: Files) -> bool:
    """Let files hold in place of those of the same name from now on; whether that changes anything."""
    global _over  # noqa: PLW0603 - one process has one set of data
    if dict(files) == dict(_over):
        return False
    _over = MappingProxyType(dict(files))
    read_anew()
    return True


def read_anew() -> None:
    """Forget what was read."""
    for forget in _kept:
        forget()


@contextmanager
def wearing(files: Files) -> Iterator[None]:
    """Other files for a while and for this thread only, to see what they would do; then the present ones again."""
    before = _tried.files, _tried.kept
    _tried.files, _tried.kept = MappingProxyType(dict(files)), {}
    try:
        yield
    finally:
        _tried.files, _tried.kept = before
