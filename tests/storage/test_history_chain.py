"""The chain of acts: whatever is changed past the program shows, and where first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.services.cards import Edit, load_card, save_card
from app.storage.base_key import NO_PASSWORD, key_of
from app.storage.driver import connect, salt_of
from app.storage.history import Head, check_chain, head
from app.storage.history_chain import BEFORE_THE_FIRST, TOLD, digest
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport


def head_of(passport: Passport) -> Head:
    with passport.reading() as session:
        return head(session)


def first_bad(passport: Passport) -> int | None:
    with passport.reading() as session:
        return check_chain(session)


def _raw(path: Path, act: Callable[[Any], object]) -> None:
    """Do something to a closed base past the program."""
    connection = connect(path, key_of(NO_PASSWORD, salt_of(path)))
    act(connection)
    connection.close()


def _swap(connection: Any) -> None:
    for number, other in ((3, 100), (4, 3), (100, 4)):
        connection.execute("UPDATE history_act SET number = ? WHERE number = ?", (other, number))
        connection.execute("UPDATE history_change SET act = ? WHERE act = ?", (other, number))


def _append(connection: Any) -> None:
    columns = "at, actor_id, actor, program, what, detail, why"
    connection.execute(
        f"INSERT INTO history_act (number, {columns}, previous, hash) "
        f"SELECT number + 1, {columns}, hash, zeroblob(32) FROM history_act ORDER BY number DESC LIMIT 1"
    )


TAMPERED: list[tuple[str, Callable[[Any], object], int]] = [
    ("text of an act", lambda one: one.execute("UPDATE history_act SET actor = 'Другой' WHERE number = 3"), 3),
    ("moment of an act", lambda one: one.execute("UPDATE history_act SET at = 'вчера' WHERE number = 3"), 3),
    ("hash of an act", lambda one: one.execute("UPDATE history_act SET hash = 'x' WHERE number = 3"), 3),
    (
        "parts moved",
        lambda one: one.execute("UPDATE history_act SET what = what || actor, actor = '' WHERE number = 2"),
        2,
    ),
    ("act taken out", lambda one: one.execute("DELETE FROM history_act WHERE number = 3"), 3),
    ("first act taken out", lambda one: one.execute("DELETE FROM history_act WHERE number = 1"), 1),
    ("acts swapped", _swap, 3),
    ("act appended", _append, 6),
    ("value changed", lambda one: one.execute("UPDATE history_change SET \"values\" = '{}' WHERE act = 4"), 4),
    ("change taken out", lambda one: one.execute("DELETE FROM history_change WHERE act = 4"), 4),
    (
        "change appended",
        lambda one: one.execute("INSERT INTO history_change VALUES (3, 1, 'a', 'b', '', 'made', '')"),
        3,
    ),
    (
        "change of no act",
        lambda one: one.execute("INSERT INTO history_change VALUES (77, 0, 'a', 'b', '', 'made', '')"),
        77,
    ),
    ("change moved", lambda one: one.execute("UPDATE history_change SET act = 5, place = 1 WHERE act = 4"), 4),
]


@pytest.mark.parametrize(("how", "act", "first"), TAMPERED, ids=[one[0] for one in TAMPERED])
def test_the_chain_names_the_first_act_that_is_not_as_written(
    tmp_path: Path, how: str, act: Callable[[Any], object], first: int
) -> None:
    path = tmp_path / "a.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        save_card(passport, Edit("student", "one", 0, {"last_name": "Юдин", "class_name": "9А"}))
        for phone in ("дома", "нет", "потом"):
            save_card(passport, Edit("student", "one", load_card(passport, "student", "one").version, {"phone": phone}))
        assert head_of(passport).number == 5
        assert first_bad(passport) is None
    _raw(path, act)
    with open_passport(path) as passport:
        assert first_bad(passport) == (first or None), how


def test_a_chain_that_was_reckoned_anew_has_another_head(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="X") as passport:
        save_card(passport, Edit("class", "one", 0, {"name": "9А"}))
        before = head_of(passport)

    def anew(connection: Any) -> None:
        previous = BEFORE_THE_FIRST
        connection.execute("UPDATE history_act SET actor = 'Другой'")
        for row in connection.execute(f"SELECT {', '.join(TOLD)} FROM history_act ORDER BY number").fetchall():
            query = 'SELECT entity, card, record, kind, "values" FROM history_change WHERE act = ? ORDER BY place'
            own = digest(previous, [str(part) for part in row], connection.execute(query, (row[0],)).fetchall())
            connection.execute(
                "UPDATE history_act SET previous = ?, hash = ? WHERE number = ?", (previous, own, row[0])
            )
            previous = own

    _raw(path, anew)
    with open_passport(path) as passport:
        assert first_bad(passport) is None
        after = head_of(passport)
    assert after.number == before.number
    assert after.hash != before.hash
