"""The season after the data went into РИС: no writer changes a card, an edit becomes a proposal."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from answering import content, freeze, next_receipt, pupil, saved

from app.domain.field import details_of, new_id
from app.domain.proposals import ProposalState
from app.errors import BadValue, Refused, StaleRecord
from app.exchange.receipt import ProposalAnswer, ReceiptState
from app.services import season
from app.services.answers import take_receipt
from app.services.bulk import Where, bulk_fields, plan_bulk, removal
from app.services.cards import ENTITIES, Card, Edit, back_edits, load_card, save_card, save_cards, school_id
from app.services.columns import read_lines
from app.services.detail_rows import Row
from app.services.importing import import_students
from app.services.printing import print_form
from app.services.proposing import give_ground, pending_of, proposals, withdraw_proposal
from app.services.second_entry import disagreements, edits_of, settle_entries, type_again
from app.storage.passport import Passport
from data.lists import IVANOV, NAMES, save

RECORDS = {
    table
    for model in ENTITIES.values()
    for table in (model.__tablename__, *(one.model.__tablename__ for one in details_of(model)))
}


def of_school(passport: Passport) -> Card:
    with passport.reading() as session:
        id = school_id(session)
    return load_card(passport, "school", id)


# Every way to write


def by_card(passport: Passport, card: Card, _folder: Path) -> None:
    saved(passport, card, first_name="Глеб", birth_place="г. Томск")


def by_class_of_a_card(passport: Passport, card: Card, _folder: Path) -> None:
    saved(passport, card, class_name="9Я")  # makes the class, and a move


def by_list(passport: Passport, card: Card, _folder: Path) -> None:
    save_card(passport, Edit("student", card.id, card.version, details={"exams": ()}))


def by_new_card(passport: Passport, _card: Card, _folder: Path) -> None:
    with pytest.raises(Refused, match="новая карточка не создана"):
        save_card(passport, Edit("student", "", 0, {"last_name": "Новый", "class_name": "9А"}))


def by_removal(passport: Passport, card: Card, _folder: Path) -> None:
    with pytest.raises(Refused, match="не удалена"):
        save_cards(passport, removal(read_lines(passport, "student", [card.id], ("sex",))))


def by_bulk(passport: Passport, card: Card, _folder: Path) -> None:
    told = next(one for one in bulk_fields("student") if one.name == "birth_place")
    plan = plan_bulk(read_lines(passport, "student", [card.id], (told.name,)), told, "г. Омск", Where.ALL)
    assert all(one.proposed == ("birth_place",) for one in save_cards(passport, plan.edits()))


def by_school(passport: Passport, _card: Card, _folder: Path) -> None:
    saved(passport, of_school(passport), head_name="Петрова Анна Ивановна")


def by_class_name(passport: Passport, _card: Card, _folder: Path) -> None:
    with passport.reading() as session:
        id, version = session.query(ENTITIES["class"].id, ENTITIES["class"].version).one()
    save_card(passport, Edit("class", id, version, {"name": "9Ю"}))


def by_import(passport: Passport, _card: Card, folder: Path) -> None:
    path = save(folder / "a.xlsx", [NAMES, IVANOV])
    with pytest.raises(Refused, match="список не загружен"):
        import_students(passport, path)
    assert import_students(passport, path, dry_run=True).new == 1


def by_second_entry(passport: Passport, card: Card, _folder: Path) -> None:
    type_again(passport, card.id, {"first_name": "Глебушка"})
    settled = {(card.id, "first_name"): "Глебушка"}
    save_cards(passport, edits_of(passport, settled))
    settle_entries(passport, settled)
    assert disagreements(passport, card.texts["class_name"])  # the card still says the other, so it still differs


def by_undo(passport: Passport, card: Card, _folder: Path) -> None:
    back = back_edits([saved(passport, card, first_name="Глеб")])
    save_cards(passport, back)
    assert not pending_of(passport, card.id)
    save_cards(passport, back_edits([saved(passport, card, first_name="Лев")]))


WRITERS = {
    name.removeprefix("by_"): act for name, act in list(globals().items()) if name.startswith("by_") and callable(act)
}


@pytest.mark.parametrize("how", WRITERS)
def test_no_writer_changes_a_record(passport: Passport, tmp_path: Path, how: str) -> None:
    card = pupil(passport)
    freeze(passport, tmp_path)
    before = content(passport, *RECORDS)
    WRITERS[how](passport, card, tmp_path)
    assert content(passport, *RECORDS) == before


def test_a_step_from_before_the_freezing_is_only_proposed(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    step = saved(passport, card, first_name="Глеб")
    freeze(passport, tmp_path)
    before = content(passport, *RECORDS)
    save_cards(passport, back_edits([step]))
    assert content(passport, *RECORDS) == before
    assert [one.new for one in pending_of(passport, card.id)] == [card.texts["first_name"]]


# Those that write something, but no field of a card (or only in a municipality's base); the walk above has all others.
# The undoing of a load is refused as a load is; a confirmation changes no value; an image is no field of РИС.
OTHERS = {
    "accepting", "confirming", "edition", "health_images", "import_undo", "municipality_export", "newcomer_file",
    "schools", "settling", "transferring", "packages_sent", "control_totals", "proposal_answers",
    "answers", "check_rounds", "drafts", "explaining", "exporting", "keys", "last_year", "letters", "package_base",
    "printing", "proofs", "proposing", "scan_pages", "scanning", "season", "uploads", "year_file", "users", "approvals",
    "base_password", "recovery", "list_export", "diagnostics", "person_back", "base_back", "sample",
    "updating",
}  # fmt: skip


def test_the_walk_knows_every_service_that_writes() -> None:
    folder = Path(season.__file__).parent
    writing = set()
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        if any(isinstance(one, ast.Attribute) and one.attr == "writing" for one in ast.walk(tree)):
            writing.add(path.stem)
    assert writing <= OTHERS | {"cards", "importing", "second_entry"}


# What is proposed


def test_a_second_save_changes_the_proposal_and_the_old_value_withdraws_it(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    freeze(passport, tmp_path)
    first = saved(passport, card, first_name="Глеб")
    assert first.card == card
    assert first.proposed == ("first_name",)
    (one,) = pending_of(passport, card.id)
    assert (one.label, one.old, one.new) == ("Имя", card.texts["first_name"], "Глеб")
    saved(passport, card, first_name="Лев")
    assert [(again.id, again.new) for again in pending_of(passport, card.id)] == [(one.id, "Лев")]
    saved(passport, card, first_name=card.texts["first_name"])
    assert [one.state for one in proposals(passport)] == [ProposalState.WITHDRAWN]


def test_taking_a_second_save_back_gives_the_first_proposal(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    freeze(passport, tmp_path)
    saved(passport, card, first_name="Глеб")
    save_cards(passport, back_edits([saved(passport, card, first_name="Лев")]))
    assert [one.new for one in pending_of(passport, card.id)] == ["Глеб"]


def test_what_cannot_be_read_or_is_stale_is_not_proposed(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    freeze(passport, tmp_path)
    with pytest.raises(BadValue):
        saved(passport, card, birth="31.02.2004")
    with pytest.raises(StaleRecord):
        save_card(passport, Edit("student", card.id, card.version + 1, {"first_name": "Лев"}))
    assert not proposals(passport)


def test_a_proposal_is_withdrawn_by_hand(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    freeze(passport, tmp_path)
    saved(passport, card, first_name="Глеб")
    (one,) = pending_of(passport, card.id)
    give_ground(passport, [one.id], "Свидетельство о перемене имени")
    assert pending_of(passport, card.id)[0].ground == "Свидетельство о перемене имени"
    withdraw_proposal(passport, one.id)
    with pytest.raises(Refused):
        withdraw_proposal(passport, one.id)


# What is answered


def test_an_accepted_proposal_is_carried_out_and_a_refused_one_told(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    receipt = freeze(passport, tmp_path)
    saved(passport, card, first_name="Глеб", class_name="9Б", birth_place="г. Томск")
    exams = tuple(Row("", row.texts) for row in card.details["exams"][:1])
    save_card(passport, Edit("student", card.id, card.version, details={"exams": exams}))
    by_field = {one.field: one.id for one in pending_of(passport, card.id)}
    answered = [ProposalAnswer(id, name != "birth_place", "Нет документа") for name, id in by_field.items()]
    taken = take_receipt(passport, next_receipt(receipt, proposals=tuple(answered)))
    assert taken.notices == ("Предложение отклонено: Нет документа",)
    now = load_card(passport, "student", card.id)
    assert (now.texts["first_name"], now.texts["class_name"]) == ("Глеб", "9Б")
    assert now.texts["birth_place"] == card.texts["birth_place"]
    assert [dict(row.texts) for row in now.details["exams"]] == [dict(row.texts) for row in exams]
    assert not pending_of(passport, card.id)
    assert season.frozen(passport)


def test_answers_about_what_waits_no_more_are_told(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    receipt = freeze(passport, tmp_path)
    saved(passport, card, first_name="Глеб")
    (one,) = pending_of(passport, card.id)
    withdraw_proposal(passport, one.id)
    answered = (ProposalAnswer(one.id, True, ""), ProposalAnswer(new_id(), True, ""))
    assert len(take_receipt(passport, next_receipt(receipt, proposals=answered)).notices) == 2
    assert load_card(passport, "student", card.id) == card


def test_an_accepted_proposal_of_a_card_that_is_gone_does_not_stop_the_receipt(
    passport: Passport, tmp_path: Path
) -> None:
    card = pupil(passport)
    receipt = freeze(passport, tmp_path)
    saved(passport, card, first_name="Глеб")
    (one,) = pending_of(passport, card.id)
    season.lift(passport, "Передано по ошибке не то")
    save_card(passport, Edit("student", card.id, card.version, remove=True))
    take_receipt(passport, next_receipt(receipt, proposals=(ProposalAnswer(one.id, True, ""),)))
    assert proposals(passport)[0].who == "карточка удалена"


# Freezing and lifting


def test_the_freezing_is_lifted_by_a_receipt_or_a_reason(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    assert season.frozen(passport) is None
    with pytest.raises(Refused):
        season.lift(passport, "Передано по ошибке не то")
    receipt = freeze(passport, tmp_path)
    told = season.frozen(passport)
    assert told
    assert "01.02.2020" in told.sentence()
    assert "Управление образования" in told.sentence()
    with pytest.raises(BadValue):
        season.lift(passport, "так надо")
    season.lift(passport, "Передано по ошибке не то")
    assert saved(passport, card, first_name="Глеб").proposed == ()
    again = next_receipt(receipt)
    take_receipt(passport, again)
    assert season.frozen(passport)
    take_receipt(passport, next_receipt(again, state=ReceiptState.RETURNED))
    assert season.frozen(passport) is None
    reasons = content(passport, "freeze")["freeze"]
    assert len(reasons) == 2
    assert "Передано по ошибке не то" in reasons[0]


def test_taking_the_same_receipt_again_does_not_freeze_again(passport: Passport, tmp_path: Path) -> None:
    receipt = freeze(passport, tmp_path)
    season.lift(passport, "Передано по ошибке не то")
    assert take_receipt(passport, receipt).already
    assert season.frozen(passport) is None
    with pytest.raises(Refused):
        take_receipt(passport, replace(receipt, id=new_id(), issued_at="2020-01-01T00:00:00Z"))


def test_forms_are_closed(passport: Passport, tmp_path: Path) -> None:
    pupil(passport)
    freeze(passport, tmp_path)
    with pytest.raises(Refused, match="закрыты"):
        print_form(passport, "graduates", tmp_path / "a.pdf", class_name="9А")
    assert not (tmp_path / "a.pdf").exists()
    assert not content(passport, "printed_form")["printed_form"]
