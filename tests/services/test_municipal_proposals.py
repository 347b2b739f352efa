"""The whole way of a change after РИС: proposed in the school, answered by the municipality, in the card."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.proposals import Proposal
from app.errors import BadFile, Refused
from app.services.accepting import accept
from app.services.answers import answer_remark, answers, take_receipt_file
from app.services.board import board
from app.services.cards import Edit, load_card, save_card
from app.services.checking import Report
from app.services.letters import print_letter
from app.services.municipal_proposals import answer_proposals, held_proposals
from app.services.school_look import look_into
from app.services.transferring import transfer
from app.storage.passport import Passport
from data.municipality import AS_OF, change, municipality, pupils_of, school, sent

CODE = "700101"


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Passport]:
    with municipality(tmp_path / "municipality.passport") as made:
        yield made


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Passport]:
    with school(tmp_path / "school.passport") as made:
        yield made


def propose(theirs: Passport, id: str, name: str, out: Path) -> None:
    card = load_card(theirs, "student", id)
    save_card(theirs, Edit("student", id, card.version, {"last_name": name}))
    with theirs.reading() as session:
        made = session.scalars(select(Proposal.id).where(Proposal.record_id == id)).one()
    print_letter(theirs, [made], out, ground="Свидетельство")


def last_name(theirs: Passport, id: str) -> str:
    return load_card(theirs, "student", id).texts["last_name"]


def test_a_change_after_ris_goes_by_letter_and_comes_back_answered(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    (receipt,) = transfer(ours, [CODE], tmp_path)
    take_receipt_file(theirs, receipt)
    first, second, *_ = pupils_of(theirs)
    before = last_name(theirs, first), last_name(theirs, second)
    propose(theirs, first, "Берёзова", tmp_path / "1.pdf")
    propose(theirs, second, "Осинова", tmp_path / "2.pdf")
    assert (last_name(theirs, first), last_name(theirs, second)) == before
    (one,) = accept(ours, [sent(theirs, tmp_path / "2")])
    assert (one.state, one.changed) == ("accepted", 0), "a proposal changes no data"
    assert board(ours).rows[0].proposals == 2
    found = {proposal.new: proposal for proposal in held_proposals(ours, CODE)}
    asked = found["Берёзова"]
    assert (asked.label, asked.old, asked.ground, asked.letter, asked.answer) == (
        "Фамилия",
        before[0],
        "Свидетельство",
        1,
        None,
    )
    answer = answer_proposals(ours, CODE, {asked.id: (True, "")}, tmp_path)
    answer = answer_proposals(ours, CODE, {found["Осинова"].id: (False, "Нет документа")}, tmp_path)
    told = {proposal.new: proposal.answer for proposal in held_proposals(ours, CODE)}
    assert told["Берёзова"] is not None
    assert told["Осинова"] is not None
    assert (told["Берёзова"].accepted, told["Осинова"].accepted) == (True, False), "the first answer goes along"
    taken = take_receipt_file(theirs, answer)
    assert any("Нет документа" in notice for notice in taken.notices)
    assert (last_name(theirs, first), last_name(theirs, second)) == ("Берёзова", before[1])


def test_only_what_was_proposed_after_ris_is_answered(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    with pytest.raises(Refused, match="ещё не переданы"):
        answer_proposals(ours, CODE, {"x": (True, "")}, tmp_path)
    transfer(ours, [CODE], tmp_path)
    for decisions in ({}, {"x": (True, "")}):
        with pytest.raises(Refused, match="таких предложений"):
            answer_proposals(ours, CODE, decisions, tmp_path)
    assert held_proposals(ours, CODE) == ()


def test_an_answer_that_cannot_be_written_is_none(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    take_receipt_file(theirs, transfer(ours, [CODE], tmp_path)[0])
    propose(theirs, pupils_of(theirs)[0], "Берёзова", tmp_path / "1.pdf")
    accept(ours, [sent(theirs, tmp_path / "2")])
    (one,) = held_proposals(ours, CODE)
    with pytest.raises(BadFile, match="не записан"):
        answer_proposals(ours, CODE, {one.id: (True, "")}, tmp_path / "nowhere")
    assert held_proposals(ours, CODE)[0].answer is None


def test_what_a_school_said_to_remarks_is_seen_in_its_next_package(
    ours: Passport, theirs: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    pupil = pupils_of(theirs)[0]
    name = last_name(theirs, pupil)
    change(theirs, pupil, last_name=None)
    with monkeypatch.context() as context:
        context.setattr("app.services.exporting.check", lambda _: Report(AS_OF, (), {}))
        (one,) = accept(ours, [sent(theirs, tmp_path / "2")])
    assert one.state == "returned"
    assert one.receipt is not None
    take_receipt_file(theirs, one.receipt)
    remark = next(one for one in answers(theirs).remarks if one.record_id == pupil)
    change(theirs, pupil, last_name=name)
    answer_remark(theirs, remark.id, "Фамилия внесена")
    assert accept(ours, [sent(theirs, tmp_path / "3")])[0].state == "accepted"
    look = look_into(ours, CODE)
    assert look.answers == ((remark.text, "Фамилия внесена", ""),)
    assert len(look.pupils) == len(pupils_of(theirs))
    assert look.name.startswith("МБОУ")
