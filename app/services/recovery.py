"""The recovery sheet of an open base: the way in when the password is forgotten."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.disk import why, write_whole
from app.domain.roles import Right
from app.domain.school import School
from app.errors import BadFile, Refused
from app.printer.page import Drawn
from app.printer.recovery_sheet import RecoverySheet, draw_recovery_sheet
from app.services.places import PDF, check_place
from app.services.rights import needs
from app.services.sample import is_sample
from app.storage.history import note
from app.storage.passport import Passport
from app.storage.recovery_code import recovery_groups, recovery_text


@needs(Right.MANAGE)
def recovery_sheet(passport: Passport) -> Drawn:
    """The sheet by which the base opens without its password; who asks for it must have been told by the password.

    Raises :class:`Refused` where there is no password to forget, and for anybody but the owner.
    """
    if not passport.has_password:
        raise Refused("Базу без пароля открывает всякий: лист восстановления ей не нужен.", "Сначала задайте пароль.")
    with passport.writing("Лист восстановления") as session:
        code, name = session.execute(select(School.code, School.short_name)).one()
        note(session, "Лист восстановления")
    now = datetime.now().astimezone().replace(microsecond=0)
    groups, machine = recovery_groups(passport.key), recovery_text(passport.key)
    sheet = RecoverySheet(name or "", code or "", passport.year.title, groups, machine, now)
    return draw_recovery_sheet(sheet, sample=is_sample(passport))


@needs(Right.MANAGE)
def save_sheet(passport: Passport, out: Path, pdf: bytes) -> None:
    """Write a sheet into a file, whole or not at all; :class:`BadFile` where it cannot be, :class:`Refused` where
    another file would be lost."""
    check_place(out, PDF, passport.path)
    try:
        write_whole(out, pdf)
    except OSError as problem:
        raise BadFile(f"Лист не сохранён: {why(problem)}.", "Выберите другую папку.") from problem
