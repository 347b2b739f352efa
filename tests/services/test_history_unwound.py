"""Whatever people do, the history taken back act by act gives exactly what there was before each."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.family import Guardian
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.errors import AppError
from app.services.bulk import Where, bulk_fields, plan_bulk, removal
from app.services.cards import Edit, back_edits, load_card, save_cards
from app.services.columns import read_lines
from app.services.confirming import confirm_class
from app.services.detail_rows import Row
from app.services.history import history
from app.services.import_batches import batches
from app.services.import_undo import undo_import
from app.services.importing import import_list
from app.services.proofs import tick
from app.storage.history import check_chain, head
from app.storage.passport import Passport
from data.choices import chosen
from data.lists import NAMES, save
from data.people import People
from data.unwinding import State, state_of, unwound

STEPS = 30
GARBAGE = ("дома", "31.02.2004", "не применимо", "", "нет", "ИВАНОВ-петров")


class Worker:
    """Somebody who does what comes into his head."""

    def __init__(self, passport: Passport, folder: Path, seed: int) -> None:
        self.passport, self.folder = passport, folder
        self.random = random.Random(seed)
        self.people = People(seed)
        self.done: list[tuple[Edit, ...]] = []

    def pupils(self) -> list[str]:
        with self.passport.reading() as session:
            return list(session.scalars(select(Student.id).order_by(Student.id)))

    def save(self, *edits: Edit) -> None:
        self.done.append(back_edits(save_cards(self.passport, edits)))

    def enter(self) -> None:
        name = self.random.choice(("9А", "9Б", "11А"))
        lists = {"guardians": (Row("", {"name": "Юдина Ольга Петровна"}),), **chosen(self.people.exams(name))}
        self.save(Edit("student", "", 0, self.people.pupil(name), lists))

    def edit(self) -> None:
        card = load_card(self.passport, "student", self.random.choice(self.pupils()))
        field = self.random.choice(("phone", "birth", "class_name", "ovz", "first_name"))
        rows = card.details["guardians"][self.random.randrange(2) :]
        more = (Row("", {"name": "Юдин Пётр Ильич", "phone": self.random.choice(GARBAGE)}),)
        self.save(
            Edit("student", card.id, card.version, {field: self.random.choice(GARBAGE)}, {"guardians": rows + more})
        )

    def remove(self) -> None:
        lines = read_lines(self.passport, "student", [self.random.choice(self.pupils())], ())
        self.save(*removal(lines))

    def many(self) -> None:
        told = next(one for one in bulk_fields("student") if one.name == "language")
        lines = read_lines(self.passport, "student", self.pupils(), (told.name,))
        plan = plan_bulk(lines, told, self.random.choice(("русский", "тувинский")), Where.ALL)
        if plan.changes:
            self.save(*plan.edits())

    def rename(self) -> None:
        with self.passport.reading() as session:
            one = self.random.choice(session.scalars(select(SchoolClass).order_by(SchoolClass.id)).all())
        self.save(Edit("class", one.id, one.version, {"name": self.random.choice(("9В", "9Г", "11Б"))}))

    def undo(self) -> None:
        if self.done:
            self.save(*self.done.pop())

    def load(self) -> None:
        texts = [self.people.pupil(self.random.choice(("9А", "9Д"))) for _ in range(3)]
        keys = ("last_name", "first_name", "middle_name", "birth", "class_name")
        rows = [[one[name] for name in keys] + ["Юдина Анна Ильинична", "русский, физика"] for one in texts]
        path = save(self.folder / "a.xlsx", [[*NAMES, "ФИО родителя", "Экзамены"], *rows])
        import_list(self.passport, path, copy=False)

    def unload(self) -> None:
        for one in batches(self.passport):
            if one.may_undo:
                undo_import(self.passport, one.number)
                return

    def tick(self) -> None:
        tick(self.passport, self.random.choice(self.pupils()), {"phone": "1", "birth": str(self.random.random())}, "")

    def confirm(self) -> None:
        with self.passport.writing("Перенос") as session:
            for one in session.scalars(select(Student).limit(2)):
                one.unconfirmed = ["category"]
            for guardian in session.scalars(select(Guardian).limit(2)):
                guardian.unconfirmed = ["phone"]
        confirm_class(self.passport, "9А")

    def act(self) -> None:
        acts: list[Callable[[], None]] = [self.enter, self.edit, self.edit, self.edit, self.undo, self.many]
        acts += [self.rename, self.load, self.unload, self.tick, self.confirm, self.remove]
        self.random.choice(acts)()


@pytest.mark.parametrize("more", range(2))
def test_unwinding_gives_every_earlier_state(passport: Passport, tmp_path: Path, seed: int, more: int) -> None:
    worker = Worker(passport, tmp_path, seed + more)
    for _ in range(3):
        worker.enter()
    states: dict[int, State] = {}
    for _ in range(STEPS):
        with suppress(AppError, IndexError):  # refused, or nobody is left: nothing was changed
            worker.act()
        with passport.reading() as session:
            number = head(session).number
            assert check_chain(session) is None
        states[number] = state_of(passport)
    last = states[max(states)]
    for number, state in states.items():
        assert unwound(passport, last, number) == state, f"seed {seed + more}, act {number}"
    assert len(states) > STEPS // 3
    assert history(passport).lines
