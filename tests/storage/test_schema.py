"""Migrations: the models and the newest one agree, and a failing one changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.domain.all_records import Model
from app.errors import AppError
from app.paths import migrations
from app.progress import Progress
from app.services.cards import Edit, load_card, save_card
from app.storage import backups, opening, schema
from app.storage.backups import known_copies
from app.storage.driver import connect
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.choices import choice_of, chosen
from data.old_base import old_base
from data.raw_base import raw_base

HEAD = schema.HEAD
NEXT = f"{int(HEAD) + 1:04}"
MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("student") as batch:
        batch.add_column(sa.Column("shoe_size", sa.Integer(), nullable=True))
        batch.alter_column("language", type_=sa.String(90))
    {last}
"""


def migration(last: str = "pass") -> str:
    """The text of a migration after the newest one, with a last statement."""
    return MIGRATION.format(revision=NEXT, before=HEAD, last=last)


def test_autogenerate_finds_nothing_to_do(passport: Passport) -> None:
    with passport.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]
    newest = max(path.name[:4] for path in (migrations() / "versions").glob("[0-9]*.py"))
    assert newest == schema.HEAD


def test_migrations_import_no_live_models() -> None:
    for path in (migrations() / "versions").glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert {line for line in lines if "app." in line} <= {"from app.domain.text import fold"}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A closed file with a pupil and exams, the child rows that a careless migration deletes."""
    path = tmp_path / "a.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        texts = {"last_name": "Юдин", "class_name": "9А"}
        save_card(passport, Edit("student", "one", 0, texts, chosen((("math", "oge"), ("rus", "oge")))))
    return path


def test_a_base_of_the_first_schema_keeps_its_parents(tmp_path: Path) -> None:
    path = tmp_path / "old.passport"
    connection = old_base(path, "0001")
    unread = '{"guardian_phone": "дома", "snils": "1"}'
    connection.executemany(
        "INSERT INTO student (id, version, school_id, guardian_name, unread) VALUES (?, 1, 's', ?, ?)",
        [("a", "Юдина Ольга Олеговна", "{}"), ("b", None, unread)],
    )
    connection.close()
    with open_passport(path) as passport:
        first, second = (load_card(passport, "student", id) for id in "ab")
    assert [row.texts["name"] for row in first.details["guardians"]] == ["Юдина Ольга Олеговна"]
    assert [(row.texts["phone"], set(row.unread)) for row in second.details["guardians"]] == [("дома", {"phone"})]
    assert set(second.unread) == {"snils"}


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program that knows one migration more, in a folder with a space and a per cent sign."""
    folder = tmp_path / "50% new"
    (folder / "versions").mkdir(parents=True)
    for path in [migrations() / "env.py", *(migrations() / "versions").glob("*.py")]:
        target = folder / path.relative_to(migrations())
        target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(schema, "migrations", lambda: folder)
    monkeypatch.setattr(schema, "HEAD", NEXT)
    monkeypatch.setattr(opening, "check_schema", lambda *_: None)  # which knows this one's schema only
    return folder / "versions" / f"{NEXT}_next.py"


def columns(path: Path) -> set[str]:
    with raw_base(path) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(student)")}


def test_older_file_is_copied_and_upgraded(filled: Path, newer_program: Path) -> None:
    newer_program.write_text(migration(), encoding="utf-8")
    with open_passport(filled) as passport:
        card = load_card(passport, "student", "one")
        assert choice_of(card) == (("math", "oge"), ("rus", "oge"))
        with passport.reading() as session:
            assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    (copy,) = known_copies(filled)
    assert copy.note.why == f"перед переводом со схемы {HEAD}"
    assert "shoe_size" in columns(filled)
    assert "shoe_size" not in columns(copy.path)
    assert not list(filled.parent.glob("*.tmp"))


@pytest.mark.parametrize("last", ["raise RuntimeError", 'op.execute("DELETE FROM school_class")'])
def test_failing_migration_leaves_the_file_as_it_was(filled: Path, newer_program: Path, last: str) -> None:
    newer_program.write_text(migration(last), encoding="utf-8")
    before = dump(filled)
    with pytest.raises(AppError) as told:
        open_passport(filled)
    (copy,) = known_copies(filled)
    assert str(copy.path) in told.value.hint
    assert dump(filled) == dump(copy.path)
    assert [row for row in dump(filled) if row != "('copies', 1)"] == before  # but for the number of the copy


def dump(path: Path) -> list[str]:
    """The whole content of a file, schema included, as SQL."""
    with raw_base(path) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        rows = [
            repr(row)
            for name, sql in tables
            if (sql or "").startswith("CREATE TABLE")
            for row in connection.execute(f"SELECT * FROM {name}")
        ]
        return [repr(table) for table in tables] + rows


def test_second_try_keeps_the_first_copy(filled: Path, newer_program: Path) -> None:
    newer_program.write_text(migration("raise RuntimeError"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(AppError):
            open_passport(filled)
    assert [copy.number for copy in known_copies(filled)] == [2, 1]


def test_copy_that_is_not_whole_stops_the_upgrade(
    filled: Path, newer_program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program.write_text(migration(), encoding="utf-8")
    real = backups._write

    def wrong(source: backups.Source, partial: Path, progress: Progress) -> None:
        real(source, partial, progress)
        content = bytearray(partial.read_bytes())
        content[9000] ^= 1
        partial.write_bytes(content)

    monkeypatch.setattr(backups, "_write", wrong)
    with pytest.raises(AppError, match="не прошла проверку"):
        open_passport(filled)
    assert "shoe_size" not in columns(filled)
    assert known_copies(filled) == []


def test_file_without_tables_has_no_revision(tmp_path: Path) -> None:
    connection = connect(tmp_path / "empty.passport", new_salt=bytes(16))
    try:
        assert schema.revision(connection) == ""
        schema.upgrade(connection)
        assert schema.revision(connection) == schema.HEAD
        connection.execute("DELETE FROM alembic_version")
        assert schema.revision(connection) == ""
    finally:
        connection.close()


def test_search_text_is_bound_not_pasted(passport: Passport) -> None:
    with passport.writing() as session:
        session.execute(text("UPDATE school SET head_name = :name"), {"name": "'); DROP TABLE student;--"})
    with passport.reading() as session:
        assert session.execute(text("SELECT count(*) FROM student")).scalar() == 0


def test_texts_of_lists_are_made_for_the_pupils_of_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    told = {"last_name": "Ёлкин", "first_name": "Лев", "middle_name": "нет", "class_name": "9А", "birth": "01.02.2004"}
    numbers = {"snils": "112-233-445 95", "doc_series": "6918", "doc_number": "123456"}
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        save_card(passport, Edit("student", "one", 0, told | numbers))
        save_card(passport, Edit("student", "two", 0, {"doc_number": "000012"}))
        before = texts(passport)
    path = tmp_path / "old.passport"
    connection = old_base(path, "0002")
    connection.execute(
        "INSERT INTO school_class (id, version, unread, school_id, name) VALUES ('c', 1, '{}', 's', '9А')"
    )
    names = "id, version, unread, school_id, last_name, first_name, middle_name, class_name, birth, snils, doc_series"
    connection.executemany(
        f"INSERT INTO student ({names}, doc_number) VALUES (?, 1, '{{}}', 's', ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            ("one", "Ёлкин", "Лев", "нет", "9А", "2004-02-01", "11223344595", "6918", "123456"),
            ("two", None, None, None, None, None, None, None, "000012"),
        ],
    )
    connection.close()
    with open_passport(path) as passport:
        assert texts(passport) == before


def test_day_the_school_learned_becomes_a_change_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "old.passport"
    connection = old_base(path, "0003")
    connection.executemany(
        'INSERT INTO student (id, version, unread, school_id, learned, enrolled, "left", search, sort_key) '
        "VALUES (?, 1, '{}', 's', ?, ?, ?, '', '')",
        [
            ("came", "2020-01-13", "2020-01-13", None),
            ("left", "2020-02-03", "2020-01-13", "2020-02-01"),
            ("passport", "2020-03-02", None, None),
            ("nothing", None, "2020-01-13", None),
        ],
    )
    connection.close()
    with open_passport(path) as passport:
        cards = {id: load_card(passport, "student", id) for id in ("came", "left", "passport", "nothing")}
    moves = {id: [dict(row.texts) for row in card.details["moves"]] for id, card in cards.items()}
    both = {"learned": "13.01.2020", "entered": "13.01.2020", "ground": ""}
    assert moves["came"] == [{"kind": "зачисление", **both}]
    assert [row["kind"] for row in moves["left"]] == ["выбытие"]
    assert [row["kind"] for row in moves["passport"]] == ["ФИО или документ"]
    assert moves["nothing"] == []


def test_forms_printed_before_scans_were_read_are_kept(tmp_path: Path) -> None:
    """A base of 0003 with a printed form: it comes through whole, without a blank and without who printed it."""
    path = tmp_path / "old.passport"
    connection = old_base(path, "0003")
    connection.execute(
        "INSERT INTO printed_form VALUES ('f', 1, '{}', 's', 7, 'graduates', '9А', 1, '2019-09-20 10:00:00', 3, 'abc')"
    )
    connection.execute("INSERT INTO printed_line VALUES ('f', 'p', 'def')")
    connection.close()
    with open_passport(path) as passport, passport.reading() as session:
        query = "SELECT number, pages, printed_by, uploaded_at FROM printed_form"
        assert session.execute(text(query)).all() == [(7, 3, "", None)]
        assert session.execute(text("SELECT person_id FROM printed_line")).all() == [("p",)]
        assert session.execute(text("SELECT count(*) FROM printed_page")).scalar() == 0


def texts(passport: Passport) -> list[tuple[str, ...]]:
    """The stored texts of all pupils."""
    with passport.reading() as session:
        found = session.execute(text("SELECT id, search, sort_key FROM student ORDER BY id"))
        return [tuple(row) for row in found]
