"""A heap of scans of really printed forms, in a real file: told, judged, kept, decided, assigned."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import func, select

from app.domain.forms import PrintedForm
from app.domain.scans import ScanBox, ScanPage, ScanPicture
from app.errors import BadValue, Refused
from app.printer.scan import State
from app.services.cards import Edit, load_card, save_card
from app.services.printing import print_form
from app.services.progress import Cancelled
from app.services.register import forms
from app.services.scan_pages import (
    assign,
    cuts_of,
    decide,
    forget_page,
    mistakes_told,
    page_states,
    picture_of_page,
    short_code,
)
from app.services.scanning import scan
from app.services.verdicts import Verdict
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People
from data.scan_heaps import save_pdf, save_tiff, scans_of, ticked


@pytest.fixture
def source(seed: int) -> random.Random:
    return random.Random(seed)


@pytest.fixture
def pupils(passport: Passport, seed: int) -> list[str]:
    return enter(passport, seed, 9)


def enter(passport: Passport, seed: int, count: int) -> list[str]:
    people = People(seed)
    for _ in range(count):
        save_card(passport, Edit("student", "", 0, people.pupil("9А"), chosen(people.exams("9А"))))
    with passport.reading() as session:
        from app.domain.student import Student

        return list(session.scalars(select(Student.id)))


@pytest.fixture
def form(passport: Passport, pupils: list[str], tmp_path: Path):
    return print_form(passport, "final_check", tmp_path / "a.pdf", class_name="9А")


@pytest.fixture
def heap(passport: Passport, form, source: random.Random) -> list[Image.Image]:
    """The pages of the form, all signed."""
    return scans_of(passport, form.number, form.path, source)


def step_of(passport: Passport, kind: str) -> str:
    return next(one.step for one in forms(passport) if one.kind == kind and one.class_name == "9А")


def test_a_signed_form_in_any_order_is_told_and_kept(passport: Passport, form, heap, tmp_path: Path) -> None:
    turned = [page.rotate(180) if place % 2 else page for place, page in enumerate(reversed(heap))]
    report = scan(passport, [save_pdf(tmp_path / "куча.pdf", turned)])
    assert (report.failures, report.missing, report.double, report.stopped) == ([], {}, {}, False)
    assert [one.page for one in report.pages] == list(range(form.pages, 0, -1))
    for one in report.pages:
        assert (one.verdict, one.number, one.pages, one.kind, one.scope) == (
            Verdict.CURRENT,
            form.number,
            form.pages,
            "final_check",
            "9А",
        )
        assert {box.state for box in one.boxes} == {State.SIGNED}
    assert {box.key for one in report.pages for box in one.boxes if box.kind == "person"} == set(ids(passport, form))
    assert page_states(passport) == report.pages
    assert step_of(passport, "final_check") == "scanned"


def ids(passport: Passport, form) -> list[str]:
    from app.domain.forms import PrintedLine

    with passport.reading() as session:
        query = select(PrintedLine.person_id).join(PrintedForm).where(PrintedForm.number == form.number)
        return list(session.scalars(query))


def test_missing_and_double_pages_are_named(passport: Passport, form, heap, tmp_path: Path) -> None:
    assert form.pages > 1
    report = scan(passport, [save_pdf(tmp_path / "a.pdf", heap[:1])])
    assert report.missing == {form.number: tuple(range(2, form.pages + 1))}
    assert report.needs_user
    assert step_of(passport, "final_check") == "printed"
    again = scan(passport, [save_tiff(tmp_path / "b.tif", heap)])
    assert (again.missing, again.double) == ({}, {form.number: (1,)})
    assert step_of(passport, "final_check") == "scanned"
    forget_page(passport, report.pages[0].id)
    assert len(page_states(passport)) == form.pages


def test_the_same_file_is_not_taken_twice(passport: Passport, heap, tmp_path: Path) -> None:
    path = save_pdf(tmp_path / "a.pdf", heap[:1])
    first = scan(passport, [path])
    copy = tmp_path / "копия.pdf"
    copy.write_bytes(path.read_bytes())
    again = scan(passport, [path, copy])
    assert again.pages == ()
    assert len(again.failures) == 2
    assert "уже прочитан" in again.failures[0]
    forget_page(passport, first.pages[0].id)  # without its last page the file is forgotten too
    assert len(scan(passport, [path]).pages) == 1


def test_bad_files_do_not_stop_the_heap(passport: Passport, heap, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "text.pdf").write_text("не скан", encoding="utf-8")
    good = save_pdf(tmp_path / "good.pdf", heap[:1])
    (tmp_path / "cut.pdf").write_bytes(good.read_bytes()[:2000])
    files = [tmp_path / name for name in ("empty.pdf", "text.pdf", "cut.pdf", "none.pdf", "good.pdf")]
    report = scan(passport, files)
    assert len(report.failures) == 4
    assert [one.file for one in report.pages] == ["good.pdf"]


def test_pages_of_another_school_and_year_are_named_and_not_matched(tmp_path: Path, seed: int, source) -> None:
    made = {}
    for name, code, year in (
        ("ours", "700101", "2019-20"),
        ("foreign", "700102", "2019-20"),
        ("old", "700101", "2024-25"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        with new_passport(folder / "b.passport", year=year, kind="school", code=code, name="Школа") as passport:
            enter(passport, seed, 2)
            done = print_form(passport, "final_check", folder / "f.pdf", class_name="9А")
            made[name] = save_pdf(folder / f"{name}.pdf", scans_of(passport, done.number, done.path, source)[:1])
    from app.storage.opening import open_passport

    with open_passport(tmp_path / "ours" / "b.passport") as passport:
        report = scan(passport, list(made.values()))
        assert [one.verdict for one in report.pages] == [Verdict.CURRENT, Verdict.FOREIGN, Verdict.LAST_YEAR]
        assert [bool(one.boxes) for one in report.pages] == [True, False, False]
        with passport.writing() as session:
            session.delete(session.scalars(select(PrintedForm)).one())
        assert page_states(passport)[0].verdict is Verdict.UNKNOWN


def test_a_change_makes_the_scanned_page_stale(passport: Passport, form, heap, pupils, tmp_path: Path) -> None:
    scan(passport, [save_pdf(tmp_path / "a.pdf", heap)])
    card = load_card(passport, "student", pupils[0])
    save_card(passport, Edit("student", card.id, card.version, {"last_name": "Переменин"}))
    assert {one.verdict for one in page_states(passport)} == {Verdict.STALE}
    assert step_of(passport, "final_check") == "stale"
    save_card(
        passport,
        Edit("student", card.id, card.version + 1, {"last_name": card.texts["last_name"]}),
    )
    assert {one.verdict for one in page_states(passport)} == {Verdict.CURRENT}


def without_codes(page: Image.Image) -> Image.Image:
    """The page with its four codes cut out, as mice do."""
    torn = page.copy()
    pen = ImageDraw.Draw(torn)
    side = page.width * 32 // 297 if page.width > page.height else page.width * 32 // 210
    for x in (0, page.width - side):
        for y in (0, page.height - side):
            pen.rectangle((x, y, x + side, y + side), fill=(250, 250, 248))
    return torn


def test_a_page_without_codes_is_told_by_its_short_code(passport: Passport, form, heap, tmp_path: Path) -> None:
    (page,) = scan(passport, [save_pdf(tmp_path / "a.pdf", [without_codes(heap[1])])]).pages
    assert (page.verdict, page.number, page.boxes) == (Verdict.UNREAD, 0, ())
    code = form.fingerprint
    assign(passport, page.id, f" {code[:4].upper()} {code[4:8]}-{code[8:]}", 2)
    (told,) = page_states(passport)
    assert (told.verdict, told.number, told.page, told.by_hand) == (Verdict.CURRENT, form.number, 2, True)
    assert {box.state for box in told.boxes} == {State.SIGNED}
    with pytest.raises(Refused):
        assign(passport, page.id, "0" * 12, 1)
    with pytest.raises(Refused):
        assign(passport, page.id, code, form.pages + 1)
    assert page_states(passport) == (told,)


@pytest.mark.parametrize(
    "typed", ["", "a1b2", "a1b2 c3d4 e5fg", "a" * 5000, "a1b2c3d4e5f6\0", "../../../etc", "١" * 12]
)
def test_what_is_no_short_code_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        short_code(typed)


def test_a_short_code_typed_on_a_russian_keyboard_is_taken() -> None:
    assert short_code("А1В2 С3d4–Е5f6") == "a1b2c3d4e5f6"


def test_a_person_decides_on_a_doubtful_box(passport: Passport, form, heap, tmp_path: Path) -> None:
    from data.handwriting import PER_MM  # a small stroke: neither a signature nor nothing
    from data.scan_heaps import blanks_of
    from data.signed_papers import boxes_in_mm

    (page,) = scan(passport, [save_pdf(tmp_path / "b.pdf", [half_signed(passport, form)])]).pages
    assert PER_MM > 0
    assert boxes_in_mm(blanks_of(passport, form.number)[0])
    (box,) = page.doubtful
    cut, blank = cuts_of(passport, page.id, box.key, box.kind)
    assert cut.startswith(b"\x89PNG")
    assert blank.startswith(b"\x89PNG")
    decide(passport, page.id, box.key, box.kind, State.EMPTY)
    (after,) = page_states(passport)
    assert after.doubtful == ()
    assert next(one for one in after.boxes if one.key == box.key).decided
    decide(passport, page.id, box.key, box.kind, None)
    assert page_states(passport)[0].doubtful == (box,)
    with pytest.raises(BadValue):
        decide(passport, page.id, box.key, box.kind, State.DOUBTFUL)
    with pytest.raises(Refused):
        decide(passport, page.id, "nobody", box.kind, State.EMPTY)


def half_signed(passport: Passport, form) -> Image.Image:
    """The first page, empty but for a stroke of 2 mm in the first box."""
    import numpy as np
    import pypdfium2

    from data.handwriting import BLUE, DPI, stroke
    from data.scan_heaps import blanks_of
    from data.signed_papers import boxes_in_mm

    with pypdfium2.PdfDocument(form.path) as document:
        paper = np.array(document[0].render(scale=DPI / 72).to_numpy()[..., ::-1])
    left, top, wide, high = next(iter(boxes_in_mm(blanks_of(passport, form.number)[0]).values()))
    x, y = left + wide / 2, top + high / 2
    stroke(paper, [(x, y), (x + 1, y - 1), (x + 2, y)], 0.25, BLUE, random.Random(1))
    return Image.fromarray(paper).reduce(2)


def test_a_tick_on_the_newest_slip_tells_a_mistake(passport: Passport, pupils, source, tmp_path: Path) -> None:
    who = pupils[0]
    slip = print_form(passport, "slip", tmp_path / "slip.pdf", who=[who])
    scan(passport, [save_pdf(tmp_path / "a.pdf", [ticked(passport, slip.number, slip.path, source)])])
    with passport.reading() as session:
        assert mistakes_told(session) == {who}
    newer = print_form(passport, "slip", tmp_path / "slip2.pdf", who=[who])
    scan(passport, [save_pdf(tmp_path / "b.pdf", scans_of(passport, newer.number, newer.path, source))])
    with passport.reading() as session:
        assert mistakes_told(session) == set()


def test_stopping_keeps_the_files_read_before(passport: Passport, heap, tmp_path: Path) -> None:
    files = [save_pdf(tmp_path / f"{place}.pdf", [page]) for place, page in enumerate(heap[:2])]

    def stop(done: int, total: int) -> None:
        if done >= 1 and total > 1:
            raise Cancelled

    report = scan(passport, files, stop)
    assert report.stopped
    assert [one.file for one in report.pages] == ["0.pdf"]
    assert [one.file for one in page_states(passport)] == ["0.pdf"]


def test_a_picture_is_kept_in_the_base_in_colour(passport: Passport, heap, tmp_path: Path) -> None:
    from io import BytesIO

    (page,) = scan(passport, [save_pdf(tmp_path / "a.pdf", [heap[0].rotate(180)])]).pages
    with passport.reading() as session:
        kept = session.get_one(ScanPicture, page.id)
        assert kept.turn == 180
        assert len(kept.content) < 600_000
        assert Image.open(BytesIO(kept.content)).mode == "RGB"
    shown = Image.open(BytesIO(picture_of_page(passport, page.id, 500)))
    assert max(shown.size) <= 500
    forget_page(passport, page.id)
    with passport.reading() as session:
        for table in (ScanPicture, ScanBox, ScanPage):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_no_person_is_in_an_error_or_a_name_of_a_thread(passport: Passport, heap, tmp_path: Path) -> None:
    """Sentences of failures name files and pages only."""
    bad = tmp_path / "x.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    (failure,) = scan(passport, [bad]).failures
    assert failure == "Файл x.pdf повреждён или обрезан. Отсканируйте ещё раз или сохраните PDF заново, без пароля."


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    import threading

    yield
    assert [one.name for one in threading.enumerate() if one.name.startswith("scan")] == []
