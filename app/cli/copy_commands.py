"""The commands about copies and integrity: backup, restore, verify."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.cli.passwords import open_base, password_of

if TYPE_CHECKING:  # only the command that needs one imports its service
    from app.services.backups import CopyLine
    from app.services.verifying import Verdict

Said = tuple[dict[str, Any], list[str], bool]  # the object of --json, lines, whether the user is needed


def backup(given: Namespace) -> Said:
    """A verified copy in a folder; the one that lies there already where the base has not changed since."""
    from app.services.backups import copy_now, copy_of_now  # noqa: PLC0415 - each command loads its own

    with open_base(given) as passport:
        there = copy_of_now(passport, given.out)
        copy = there or copy_now(passport, folder=given.out)
    line = f"Копия № {copy.number} проверена: {copy.path}"
    told = f"{line} (база с тех пор не менялась, новая не нужна)" if there else line
    return {"path": str(copy.path), "result": "same" if there else "made", "number": copy.number}, [told], False


def restore(given: Namespace) -> Said:
    """A base put back from a copy; what lay in its place is set aside."""
    from app.services.base_back import restore_base  # noqa: PLC0415 - as above

    done = restore_base(given.out, given.copy, password_of(given))
    lines = [f"База возвращена из копии: {done.base}"]
    if done.aside is not None:
        lines.append(f"Прежняя база отложена и цела: {done.aside}")
    if done.password_of_then:
        lines.append("Пароль базы теперь тот, который был в день копии.")
    aside = str(done.aside) if done.aside is not None else None
    return {"path": str(done.base), "result": "restored", "aside": aside}, lines, False


def verify(given: Namespace) -> Said:
    """What is whole and what is not, of the base and of its copies."""
    from app.services.verifying import verify as looked  # noqa: PLC0415 - as above

    found = looked(given.base, password_of(given))
    data = {
        "path": str(found.base),
        "result": "ok" if found.good else "bad",
        "checks": [{"name": one.name, "wrong": one.wrong} for one in found.checks],
        "copies": [_copy(one) for one in found.copies],
    }
    return data, list(_lines(found)), not found.good


def _copy(line: CopyLine) -> dict[str, Any]:
    return {"number": line.number, "path": str(line.path), "result": line.health.name.lower()}


def _lines(found: Verdict) -> Iterator[str]:
    for one in found.checks:
        yield f"{'✖' if one.wrong else '✓'} {one.name}{': ' + one.wrong if one.wrong else ''}"
    for line in found.copies:
        day = f" от {line.made_at:%d.%m.%Y %H:%M}" if line.made_at else ""
        yield f"  копия № {line.number}{day}: {line.health.value}, {line.path}"
    if not found.copies:
        yield "  Копий этой базы на этом компьютере нет."
