"""Saving the files in terms of РИС for a РЦОИ: what a package has in its folder «ris», as a folder of its own."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.disk import sync_folder, why, write_whole
from app.domain.imprint import SCHOOL
from app.domain.roles import Right
from app.errors import BadFile, Refused
from app.services.package_content import content_of
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class SavedRis:
    """Where the files lie, how many lines each has (without its heading), and how many places stayed empty."""

    folder: Path
    lines: Mapping[str, int]
    not_coded: int


@needs(Right.EXPORT)
def save_ris(passport: Passport, folder: Path, progress: Progress = silent) -> SavedRis:
    """Write the files into a new folder «ris-КОД-ГОД» within a folder: all of them, or none.

    Who refused consent is in none. Raises :class:`Refused` for a municipality's file and where the new folder is
    there already, :class:`BadFile` where it cannot be written.
    """
    from app.exchange.ris import NOT_CODED, ris_files  # noqa: PLC0415 - needed only here

    if passport.kind != SCHOOL:
        raise Refused("Файлы для РИС делаются из базы школы, а это база муниципалитета.")
    if not folder.is_dir():
        raise BadFile(f"Папки {folder} нет.", "Создайте её или выберите другую.")
    with passport.reading() as session:
        parts = content_of(session, ()).parts
    code = next((line["code"] for line in parts["school"]), None)
    place = folder / f"ris-{code or 'nocode'}-{passport.year.name}"
    if place.exists():
        raise Refused(f"Папка {place} уже есть; она не тронута.", "Уберите её или выберите другое место.")
    files = ris_files(parts, passport.year)
    try:
        _write(place, files, progress)
    except OSError as problem:
        raise BadFile(f"Файлы в папку {folder} не записаны: {why(problem)}.", "Выберите другую папку.") from problem
    counts = {name: content.count(b"\r\n") - 1 for name, content in files.items()}
    return SavedRis(place, counts, counts[NOT_CODED])


def _write(place: Path, files: Mapping[str, bytes], progress: Progress) -> None:
    """Everything under another name first, so that a full disk leaves no half of it."""
    partial = place.with_name(place.name + ".tmp")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        for done, (name, content) in enumerate(files.items()):
            progress(done, len(files))
            path = partial.joinpath(*name.split("/")[1:])  # the folder itself stands for «ris»
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        partial.rename(place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    with suppress(OSError):
        sync_folder(place.parent)
    progress(len(files), len(files))
