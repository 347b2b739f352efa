"""The file for support: what program and base this is, its log and the fault, and if wanted a copy without people.

It is looked at before it is written, and written where the user says; the program sends nothing.
"""

import io
import platform
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import __version__
from app.disk import why, write_whole
from app.domain.all_records import Model
from app.domain.roles import Right
from app.domain.settings import Setting
from app.errors import BadFile
from app.log import escaped, kept_lines
from app.services.anonymous_base import anonymous_copy
from app.services.progress import Progress, silent
from app.services.rights import may_do, refuse_right
from app.storage.history import note
from app.storage.passport import Passport
from app.storage.schema import HEAD

ABOUT, LOG, FAULT, COPY = "about.json", "log.txt", "fault.txt", "base.passport"
LIBRARIES = ("alembic", "cryptography", "PySide6-Essentials", "reportlab", "sqlalchemy", "sqlcipher3")
COPIED = "Копия базы без людей"  # as the history tells it
MOST_LINES = 5_000  # of the log: what is older tells nothing of today's fault
_MADE = (1980, 1, 1, 0, 0, 0)  # the entries carry no time of their own


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What the file will hold: its texts by name, as they can be shown; the copy, where one was made."""

    texts: Mapping[str, str]
    copy: bytes = field(default=b"", repr=False)


def diagnostics(
    passport: Passport | None, fault: str = "", *, with_copy: bool = False, progress: Progress = silent
) -> Diagnostics:
    """Gather the file. ``fault`` is what :func:`app.log.places` tells of an error, line by line.

    Raises :class:`Refused` where a copy is wanted of a municipality's base, and what ``progress`` raises.
    """
    about = _program() | {"base": None if passport is None else _base(passport)}
    copy = b""
    if with_copy and passport is not None:
        if not may_do(passport, Right.MANAGE):
            raise refuse_right(passport, Right.MANAGE)
        made = anonymous_copy(passport, progress=progress)
        copy = made.content
        about["rules_that_find_otherwise_in_the_copy"] = dict(made.differing)
        with passport.writing(COPIED) as session:
            note(session, COPIED)
    texts = {ABOUT: _json(about), LOG: "\n".join(map(escaped, kept_lines()[-MOST_LINES:]))}
    if fault:
        texts[FAULT] = "\n".join(escaped(line) for line in fault.splitlines())
    return Diagnostics(texts, copy)


def save_diagnostics(path: Path, told: Diagnostics) -> None:
    """Write the file, whole. Raises :class:`BadFile` where it cannot be written."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in told.texts.items():
            file.writestr(zipfile.ZipInfo(name, _MADE), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
        if told.copy:
            file.writestr(zipfile.ZipInfo(COPY, _MADE), told.copy)
    try:
        write_whole(path, content.getvalue())
    except OSError as problem:
        raise BadFile(f"Файл {path} не записан: {why(problem)}.") from problem


def _json(told: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode("utf-8")


def _program() -> dict[str, Any]:
    return {
        "program": __version__,
        "schema": HEAD,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen program may not carry what tells them
        return ""


def _base(passport: Passport) -> dict[str, Any]:
    """What is told of a base: no path and no name, only what kind it is and how much is in it."""
    with passport.reading() as session:
        return {
            "kind": passport.kind,
            "year": passport.year.name,
            "has_password": passport.has_password,
            "bytes": passport.path.stat().st_size if passport.path.exists() else 0,
            "rows": _rows(session),
            "settings": sorted(session.scalars(select(Setting.name))),
        }


def _rows(session: Session) -> dict[str, int]:
    tables = Model.metadata.sorted_tables
    return {one.name: session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}
