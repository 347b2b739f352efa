"""Making and opening files: what is refused is left as it was, to the byte."""

import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from app.domain.imprint import Imprint
from app.domain.school import School
from app.errors import BadFile, BadValue, Damaged, InUse, Refused
from app.storage import driver as our_driver
from app.storage.driver import APPLICATION_ID, connect, explained
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.schema import HEAD
from data.raw_base import raw_base


def make(path: Path, **changed: str) -> Passport:
    told = {"year": "2019-20", "kind": "school", "code": "700101", "name": "МБОУ «СОШ № 1»"} | changed
    return new_passport(path, **told)


def state(folder: Path) -> dict[str, str]:
    """Every file of a folder with its bytes' sum."""
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in folder.iterdir() if one.is_file()}


def test_new_file_is_one_file_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "Школа № 1.passport"
    make(path).close()
    assert list(state(tmp_path)) == [path.name]
    with open_passport(path) as passport:
        assert (passport.kind, passport.year.name) == ("school", "2019-20")
        with passport.reading() as session:
            school = session.scalars(select(School)).one()
            assert (school.code, school.short_name) == ("700101", "МБОУ «СОШ № 1»")
            assert session.get_one(Imprint, 1).year == "2019-20"


def test_opening_and_closing_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    before = state(tmp_path)
    open_passport(path).close()
    assert state(tmp_path) == before


def test_existing_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match="уже есть"):
        make(path)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"year": "1999-00"}, BadFile),
        ({"code": "12"}, BadValue),
        ({"name": "\x00"}, BadValue),
        ({"code": ""}, BadValue),
        ({"name": " "}, BadValue),
    ],
)
def test_new_file_with_wrong_words_leaves_nothing(tmp_path: Path, changed: dict[str, str], error: type) -> None:
    with pytest.raises(error):
        make(tmp_path / "a.passport", **changed)
    assert state(tmp_path) == {}


def test_new_file_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Папки"):
        make(tmp_path / "nowhere" / "a.passport")


def test_half_made_file_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", lambda self, target: no_space(target))
    with pytest.raises(BadFile, match="создать не удалось"):
        make(tmp_path / "a.passport")
    assert state(tmp_path) == {}


def test_what_is_no_base_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with pytest.raises(BadFile, match="нет"):
        open_passport(path)
    for content in (b"", b"x", b"PK\x03\x04" * 1000, b"SQLite format 2\x00" * 10):
        path.write_bytes(content)
        with pytest.raises(BadFile, match="не база"):
            open_passport(path)
        assert state(tmp_path) == {path.name: sha256(content).hexdigest()}


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="не читается"):
        open_passport(tmp_path)
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(BadFile, match="не читается: на месте папки лежит файл"):
        open_passport(tmp_path / "file" / "a.passport")


def test_base_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE student (id)")
    other.close()
    before = state(tmp_path)
    with pytest.raises(BadFile, match="другой программы"):
        open_passport(path)
    assert state(tmp_path) == before


def test_cut_base_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(BadFile, match="поврежд"):
        open_passport(path)


def test_a_base_that_does_not_say_whose_it_is_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    with raw_base(path) as connection:
        connection.execute("DELETE FROM imprint")
    for _ in range(2):  # and gives the lock back
        with pytest.raises(BadFile, match="нет записи о том, чья она"):
            open_passport(path)


def test_newer_file_is_refused_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    with raw_base(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = state(tmp_path)
    with pytest.raises(Refused, match=f"новой.*9999.*{HEAD}"):
        open_passport(path)
    assert state(tmp_path) == before


def test_second_opener_is_refused_in_this_process_and_in_another(passport: Passport) -> None:
    with pytest.raises(Refused, match="уже открыта"):
        open_passport(passport.path)
    code = (
        "import sys; from pathlib import Path; from app.storage.opening import open_passport\n"
        "try: open_passport(Path(sys.argv[1]))\n"
        "except Exception as problem: print(type(problem).__name__)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(passport.path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert other.stdout.strip() == "InUse"


def test_settings_are_on(passport: Passport) -> None:
    wanted = dict(our_driver._SETTINGS)
    with passport.reading() as session:
        connection = session.connection()
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 0  # a lock is told of, not waited for


def test_setting_that_does_not_take_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.passport"
    make(path).close()
    monkeypatch.setattr(our_driver, "_SETTINGS", (("synchronous", 17),))
    with pytest.raises(Refused, match="synchronous"):
        open_passport(path)


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("database is locked", InUse, "уже открыта"),
        ("database or disk is full", Refused, "места на диске"),
        ("attempt to write a readonly database", Refused, "только для чтения"),
        ("disk I/O error", Refused, "Диск"),
        ("database disk image is malformed", Damaged, "повреждена"),
        ("file is not a database", Damaged, "повреждена"),
        ("something new", BadFile, "не открывается"),
    ],
)
def test_errors_of_the_driver_are_told_in_words(text: str, kind: type, says: str) -> None:
    told = explained(driver.OperationalError(text), Path("a.passport"))
    assert type(told) is kind
    assert says in told.text


def test_driver_that_cannot_open_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="не открывается"):
        connect(tmp_path / "nowhere" / "a.passport", new_salt=bytes(16))


def test_unfinished_copy_of_an_earlier_try_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "a.passport.new").write_bytes(b"half")
    make(tmp_path / "a.passport").close()
    assert list(state(tmp_path)) == ["a.passport"]
