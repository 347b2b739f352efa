"""A made-up school says so on paper and in what it sends; a real one's paper and packages are as they were."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from app.errors import Refused
from app.exchange.pupil_record import open_record, record_file
from app.printer.sample_mark import WORD
from app.printer.scans.boxes import State
from app.services.accepting import accept
from app.services.demonstration import demo_passport
from app.services.exporting import export_package
from app.services.keys import signer
from app.services.overview import overview, save_overview
from app.services.printing import print_form
from app.services.sample import is_sample, mark_as_sample
from app.services.scanning import scan
from app.storage.opening import open_passport
from app.storage.passport import Passport

GREYEST = 200  # of 255: what is printed is darker, the word is paler


def pale_and_dark(pdf: Path) -> tuple[int, int]:
    """How many points of the first page are pale grey, and how many are dark."""
    with pypdfium2.PdfDocument(pdf) as document:
        counts = document[0].render(scale=1, grayscale=True).to_pil().histogram()
    return sum(counts[GREYEST:245]), sum(counts[:120])


def test_the_demonstration_says_what_it_is_and_a_school_does_not(tmp_path: Path, theirs: Passport) -> None:
    with open_passport(demo_passport(tmp_path)) as demo:
        assert is_sample(demo)
    assert not is_sample(theirs)


def test_every_page_is_marked_palely_and_read_back_from_a_scan(theirs: Passport, tmp_path: Path) -> None:
    print_form(theirs, "pupils_1_8", plain := tmp_path / "plain.pdf", class_name="5А")
    mark_as_sample(theirs)
    print_form(theirs, "pupils_1_8", marked := tmp_path / "marked.pdf", class_name="5А")
    assert all(WORD not in page.extract_text() for page in PdfReader(plain).pages)
    assert all(WORD in page.extract_text() for page in PdfReader(marked).pages)
    (before, dark), (after, still) = pale_and_dark(plain), pale_and_dark(marked)
    assert after > before + 20_000  # of 500,000 points
    assert abs(still - dark) < dark * 0.05  # nothing that was printed is hidden
    pages = scan(theirs, (marked,)).pages
    assert pages
    assert all(one.ours for one in pages)
    assert sum(one.count(State.SIGNED) for one in pages) == 0


def test_other_papers_are_marked_too(theirs: Passport, tmp_path: Path) -> None:
    mark_as_sample(theirs)
    save_overview(theirs, overview(theirs, (), date(2020, 2, 1)), out := tmp_path / "overview.pdf")
    assert all(WORD in page.extract_text() for page in PdfReader(out).pages)


def manifest(package: Path) -> dict[str, object]:
    with zipfile.ZipFile(package) as archive:
        told: dict[str, object] = json.loads(archive.read("manifest.json"))
    return told


def test_a_municipality_refuses_its_package_unless_made_up_itself(
    ours: Passport, theirs: Passport, tmp_path: Path
) -> None:
    real = export_package(theirs, tmp_path)
    assert "demonstration" not in manifest(real.path)
    mark_as_sample(theirs)
    done = export_package(theirs, tmp_path)
    assert manifest(done.path)["demonstration"] is True
    (found,) = accept(ours, [done.path])
    assert found.state == "refused"
    assert "демонстрационной школы" in found.text
    assert found.receipt is None
    mark_as_sample(ours)
    (found,) = accept(ours, [done.path])
    assert found.state == "accepted"


def test_a_made_up_pupil_goes_into_no_real_school(theirs: Passport) -> None:
    with theirs.writing() as session:
        content = record_file({"student": [{"id": "1"}]}, signer(session), sample=True).content
    with pytest.raises(Refused, match="вымышлен"):
        open_record(content)
    assert open_record(content, sample=True) == {"student": [{"id": "1"}]}
