"""A change after РИС goes the whole way: proposed, sent by letter and package, answered, taken, then made."""

from pathlib import Path

import pytest

from app.domain.proposals import ProposalState
from app.errors import Refused
from app.exchange.receipt import ReceiptState, open_receipt
from app.services.accepting import accept
from app.services.answers import answer_remark, take_receipt_file
from app.services.cards import Edit, load_card, save_card
from app.services.exporting import export_package
from app.services.letters import print_letter
from app.services.proposal_answers import answer_proposals, proposed_changes
from app.services.proposing import pending_of, proposals
from app.services.school_look import look_into
from app.services.season import is_frozen
from app.services.transferring import transfer
from data.municipality import change, municipality, pupils_of, school, sent

CODE = "700101"


def test_a_change_after_ris_waits_for_the_municipality_and_then_is_made(tmp_path: Path) -> None:
    with municipality(tmp_path / "m.passport") as ours, school(tmp_path / "s.passport", CODE) as theirs:
        accept(ours, [sent(theirs, tmp_path / "1")])
        with pytest.raises(Refused, match="последнего принятого пакета"):
            answer_proposals(ours, CODE, {}, tmp_path)
        (path,) = transfer(ours, [CODE], tmp_path)
        take_receipt_file(theirs, path)
        first, second = pupils_of(theirs)[:2]
        before = {id: load_card(theirs, "student", id) for id in (first, second)}
        for id, name in ((first, "Глеб"), (second, "Лев")):
            save_card(theirs, Edit("student", id, before[id].version, {"first_name": name}))
        ids = {id: pending_of(theirs, id)[0].id for id in (first, second)}
        print_letter(theirs, list(ids.values()), tmp_path / "letter.pdf", outgoing="12", ground="Решение суда")
        accept(ours, [sent(theirs, tmp_path / "2")])
        told = {one.id: one for one in proposed_changes(ours, CODE)}
        assert {one.new for one in told.values()} == {"Глеб", "Лев"}
        assert told[ids[first]].old == before[first].texts["first_name"]
        assert before[first].texts["last_name"] in told[ids[first]].who
        assert told[ids[first]].field == "Имя", "as it is called on the card"
        with pytest.raises(Refused, match="последнего принятого пакета"):
            answer_proposals(ours, CODE, {first: (True, "")}, tmp_path)
        answer = answer_proposals(
            ours, CODE, {ids[first]: (True, ""), ids[second]: (False, "Нет решения суда.")}, tmp_path
        )
        take_receipt_file(theirs, answer)
        assert load_card(theirs, "student", first).texts["first_name"] == "Глеб"
        assert load_card(theirs, "student", second).texts["first_name"] == before[second].texts["first_name"]
        states = {one.id: (one.state, one.answer) for one in proposals(theirs)}
        assert states[ids[first]][0] is ProposalState.ACCEPTED
        assert states[ids[second]] == (ProposalState.REFUSED, "Нет решения суда.")
        assert is_frozen(theirs)


def test_nothing_is_answered_before_the_data_are_in_ris(tmp_path: Path) -> None:
    with municipality(tmp_path / "m.passport") as ours, school(tmp_path / "s.passport", CODE) as theirs:
        with pytest.raises(Refused, match="ещё ничего не принято"):
            proposed_changes(ours, CODE)
        accept(ours, [sent(theirs, tmp_path / "1")])
        assert proposed_changes(ours, CODE) == ()


def test_what_a_school_said_to_remarks_is_seen_at_the_municipality(tmp_path: Path) -> None:
    with municipality(tmp_path / "m.passport") as ours, school(tmp_path / "s.passport", CODE) as theirs:
        accept(ours, [sent(theirs, tmp_path / "1")])
        first = pupils_of(theirs)[0]
        name = load_card(theirs, "student", first).texts["last_name"]
        change(theirs, first, last_name=None)
        draft = export_package(theirs, tmp_path, draft=True).path
        (returned,) = accept(ours, [draft])
        assert returned.receipt is not None
        taken = take_receipt_file(theirs, returned.receipt)
        answer_remark(theirs, taken.remarks[0].id, "Исправлено по паспорту.")
        change(theirs, first, last_name=name)
        accept(ours, [sent(theirs, tmp_path / "2")])
        (told,) = look_into(ours, CODE).answers
        assert told[1] == "Исправлено по паспорту."


def test_a_later_package_of_a_school_in_ris_is_answered_so_too(tmp_path: Path) -> None:
    with municipality(tmp_path / "m.passport") as ours, school(tmp_path / "s.passport", CODE) as theirs:
        accept(ours, [sent(theirs, tmp_path / "1")])
        transfer(ours, [CODE], tmp_path)
        change(theirs, pupils_of(theirs)[0], birth_place="г. Асино")
        accept(ours, [sent(theirs, tmp_path / "2")])
        (path,) = transfer(ours, [CODE], tmp_path)
        assert open_receipt(path.read_bytes())[0].state is ReceiptState.TRANSFERRED
