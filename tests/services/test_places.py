"""Where a file of ours may lie: whatever would be lost by it is refused before anything is written."""

import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.exc import IntegrityError

from app.disk import partial_of
from app.errors import AppError, BadFile, Refused
from app.services.importing import import_students
from app.services.lists import list_rows
from app.services.places import PDF, WORKBOOK, FileKind, check_place
from app.storage.passport import Passport
from data.faults import fail_the_commit


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    """A list with one right row and one that is rejected."""
    (folder := tmp_path / "списки").mkdir()
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Фамилия", "Имя", "Класс"], ["Юдин", "Лев", "9А"], ["Жуков", "Пётр", "девятый"]):
        book.active.append(row)
    book.save(folder / "список.xlsx")
    return folder / "список.xlsx"


def linked(link: Callable[[Path, Path], None]) -> Callable[[Path, Passport], Path]:
    def place(pupils: Path, passport: Passport) -> Path:
        made = pupils.with_name("ссылка.xlsx")
        link(passport.path, made)
        return made

    return place


def document(pupils: Path, _passport: Passport) -> Path:
    made = pupils.with_name("письмо.txt")
    made.write_text("важное", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (lambda _pupils, passport: passport.path, "база не тронута"),
        (lambda _pupils, passport: passport.path.parent / "x" / ".." / passport.path.name, "база не тронута"),
        (lambda _pupils, passport: passport.path.with_name(passport.path.name + "-wal"), "база не тронута"),
        (lambda _pupils, passport: passport.path.with_name(passport.path.name + "-journal"), "база не тронута"),
        (linked(lambda base, made: made.symlink_to(base)), "база не тронута"),
        (linked(os.link), "база не тронута"),
        (lambda pupils, _passport: pupils, "сейчас читается"),
        (lambda pupils, _passport: pupils.parent / ".." / pupils.parent.name / pupils.name, "сейчас читается"),
        (document, "это не книга Excel"),
    ],
)
def test_rejects_take_nobodys_place(
    passport: Passport, pupils: Path, place: Callable[[Path, Passport], Path], told: str
) -> None:
    (passport.path.parent / "x").mkdir()
    out = place(pupils, passport)
    before = contents(pupils.parent), contents(passport.path.parent)
    with pytest.raises(Refused, match=told):
        import_students(passport, pupils, rejects=out)
    assert (contents(pupils.parent), contents(passport.path.parent)) == before
    assert list_rows(passport, "student", ()) == []


def test_rejects_replace_an_older_workbook_and_an_empty_file(passport: Passport, pupils: Path) -> None:
    for name in ("rejected.xlsx", "empty.xlsx"):
        out = pupils.with_name(name)
        out.write_bytes(b"PK\x03\x04 older" if name == "rejected.xlsx" else b"")
        assert import_students(passport, pupils, rejects=out).rejected == 1
        assert openpyxl.load_workbook(out).worksheets[0]["A2"].value == "Жуков"
    assert not list(pupils.parent.glob("*.tmp"))


def test_rejects_of_an_import_that_failed_leave_the_older_ones(passport: Passport, pupils: Path) -> None:
    out = pupils.with_name("rejected.xlsx")
    out.write_bytes(b"PK\x03\x04 older")
    with pytest.raises(IntegrityError):
        import_students(passport, pupils, rejects=out, progress=lambda *_: fail_the_commit(passport))
    assert out.read_bytes() == b"PK\x03\x04 older"
    assert not list(pupils.parent.glob("*.tmp"))
    assert list_rows(passport, "student", ()) == []


@pytest.mark.parametrize("kind", [PDF, WORKBOOK], ids=lambda kind: kind.title)
def test_a_place_is_for_its_own_kind_of_file(tmp_path: Path, kind: FileKind) -> None:
    base, out = tmp_path / "a.passport", tmp_path / "out"
    base.write_bytes(b"SQLite format 3\x00")
    check_place(out, kind, base)
    check_place(tmp_path / "нет" / "out", kind, base)  # the writing tells that
    for other in (PDF.begins, WORKBOOK.begins, b"SQLite format 3\x00", b"x"):
        out.write_bytes(other)
        if other == kind.begins:
            check_place(out, kind, base)
        else:
            with pytest.raises(Refused, match="он не тронут"):
                check_place(out, kind, base)
        assert out.read_bytes() == other


def test_the_name_it_is_written_under_first_is_looked_at_too(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    with pytest.raises(Refused, match="база не тронута"):
        check_place(out, PDF, partial_of(out))
    partial_of(out).write_text("чужое", encoding="utf-8")
    with pytest.raises(Refused, match=r"a\.pdf\.tmp уже есть"):
        check_place(out, PDF, tmp_path / "base")
    partial_of(out).write_bytes(PDF.begins + b" what a crash left")
    check_place(out, PDF, tmp_path / "base")


def test_folders_and_pipes_are_no_places(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="лежит папка"):
        check_place(tmp_path, PDF, tmp_path / "base")
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="не обычный файл"):
        check_place(tmp_path / "pipe", PDF, tmp_path / "base")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "pipe")
    with pytest.raises(Refused, match="не обычный файл"):
        check_place(tmp_path / "link.pdf", PDF, tmp_path / "base")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_told_first(tmp_path: Path) -> None:
    (out := tmp_path / "a.pdf").write_bytes(PDF.begins)
    out.chmod(0o400)
    with pytest.raises(AppError, match="нельзя заменить"):
        check_place(out, PDF, tmp_path / "base")


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the locks are read from /proc")
def test_the_open_base_is_not_read_as_a_list_and_keeps_its_lock(passport: Passport) -> None:
    inode = f":{passport.path.stat().st_ino} "
    assert inode in Path("/proc/locks").read_text()
    with pytest.raises(BadFile, match="сама открытая база"):
        import_students(passport, passport.path)
    with pytest.raises(BadFile, match="сама открытая база"):
        import_students(passport, passport.path.with_name("list.xlsx"), mapping=passport.path)
    assert inode in Path("/proc/locks").read_text()
