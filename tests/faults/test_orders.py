"""T15: acts in orders that nobody thinks of, against a plain dict of what must then be there."""

import itertools
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.services.bulk import Where, plan_bulk
from app.services.cards import Edit, back_edits, load_card, save_card, save_cards
from app.services.columns import read_lines
from app.services.import_undo import undo_import
from app.services.importing import import_students
from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.opening import new_passport, open_passport
from data.lists import save
from faults.acts import BASE, KEY, PLACE, SCHOOL
from faults.whole import check_whole

PUPILS = [f"p{number}" for number in range(4)]
NAMES = dict(zip(PUPILS, ("Берёзов", "Волошин", "Гаранин", "Дёмин"), strict=True))
HEADS = ["Фамилия", "Имя", "Дата рождения", "Класс", "Место рождения"]
TEXTS = st.sampled_from(["г. Асино", "г. Томск", "с. Парабель", "г. Кедровый"])
WHO = st.sampled_from(PUPILS)


class School(RuleBasedStateMachine):
    """Four pupils with a place of birth each. ``truth`` is what was confirmed; what was typed into none is None."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Path(tempfile.mkdtemp(prefix="school-passport-"))
        self.key: BaseKey = NO_PASSWORD
        self.places = itertools.count()
        self.truth: dict[str, str | None] = {}
        self.undoable: list[tuple[tuple[Edit, ...], dict[str, str | None]]] = []
        self.loads: list[tuple[int, dict[str, str | None]]] = []
        self.left: list[object] = []  # bases left open by those who were killed

    @initialize()
    def begin(self) -> None:
        folder = self._folder()
        self.passport = new_passport(folder / BASE, **SCHOOL)
        texts = {"first_name": "Лев", "birth": "01.02.2004", "class_name": "9А"}
        save_cards(self.passport, [Edit("student", id, 0, texts | {"last_name": NAMES[id]}) for id in PUPILS])
        self.truth = dict.fromkeys(PUPILS, "")

    @rule(id=WHO, text=TEXTS)
    def save(self, id: str, text: str) -> None:
        before = dict(self.truth)
        version = load_card(self.passport, "student", id).version
        saved = save_card(self.passport, Edit("student", id, version, {PLACE.name: text}))
        self.truth[id] = text
        self._may_be_undone(back_edits([saved]), before)

    @rule(text=TEXTS, where=st.sampled_from([Where.ALL, Where.EMPTY]))
    def write_into_all(self, text: str, where: Where) -> None:
        before = dict(self.truth)
        lines = read_lines(self.passport, "student", PUPILS, (PLACE.name,))
        saved = save_cards(self.passport, plan_bulk(lines, PLACE, text, where).edits())
        self.truth = {id: text if where is Where.ALL or not old else old for id, old in before.items()}
        self._may_be_undone(back_edits(saved), before)

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self) -> None:
        edits, before = self.undoable.pop()
        save_cards(self.passport, edits)
        self.truth = before
        self.undoable.clear()  # its edits began from versions that have grown
        self.loads.clear()

    @rule(texts=st.dictionaries(WHO, TEXTS, min_size=1))
    def load_a_list(self, texts: dict[str, str]) -> None:
        rows = [[NAMES[id], "Лев", "01.02.2004", "9А", text] for id, text in texts.items()]
        report = import_students(
            self.passport, save(self.passport.path.with_suffix(".xlsx"), [HEADS, *rows]), copy=False
        )
        assert (report.new, report.rejected) == (0, 0)
        if report.batch is not None:
            self.loads.append((report.batch, dict(self.truth)))
        self.truth |= texts
        self.undoable.clear()

    @precondition(lambda self: self.loads)
    @rule()
    def take_the_list_back(self) -> None:
        number, before = self.loads.pop()
        undo_import(self.passport, number)
        self.truth = before
        self.undoable.clear()

    @rule()
    def reopen(self) -> None:
        path = self.passport.path
        self.passport.close()
        self.passport = open_passport(path, self.key)

    @rule()
    def kill(self) -> None:
        """What a process that was killed at this moment leaves on the disk, and nothing of its memory."""
        folder, path = self._folder(), self.passport.path
        for one in path.parent.glob(f"{BASE}*"):
            shutil.copy(one, folder)
        self.left.append(self.passport)
        self.passport = open_passport(folder / BASE, self.key)

    @rule()
    def change_password(self) -> None:
        self.key = KEY if self.key == NO_PASSWORD else NO_PASSWORD
        self.passport.rekey(self.key)

    @invariant()
    def everything_confirmed_is_there(self) -> None:
        lines = read_lines(self.passport, "student", PUPILS, (PLACE.name,))
        assert {line.id: line.texts[PLACE.name] for line in lines} == self.truth

    def teardown(self) -> None:
        check_whole(self.passport)
        for one in (self.passport, *self.left):
            one.close()  # type: ignore[attr-defined]
        shutil.rmtree(self.room)

    def _folder(self) -> Path:
        (folder := self.room / str(next(self.places))).mkdir()
        return folder

    def _may_be_undone(self, edits: tuple[Edit, ...], before: dict[str, str | None]) -> None:
        self.undoable = [(edits, before)]
        self.loads.clear()  # what a later edit touched is not taken back


def test_acts_in_any_order_lose_nothing(seed: int) -> None:
    import hypothesis

    quick = settings(max_examples=8, stateful_step_count=20, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(hypothesis.seed(seed)(School), settings=quick)
