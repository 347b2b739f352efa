"""The made-up school: its file for the window, and the whole main job on it for the terminal.

All people in ``resources/demo`` are made up; the list of pupils has the mess that real lists have.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import select

from app.disk import why
from app.domain.field import new_id
from app.domain.file_names import check_new_name
from app.domain.student import Student
from app.errors import BadFile, Refused
from app.paths import resources
from app.services.cards import Edit, save_card, save_cards
from app.services.checking import Report, check
from app.services.detail_rows import Row, Rows
from app.services.due import due
from app.services.exporting import export_package
from app.services.importing import ImportReport, import_students
from app.services.printing import print_form
from app.services.progress import Progress, silent
from app.services.sample import mark_as_sample
from app.services.school import school_card
from app.storage.opening import new_passport
from app.storage.passport import Passport
from app.validators.registry import Level

YEAR = "2019-20"  # the ages of the made-up pupils fit this one
BASE = "demo.passport"
LIST = "pupils.xlsx"
REJECTED = "отклонённые строки.xlsx"


_Texts = dict[str, str]
_Lists = dict[str, list[_Texts]]


class _Worker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worker's card: its texts by field, its lists by name."""

    texts: _Texts
    lists: _Lists = {}


class _Graduates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a class list does not tell of the pupils of some classes: texts by field, lists by name."""

    classes: list[str]
    texts: _Texts
    lists: _Lists


class _School(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``school.toml``: the texts and lists of the school's card, classes, rooms, workers and graduates."""

    school: _Texts
    lists: _Lists
    classes: list[_Texts]
    rooms: list[_Texts]
    workers: list[_Worker]
    graduates: list[_Graduates]

    def edits(self) -> list[Edit]:
        """What makes the classes, rooms and workers, each in its own card."""
        return [
            *(Edit("class", new_id(), 0, one) for one in self.classes),
            *(Edit("room", new_id(), 0, one) for one in self.rooms),
            *(Edit("staff", new_id(), 0, one.texts, _rows(one.lists)) for one in self.workers),
        ]


def _rows(lists: _Lists) -> dict[str, Rows]:
    return {name: tuple(Row("", one) for one in rows) for name, rows in lists.items()}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was done: a line that tells it, and the files it made."""

    text: str
    files: tuple[Path, ...] = ()


def demo_passport(folder: Path, progress: Progress = silent) -> Path:
    """The made-up school's file in a folder, made when it is not there yet; what was done in it stays.

    It appears under its name only when filled. Raises :class:`BadFile` where it cannot be written, and what
    ``progress`` raises, which is asked from the first card on; then nothing is left.
    """
    path = folder / BASE
    if path.exists():
        return path
    partial = folder / f"{BASE}.making"
    _forget(partial)
    try:
        with _new(partial, progress) as passport:
            import_students(passport, resources("demo", LIST), copy=False, progress=progress)
            _tell_of_graduates(passport)
        partial.rename(path)
    except OSError as problem:
        raise BadFile(f"База {path} не создана: {why(problem)}.") from problem
    finally:
        _forget(partial)
    return path


def _forget(base: Path) -> None:
    """Remove a half-made base with its log, which would mix with the next one."""
    for name in (base.name, f"{base.name}-wal", f"{base.name}-shm"):
        base.with_name(name).unlink(missing_ok=True)


def demonstrate(folder: Path) -> Iterator[Step]:
    """Do the whole main job in a new or empty folder, telling each step when it is done.

    Raises :class:`Refused` where the folder holds anything, :class:`BadFile` where it cannot be made.
    """
    source = folder / LIST
    _make_empty(folder)
    with _new(folder / BASE) as passport:
        yield Step(
            f"База:     {passport.path} ({passport.year.title}, карточки школы, классов, аудиторий и работников)",
            (passport.path,),
        )
        yield Step(f"Проба:    {source}: {_imported(import_students(passport, source, dry_run=True))}", (source,))
        yield _import(passport, source, folder / REJECTED)
        _tell_of_graduates(passport)
        report = check(passport)
        yield Step(f"Проверка: {_counted(report)}")
        printed = list(_print(passport, folder))
        yield from printed
        yield _scan(passport, printed[0].files)
        yield _export(passport, folder, draft=report.counts[Level.ERROR] > 0)


def _make_empty(folder: Path) -> None:
    if not folder.exists():
        check_new_name(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (taken := any(folder.iterdir())):
            shutil.copyfile(resources("demo", LIST), folder / LIST)
    except OSError as problem:
        raise BadFile(f"Папка {folder} не годится: {why(problem)}.", "Назовите новую или пустую папку.") from problem
    if taken:
        raise Refused(f"Папка {folder} не пуста; в ней ничего не тронуто.", "Назовите новую или пустую папку.")


def _new(path: Path, progress: Progress = silent) -> Passport:
    """The school's file with all its cards but those of pupils."""
    told = _told()
    card = told.school
    passport = new_passport(path, year=YEAR, kind="school", code=card["code"], name=card["short_name"])
    try:
        mark_as_sample(passport)
        school = school_card(passport)
        save_card(passport, Edit("school", school.id, school.version, card, _rows(told.lists)), strict=True)
        edits = told.edits()
        for done, edit in enumerate(edits):
            progress(done, len(edits))
            save_card(passport, edit, strict=True)
    except BaseException:
        passport.close()
        raise
    return passport


def _told() -> _School:
    return msgspec.toml.decode(resources("demo", "school.toml").read_bytes(), type=_School)


def _tell_of_graduates(passport: Passport) -> None:
    """Put into the cards of graduates what their class list does not tell, as one step."""
    edits: list[Edit] = []
    for one in _told().graduates:
        with passport.reading() as session:
            query = select(Student.id, Student.version).where(Student.class_name.in_(one.classes))
            found = session.execute(query).all()
        edits += [Edit("student", id, version, one.texts, _rows(one.lists)) for id, version in found]
    save_cards(passport, edits, strict=True)


def _import(passport: Passport, source: Path, rejected: Path) -> Step:
    done = import_students(passport, source, copy=False, rejects=rejected)
    if not done.rejected:
        return Step(f"Загрузка: {_imported(done)}")
    return Step(f"Загрузка: {_imported(done)}; отклонённые строки — {rejected}", (rejected,))


def _imported(done: ImportReport) -> str:
    return (
        f"строк {done.read} = новых {done.new} + изменённых {done.changed} + без изменений {done.same} + "
        f"отклонённых {done.rejected}"
    )


def _counted(report: Report) -> str:
    counts = report.counts
    return f"ошибок {counts[Level.ERROR]}, вопросов {counts[Level.QUESTION]}, советов {counts[Level.ADVICE]}"


def _print(passport: Passport, folder: Path) -> Iterator[Step]:
    """Print the forms that are to be handed in first."""
    first, *_ = due(passport)
    nearest = [state for one in due(passport) if one.day == first.day for state in one.forms]
    for state in nearest:
        out = folder / f"{' '.join(part for part in (state.title, state.class_name) if part)}.pdf"
        done = print_form(passport, state.kind, out, class_name=state.class_name or None)
        yield Step(f"Форма:    № {done.number}, {out}: людей {done.records}, страниц {done.pages}", (out,))


def _scan(passport: Passport, files: tuple[Path, ...]) -> Step:
    """Read a form back, as if it had come from the scanner as it was printed: known, and signed by nobody."""
    from app.printer.scans.boxes import State  # noqa: PLC0415 - brings the reader of pictures
    from app.services.scanning import scan  # noqa: PLC0415 - as above

    pages = scan(passport, files).pages
    known, signed = sum(one.ours for one in pages), sum(one.count(State.SIGNED) for one in pages)
    text = f"Скан:     {files[0]}: страниц {len(pages)}, узнано {known}, подписей {signed} (ещё не подписывали)"
    return Step(text, files)


def _export(passport: Passport, folder: Path, *, draft: bool) -> Step:
    done = export_package(passport, folder, draft=draft)
    kind = "черновик, потому что остались ошибки" if draft else "готов к передаче"
    return Step(f"Пакет:    {done.path} ({kind}); код пакета {done.receipt}", (done.path,))
