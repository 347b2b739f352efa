"""Two copies of one school's base: nothing overwritten unseen, fields joined or chosen, the school told of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused
from app.exchange.receipt import open_receipt
from app.services.accepting import accept, preview
from app.services.board import board
from app.services.branches import Side, patched, patches, splits
from app.services.cards import load_card
from app.services.holding import content_of, held_of, school_base
from app.services.settling import settle
from data.municipality import change, municipality, pupils_of, remove, school, second_copy, sent

CODE = "700101"


class Copies:
    """The municipality, and a school whose base was copied after its first package was taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ours = municipality(folder / "m.passport")
        self.left = school(folder / "left.passport")
        accept(self.ours, [sent(self.left, folder / "first")])
        self.right = second_copy(self.left, folder / "right.passport")
        self.ids = pupils_of(self.left)

    def send(self) -> tuple[Path, Path]:
        return sent(self.left, self.folder / "left"), sent(self.right, self.folder / "right")

    def shown(self, id: str, field: str) -> str:
        with school_base(self.ours, CODE) as base:
            return load_card(base, "student", id).texts[field]

    def close(self) -> None:
        for one in (self.ours, self.left, self.right):
            one.close()


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    made = Copies(tmp_path)
    yield made
    made.close()


def test_the_second_copy_is_not_taken_unseen(copies: Copies) -> None:
    first, second, third, fourth, *_ = copies.ids
    change(copies.left, first, last_name="Слева")
    change(copies.left, second, last_name="Левая")
    change(copies.right, second, last_name="Правая")
    change(copies.right, third, first_name="Справа")
    remove(copies.right, [fourth])
    left, right = copies.send()
    assert accept(copies.ours, [left])[0].state == "accepted"
    (one,) = accept(copies.ours, [right])
    assert (one.state, one.conflicts, one.receipt) == ("conflict", 2, None)
    assert copies.shown(second, "last_name") == "Левая"
    found = {split.key: split for split in preview(copies.ours, right).splits if split.key[0] == "students"}
    assert found["students", first, "last_name"].side == "held"
    assert found["students", second, "last_name"].side is None
    assert found["students", third, "first_name"].side == "new"
    gone = found["students", fourth, ""]
    assert (gone.side, gone.new) == (None, ""), "never deletion by absence"


def test_what_was_chosen_stands_over_the_held_package_until_the_school_has_put_it_right(copies: Copies) -> None:
    first, second, third, *_ = copies.ids
    change(copies.left, second, last_name="Левая")
    change(copies.right, second, last_name="Правая")
    change(copies.right, third, first_name="Справа")
    left, right = copies.send()
    accept(copies.ours, [left])
    with copies.ours.reading() as session:
        signed = content_of(session, held_of(session, CODE))
    key = ("students", second, "last_name")
    with pytest.raises(Refused, match="осталось полей 1"):
        settle(copies.ours, right, {})
    one = settle(copies.ours, right, {key: "held"})
    assert one.state == "returned"
    assert copies.shown(second, "last_name") == "Левая"
    assert copies.shown(third, "first_name") == "Справа"
    assert one.receipt is not None
    remarks = {
        (remark.record_id, remark.field): remark.text for remark in open_receipt(one.receipt.read_bytes())[0].remarks
    }
    assert "выбрано «Левая»" in remarks[second, "last_name"]
    assert "выбрано «Справа»" in remarks[third, "first_name"]
    (row,) = board(copies.ours).rows
    assert (row.two_copies, row.returned) == (True, one.package)
    with copies.ours.reading() as session:
        assert content_of(session, held_of(session, CODE)) == signed == left.read_bytes()
    change(copies.left, third, first_name="Справа")
    assert accept(copies.ours, [sent(copies.left, copies.folder / "right-put")])[0].state == "accepted"
    (row,) = board(copies.ours).rows
    assert (row.two_copies, row.returned) == (False, "")
    assert accept(copies.ours, [right])[0].state in ("refused", "returned")
    assert first


def test_where_all_is_chosen_from_the_new_copy_it_takes_the_place(copies: Copies) -> None:
    second = copies.ids[1]
    change(copies.left, second, last_name="Левая")
    change(copies.right, second, last_name="Правая")
    left, right = copies.send()
    accept(copies.ours, [left])
    chosen: dict[tuple[str, str, str], Side] = {split.key: "new" for split in preview(copies.ours, right).splits}
    one = settle(copies.ours, right, chosen)
    assert one.state == "accepted"
    assert copies.shown(second, "last_name") == "Правая"
    with copies.ours.reading() as session:
        assert content_of(session, held_of(session, CODE)) == right.read_bytes()
    (replayed,) = accept(copies.ours, [left])
    assert replayed.state == "refused"


def test_there_is_nothing_to_settle_for_an_update(copies: Copies) -> None:
    change(copies.left, copies.ids[0], last_name="Новая")
    path = sent(copies.left, copies.folder / "update")
    with pytest.raises(Refused, match="выбирать не из чего"):
        settle(copies.ours, path, {})


def pupil(id: str, **values: object) -> dict[str, object]:
    """A line of a student as packages have it."""
    from app.domain.field import fields
    from app.domain.student import Student

    return {"id": id, "unread": {}, **{one.name: None for one in fields(Student)}, **values}


def lines(*pupils: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    return {"students": sorted(pupils, key=lambda line: str(line["id"]))}


def test_without_a_common_package_every_difference_is_asked() -> None:
    held, new = lines(pupil("a", last_name="А"), pupil("b")), lines(pupil("a", last_name="Б"), pupil("c"))
    found = {split.key: split.side for split in splits(None, held, new)}
    assert found == {("students", "a", "last_name"): None, ("students", "b", ""): "held", ("students", "c", ""): "new"}


def test_joined_lines_are_those_of_both() -> None:
    base = lines(pupil("a", last_name="А", first_name="А"), pupil("b", last_name="Б"))
    held = lines(pupil("a", last_name="Слева", first_name="А"), pupil("b", last_name="Б"))
    new = lines(pupil("a", last_name="А", first_name="Справа"), pupil("c", last_name="В"))
    found = splits(base, held, new)
    assert {split.key: split.side for split in found} == {
        ("students", "a", "last_name"): "held",
        ("students", "a", "first_name"): "new",
        ("students", "b", ""): None,
        ("students", "c", ""): "new",
    }
    joined = patched(held, patches(new, found, {("students", "b", ""): "held"}))["students"]
    assert [(line["id"], line["last_name"], line["first_name"]) for line in joined] == [
        ("a", "Слева", "Справа"),
        ("b", "Б", None),
        ("c", "В", None),
    ]
    without = patched(held, patches(new, found, {("students", "b", ""): "new"}))["students"]
    assert [line["id"] for line in without] == ["a", "c"]


def test_a_text_that_is_no_value_goes_with_its_field() -> None:
    held = lines(pupil("a", unread={"birth": "в мае", "snils": "не применимо"}))
    new = lines(pupil("a", birth="2004-05-01", unread={"snils": "не применимо"}))
    found = splits(held, held, new)
    assert [(split.held, split.new, split.side) for split in found] == [("в мае", "01.05.2004", "new")]
    (joined,) = patched(held, patches(new, found, {}))["students"]
    assert (joined["birth"], joined["unread"]) == ("2004-05-01", {"snils": "не применимо"})
