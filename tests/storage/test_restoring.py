"""A copy put in the place of a base: what was there is set aside whole first, and no crash loses either."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import AppError, BadFile, Refused
from app.services.cards import Edit, save_card
from app.storage import restoring
from app.storage.backups import back_up
from app.storage.base_key import NO_PASSWORD
from app.storage.opening import new_passport, open_passport
from app.storage.restoring import put_in_place, settle

LATER = "Позже"


class Died(BaseException):
    """The process is gone: nobody tidies up."""


def pupil(name: str) -> Edit:
    return Edit("student", "", 0, {"last_name": name, "class_name": "9А"})


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A closed base with «Юдин» and «Позже», and its copy with «Юдин» alone."""
    base = tmp_path / "base" / "a.passport"
    base.parent.mkdir()
    with new_passport(base, year="2019-20", kind="school", code="700101", name="X") as passport:
        save_card(passport, pupil("Юдин"))
        copy = back_up(passport.source, "проба", tmp_path / "copies").path
        save_card(passport, pupil(LATER))
    return base, copy


def names(base: Path) -> list[str]:
    with open_passport(base) as passport, passport.reading() as session:
        return [row[0] for row in session.connection().exec_driver_sql("SELECT last_name FROM student ORDER BY rowid")]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_copy_takes_the_place_and_the_base_is_set_aside(two: tuple[Path, Path]) -> None:
    base, copy = two
    was = base.read_bytes()
    aside = put_in_place(copy, base, NO_PASSWORD)
    assert base.read_bytes() == copy.read_bytes()
    assert aside.name == "a.passport.отложена-1"
    assert aside.read_bytes() == was
    assert names(base) == ["Юдин"]
    assert files(base.parent) == ["a.passport", "a.passport.отложена-1"]
    put_in_place(aside, base, NO_PASSWORD)  # and back
    assert names(base) == ["Юдин", LATER]
    assert (base.parent / "a.passport.отложена-2").exists()


def test_all_companions_go_with_the_base_before_the_copy_comes(two: tuple[Path, Path]) -> None:
    base, copy = two
    for ending in ("-wal", "-shm", "-journal", ".users"):
        base.with_name(base.name + ending).write_bytes(ending.encode())
    aside = put_in_place(copy, base, NO_PASSWORD)
    for ending in ("-wal", "-shm", "-journal", ".users"):
        assert aside.with_name(aside.name + ending).read_bytes() == ending.encode()
    assert base.with_name(base.name + ".users").read_bytes() == b".users"  # the others still get in
    assert not any(base.with_name(base.name + ending).exists() for ending in ("-wal", "-shm", "-journal"))
    assert names(base) == ["Юдин"]


def test_a_copy_is_put_where_nothing_was(two: tuple[Path, Path], tmp_path: Path) -> None:
    assert put_in_place(two[1], tmp_path / "new.passport", NO_PASSWORD) is None
    assert names(tmp_path / "new.passport") == ["Юдин"]


def test_a_damaged_copy_changes_nothing(two: tuple[Path, Path]) -> None:
    base, copy = two
    was = base.read_bytes()
    content = bytearray(copy.read_bytes())
    content[4096 * 4 + 50] ^= 4
    copy.write_bytes(content)
    with pytest.raises(AppError):
        put_in_place(copy, base, NO_PASSWORD)
    assert files(base.parent) == ["a.passport"]
    assert base.read_bytes() == was


def test_an_open_base_is_not_replaced(two: tuple[Path, Path]) -> None:
    import subprocess
    import sys

    base, copy = two
    child = (
        "import sys, pathlib\nfrom app.storage.opening import open_passport\n"
        "with open_passport(pathlib.Path(sys.argv[1])):\n    print('open', flush=True)\n    sys.stdin.read()"
    )
    words = [sys.executable, "-c", child, str(base)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(Refused, match="открыта"):
            put_in_place(copy, base, NO_PASSWORD)
        holder.communicate("")
    assert names(base) == ["Юдин", LATER]


def dying(real: Callable[..., object], left: list[int], problem: BaseException) -> Callable[..., object]:
    def call(*given: object, **named: object) -> object:
        left[0] -= 1
        if left[0] == 0:
            raise problem
        return real(*given, **named)

    return call


STEPS = ("sync", "write_whole", "sync_folder", "copy_file")


def broken(patch: pytest.MonkeyPatch, step: int, problem: BaseException) -> list[int]:
    """Let the n-th call of whatever touches the disk fail; what is left of the count tells whether it came so far."""
    left = [step]
    for name in STEPS:
        patch.setattr(restoring, name, dying(getattr(restoring, name), left, problem))
    patch.setattr(Path, "rename", dying(Path.rename, left, problem))
    patch.setattr(restoring.shutil, "copyfile", dying(shutil.copyfile, left, problem))
    patch.setattr(Path, "unlink", dying(Path.unlink, left, problem))
    return left


@pytest.mark.parametrize("missing", [False, True])
def test_dying_at_any_step_leaves_the_old_or_the_new_base(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    base, copy = two
    log = base.with_name("a.passport-journal")
    ends = set()
    for step in range(1, 60):
        log.write_bytes(b"log")
        if missing:
            base.rename(base.with_name("kept"))
        with monkeypatch.context() as patch:
            left = broken(patch, step, Died())
            with suppress(Died):
                put_in_place(copy, base, NO_PASSWORD)
        settle(base)
        there = names(base) if base.exists() else []
        ends.add(len(there))
        assert there in ([], ["Юдин"]) if missing else there in (["Юдин", LATER], ["Юдин"]), step
        aside = base.with_name("a.passport.отложена-1")
        assert missing or there == ["Юдин", LATER] or names(aside) == ["Юдин", LATER]
        assert not [name for name in files(base.parent) if "возврат" in name or "из-копии" in name]
        restored_as_before(base, missing=missing)
        if left[0] > 0:
            break
    assert left[0] > 0
    assert len(ends) == 2  # both ends were seen


def restored_as_before(base: Path, *, missing: bool) -> None:
    for path in list(base.parent.iterdir()):
        if "отложена-1" in path.name and (missing or path.name != "a.passport.отложена-1"):
            path.unlink()
    aside = base.with_name("a.passport.отложена-1")
    if missing:
        base.unlink(missing_ok=True)
        base.with_name("kept").rename(base)
    elif aside.exists():
        aside.replace(base)


def refusal(copy: Path, base: Path) -> str:
    try:
        put_in_place(copy, base, NO_PASSWORD)
    except BadFile as problem:
        return problem.text
    return ""


def test_an_error_at_any_step_is_told_and_nothing_is_lost(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, copy = two
    refused = 0
    for step in range(1, 60):
        base.with_name("a.passport-journal").write_bytes(b"log")
        with monkeypatch.context() as patch:
            left = broken(patch, step, OSError(28, "No space left on device"))
            told = refusal(copy, base)
        refused += "не хватает места" in told
        if left[0] > 0:
            break
        settle(base)
        assert names(base) in (["Юдин", LATER], ["Юдин"])
        restored_as_before(base, missing=False)
    assert refused >= 3


def test_a_mark_that_says_nothing_of_ours_is_no_guide(two: tuple[Path, Path]) -> None:
    base, _ = two
    mark = base.with_name("a.passport.возврат")
    for told in ("", "{", '{"aside": 1}', '{"aside": "../x"}', '{"aside": "a.passport.отложена-1/../../x"}'):
        mark.write_text(told, encoding="utf-8")
        settle(base)
        assert files(base.parent) == ["a.passport"]
    assert names(base) == ["Юдин", LATER]


def test_a_base_that_was_set_aside_alone_comes_back(two: tuple[Path, Path]) -> None:
    base, _ = two
    base.rename(base.with_name("a.passport.отложена-3"))
    base.with_name("a.passport.возврат").write_text('{"aside": "a.passport.отложена-3"}', encoding="utf-8")
    assert names(base) == ["Юдин", LATER]
    assert files(base.parent) == ["a.passport"]
