"""Looking into one school of a municipality: its people, findings, and what it said to remarks."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.services.accepting import accept
from app.services.answers import answer_remark, answers, take_receipt_file
from app.services.checking import Report
from app.services.school_look import look_into
from app.storage.passport import Passport
from data.municipality import AS_OF, change, pupils_of, sent

CODE = "700101"


def test_a_school_is_seen_as_its_package_says(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ничего не принято"):
        look_into(ours, CODE)
    accept(ours, [sent(theirs, tmp_path / "1")])
    look = look_into(ours, CODE)
    assert len(look.pupils) == len(pupils_of(theirs))
    assert look.pupils[0][1].startswith("1")
    assert look.workers
    assert look.name == f"МБОУ «Школа {CODE}»"
    assert look.answers == ()


def test_what_a_school_said_to_remarks_is_seen_in_its_next_package(
    ours: Passport, theirs: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(ours, [sent(theirs, tmp_path / "1")])
    pupil = pupils_of(theirs)[0]
    name = look_into(ours, CODE).pupils[0][0].split()[0]
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
    assert look_into(ours, CODE).answers == ((remark.text, "Фамилия внесена", ""),)
