"""The command «receipt»: what it prints, its JSON, its exit status."""

from pathlib import Path

from app.domain.field import new_id
from app.exchange.receipt import Receipt, ReceiptState, RemarkLine, receipt_file
from app.exchange.signing import Signer
from app.services.exporting import export_package
from app.storage.opening import open_passport
from cli.answers import Say, found, ids


def answer(base: Path, state: ReceiptState, *remarks: RemarkLine) -> Path:
    with open_passport(base) as passport:
        done = export_package(passport, base.parent, draft=True)
    told = (done.receipt, done.sequence, done.fingerprint, "700000", "Управление", "2020-02-01T09:30:00Z")
    receipt = Receipt(new_id(), state, "700101", "2019-20", *told, remarks=remarks)
    path = base.parent / "ответ.receipt"
    path.write_bytes(receipt_file(receipt, Signer(bytes(range(32)))).content)
    return path


def test_receipt_tells_state_and_remarks(filled: Path, say: Say) -> None:
    line = RemarkLine(new_id(), "student", ids(filled)[0], "phone", "", "question", "Нет телефона")
    path = answer(filled, ReceiptState.RETURNED, line)
    status, out, err = say("receipt", filled, path)
    assert status == 3
    assert "возвращён с замечаниями" in out
    assert "Нет телефона" in out
    assert "Сверьте по телефону" in err
    told = found(*say("receipt", filled, path, "--json"))
    assert told["state"] == "returned"
    assert [(one["record"], one["field"], one["state"]) for one in told["remarks"]] == [
        (line.record_id, "phone", "open")
    ]


def test_after_the_transfer_a_change_is_told_to_be_a_proposal(filled: Path, say: Say) -> None:
    path = answer(filled, ReceiptState.TRANSFERRED)
    assert say("receipt", filled, path)[0] == 0
    _, out, _ = say("change", filled, "student", ids(filled)[0], "first_name=Феофан")
    assert "предложением" in out
    assert "Сохранено" not in out


def test_what_is_no_receipt_is_refused(filled: Path, say: Say) -> None:
    path = filled.parent / "a.receipt"
    path.write_bytes(b"PK\x03\x04")
    status, out, err = say("receipt", filled, path)
    assert (status, out) == (4, "")
    assert err
