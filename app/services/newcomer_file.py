"""A pupil's record as a file for the school he goes to, and the file that such a school was given.

The file holds one child's data, so it is always sealed: to the other school's key, or in a zip with a password.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.disk import why, write_whole
from app.domain.roles import Right
from app.domain.school import School
from app.errors import BadFile, Refused
from app.exchange.pupil_record import open_record, record_file
from app.services.incoming import incoming
from app.services.keys import signer
from app.services.newcomer import Lines, lines_of_pupil
from app.services.receivers import WITH_PASSWORD, Receiver
from app.services.rights import needs
from app.services.sample import is_sample, is_sample_in
from app.storage.history import note
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """Where the file lies, the code by which both schools compare it, the password ('' where a key opens it)."""

    path: Path
    receipt: str
    password: str


@needs(Right.EXPORT)
def save_record(passport: Passport, student_id: str, folder: Path, to: Receiver = WITH_PASSWORD) -> SavedRecord:
    """Write one pupil's record into a folder; the name of the file tells the school's code and nothing of the pupil.

    Raises :class:`Refused` for a receiver who is nobody and for a pupil who refused the processing of his data,
    :class:`BadFile` where the folder cannot be written.
    """
    if not to.told:
        raise Refused("Карточка передаётся только запечатанной.", "Выберите ключ получателя или пароль.")
    lines = lines_of_pupil(passport, student_id)
    with passport.writing("Ключи базы") as session:
        code = session.scalars(select(School.code)).one()
        packed = record_file(lines, signer(session), sample=is_sample_in(session))
        note(session, "Карточка для другой школы", f"код {packed.receipt}")
    sealed, password = to.sealed(packed.content)
    path = folder / f"record-{code or 'nocode'}-{packed.receipt}{to.ending}"
    try:
        write_whole(path, sealed)
    except OSError as problem:
        raise BadFile(f"Файл в папку {folder} не записан: {why(problem)}.", "Выберите другую папку.") from problem
    return SavedRecord(path, packed.receipt, password)


def read_record(passport: Passport, path: Path, password: str = "") -> Lines:
    """The record that a file holds. Raises :class:`BadFile` and :class:`Refused` for what is none, or not for us."""
    content, _ = incoming(passport, path, password)
    return open_record(content, sample=is_sample(passport))
