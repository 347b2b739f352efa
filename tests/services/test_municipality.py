"""The board, the list of schools and keys, people of several schools, «Передано в РИС», and what is given on."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.domain.field import new_id
from app.domain.received import ReceivedPerson
from app.domain.school import School
from app.domain.staff import Staff
from app.errors import BadFile, BadValue, Cancelled, Refused
from app.exchange.collection import open_collection
from app.exchange.package import open_package
from app.exchange.receipt import ReceiptState, open_receipt
from app.printer.forms import FORMS
from app.services import shared_people as shared_people_
from app.services.accepting import accept
from app.services.board import board
from app.services.cards import Edit, save_card
from app.services.checking import Report
from app.services.keys import confirm_keys, own_keys
from app.services.keys import save_card as save_key_card
from app.services.municipality_export import export_collection
from app.services.printing import print_form
from app.services.receivers import Receiver
from app.services.schools import add_school, close_list, is_closed, remove_school, schools, take_school_card
from app.services.shared_people import OWN, shared_people
from app.services.transferring import transfer
from app.storage.passport import Passport
from data.municipality import AS_OF, change, pupils_of, school, sent

FIRST, SECOND = "700101", "700102"


@pytest.fixture
def both(ours: Passport, theirs: Passport, tmp_path: Path) -> Passport:
    """A municipality that took packages of two schools with the very same people."""
    with school(tmp_path / "second.passport", SECOND) as second:
        accept(ours, [sent(theirs, tmp_path / FIRST), sent(second, tmp_path / SECOND)])
    return ours


# The board


def test_the_board_tells_what_came_and_what_is_signed_stale_or_late(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    form = next(one for one in FORMS if one.key == "ppe_staff")
    add_school(ours, "700109", "Ещё школа")
    print_form(theirs, form.key, tmp_path / "form.pdf")
    with theirs.writing() as session:
        session.connection().exec_driver_sql("UPDATE printed_form SET uploaded_at = printed_at")
    accept(ours, [sent(theirs, tmp_path / "1")])
    shown = board(ours, date(2019, 10, 15))
    assert [(row.code, row.state, row.sequence) for row in shown.rows] == [(FIRST, "accepted", 1), ("700109", "", 0)]
    assert shown.rows[1].cells == (None,) * len(shown.works)
    place = next(number for number, work in enumerate(shown.works) if work.key in form.works)
    cell = shown.rows[0].cells[place]
    assert cell is not None
    assert (cell.signed, cell.stale) == (1, 0)
    late = {work.key for work, cell in zip(shown.works, shown.rows[0].cells, strict=True) if cell and cell.late}
    assert "school_1" in late
    assert "school_2" not in late
    with theirs.writing() as session:
        session.execute(update(Staff).values(first_name="Другая"))
    accept(ours, [sent(theirs, tmp_path / "2")])
    cell = board(ours).rows[0].cells[place]
    assert cell is not None
    assert (cell.signed, cell.stale) == (0, 1), "a stale signature is seen from the package alone"


def test_answers_that_are_stopped_leave_no_file_and_no_school_transferred(both: Passport, tmp_path: Path) -> None:
    (folder := tmp_path / "answers").mkdir()
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == last:
            raise Cancelled

    for last in range(3):
        with pytest.raises(Cancelled):
            transfer(both, [FIRST, SECOND], folder, stop)
        assert told[-1] == (last, 2)
        assert list(folder.iterdir()) == []
        assert {row.state for row in board(both).rows} == {"accepted"}
    assert len(transfer(both, [FIRST, SECOND], folder)) == 2


def test_a_search_for_people_of_two_schools_is_stopped(both: Passport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_people_, "_OFTEN", 10)
    told: list[float] = []
    whole = shared_people(both, lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert len(told) > 5

    def stop(done: int, total: int) -> None:
        if done / total == told[3]:
            raise Cancelled

    with pytest.raises(Cancelled):
        shared_people(both, stop)
    assert shared_people(both) == whole


# Schools and keys


def test_schools_are_added_named_and_removed(both: Passport) -> None:
    add_school(both, "700103", "Третья")
    assert [(one.code, one.holds, one.confirmed) for one in schools(both)] == [
        (FIRST, True, False),
        (SECOND, True, False),
        ("700103", False, False),
    ]
    confirm_keys(both, "school", FIRST)
    assert schools(both)[0].confirmed
    remove_school(both, "700103")
    with pytest.raises(Refused, match="принят пакет"):
        remove_school(both, SECOND)
    remove_school(both, SECOND, with_packages=True)
    assert [one.code for one in schools(both)] == [FIRST]
    assert [row.code for row in board(both).rows] == [FIRST]
    assert not shared_people(both)


@pytest.mark.parametrize(("code", "name"), [("12", "Школа"), ("", "Школа"), ("700103", " "), ("абвгде", "Школа")])
def test_a_school_needs_a_code_and_a_name(ours: Passport, code: str, name: str) -> None:
    with pytest.raises(BadValue):
        add_school(ours, code, name)
    assert not schools(ours)


def test_a_closed_list_lets_in_only_its_schools(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    close_list(ours, yes=True)
    assert is_closed(ours)
    path = sent(theirs, tmp_path / "sent")
    assert "нет в списке" in accept(ours, [path])[0].text
    add_school(ours, FIRST, "Школа")
    assert accept(ours, [path])[0].state == "accepted"


def test_the_card_of_a_school_makes_its_key_known(ours: Passport, theirs: Passport, tmp_path: Path) -> None:
    card = save_key_card(theirs, tmp_path)
    taken = take_school_card(ours, card)
    assert taken.words == own_keys(theirs).words == schools(ours)[0].words
    confirm_keys(ours, "school", FIRST)
    assert not accept(ours, [sent(theirs, tmp_path / "sent")])[0].words


# People of several schools


def test_people_of_two_schools_are_found_by_snils_and_by_name(both: Passport, theirs: Passport, tmp_path: Path) -> None:
    groups = shared_people(both)
    assert all(len({person.code for person in one.people}) == 2 for one in groups)
    assert {one.entity for one in groups} == {"staff", "student"}
    assert {person.code for one in groups for person in one.people} == {FIRST, SECOND}
    with theirs.reading() as session:
        worker = session.scalars(select(Staff).where(Staff.snils.is_not(None))).first()
        assert worker is not None
        told = {"last_name": "Иная", "first_name": "Анна", "snils": worker.snils}
    save_card(both, Edit("staff", new_id(), 0, {**told, "snils": str(told["snils"])}))
    named = next(one for one in shared_people(both) if OWN in {person.code for person in one.people})
    assert (named.by, len(named.people)) == ("snils", 3)


def test_who_left_a_school_is_no_double_there(
    both: Passport, theirs: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = pupils_of(theirs)[0]
    assert pupil in {person.id for one in shared_people(both) for person in one.people}
    change(theirs, pupil, left=date(2020, 1, 15))
    monkeypatch.setattr("app.services.exporting.check", lambda _: Report(AS_OF, (), {}))
    monkeypatch.setattr("app.services.accepting.verdict", lambda _: "accepted")  # the order of leaving is not entered
    accept(both, [sent(theirs, tmp_path / "again")])
    assert pupil not in {person.id for one in shared_people(both) for person in one.people}


def test_who_has_no_snils_is_nobodys_double_by_it(both: Passport) -> None:
    for name in ("Кедрина", "Сосновская"):
        save_card(both, Edit("staff", new_id(), 0, {"last_name": name, "first_name": "Анна", "snils": "нет"}))
    with both.writing() as session:
        session.execute(update(ReceivedPerson).where(ReceivedPerson.entity == "staff").values(snils="нет"))
    assert not [one for one in shared_people(both) if one.entity == "staff" and one.by == "snils"]


# «Передано в РИС»


def test_schools_are_told_that_their_data_are_in_ris_all_or_none(
    both: Passport, theirs: Passport, tmp_path: Path
) -> None:
    (folder := tmp_path / "answers").mkdir()
    add_school(both, "700103", "Третья")
    with pytest.raises(Refused, match="ничего не принято"):
        transfer(both, [FIRST, "700103"], folder)
    assert not list(folder.iterdir())
    assert board(both).rows[0].state == "accepted"
    paths = transfer(both, [FIRST, SECOND], folder)
    assert [open_receipt(path.read_bytes())[0].state for path in paths] == [ReceiptState.TRANSFERRED] * 2
    assert paths == transfer(both, [FIRST, SECOND], folder)
    assert [row.state for row in board(both).rows][:2] == ["transferred", "transferred"]
    with pytest.raises(BadFile, match="не записаны"):
        transfer(both, [FIRST], tmp_path / "nowhere")


def test_after_ris_a_change_waits_for_a_decision(both: Passport, theirs: Passport, tmp_path: Path) -> None:
    transfer(both, [FIRST], tmp_path)
    change(theirs, pupils_of(theirs)[0], last_name="Берёзова")
    path = sent(theirs, tmp_path / "2")
    (one,) = accept(both, [path])
    assert one.state == "decide"
    assert "РИС" in one.text
    fingerprint = open_package(path.read_bytes()).opened.fingerprint
    assert accept(both, [path], decided={fingerprint})[0].state == "accepted"
    assert board(both).rows[0].state == "transferred"


# What is given on


def test_the_packages_are_given_on_to_the_byte(both: Passport, tmp_path: Path) -> None:
    save_card(both, Edit("staff", new_id(), 0, {"last_name": "Своя", "first_name": "Анна"}))
    (folder := tmp_path / "out").mkdir()
    done = export_collection(both, folder)
    found = open_collection(done.path.read_bytes())
    for code in (FIRST, SECOND):
        (path,) = [one for one in (tmp_path / code).iterdir() if one.name.startswith("passport")]
        assert found.packages[code] == path.read_bytes()
        open_package(found.packages[code])
    assert [line["last_name"] for line in found.lines["staff"]] == ["Своя"]
    assert [line["id"] for line in found.lines["schools"]] == [FIRST, SECOND]
    assert found.opened.manifest["municipality"]["code"] == "700000"
    again = export_collection(both, folder)
    assert again.path == done.path, "equal data make equal bytes"


def test_a_collection_is_sealed_and_refused_where_there_is_nothing(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="передавать нечего"):
        export_collection(ours, tmp_path)
    with pytest.raises(Refused, match="база школы"):
        export_collection(theirs, tmp_path)
    accept(ours, [sent(theirs, tmp_path / "sent")])
    with pytest.raises(BadFile, match="нет"):
        export_collection(ours, tmp_path / "nowhere")
    done = export_collection(ours, tmp_path, to=Receiver(own_keys(theirs).recipient))
    assert done.path.read_bytes().startswith(b"age-encryption")


def test_the_school_row_is_of_the_municipality(ours: Passport) -> None:
    with ours.reading() as session:
        assert session.scalars(select(School.code)).all() == ["700000"]


def test_after_a_package_that_came_later_the_answer_still_says_ris(
    both: Passport, theirs: Passport, tmp_path: Path
) -> None:
    transfer(both, [FIRST], tmp_path)
    change(theirs, pupils_of(theirs)[0], last_name="Берёзова")
    path = sent(theirs, tmp_path / "2")
    accept(both, [path], decided={open_package(path.read_bytes()).opened.fingerprint})
    (answer,) = transfer(both, [FIRST], tmp_path)
    assert open_receipt(answer.read_bytes())[0].state is ReceiptState.TRANSFERRED
