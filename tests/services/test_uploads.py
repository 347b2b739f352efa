"""The files for «Обмен файлами»: complete, in order, small enough, named without people; what is missing is named."""

import hashlib
import random
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import update

from app.domain.forms import PrintedForm
from app.domain.scans import ScanPicture
from app.errors import BadFile, Refused
from app.printer.scan import pages_in_one_pdf
from app.services.cards import Edit, load_card, save_card
from app.services.printing import print_form
from app.services.register import forms
from app.services.scanning import scan
from app.services.uploads import CHECKSUMS, confirm_uploaded, uploads
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People
from data.scan_heaps import save_pdf, scans_of


@pytest.fixture
def pupils(passport: Passport, seed: int) -> list[str]:
    people = People(seed)
    texts = [people.pupil("9А") for _ in range(8)]
    return [save_card(passport, Edit("student", "", 0, one, chosen(people.exams("9А")))).undo.id for one in texts]


@pytest.fixture
def form(passport: Passport, pupils: list[str], tmp_path: Path):
    return print_form(passport, "final_check", tmp_path / "a.pdf", class_name="9А")


def test_a_complete_form_becomes_one_file(passport: Passport, form, tmp_path: Path, seed: int) -> None:
    pages = scans_of(passport, form.number, form.path, random.Random(seed))
    scan(passport, [save_pdf(tmp_path / "s.pdf", [pages[-1].rotate(180), *reversed(pages[:-1])])])
    (out := tmp_path / "out").mkdir()
    report = uploads(passport, out)
    (made,) = report.files
    assert made.path.name.startswith("700101_final_check_9A_")
    assert made.path.name.endswith(f"_{form.number}.pdf")
    content = made.path.read_bytes()
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (out / CHECKSUMS).read_text() == f"{made.sha256}  {made.path.name}\n"
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == made.pages == form.pages
        turns = [page.get_rotation() for page in document]
        first = document[0].render(scale=1).to_pil()
    assert turns == [0] * (form.pages - 1) + [180]
    assert first.mode == "RGB"
    assert [one.sentence() for one in report.missing] == []
    (coarse,) = (one for one in report.remarks if "разрешение 150" in one)  # told once of all pages
    assert f"стр. {', '.join(str(place) for place in range(1, form.pages + 1))}: " in coarse
    (tmp_path / "again").mkdir()
    assert uploads(passport, tmp_path / "again").files[0].sha256 == made.sha256

    confirm_uploaded(passport, [form.number])
    assert next(one.step for one in forms(passport) if one.kind == "final_check") == "uploaded"
    with pytest.raises(Refused):
        confirm_uploaded(passport, [form.number, 999])


def test_what_is_missing_is_named_and_makes_no_file(
    passport: Passport, pupils, form, tmp_path: Path, seed: int
) -> None:
    (out := tmp_path / "out").mkdir()
    other = print_form(passport, "graduates", tmp_path / "b.pdf", class_name="9А")
    pages = scans_of(passport, form.number, form.path, random.Random(seed))
    scan(passport, [save_pdf(tmp_path / "s.pdf", pages[1:])])
    report = uploads(passport, out)
    assert [one.sentence() for one in report.missing] == [
        f"Форма № {form.number} «Итоговая выверка участников ГИА»: нет страниц 1 из {form.pages}.",
        f"Форма № {other.number} «Данные о выпускниках»: не отсканирована.",
    ]
    scan(passport, [save_pdf(tmp_path / "t.pdf", pages[:1])])
    card = load_card(passport, "student", pupils[0])
    save_card(passport, Edit("student", card.id, card.version, {"last_name": "Переменин"}))
    report = uploads(passport, out)
    assert "данные после печати изменились" in report.missing[0].sentence()
    assert (report.files, report.checksums, list(out.iterdir())) == ([], None, [])


def noisy(seed: int) -> bytes:
    """A page that no JPEG makes small."""
    file = BytesIO()
    source = random.Random(seed)
    Image.frombytes("RGB", (900, 1200), source.randbytes(900 * 1200 * 3)).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_pages_are_made_smaller_until_they_fit(seed: int) -> None:
    pages = [(noisy(seed), 0), (noisy(seed + 1), 90)]
    whole = pages_in_one_pdf(pages, 10**9, "Форма")
    assert whole is not None
    half = pages_in_one_pdf(pages, len(whole) // 2, "Форма")
    assert half is not None
    assert len(half) <= len(whole) // 2
    assert half == pages_in_one_pdf(pages, len(whole) // 2, "Форма")
    assert pages_in_one_pdf(pages, 10_000, "Форма") is None


def test_a_form_that_cannot_be_made_small_enough_is_named(
    passport: Passport, form, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.year import Uploads

    (out := tmp_path / "out").mkdir()
    scan(passport, [save_pdf(tmp_path / "s.pdf", scans_of(passport, form.number, form.path, random.Random(seed)))])
    with passport.writing() as session:
        session.execute(update(ScanPicture).values(content=noisy(seed)))
    monkeypatch.setattr(Uploads, "most_bytes", property(lambda _self: 20_000))
    report = uploads(passport, out)
    assert report.files == []
    assert "как его ни сжимай" in report.missing[0].sentence()


def test_a_picture_damaged_in_the_base_and_a_missing_folder_are_refused(
    passport: Passport, form, tmp_path: Path, seed: int
) -> None:
    with pytest.raises(BadFile):
        uploads(passport, tmp_path / "none")
    scan(passport, [save_pdf(tmp_path / "s.pdf", scans_of(passport, form.number, form.path, random.Random(seed))[:1])])
    with passport.writing() as session:
        session.execute(update(PrintedForm).values(pages=1))
        session.execute(update(ScanPicture).values(content=b"\xff\xd8nothing"))
    (out := tmp_path / "out").mkdir()
    with pytest.raises(BadFile):
        uploads(passport, out)
    assert list(out.iterdir()) == []
