"""How far a form has come: printed, scanned when every page is there, uploaded when the user says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.forms import PrintedForm, PrintedPage
from app.domain.scans import ScanFile, ScanPage
from app.services.due import due
from app.services.form_board import form_board
from app.services.printing import print_form
from app.services.supplements import print_changes
from app.storage.passport import Passport
from data.people import People
from services.form_acts import add, change, state


@pytest.fixture
def pupils(passport: Passport, seed: int, tmp_path: Path) -> list[str]:
    """Twelve pupils of 9А whose form № 1 is printed on more than one page."""
    people = People(seed)
    made = [add(passport, people, "9А") for _ in range(12)]
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А", by="Петрова А. И.")
    return made


def scan(passport: Passport, number: int, *pages: int) -> None:
    """Scans of some pages of a form, as the reading of a file leaves them."""
    with passport.writing() as session:
        form = session.scalars(select(PrintedForm).filter_by(number=number)).one()
        file = ScanFile(name="scan.pdf", sha256=f"{number}{pages}", read_at=datetime(2019, 9, 21))
        file.pages = [
            ScanPage(place=place, form_id=form.id, number=number, page=page, verdict="current", quality={}, boxes=[])
            for place, page in enumerate(pages)
        ]
        session.add(file)


def upload(passport: Passport, number: int) -> None:
    with passport.writing() as session:
        form = session.scalars(select(PrintedForm).filter_by(number=number)).one()
        form.uploaded_at = datetime.now(UTC).replace(tzinfo=None)


def test_scanned_is_a_form_of_which_every_page_is_there(passport: Passport, pupils: list[str]) -> None:
    now = state(passport, "graduates", "9А")
    assert now.pages > 1
    assert (now.step, now.printed_by) == ("printed", "Петрова А. И.")
    scan(passport, 1, 1, 1)  # one page twice is one page
    assert state(passport, "graduates", "9А").step == "printed"
    scan(passport, 1, *range(2, now.pages + 1))
    assert state(passport, "graduates", "9А").step == "scanned"
    upload(passport, 1)
    assert state(passport, "graduates", "9А").step == "uploaded"
    work = next(one for one in due(passport) if one.work.key == "pupils_9_12")
    assert work.done
    assert work.count("uploaded") == 1


def test_a_change_takes_an_uploaded_form_back_to_stale(passport: Passport, pupils: list[str]) -> None:
    upload(passport, 1)
    change(passport, "student", pupils[0], doc_number="777777")
    assert state(passport, "graduates", "9А").step == "stale"


def test_a_supplement_has_to_come_as_far_as_its_form(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    upload(passport, 1)
    change(passport, "student", pupils[0], doc_number="777777")
    print_changes(passport, 1, tmp_path / "2.pdf")
    assert state(passport, "graduates", "9А").step == "printed"
    upload(passport, 2)
    assert state(passport, "graduates", "9А").step == "uploaded"


def test_slips_have_come_as_far_as_the_last_of_them(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    printed = print_form(passport, "slip", tmp_path / "2.pdf", class_name="9А")
    for number in range(printed.number, printed.number + printed.papers - 1):
        upload(passport, number)
    assert state(passport, "slip", "9А").step == "printed"
    upload(passport, printed.number + printed.papers - 1)
    assert state(passport, "slip", "9А").step == "uploaded"


def test_the_board_tells_what_is_next_and_who_changed(passport: Passport, pupils: list[str]) -> None:
    change(passport, "student", pupils[0], last_name="Переменов")
    board = form_board(passport)
    assert board.first == datetime(2019, 9, 30).date()
    assert {one.kind for one in board.next_forms} == {"school_1", "graduates"}
    assert len(board.changed["graduates", "9А"]) == 1
    assert board.changed["graduates", "9А"][0].startswith("Переменов ")
    assert board.days["graduates"] == board.first
    assert "slip" not in board.days


def test_blanks_of_every_page_are_kept(passport: Passport, pupils: list[str]) -> None:
    from app.printer.blank import unpack

    with passport.reading() as session:
        pages = session.scalars(select(PrintedPage).order_by(PrintedPage.page)).all()
        form = session.scalars(select(PrintedForm)).one()
    assert [one.page for one in pages] == list(range(1, form.pages + 1))
    blanks = [unpack(one.layout) for one in pages]
    assert sum(text.text == "Данные о выпускниках" for text in blanks[0].texts) == 2  # title and foot
    assert [box.kind for box in blanks[-1].boxes] == ["signer"] * 3
