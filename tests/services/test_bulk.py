"""One value into many cards: what is told before is what is done, as one transaction that is taken back as one."""

import pytest

from app.domain.field import field_by_name
from app.domain.student import Student
from app.errors import BadValue, Refused, StaleRecord
from app.services.bulk import Where, bulk_fields, plan_bulk, removal
from app.services.cards import Edit, back_edits, load_card, save_card, save_cards
from app.services.columns import Line, edits_of, read_lines
from app.services.progress import Cancelled
from app.services.students import list_classes
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People

FORM = field_by_name(Student)["study_form"]


@pytest.fixture
def ids(passport: Passport, seed: int) -> list[str]:
    """Four pupils: of two forms of study, without one, and with one that cannot be read."""
    people = People(seed)
    made = []
    for form in ("очная", "семейное образование", "", "кот"):
        texts = people.pupil("9А") | {"study_form": form}
        card = save_card(passport, Edit("student", "", 0, texts, chosen(people.exams("9А")))).card
        assert card is not None
        made.append(card.id)
    return made


def forms(passport: Passport, ids: list[str]) -> list[str]:
    return [load_card(passport, "student", id).texts["study_form"] for id in ids]


def lines_of(passport: Passport, ids: list[str], *names: str) -> list[Line]:
    return read_lines(passport, "student", ids, names or ("study_form",))


def test_lines_stand_in_the_order_asked_with_texts_as_on_the_card(passport: Passport, ids: list[str]) -> None:
    wanted = [ids[2], "nobody", ids[0], ids[3]]
    lines = lines_of(passport, wanted, "study_form", "birth", "class_name")
    assert [line.id for line in lines] == [ids[2], ids[0], ids[3]]
    for line in lines:
        card = load_card(passport, "student", line.id)
        assert line.texts == {name: card.texts[name] for name in ("study_form", "birth", "class_name")}
        assert line.version == card.version
        assert line.group == "9А"
        assert card.texts["last_name"] in line.who


def test_more_records_than_one_query_takes(passport: Passport) -> None:
    new = [Edit("student", "", 0, {"last_name": f"Юдин {number}", "class_name": "9А"}) for number in range(1203)]
    ids = [one.undo.id for one in save_cards(passport, new)]
    lines = lines_of(passport, ids)
    assert [line.id for line in lines] == ids
    saved = save_cards(passport, plan_bulk(lines, FORM, "очная", Where.EMPTY).edits())
    assert {line.texts["study_form"] for line in lines_of(passport, ids)} == {"очная"}
    save_cards(passport, back_edits(saved))
    assert {line.texts["study_form"] for line in lines_of(passport, ids)} == {""}


@pytest.mark.parametrize(
    ("where", "text", "after", "counts"),
    [
        (Where.EMPTY, "ОЧНАЯ", ["очная", "семейное образование", "очная", "кот"], (1, 2)),
        (Where.ALL, "очная", ["очная", "очная", "очная", "очная"], (1, 0)),
        (Where.CLEAR, "что угодно", ["", "", "", ""], (1, 0)),
    ],
)
def test_the_plan_is_what_is_done(  # noqa: PLR0917 - fixtures and one row of the table
    passport: Passport, ids: list[str], where: Where, text: str, after: list[str], counts: tuple[int, int]
) -> None:
    before = forms(passport, ids)
    plan = plan_bulk(lines_of(passport, ids), FORM, text, where)
    assert (plan.same, plan.filled, plan.problem) == (*counts, "")
    told = {one.line.id: (one.old, one.new) for one in plan.changes}
    saved = save_cards(passport, plan.edits())
    assert forms(passport, ids) == after
    assert told == {id: (old, new) for id, old, new in zip(ids, before, after, strict=True) if old != new}
    save_cards(passport, back_edits(saved))
    assert forms(passport, ids) == before


@pytest.mark.parametrize(("text", "why"), [("заморская", "Нет в списке"), ("", "Внесите значение"), ("н/п", "приказ")])
def test_a_value_that_cannot_be_written_is_told_before(passport: Passport, ids: list[str], text: str, why: str) -> None:
    plan = plan_bulk(lines_of(passport, ids), FORM, text, Where.ALL)
    assert why in plan.problem
    assert plan.edits() == ()


def test_names_and_numbers_are_not_offered_for_many() -> None:
    offered = {one.name for one in bulk_fields("student")}
    assert not offered & {"last_name", "first_name", "middle_name", "birth", "snils", "doc_series", "doc_number"}
    assert {"study_form", "class_name", "category", "consent_date", "ovz", "doc_issuer"} <= offered
    assert "number" not in {one.name for one in bulk_fields("room")}


def test_one_stale_card_stops_the_whole(passport: Passport, ids: list[str]) -> None:
    before = forms(passport, ids)
    plan = plan_bulk(lines_of(passport, ids), FORM, "очная", Where.ALL)
    card = load_card(passport, "student", ids[3])
    save_card(passport, Edit("student", card.id, card.version, {"first_name": "Изяслав"}))
    with pytest.raises(StaleRecord):
        save_cards(passport, plan.edits())
    assert forms(passport, ids) == before


def test_a_stopped_save_changes_nothing(passport: Passport, ids: list[str]) -> None:
    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise Cancelled

    before = forms(passport, ids)
    plan = plan_bulk(lines_of(passport, ids), FORM, "очная", Where.ALL)
    with pytest.raises(Cancelled):
        save_cards(passport, plan.edits(), progress=stop)
    assert forms(passport, ids) == before


def test_removed_cards_come_back_whole(passport: Passport, ids: list[str]) -> None:
    before = [load_card(passport, "student", id) for id in ids]
    saved = save_cards(passport, removal(lines_of(passport, ids[:3])))
    with pytest.raises(Refused):
        load_card(passport, "student", ids[0])
    save_cards(passport, back_edits(saved))
    for card in before:
        now = load_card(passport, "student", card.id)
        assert (now.texts, now.unread, now.details) == (card.texts, card.unread, card.details)


def test_a_class_made_for_many_goes_away_with_the_change(passport: Passport, ids: list[str]) -> None:
    field = field_by_name(Student)["class_name"]
    saved = save_cards(passport, plan_bulk(lines_of(passport, ids, "class_name"), field, "9 в", Where.ALL).edits())
    assert [(row.name, row.pupils) for row in list_classes(passport)] == [("9А", 0), ("9В", 4)]
    back = save_cards(passport, back_edits(saved))
    assert [(row.name, row.pupils) for row in list_classes(passport)] == [("9А", 4)]
    save_cards(passport, back_edits(back))
    assert [(row.name, row.pupils) for row in list_classes(passport)] == [("9А", 0), ("9В", 4)]


def test_typed_cells_become_one_edit_a_card(passport: Passport, ids: list[str]) -> None:
    lines = lines_of(passport, ids, "study_form", "birth")
    typed = {
        (ids[0], "study_form"): "очная",  # as it is
        (ids[1], "study_form"): "очная",
        (ids[1], "birth"): "31.02.2004",
        (ids[2], "birth"): lines[2].texts["birth"] + " ",
        ("nobody", "birth"): "01.01.2004",
    }
    (edit,) = edits_of(lines, typed)
    assert (edit.id, dict(edit.texts)) == (ids[1], {"study_form": "очная", "birth": "31.02.2004"})
    with pytest.raises(BadValue):
        save_cards(passport, (edit,), strict=True)
    save_cards(passport, (edit,))
    assert "Такой даты нет" in load_card(passport, "student", ids[1]).unread["birth"]
