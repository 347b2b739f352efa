"""What of a base goes along in a package: images of papers, newest scans of known forms, nothing of who refused."""

from datetime import datetime
from pathlib import Path

import pytest

from app.domain.channels import OPEN, PROTECTED
from app.domain.field import new_id
from app.domain.forms import PrintedForm, PrintedLine
from app.domain.scans import ScanFile, ScanPage, ScanPicture
from app.errors import Refused
from app.exchange.attachments import Attachment, attachment_parts
from app.services.attachments import health_attachments, scan_attachments
from app.services.cards import Edit, load_card, save_card, school_id
from app.services.detail_rows import Row
from app.services.edition import Edition, set_edition
from app.services.health_images import attach, papers_of
from app.storage.passport import Passport
from data.health_files import jpeg, pdf
from data.people import People

PAPER = Row("", {"kind": "заключение ПМПК", "number": "123/19"})


@pytest.fixture
def pupils(passport: Passport, seed: int) -> list[str]:
    """Two pupils with a paper each."""
    people = People(seed)
    edits = [Edit("student", new_id(), 0, people.pupil("9А"), {"health_papers": (PAPER,)}) for _ in range(2)]
    for edit in edits:
        save_card(passport, edit)
    return [edit.id for edit in edits]


def refuse(passport: Passport, id: str) -> None:
    save_card(passport, Edit("student", id, load_card(passport, "student", id).version, {"consent": "отказ"}))


def health(passport: Passport) -> tuple[Attachment, ...]:
    with passport.reading() as session:
        return health_attachments(session)


def scans(passport: Passport) -> list[tuple[str, int, bytes]]:
    with passport.reading() as session:
        return [(one.owner, one.page, one.content) for one in scan_attachments(session)]


class Scans:
    """Writes forms and scans of their pages straight into the base."""

    def __init__(self, passport: Passport) -> None:
        self.passport = passport
        self.number = 0

    def form(self, *people: str, kind: str = "slip") -> str:
        self.number += 1
        with self.passport.writing() as session:
            form = PrintedForm(
                school_id=school_id(session),
                number=self.number,
                kind=kind,
                scope="",
                printed_at=datetime(2020, 1, 1),
                pages=2,
                fingerprint="0" * 12,
                unread={},
                lines=[PrintedLine(person_id=one, fingerprint="0") for one in people],
                layouts=[],
            )
            session.add(form)
            session.flush()
            return form.id

    def page(self, form: str | None, page: int | None, content: bytes, hour: int = 1) -> None:
        file = ScanFile(id=new_id(), name="a.pdf", sha256=new_id(), read_at=datetime(2020, 2, 1, hour), pages=[])
        row = ScanPage(id=new_id(), file_id=file.id, place=1, form_id=form, page=page, verdict="current", boxes=[])
        with self.passport.writing() as session:
            session.add(file)
            session.flush()
            session.add(row)
            session.flush()
            session.add(ScanPicture(page_id=row.id, content=content, turn=0))


@pytest.fixture
def made(passport: Passport) -> Scans:
    return Scans(passport)


def test_images_go_page_by_page_and_by_the_protected_channel_only(
    passport: Passport, pupils: list[str], tmp_path: Path
) -> None:
    assert health(passport) == ()
    set_edition(passport, Edition.PROTECTED)
    (tmp_path / "photo.jpg").write_bytes(jpeg(600, 800))
    (tmp_path / "scan.pdf").write_bytes(pdf(2))
    (paper,) = papers_of(passport, pupils[0])
    ids = attach(passport, paper.id, tmp_path / "photo.jpg") + attach(passport, paper.id, tmp_path / "scan.pdf")
    found = health(passport)
    assert [(one.id, one.owner, one.page) for one in found] == [(id, paper.id, n) for n, id in enumerate(ids, 1)]
    with pytest.raises(Refused):  # S22: it came as photo.jpg, and is an image of a paper all the same
        attachment_parts(OPEN, found)
    _, files = attachment_parts(PROTECTED, found)
    assert sorted(files) == sorted(f"attachments/{id}.jpg" for id in ids)
    refuse(passport, pupils[0])
    assert health(passport) == ()


def test_newest_scan_of_each_page_of_a_known_form_goes(passport: Passport, made: Scans, pupils: list[str]) -> None:
    form = made.form(*pupils, kind="choice_9")
    made.page(form, 2, b"second", hour=3)
    made.page(form, 1, b"older", hour=1)
    made.page(form, 1, b"newer", hour=2)
    made.page(None, None, b"nobody knows what")
    assert scans(passport) == [(form, 1, b"newer"), (form, 2, b"second")]


def test_slip_of_who_refused_stays_and_lists_of_many_go(passport: Passport, made: Scans, pupils: list[str]) -> None:
    slips = [made.form(one) for one in pupils]
    whole = made.form(*pupils, kind="final_check")
    school = made.form(kind="school_1")
    for number, form in enumerate((*slips, whole, school)):
        made.page(form, 1, b"%d" % number)
    assert len(scans(passport)) == 4
    refuse(passport, pupils[0])
    assert {owner for owner, _, _ in scans(passport)} == {slips[1], whole, school}


def test_scans_of_forms_on_health_go_by_the_open_channel(passport: Passport, made: Scans, pupils: list[str]) -> None:
    form = made.form(*pupils, kind="ovz_9")
    made.page(form, 1, b"signed")
    with passport.reading() as session:
        lines, _ = attachment_parts(OPEN, scan_attachments(session))
    assert [(line["owner"], line["kind"]) for line in lines] == [(form, "form_scan")]
