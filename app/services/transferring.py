"""«Передано в РИС»: the schools are told that their data are there, and that a change now wants an official letter."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from app.disk import Beside, why
from app.domain.roles import Right
from app.errors import BadFile, Refused
from app.exchange.receipt import ReceiptState, open_receipt
from app.services.holding import held_of
from app.services.municipal_answer import Answered, answer_path, answer_to, sealed_answer
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.history import note
from app.storage.passport import Passport


@needs(Right.ANSWER)
def transfer(passport: Passport, codes: Sequence[str], folder: Path, progress: Progress = silent) -> tuple[Path, ...]:
    """Mark the present packages of schools as carried over into РИС and write the answers that say so.

    All of them or none. Raises :class:`Refused` for a school with errors, with two copies of its base, or without a
    package, :class:`BadFile` where the folder cannot be written, and what ``progress`` raises; then nothing has
    changed.
    """
    try:
        with passport.writing("Передано в РИС") as session, ExitStack() as files:
            written = []
            for done, code in enumerate(codes):
                progress(done, len(codes))
                row = held_of(session, code)
                if row.two_copies:
                    raise Refused(f"У школы {code} две копии базы: сначала нужен пакет, в котором всё исправлено.")
                asked = Answered(code, passport.year.name, row.receipt, row.sequence, row.fingerprint)
                if open_receipt(row.answer)[0].state is not ReceiptState.TRANSFERRED:  # also of a later package
                    row.answer, _ = answer_to(session, asked, ReceiptState.TRANSFERRED)
                    row.state = ReceiptState.TRANSFERRED
                path = answer_path(folder, code, asked.year, row.receipt, sealed=bool(row.sealing))
                file = files.enter_context(Beside(path))
                file.write(sealed_answer(row.answer, row.sealing))
                written.append(file)
                note(session, "Передано в РИС", f"школа {code}, код {row.receipt}")
            progress(len(codes), len(codes))
            session.commit()
            return tuple(_put(written))
    except OSError as problem:
        raise BadFile(f"Ответы в папку {folder} не записаны: {why(problem)}.", "Выберите другую папку.") from problem


def _put(files: Sequence[Beside]) -> Iterator[Path]:
    for file in files:
        file.put()
        yield file.path
