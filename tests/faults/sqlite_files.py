"""SQLite's own layer of files with an ear and a hand in it: every opening, write, cut, sync and removal can be
counted, kept from happening, or answered with the error of a full or dying disk.

The program's driver stays as it is, encryption and all: its exported functions are found by ctypes, and the default
VFS of the process (https://sqlite.org/vfs.html) is altered in place. Only for a child process: it is never mended.
"""

import ctypes
import errno
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

OPEN, WRITE, TRUNCATE, SYNC, DELETE = "open", "write", "truncate", "sync", "delete"

Told = Callable[[str, str, int, bytes], int]
"""What is asked before each call: what it is, the path, the offset or new size (of a removal: whether its folder is
synced), the bytes. 0 lets it pass, another number is the ``errno`` that it ends with."""

_IOERR, _FULL, _CANTOPEN = 10, 13, 14
_FAILED = {OPEN: _CANTOPEN, WRITE: _IOERR | 3 << 8, TRUNCATE: _IOERR | 6 << 8, SYNC: _IOERR | 4 << 8}
_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)  # the name is handed on as the very address that SQLite gave
_DELETE = ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I)
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)
_CREATE = 4  # SQLITE_OPEN_CREATE


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", _I),
        *((name, _P) for name in "close read write truncate sync size lock unlock reserved control sector".split()),
        *((name, _P) for name in "traits shm_map shm_lock shm_barrier shm_unmap fetch unfetch".split()),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    """sqlite3_vfs as far as it is altered."""

    _fields_ = [
        ("version", _I),
        ("file_size", _I),
        ("longest_path", _I),
        *((name, _P) for name in "next name data open delete".split()),
    ]


@cache
def _vfs() -> Any:
    import sqlcipher3.dbapi2  # noqa: F401 - loads the library

    path = sys.modules["sqlcipher3._sqlite3"].__file__
    find = ctypes.CDLL(path).sqlite3_vfs_find
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), [ctypes.c_char_p]
    return find(None).contents


def can_be_watched() -> bool:
    """Whether the driver exports what is needed; on Windows it does not."""
    try:
        return bool(_vfs())
    except (AttributeError, OSError):
        return False


def watch(told: Told) -> None:
    """From now on ask ``told`` before every call, of this process, that changes a file of SQLite."""
    _Watched(told)


class _Watched:
    """The altered VFS. Everything that SQLite now points at lives as long as the process (``_alive``)."""

    _alive: list[Any] = []

    def __init__(self, told: Told) -> None:
        vfs = _vfs()
        self.told = told
        self.paths: dict[int, str] = {}  # by the address of the open file
        self.altered: dict[int, _Methods] = {}  # by the address of the methods that were there
        self.real_open, self.real_delete = _OPEN(vfs.open), _DELETE(vfs.delete)
        ours = (_OPEN(self._open), _DELETE(self._delete))
        vfs.open, vfs.delete = (ctypes.cast(one, _P).value for one in ours)
        self._alive += [self, *ours]

    def _failed(self, what: str, path: str, place: int = 0, content: bytes = b"") -> int:
        number = self.told(what, path, place, content)
        if not number:
            return 0
        return _FULL if (what, number) == (WRITE, errno.ENOSPC) else _FAILED.get(what, _IOERR)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        if flags & _CREATE and not (path and Path(path).exists()) and (failed := self._failed(OPEN, path)):
            ctypes.cast(file, ctypes.POINTER(_P)).contents.value = None  # nothing to be closed
            return failed
        code: int = self.real_open(vfs, name, file, flags, out)
        opened = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if not code and opened.methods:
            self.paths[file] = path
            opened.methods = ctypes.pointer(self._methods(opened.methods))
        return code

    def _delete(self, vfs: int, name: bytes, sync: int) -> int:
        return self._failed(DELETE, name.decode(), sync) or self.real_delete(vfs, name, sync)

    def _methods(self, real: Any) -> _Methods:
        """The methods of a kind of file, of which the changing ones ask first."""
        where = ctypes.addressof(real.contents)
        if where in self.altered:
            return self.altered[where]
        made = _Methods.from_buffer_copy(real.contents)
        write, truncate, sync = _WRITE(made.write), _TRUNCATE(made.truncate), _SYNC(made.sync)

        def ask_to_write(file: int, data: int, size: int, offset: int) -> int:
            failed = self._failed(WRITE, self.paths[file], offset, ctypes.string_at(data, size))
            return failed or write(file, data, size, offset)

        def ask_to_truncate(file: int, size: int) -> int:
            return self._failed(TRUNCATE, self.paths[file], size) or truncate(file, size)

        def ask_to_sync(file: int, flags: int) -> int:
            return self._failed(SYNC, self.paths[file]) or sync(file, flags)

        ours = (_WRITE(ask_to_write), _TRUNCATE(ask_to_truncate), _SYNC(ask_to_sync))
        made.write, made.truncate, made.sync = (ctypes.cast(one, _P).value for one in ours)
        self._alive.append(ours)
        self.altered[where] = made
        return made
