"""Undo and redo over a real file: n acts of every kind, n steps back are the start, n steps on are the end."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.field import Model, field_by_name, new_id
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import AppError, StaleRecord
from app.services.bulk import Where, bulk_fields, plan_bulk, removal
from app.services.cards import Edit, back_edits, load_card, save_card, save_cards
from app.services.columns import read_lines
from app.services.detail_rows import Row
from app.services.import_undo import undo_import
from app.services.importing import import_list
from app.storage.passport import Passport
from app.ui.step_names import name_of, of_cards
from app.ui.undo import Undo
from data.choices import chosen
from data.lists import NAMES, save
from data.people import People

Act = tuple[str, tuple[Edit, ...]]
GARBAGE = ("кот", "31.02.2004", "нет", "не применимо", "", "  ", "ИВАНОВ-петров", "9 «ж»", "\x00", "да")


def contents(passport: Passport) -> dict[str, list[tuple[object, ...]]]:
    """Every byte of every table but the versions, the history, the loads and the count of saves, which only grow."""
    with passport.reading() as session:
        return {
            table.name: sorted(
                map(tuple, session.execute(select(*(one for one in table.columns if one.name != "version")))), key=repr
            )
            for table in Model.metadata.sorted_tables
            if not table.name.startswith(("history_", "import_"))  # the log of loads tells of those taken back too
            and table.name != "setting"  # where saves are counted
        }


class Worker:
    """Somebody who does one thing after another to a file, anything that a card or an act over many allows."""

    def __init__(self, passport: Passport, seed: int) -> None:
        self.passport = passport
        self.random = random.Random(seed)
        self.people = People(seed)
        self.kinds: tuple[Callable[[], Act], ...] = (
            self.edit,
            self.lists,
            self.new_pupil,
            self.new_room,
            self.move_room,
            self.new_worker,
            self.remove,
            self.bulk,
            self.remove_many,
            self.school,
            self.teacher,
            self.rename,
        )

    def ids(self, model: type[Model]) -> list[str]:
        with self.passport.reading() as session:
            return sorted(session.scalars(select(model.id)))  # type: ignore[attr-defined]

    def _one(
        self, entity: str, model: type[Model], texts: dict[str, str], **lists: tuple[Row, ...]
    ) -> tuple[Edit, ...]:
        ids = self.ids(model)
        if not ids:
            return ()
        card = load_card(self.passport, entity, self.random.choice(ids))
        return (Edit(entity, card.id, card.version, texts, lists),)

    def _class(self) -> str:
        return f"{self.random.randrange(1, 12)}{self.random.choice('АБВГД')}"

    def edit(self) -> Act:
        names = self.random.sample(list(field_by_name(Student)), 4)
        texts = {name: self.random.choice(GARBAGE) for name in names} | {"class_name": self._class()}
        return "edit", self._one("student", Student, texts)

    def lists(self) -> Act:
        parents = tuple(
            Row("", {"name": self.random.choice(GARBAGE), "phone": self.random.choice(GARBAGE)})
            for _ in range(self.random.randrange(3))
        )
        exams = chosen(self.people.exams(self.random.choice(("9А", "11А"))))
        return "lists", self._one("student", Student, {}, guardians=parents, **exams)

    def new_pupil(self) -> Act:
        name = self._class()
        return "new", (Edit("student", "", 0, self.people.pupil(name), chosen(self.people.exams(name))),)

    def new_room(self) -> Act:
        texts = {"number": f"{self.random.randrange(400):04}", "building": self.random.choice(("Корпус 1", "Корпус 2"))}
        return "room", (Edit("room", new_id(), 0, texts),)

    def move_room(self) -> Act:
        return "move", self._one("room", Room, {"building": f"Корпус {self.random.randrange(9)}"})

    def new_worker(self) -> Act:
        return "worker", (Edit("staff", "", 0, {"last_name": "Юдина", "birth": self.random.choice(GARBAGE)}),)

    def remove(self) -> Act:
        entity, model = self.random.choice((("student", Student), ("staff", Staff), ("room", Room)))
        some = self._one(entity, model, {})
        return "remove", tuple(Edit(one.entity, one.id, one.version, remove=True) for one in some)

    def bulk(self) -> Act:
        field = self.random.choice(bulk_fields("student"))
        ids = self.random.sample(all := self.ids(Student), len(all) // 2)
        lines = read_lines(self.passport, "student", ids, (field.name,))
        text = self._class() if field.name == "class_name" else self.random.choice(GARBAGE)
        return "bulk", plan_bulk(lines, field, text, self.random.choice(list(Where))).edits()

    def remove_many(self) -> Act:
        ids = self.random.sample(all := self.ids(Student), len(all) // 4)
        return "remove many", removal(read_lines(self.passport, "student", ids, ()))

    def school(self) -> Act:
        return "school", self._one("school", School, {"head_name": self.random.choice(GARBAGE)})

    def teacher(self) -> Act:
        return "teacher", self._one("class", SchoolClass, {"teacher": self.random.choice(GARBAGE)})

    def rename(self) -> Act:
        return "rename", self._one("class", SchoolClass, {"name": self._class()})


def a_list(worker: Worker, path: Path) -> Path:
    """A list as it comes from another program: some of those there are with other values, some twice, some new."""
    ids = worker.random.sample(all := worker.ids(Student), min(len(all), 5))
    rows: list[list[str]] = [[*NAMES, "Место рождения", "Телефон родителя", "Экзамены"]]
    for line in read_lines(worker.passport, "student", ids, ("last_name", "first_name", "middle_name", "birth")):
        rows.append([*line.texts.values(), worker._class(), worker.random.choice(("г. Асино", "", "?")), "89131234567"])
    for _ in range(worker.random.randrange(1, 4)):
        name = worker._class()
        new = worker.people.pupil(name)
        rows.append([*(new[key] for key in ("last_name", "first_name", "middle_name", "birth")), name, "", "дома"])
    rows.append([*rows[-1][:6], "89130000000", "русский, физика"])
    return save(path, rows)


def turn(passport: Passport, undo: Undo, *, again: bool = False) -> None:
    step = undo.newest(again=again)
    assert step is not None
    if step.load:
        report = undo_import(passport, step.load, put_back=step.since)
        assert report.kept == ()
        undo.unloaded(report.versions)
        return
    undo.turned(save_cards(passport, step.edits), again=again)


def work(passport: Passport, undo: Undo, worker: Worker, acts: int) -> list[dict[str, list[tuple[object, ...]]]]:
    """Let somebody work; the contents of the file after every act that did something, the first before all."""
    seen = [contents(passport)]
    for number in range(acts):
        kind = worker.kinds[number % len(worker.kinds)] if number < 2 * len(worker.kinds) else None
        name, edits = (kind or worker.random.choice(worker.kinds))()
        if not edits:
            continue
        try:
            undo.did(name, save_cards(passport, edits))
        except AppError:  # refused whole: there is nothing to take back
            assert contents(passport) == seen[-1]
            continue
        seen.append(contents(passport))
    return seen


@pytest.mark.parametrize("turn_of", range(3))
def test_all_steps_back_are_the_start_and_all_steps_on_the_end(passport: Passport, seed: int, turn_of: int) -> None:
    people = People(seed + turn_of, first=500)
    for _ in range(8):
        save_card(passport, Edit("student", "", 0, people.pupil("9А"), chosen(people.exams("9А"))))
    undo = Undo()
    seen = work(passport, undo, Worker(passport, seed + turn_of), 60)
    assert len(seen) > 40
    for before in reversed(seen[:-1]):
        turn(passport, undo)
        assert contents(passport) == before
    assert undo.newest() is None
    for after in seen[1:]:
        turn(passport, undo, again=True)
        assert contents(passport) == after
    assert undo.newest(again=True) is None
    chance = random.Random(seed)  # and to and fro as a person does it
    place = len(seen) - 1
    for _ in range(40):
        again = chance.random() < 0.5
        if undo.newest(again=again) is not None:
            turn(passport, undo, again=again)
            place += 1 if again else -1
            assert contents(passport) == seen[place]


@pytest.mark.parametrize("turn_of", range(3))
def test_acts_and_loaded_lists_go_back_one_after_another_to_the_start(
    passport: Passport, seed: int, tmp_path: Path, turn_of: int
) -> None:
    people = People(seed + turn_of, first=500)
    for _ in range(8):
        save_card(passport, Edit("student", "", 0, people.pupil("9А"), chosen(people.exams("9А"))))
    undo, worker = Undo(), Worker(passport, seed + turn_of)
    seen = [contents(passport)]
    for number in range(5):
        seen += work(passport, undo, worker, 5)[1:]
        loaded = import_list(passport, a_list(worker, tmp_path / f"{number}.xlsx"), "students").batch
        if loaded is not None:
            undo.loaded(f"загрузка {number}", loaded)
            seen.append(contents(passport))
    assert sum(bool(step.load) for step in undo._done) >= 3
    for before in reversed(seen[:-1]):
        if worker.random.random() < 0.3 and not undo._done[-1].load:  # to and fro, as a person does it
            turn(passport, undo)
            turn(passport, undo, again=True)
        turn(passport, undo)
        assert contents(passport) == before
    assert undo.newest() is None


def test_a_list_taken_back_is_gone_with_all_that_waited_to_be_done_again(passport: Passport, tmp_path: Path) -> None:
    undo, worker = Undo(), Worker(passport, 1)
    undo.did("новая", (save_card(passport, Edit("student", "", 0, {"last_name": "Юдин"})),))
    undo.loaded("загрузка", import_list(passport, a_list(worker, tmp_path / "a.xlsx"), "students").batch or 0)
    undo.did("ещё одна", (save_card(passport, Edit("student", "", 0, {"last_name": "Жуков"})),))
    turn(passport, undo)
    turn(passport, undo)
    assert undo.newest(again=True) is None
    turn(passport, undo)
    assert worker.ids(Student) == []


def test_a_new_act_forgets_what_was_taken_back(passport: Passport) -> None:
    undo = Undo()
    undo.did("новая", (first := save_card(passport, Edit("student", "", 0, {"last_name": "Юдин"})),))
    turn(passport, undo)
    assert undo.newest(again=True) is not None
    undo.did("новая", (save_card(passport, Edit("student", "", 0, {"last_name": "Жуков"})),))
    assert undo.newest(again=True) is None
    assert first.card is not None
    assert [step.name for step in undo._done] == ["новая"]


def test_a_step_that_fails_stays_and_can_be_tried_again(passport: Passport) -> None:
    undo = Undo()
    card = save_card(passport, Edit("student", "", 0, {"last_name": "Юдин"})).card
    assert card is not None
    undo.did("правка", (save_card(passport, Edit("student", card.id, card.version, {"last_name": "Жуков"})),))
    step = undo.newest()
    assert step is not None
    present = load_card(passport, "student", card.id)
    with pytest.raises(StaleRecord):
        save_cards(passport, (Edit("student", card.id, present.version - 1, {"first_name": "Лев"}), *step.edits))
    assert undo.newest() is step
    turn(passport, undo)
    assert load_card(passport, "student", card.id).texts["last_name"] == "Юдин"


def test_an_import_empties_both_stacks(passport: Passport) -> None:
    undo = Undo()
    undo.did("новая", (save_card(passport, Edit("student", "", 0, {"last_name": "Юдин"})),))
    turn(passport, undo)
    assert undo
    undo.clear()
    assert not undo


@pytest.mark.parametrize(
    ("entity", "texts", "name"),
    [
        ("student", {"last_name": "Юдин", "middle_name": "нет"}, "создание карточки ученика «Юдин»"),
        ("staff", {"birth": "01.02.1980"}, "создание карточки работника"),
        ("room", {"number": "0012", "building": "Корпус 1"}, "создание аудитории «0012»"),
        ("class", {"name": "9 в"}, "создание класса «9В»"),
    ],
)
def test_a_step_is_named_by_what_was_done_to_which_card(
    passport: Passport, entity: str, texts: dict[str, str], name: str
) -> None:
    edit = Edit(entity, "", 0, texts)
    saved = save_card(passport, edit)
    assert name_of(edit, saved) == name
    gone = save_cards(passport, back_edits((saved,)))[0]
    assert name_of(saved.undo, gone) == name.replace("создание", "удаление")


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 карточки"), (2, "2 карточек"), (11, "11 карточек"), (21, "21 карточки")]
)
def test_counted_cards(count: int, words: str) -> None:
    assert of_cards(count) == words
