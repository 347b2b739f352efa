"""Taking the municipality's answer: whose it is, its order, its remarks and what is said to them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from answering import SIGNER, content, next_receipt, pupil, saved, sent, written

from app.domain.field import new_id
from app.errors import BadFile, BadValue, Refused
from app.exchange.receipt import ProposalAnswer, Receipt, ReceiptState, RemarkLine, lines, receipt_of
from app.exchange.signing import Signer
from app.services.answers import (
    answer_remark,
    answered_lines,
    answers,
    close_remark,
    take_receipt,
    take_receipt_file,
)
from app.services.cards import Card
from app.services.keys import known_keys
from app.storage.passport import Passport


def remark(card: Card, field: str = "phone", text: str = "Нет телефона") -> RemarkLine:
    return RemarkLine(new_id(), "student", card.id, field, "rule", "question", text)


def returned(passport: Passport, folder: Path, *remarks: RemarkLine) -> Receipt:
    receipt = replace(sent(passport, folder), state=ReceiptState.RETURNED, remarks=remarks)
    take_receipt(passport, receipt)
    return receipt


def test_a_package_shows_what_became_of_it(passport: Passport, tmp_path: Path) -> None:
    receipt = sent(passport, tmp_path)
    assert [one.state for one in answers(passport).packages] == [""]
    taken = take_receipt(passport, receipt)
    (package,) = answers(passport).packages
    assert (package.state, package.code, package.issuer) == ("accepted", receipt.package, receipt.issuer_name)
    assert taken.state is ReceiptState.ACCEPTED
    assert not taken.already


def test_taking_twice_changes_nothing(passport: Passport, tmp_path: Path) -> None:
    receipt = returned(passport, tmp_path, remark(pupil(passport)))
    before = content(passport)
    again = take_receipt(passport, receipt)
    assert again.already
    assert len(again.remarks) == 1
    assert content(passport) == before


FOREIGN: dict[str, Callable[[Receipt], Receipt]] = {
    "school": lambda one: replace(one, school_code="700102"),
    "year": lambda one: replace(one, year="2020-21"),
    "package": lambda one: replace(one, package="0000000000"),
    "fingerprint": lambda one: replace(one, fingerprint="0" * 64),
    "sequence": lambda one: replace(one, sequence=7),
}


@pytest.mark.parametrize("how", FOREIGN)
def test_a_foreign_receipt_is_refused_and_nothing_changes(passport: Passport, tmp_path: Path, how: str) -> None:
    receipt = FOREIGN[how](sent(passport, tmp_path))
    before = content(passport)
    with pytest.raises(Refused):
        take_receipt_file(passport, written(receipt, tmp_path))
    assert content(passport) == before


def test_an_older_receipt_is_refused_over_a_newer(passport: Passport, tmp_path: Path) -> None:
    receipt = sent(passport, tmp_path)
    take_receipt(passport, next_receipt(receipt))
    with pytest.raises(Refused, match="старее"):
        take_receipt(passport, receipt)


def test_an_answer_to_an_older_package_is_refused_after_one_to_a_newer(passport: Passport, tmp_path: Path) -> None:
    first = sent(passport, tmp_path)
    pupil(passport)
    take_receipt(passport, sent(passport, tmp_path))
    with pytest.raises(Refused, match="старее"):
        take_receipt(passport, next_receipt(first))


# Who signed it


def test_the_first_key_is_remembered_and_told_and_another_is_refused(passport: Passport, tmp_path: Path) -> None:
    receipt = sent(passport, tmp_path)
    (notice,) = take_receipt_file(passport, written(receipt, tmp_path)).notices
    (known,) = known_keys(passport)
    assert known.words in notice
    assert known.confirmed_at is None
    later = next_receipt(receipt)
    before = content(passport)
    with pytest.raises(Refused, match="не тем ключом"):
        take_receipt_file(passport, written(later, tmp_path, Signer(bytes(32))))
    with pytest.raises(Refused, match="не ваш МОУО"):
        take_receipt_file(passport, written(replace(later, issuer_code="700009"), tmp_path))
    assert content(passport) == before
    assert not take_receipt_file(passport, written(later, tmp_path)).notices


def test_a_renewed_key_that_the_known_one_vouches_for_is_followed(passport: Passport, tmp_path: Path) -> None:
    receipt = sent(passport, tmp_path)
    take_receipt_file(passport, written(receipt, tmp_path))
    new = SIGNER.renewed(bytes(32))
    take_receipt_file(passport, written(next_receipt(receipt), tmp_path, new))
    old = written(next_receipt(next_receipt(receipt)), tmp_path)
    with pytest.raises(Refused):  # the old key is known no more
        take_receipt_file(passport, old)


def test_a_changed_byte_is_refused(passport: Passport, tmp_path: Path) -> None:
    path = written(sent(passport, tmp_path), tmp_path)
    told = bytearray(path.read_bytes())
    told[len(told) // 2] ^= 1
    path.write_bytes(told)
    with pytest.raises(BadFile):
        take_receipt_file(passport, path)


# What it says is held to what our program writes

ATTACKS: dict[str, Callable[[dict, dict], object]] = {
    "state": lambda told, _: told.update(state="perhaps"),
    "number as text": lambda told, _: told.update(sequence="1"),
    "unknown key": lambda told, _: told.update(more=1),
    "missing key": lambda told, _: told.pop("year"),
    "text of 1 MB": lambda _, parts: parts["remarks"][0].update(text="я" * 2**20),
    "unknown entity": lambda _, parts: parts["remarks"][0].update(entity="key_pair"),
    "id that is a path": lambda _, parts: parts["remarks"][0].update(record_id="../../etc"),
    "doubled id": lambda _, parts: parts["remarks"].append(parts["remarks"][0]),
    "doubled proposal": lambda _, parts: parts["proposals"].append(parts["proposals"][0]),
    "word for yes": lambda _, parts: parts["proposals"][0].update(accepted="yes"),
    "control sign": lambda _, parts: parts["remarks"][0].update(text="а\x00б"),
}


@pytest.mark.parametrize("how", ATTACKS)
def test_what_our_program_would_not_write_is_refused(passport: Passport, tmp_path: Path, how: str) -> None:
    proposals = (ProposalAnswer(new_id(), True, ""),)
    receipt = replace(sent(passport, tmp_path), remarks=(remark(pupil(passport)),), proposals=proposals)
    told, parts = lines(receipt)
    assert receipt_of(told, parts) == receipt
    ATTACKS[how](told, parts)
    with pytest.raises(BadFile):
        receipt_of(told, parts)


# Remarks


def test_a_remark_is_answered_and_closed_and_goes_into_the_next_package(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    line = remark(card)
    returned(passport, tmp_path, line)
    (one,) = answers(passport).remarks
    assert (one.state, one.record_id, one.field, one.now) == ("open", card.id, "phone", card.texts["phone"])
    assert card.texts["last_name"] in one.who
    with pytest.raises(Refused):
        close_remark(passport, one.id)
    with pytest.raises(BadValue):
        answer_remark(passport, one.id, " … ")
    answer_remark(passport, one.id, "Телефона у семьи нет")
    assert answers(passport).remarks[0].state == "answered"
    close_remark(passport, one.id)
    assert answers(passport).remarks[0].state == "closed"
    with pytest.raises(Refused):
        answer_remark(passport, one.id, "Ещё раз")
    with passport.reading() as session:
        assert answered_lines(session) == [{"id": line.id, "answer": "Телефона у семьи нет", "closed": True}]


def test_a_value_that_was_changed_is_told_and_its_remark_may_be_closed(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    returned(passport, tmp_path, remark(card, "first_name"))
    assert not answers(passport).remarks[0].changed
    saved(passport, card, first_name="Глеб")
    (one,) = answers(passport).remarks
    assert one.changed
    assert (one.was, one.now) == (card.texts["first_name"], "Глеб")
    close_remark(passport, one.id)


def test_a_remark_on_a_list_and_on_a_card_that_is_gone_is_told(passport: Passport, tmp_path: Path) -> None:
    card = pupil(passport)
    nobody = RemarkLine(new_id(), "student", new_id(), "phone", "", "", "Кто это?")
    whole = RemarkLine(new_id(), "", "", "", "", "", "Нет расписок")
    returned(passport, tmp_path, remark(card, "exams"), remark(card, "exams.1.subject"), nobody, whole)
    told = {one.id: (one.who, one.now) for one in answers(passport).remarks}
    values = list(told.values())
    assert values[1][1]
    assert values[1][1] in values[0][1]
    assert told[nobody.id] == ("карточка удалена", "")
    assert told[whole.id] == ("Школа в целом", "")


def test_a_remark_that_comes_again_is_open_again_and_keeps_its_answer(passport: Passport, tmp_path: Path) -> None:
    line = remark(pupil(passport))
    receipt = returned(passport, tmp_path, line)
    answer_remark(passport, line.id, "Телефона нет")
    close_remark(passport, line.id)
    take_receipt(passport, next_receipt(receipt, remarks=(replace(line, text="Всё-таки нужен"),)))
    (one,) = answers(passport).remarks
    assert (one.state, one.answer, one.text) == ("answered", "Телефона нет", "Всё-таки нужен")
