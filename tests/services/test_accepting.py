"""Taking packages of schools: counted against the held one, once, in order, whole or not at all, and answered."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app.domain.received import ReceivedPackage, ReceivedPerson
from app.domain.school import School
from app.exchange.attachments import PART
from app.exchange.package import open_package
from app.exchange.receipt import ReceiptState, open_receipt
from app.exchange.sealing import is_sealed, unseal
from app.services.accepting import REWRITTEN, accept, preview
from app.services.checking import Report
from app.services.exporting import export_package
from app.services.holding import content_of, held_of, school_base
from app.services.keys import confirm_keys, openers, own_keys, renew_keys
from app.services.package_content import content_of as content_of_base
from app.services.receivers import Receiver
from app.services.school import school_name
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.dying import DIED, ENDED, dying_at
from data.municipality import AS_OF, change, pupils_of, remove, school, sent

ROOT = Path(__file__).parents[2]
CODE = "700101"


def received(passport: Passport) -> int:
    with passport.reading() as session:
        return session.scalar(select(func.count()).select_from(ReceivedPackage)) or 0


def test_a_package_is_taken_and_answered(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    path = sent(theirs, tmp_path / "sent")
    (one,) = accept(ours, [path])
    assert (one.state, one.school, one.errors) == ("accepted", CODE, 0)
    counts = open_package(path.read_bytes()).manifest["counts"]
    assert (one.new, one.changed, one.same) == (counts["students"] + counts["staff"] + counts["rooms"], 0, 0)
    assert one.receipt is not None
    receipt, opened = open_receipt(one.receipt.read_bytes())
    assert (receipt.state, receipt.school_code, receipt.package) == (ReceiptState.ACCEPTED, CODE, one.package)
    assert receipt.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()
    assert receipt.issuer_code == "700000"
    assert opened.signer
    assert one.words == own_keys(theirs).words, "a key that came first is told, to be compared by telephone"
    confirm_keys(ours, "school", CODE)
    assert not accept(ours, [path])[0].words


def test_the_second_time_changes_nothing(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    path = sent(theirs, tmp_path / "sent")
    (first,) = accept(ours, [path])
    before = dump(ours)
    (again,) = accept(ours, [path])
    assert (again.state, again.new, again.changed, again.same) == ("accepted", 0, 0, first.new)
    assert again.receipt == first.receipt
    assert dump(ours) == before


def test_a_history_that_was_written_anew_is_told(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    accept(ours, [sent(theirs, tmp_path / "first")])
    change(theirs, pupils_of(theirs)[0], phone="+79130000001")
    (one,) = accept(ours, [sent(theirs, tmp_path / "second")])
    assert "переписали" not in one.text
    change(theirs, pupils_of(theirs)[0], phone="+79130000002")
    with theirs.source() as source:
        source.connection.execute("DROP TRIGGER temp.history_fixed_history_act_UPDATE")
        source.connection.execute("UPDATE history_act SET hash = zeroblob(32)")  # whoever does it, does it to all
    path = sent(theirs, tmp_path / "third")
    assert REWRITTEN in preview(ours, path).accepted.text
    (one,) = accept(ours, [path])
    assert (one.state, REWRITTEN in one.text) == ("accepted", True)


def dump(passport: Passport) -> list[object]:
    with passport.reading() as session:
        cursor = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = sorted(name for (name,) in cursor)
        return [session.connection().exec_driver_sql(f'SELECT * FROM "{name}"').fetchall() for name in names]


def test_what_was_signed_comes_out_again_to_the_byte(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    path = sent(theirs, tmp_path / "sent")
    accept(ours, [path])
    with ours.reading() as session:
        assert content_of(session, held_of(session, CODE)) == path.read_bytes()
    with school_base(ours, CODE) as base, base.reading() as session:
        lines = content_of_base(session, ()).parts
    sent_lines = open_package(path.read_bytes()).lines
    assert lines == {name: list(one) for name, one in sent_lines.items() if name != PART}


def test_an_update_is_counted_against_the_held_one(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    first, second, *_ = pupils_of(theirs)
    change(theirs, first, last_name="Берёзова")
    remove(theirs, [second])
    path = sent(theirs, tmp_path / "2")
    seen = preview(ours, path)
    (one,) = accept(ours, [path])
    assert (one.state, one.new, one.changed) == ("accepted", 0, 1)
    assert seen.accepted.changed == 1
    changed = [record for record in seen.differences.records if record.how == "changed"]
    assert [(field.label, field.new) for field in changed[0].fields] == [("Фамилия", "Берёзова")]
    assert [record.id for record in seen.differences.gone_people] == [second]
    with ours.reading() as session:
        people = session.scalars(select(ReceivedPerson.record_id)).all()
        assert second not in people
        assert session.get_one(ReceivedPerson, (CODE, "student", first)).name.startswith("Берёзова")


def test_older_over_newer_and_a_replay_are_refused(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    old = sent(theirs, tmp_path / "1")
    change(theirs, pupils_of(theirs)[0], last_name="Берёзова")
    new = sent(theirs, tmp_path / "2")
    accept(ours, [new])
    before = dump(ours)
    (one,) = accept(ours, [old])
    assert one.state == "refused"
    assert "старше принятого" in one.text
    assert dump(ours) == before


def test_a_dry_run_tells_and_changes_nothing(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    path = sent(theirs, tmp_path / "sent")
    before, files = dump(ours), sorted(tmp_path.rglob("*"))
    (one,) = accept(ours, [path], dry_run=True)
    assert (one.state, one.receipt) == ("accepted", None)
    assert one.new > 0
    assert (dump(ours), sorted(tmp_path.rglob("*"))) == (before, files)


def test_errors_return_a_package_with_remarks_and_the_held_one_stays(
    ours: Passport, theirs: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    pupil = pupils_of(theirs)[0]
    change(theirs, pupil, last_name=None)
    (tmp_path / "2").mkdir()
    monkeypatch.setattr("app.services.exporting.check", lambda _: Report(AS_OF, (), {}))  # a program that sees nothing
    path = export_package(theirs, tmp_path / "2").path
    monkeypatch.undo()
    (one,) = accept(ours, [path])
    assert one.state == "returned"
    assert one.errors > 0
    assert one.receipt is not None
    receipt, _ = open_receipt(one.receipt.read_bytes())
    assert receipt.state is ReceiptState.RETURNED
    named = [remark for remark in receipt.remarks if remark.record_id == pupil and remark.field == "last_name"]
    assert named
    assert named[0].level == "error"
    with ours.reading() as session:
        assert held_of(session, CODE).sequence == 1
    before = dump(ours)
    assert accept(ours, [path])[0].state == "returned"
    assert dump(ours) == before


def test_a_draft_is_sent_back_and_not_kept(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    (one,) = accept(ours, [export_package(theirs, tmp_path, draft=True).path])
    assert one.state == "returned"
    assert "черновик" in one.text
    assert one.receipt is not None
    assert open_receipt(one.receipt.read_bytes())[0].remarks[0].text == one.text
    assert received(ours) == 0


def test_a_sealed_package_gets_a_sealed_answer(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    path = sent(theirs, tmp_path / "sent", Receiver(own_keys(ours).recipient))
    renew_keys(ours)
    (one,) = accept(ours, [path])
    assert one.state == "accepted"
    assert one.receipt is not None
    content = one.receipt.read_bytes()
    assert is_sealed(content)
    with theirs.reading() as session:
        receipt, _ = open_receipt(unseal(content, openers(session)))
    assert receipt.package == one.package


def test_a_renewed_key_of_a_school_is_followed(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    confirm_keys(ours, "school", CODE)
    renew_keys(theirs)
    change(theirs, pupils_of(theirs)[0], last_name="Берёзова")
    (one,) = accept(ours, [sent(theirs, tmp_path / "2")])
    assert (one.state, one.words) == ("accepted", ""), "the old key vouches for the new one"


def test_many_missing_people_are_named_before_anything_is_kept(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    """F27: never deletion by absence."""
    accept(ours, [sent(theirs, tmp_path / "1")])
    gone = pupils_of(theirs)[:40]
    remove(theirs, gone)
    path = sent(theirs, tmp_path / "2")
    before = dump(ours)
    (one,) = accept(ours, [path])
    assert (one.state, len(one.gone), one.receipt) == ("decide", 40, None)
    assert dump(ours) == before
    fingerprint = preview(ours, path).fingerprint
    (one,) = accept(ours, [path], decided={fingerprint})
    assert one.state in ("accepted", "returned")
    assert dump(ours) != before


def test_each_school_has_its_own_chain_and_a_refusal_stops_nobody(ours: Passport, tmp_path: Path) -> None:
    paths = []
    for code in ("700101", "700102", "700103"):
        with school(tmp_path / f"{code}.passport", code) as one:
            paths.append(sent(one, tmp_path / code))
    (bad := tmp_path / "bad.zip").write_bytes(b"no package")
    found = accept(ours, [paths[0], bad, *paths[1:]])
    assert [one.state for one in found] == ["accepted", "refused", "accepted", "accepted"]
    with ours.reading() as session:
        held = session.scalars(select(ReceivedPackage.school_code).order_by(ReceivedPackage.school_code)).all()
        names = session.scalars(select(School.code)).all()
    assert list(held) == ["700101", "700102", "700103"]
    assert list(names) == ["700000"], "the base is of the municipality alone"
    assert school_name(ours) == "Департамент образования"


def test_old_contents_go_and_their_rows_stay(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    pupil = pupils_of(theirs)[0]
    for number in range(5):
        change(theirs, pupil, last_name="Берёзов" + "а" * number)
        assert accept(ours, [sent(theirs, tmp_path / str(number))])[0].state == "accepted"
    with ours.reading() as session:
        rows = session.execute(
            select(ReceivedPackage.sequence, ReceivedPackage.content.is_not(None)).order_by(ReceivedPackage.sequence)
        ).all()
    assert [tuple(row) for row in rows] == [(1, False), (2, False), (3, True), (4, True), (5, True)]


def test_a_package_for_a_school_or_an_unwritable_folder_is_refused(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    path = sent(theirs, tmp_path / "sent")
    assert accept(theirs, [path])[0].state == "refused"
    (one,) = accept(ours, [path], folder=tmp_path / "nowhere")
    assert one.state == "refused"
    assert "не записан" in one.text
    assert received(ours) == 0


def test_a_year_that_was_taken_here_is_the_one_checked_by(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    with theirs.writing() as session:
        session.execute(update(School).values(short_name="МБОУ «Другое имя»"))
    accept(ours, [sent(theirs, tmp_path / "sent")])
    with school_base(ours, CODE) as base:
        assert school_name(base) == "МБОУ «Другое имя»"
        assert base.year.name == ours.year.name


IMPORTS = "from app.services.accepting import accept"


def test_a_kill_at_any_step_leaves_all_of_a_package_or_nothing(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    path = sent(theirs, tmp_path / "sent")
    ours.close()
    for call in range(1, 20):
        status = dying_at(call, IMPORTS, "assert accept(passport, [path])[0].state == 'accepted'", ours.path, path)
        with open_passport(ours.path) as again, again.reading() as session:
            people = session.scalar(select(func.count()).select_from(ReceivedPerson)) or 0
            packages = session.scalars(select(ReceivedPackage.present)).all()
        assert (people > 0) == bool(packages)
        if status == ENDED:
            break
        assert status == DIED
    else:
        pytest.fail("it never came to its end")
    assert call > 2
    answers = [one for one in path.parent.iterdir() if one.name.startswith("receipt") and one.suffix != ".tmp"]
    assert len(answers) == 1
    open_receipt(answers[0].read_bytes())
