"""A loaded list is one batch: none or all of it, taken back as a whole, and later edits stay."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.all_records import Model
from app.domain.carry_over import OF_THE_FILE
from app.domain.exams import ExamChoice
from app.domain.history import HistoryAct, HistoryChange
from app.domain.import_batches import ImportBatch, ImportChange
from app.errors import Refused
from app.services import import_batches
from app.services.backups import Reason, copy_lines
from app.services.cards import Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.import_batches import batches
from app.services.import_undo import kept_lines, undo_import
from app.services.importing import import_list, import_students
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.lists import IVANOV, NAMES, PETROVA, everybody, figures, save

HEADS = [*NAMES, "Место рождения", "Телефон родителя", "Экзамены"]
REMEMBERED = {one.__tablename__ for one in (ImportBatch, ImportChange, HistoryAct, HistoryChange)}
FIRST = [HEADS, [*IVANOV, "г. Томск", "89131234567", "русский, физика"], [*PETROVA, "", "", ""]]
SECOND = [
    HEADS,
    [*IVANOV[:4], "9В", "г. Асино", "дома", "русский, химия"],
    ["Ким", "Олег", "-", "01.01.2004", "9В", "", "", ""],
]


def records(passport: Passport) -> dict[str, list[tuple[Any, ...]]]:
    """Everything stored, without versions, and without what is remembered of loads and acts."""
    found = {}
    with passport.reading() as session:
        for table in Model.metadata.sorted_tables:
            if table.name not in REMEMBERED:
                columns = [one for one in table.columns if one.name != "version"]
                rows = map(tuple, session.execute(select(*columns)))
                found[table.name] = sorted((row for row in rows if row[0] not in OF_THE_FILE), key=repr)
    return found


def test_a_batch_is_remembered_without_the_place_of_its_file(passport: Passport, tmp_path: Path) -> None:
    report = import_students(passport, save(tmp_path / "список.xlsx", FIRST))
    one = batches(passport)[0]
    assert (one.number, one.source, one.title, one.read, one.new) == (report.batch, "список.xlsx", "Обучающиеся", 2, 2)
    assert one.may_undo
    assert import_students(passport, save(tmp_path / "again.xlsx", FIRST)).batch is None
    assert len(batches(passport)) == 1
    assert [(one.number, one.reason) for one in copy_lines(passport)] == [(1, Reason.IMPORT)]


def test_undo_takes_everything_back_and_only_once(passport: Passport, tmp_path: Path) -> None:
    empty = records(passport)
    first = import_students(passport, save(tmp_path / "a.xlsx", FIRST))
    before = records(passport)
    second = import_students(passport, save(tmp_path / "b.xlsx", SECOND))
    assert figures(second) == (2, 1, 1, 0, 0)
    report = undo_import(passport, second.batch or 0)
    assert (report.removed, report.restored, report.kept) == (1, 1, ())
    assert records(passport) == before
    with pytest.raises(Refused, match="уже отменена"):
        undo_import(passport, second.batch or 0)
    assert records(passport) == before
    report = undo_import(passport, first.batch or 0)  # as the first list left it, so nobody has touched it
    assert (report.removed, report.kept) == (2, ())
    assert records(passport) == empty
    assert [one.may_undo for one in batches(passport)] == [False, False]
    with pytest.raises(Refused, match="нет"):
        undo_import(passport, 77)


def test_many_lists_go_back_one_after_another(passport: Passport, tmp_path: Path) -> None:
    before = [records(passport)]
    for number in range(4):
        import_students(passport, save(tmp_path / "a.xlsx", [NAMES, [*IVANOV[:4], f"{number + 5}А"]]))
        before.append(records(passport))
    for number in (4, 3, 2, 1):
        assert records(passport) == before.pop()
        assert undo_import(passport, number).kept == ()
    assert records(passport) == before.pop()


def test_later_edits_stay_and_are_told_by_field(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", FIRST))
    second = import_students(passport, save(tmp_path / "b.xlsx", SECOND))
    people = {row["last_name"]: row for row in everybody(passport)}
    ivanov, kim = people["Иванов"], people["Ким"]
    save_card(passport, Edit("student", ivanov["id"], ivanov["version"], {"birth_place": "г. Колпашево"}))
    save_card(passport, Edit("student", kim["id"], kim["version"], {"sex": "м"}))
    report = undo_import(passport, second.batch or 0)
    assert [(one.who.split(",")[0], one.label, one.loaded, one.now) for one in report.kept] == [
        ("Иванов Иван Иванович", "Место рождения", "г. Асино", "г. Колпашево"),
        ("Ким Олег", "", "", "изменено после загрузки"),
    ]
    assert len(list(kept_lines(report))) == 2
    card = load_card(passport, "student", ivanov["id"])
    assert (card.texts["class_name"], card.texts["birth_place"]) == ("9А", "г. Колпашево")
    assert [row.texts["subject"] for row in card.details["exams"]] == ["Физика", "Русский язык"]
    assert card.details["guardians"][0].texts["phone"] == "+7 913 123-45-67"
    assert {row["last_name"] for row in everybody(passport)} == {"Иванов", "Петрова", "Ким"}


def test_an_exam_changed_later_stays(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, save(tmp_path / "a.xlsx", FIRST))
    rows = [["ФИО", "Класс", "Химия", "Физика"], ["Иванов Иван Иванович", "9А", "+", "-"]]
    report = import_list(passport, save(tmp_path / "b.xlsx", rows), "choices")
    id = everybody(passport)[0]["id"]
    card = load_card(passport, "student", id)
    exams = [
        Row(row.id, {**row.texts, "form": "ГВЭ"}) for row in card.details["exams"] if row.texts["subject"] == "Химия"
    ]
    save_card(
        passport,
        Edit("student", id, card.version, details={"exams": (*exams, Row("", {"subject": "физика", "form": "огэ"}))}),
    )
    undone = undo_import(passport, report.batch or 0)
    assert sorted(one.label for one in undone.kept) == ["Физика", "Химия"]
    with passport.reading() as session:
        assert set(session.execute(select(ExamChoice.subject, ExamChoice.form)).all()) == {
            ("chem", "gve"),
            ("phys", "oge"),
        }


def test_a_stopped_undo_changes_nothing(passport: Passport, tmp_path: Path) -> None:
    report = import_students(passport, save(tmp_path / "a.xlsx", FIRST))
    before = records(passport)

    def stop(_done: int, _total: int) -> None:
        raise Refused("Стоп.")

    with pytest.raises(Refused, match="Стоп"):
        undo_import(passport, report.batch or 0, stop)
    assert records(passport) == before
    assert batches(passport)[0].may_undo


def test_old_batches_forget_their_changes(passport: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_batches, "KEPT", 2)
    for number in range(5):
        rows = [NAMES, [*IVANOV[:4], f"{number + 5}А"]]
        import_students(passport, save(tmp_path / "a.xlsx", rows))
    assert [one.may_undo for one in batches(passport)] == [True, True, False, False, False]
    with pytest.raises(Refused, match="давняя"):
        undo_import(passport, 1)
    assert [one.number for one in copy_lines(passport)] == [5, 4, 3, 2, 1]


ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from app.services.importing import import_students
from app.storage.opening import open_passport
left = int(sys.argv[3])
def progress(done, total):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
with open_passport(Path(sys.argv[1])) as passport:
    import_students(passport, Path(sys.argv[2]), progress=progress)
"""


@pytest.mark.parametrize("calls", [0, 2, 3, 4])
def test_a_killed_import_leaves_none_of_it(tmp_path: Path, calls: int) -> None:
    base, path = tmp_path / "a.passport", save(tmp_path / "a.xlsx", FIRST)
    with new_passport(base, year="2019-20", kind="school", code="700101", name="Школа") as passport:
        import_students(passport, save(tmp_path / "b.xlsx", SECOND))
        before = records(passport)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, base, path, str(calls)], check=False, env=os.environ | {"PYTHONPATH": "."}
    )
    assert done.returncode == -signal.SIGKILL
    with open_passport(base) as passport:
        assert records(passport) == before
        assert len(batches(passport)) == 1
        assert import_students(passport, path).rejected == 0
        assert len(everybody(passport)) == 3


EDITS = {
    "birth_place": "г. Стрежевой",
    "language": "русский",
    "class_name": "9Г",
    "phone": "+7 913 000-00-01",
    "sex": "женский",
}
PLACES, CLASSES = ["", "г. Томск", "г. Асино"], ["9А", "9Б", "9В"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(PLACES)), min_size=1, max_size=4),
    new=st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(PLACES)), min_size=1, max_size=5),
    edits=st.dictionaries(st.integers(0, 4), st.sampled_from(sorted(EDITS)), max_size=3),
)
def test_undo_is_exact_and_keeps_what_was_edited(
    tmp_path_factory: pytest.TempPathFactory,
    old: list[tuple[str, str]],
    new: list[tuple[str, str]],
    edits: dict[int, str],
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    names = [["Берёзов", "Лев"], ["Юдин", "Егор"], ["Фомина", "Инна"], ["Хромов", "Глеб"], ["Жукова", "Нина"]]
    heads = ["Фамилия", "Имя", "Дата рождения", "Класс", "Место рождения"]
    lists = [[heads, *([*names[n], f"0{n + 1}.05.2004", *one] for n, one in enumerate(rows))] for rows in (old, new)]
    with new_passport(folder / "a.passport", year="2019-20", kind="school", code="700101", name="Школа") as passport:
        import_students(passport, save(folder / "a.xlsx", lists[0]))
        before = records(passport)
        loaded = import_students(passport, save(folder / "b.xlsx", lists[1]))
        if loaded.batch is None:
            assert records(passport) == before
            return
        by_name = {row["last_name"]: row for row in everybody(passport)}
        edited = {}
        for number, field in edits.items():
            if row := by_name.get(names[number][0]):
                saved = save_card(passport, Edit("student", row["id"], row["version"], {field: EDITS[field]}))
                edited[row["id"], field] = saved.card.texts[field] if saved.card else ""
        undo_import(passport, loaded.batch)
        for (id, field), text in edited.items():
            assert load_card(passport, "student", id).texts[field] == text
        if not edited:
            assert records(passport) == before
