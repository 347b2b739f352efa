"""Images of papers on health: only in the protected edition, and nothing of them where they were taken away."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.health_images import HealthImage
from app.errors import BadFile, Refused
from app.services.cards import Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.edition import Edition, edition, image_count, set_edition
from app.services.health_images import MOST_PAGES, attach, papers_of, picture_of_image, remove_image
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.storage.settings import remember
from data.health_files import claimed_png, jpeg, located_jpeg, pdf
from data.people import People

PAPERS = (
    Row("", {"kind": "заключение ПМПК", "number": "123/19", "issued": "02.09.2019"}),
    Row("", {"kind": "справка МСЭ"}),
)


@pytest.fixture
def pupil(passport: Passport, seed: int) -> str:
    """A pupil with two papers."""
    saved = save_card(passport, Edit("student", "", 0, People(seed).pupil("9А"), {"health_papers": PAPERS}))
    assert saved.card is not None
    return saved.card.id


@pytest.fixture
def protected(passport: Passport, pupil: str) -> str:
    """The id of his first paper, in the protected edition."""
    set_edition(passport, Edition.PROTECTED)
    return papers_of(passport, pupil)[0].id


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(located_jpeg(900, 1200))
    return path


def test_new_base_is_of_the_ordinary_cabinet(passport: Passport) -> None:
    assert edition(passport) is Edition.OPEN
    with passport.writing() as session:
        remember(session, "edition", "of a newer program")
    assert edition(passport) is Edition.OPEN


def test_ordinary_cabinet_refuses_and_quotes_the_order(passport: Passport, pupil: str, photo: Path) -> None:
    paper = papers_of(passport, pupil)[0].id
    with pytest.raises(Refused, match=r"в обычный кабинет запрещено .*№ 85.* могут только пользователи"):
        attach(passport, paper, photo)
    assert image_count(passport) == 0


def test_images_are_attached_told_and_shown(passport: Passport, pupil: str, protected: str, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(900, 1200))
    (tmp_path / "b.pdf").write_bytes(pdf(2))
    made = attach(passport, protected, tmp_path / "a.jpg") + attach(passport, protected, tmp_path / "b.pdf")
    first, second = papers_of(passport, pupil)
    assert (first.title, second.title) == ("заключение ПМПК № 123/19 от 02.09.2019", "справка МСЭ об инвалидности")
    assert tuple(page.id for page in first.pages) == made
    assert second.pages == ()
    assert abs((first.pages[0].added_at - datetime.now()).total_seconds()) < 60
    assert picture_of_image(passport, made[2], 300).startswith(b"\x89PNG")
    with passport.reading() as session:
        for one in session.scalars(select(HealthImage)):
            assert (one.media_type, one.size) == ("image/jpeg", len(one.content))
            assert one.sha256 == hashlib.sha256(one.content).hexdigest()
            assert b"Exif" not in one.content


def test_hostile_files_leave_nothing(passport: Passport, protected: str, tmp_path: Path) -> None:
    hostile = {"bomb.png": claimed_png(30_000, 30_000), "cut.jpg": jpeg(900, 1200)[:4000], "a.jpg": b"MZ"}
    for name, content in hostile.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadFile, match=name):
            attach(passport, protected, tmp_path / name)
    with pytest.raises(BadFile, match=r"none\.jpg не читается"):
        attach(passport, protected, tmp_path / "none.jpg")
    with pytest.raises(BadFile, match="не читается"):
        attach(passport, protected, tmp_path)
    assert image_count(passport) == 0


def test_one_paper_has_no_more_pages_than_a_paper_has(passport: Passport, protected: str, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(pdf(11))
    attach(passport, protected, tmp_path / "b.pdf")
    with pytest.raises(Refused, match=f"не больше {MOST_PAGES}"):
        attach(passport, protected, tmp_path / "b.pdf")
    assert image_count(passport) == 11


def test_paper_that_is_gone_takes_no_image(passport: Passport, protected: str, photo: Path) -> None:
    with pytest.raises(Refused, match="уже нет"):
        attach(passport, "00000000-0000-0000-0000-000000000000", photo)
    (id,) = attach(passport, protected, photo)
    remove_image(passport, id)
    remove_image(passport, id)
    with pytest.raises(Refused, match="уже нет"):
        picture_of_image(passport, id, 300)


def test_taken_away_image_is_not_in_the_file_any_more(passport: Passport, protected: str, photo: Path) -> None:
    (id,) = attach(passport, protected, photo)
    with passport.reading() as session:
        content = session.scalars(select(HealthImage.content)).one()
    middle = content[len(content) // 2 :][:200]  # a blob lies in pieces of a page
    remove_image(passport, id)
    path = passport.path
    passport.close()
    assert middle not in path.read_bytes()
    assert sorted(one.name for one in path.parent.iterdir()) == ["photo.jpg", path.name]


def test_paper_that_comes_back_has_its_images_until_the_file_is_closed(
    passport: Passport, pupil: str, protected: str, photo: Path
) -> None:
    attach(passport, protected, photo)
    card = load_card(passport, "student", pupil)
    saved = save_card(passport, Edit("student", pupil, card.version, {}, {"health_papers": ()}))
    assert papers_of(passport, pupil) == ()
    again = save_card(passport, saved.undo)
    assert [len(one.pages) for one in papers_of(passport, pupil)] == [1, 0]
    assert again.card is not None
    save_card(passport, Edit("student", pupil, again.card.version, {}, {"health_papers": ()}))
    passport.close()
    with open_passport(passport.path) as opened, opened.reading() as session:
        assert session.scalar(select(func.count()).select_from(HealthImage)) == 0


def test_back_to_the_ordinary_cabinet_only_without_images(passport: Passport, protected: str, photo: Path) -> None:
    attach(passport, protected, photo)
    with pytest.raises(Refused, match="страниц: 1"):
        set_edition(passport, Edition.OPEN)
    assert (edition(passport), image_count(passport)) == (Edition.PROTECTED, 1)
    set_edition(passport, Edition.OPEN, drop_images=True)
    assert (edition(passport), image_count(passport)) == (Edition.OPEN, 0)
    set_edition(passport, Edition.PROTECTED)
    set_edition(passport, Edition.OPEN)
    assert edition(passport) is Edition.OPEN
