"""A base from which the next year was made opens for reading, and is the same to the byte for that."""

from pathlib import Path

import pytest

from app.errors import ReadOnly
from app.services.backups import copy_now
from app.services.cards import Edit, save_card
from app.services.new_year import following_year, make_new_year
from app.services.new_year_plan import plan_new_year
from app.services.past_years import edit_anyway, hold_past, mark_of
from app.services.school import school_card
from app.storage.opening import new_passport, open_passport


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """A closed base of 2024/25 from which the next was made."""
    path = tmp_path / "700101-2024-25.passport"
    with new_passport(path, year="2024-25", kind="school", code="700101", name="Школа") as old:
        plan = plan_new_year(old, following_year(old.year))
        assert not hold_past(old)
        copy_now(old)  # as every opening makes one: the copy before the new year is this one
    before = path.read_bytes()
    with open_passport(path) as old:
        make_new_year(old, tmp_path / "700101-2025-26.passport", plan)
    assert path.read_bytes() == before
    return path


def rename(passport, name: str) -> None:
    card = school_card(passport)
    save_card(passport, Edit("school", card.id, card.version, {"short_name": name}))


def test_a_past_year_is_read_and_edited_only_on_purpose(past: Path) -> None:
    with open_passport(past) as passport:
        assert hold_past(passport)
        assert "2024/25" in passport.read_only
        with pytest.raises(ReadOnly, match="Это прошлый год"):
            rename(passport, "Другая")
        assert school_card(passport).texts["short_name"] == "Школа"
        edit_anyway(passport)
        rename(passport, "Другая")
    with open_passport(past) as passport:
        assert hold_past(passport), "the next opening asks again"


def test_the_new_base_is_no_past_one(past: Path) -> None:
    with open_passport(past.with_name("700101-2025-26.passport")) as passport:
        assert not hold_past(passport)
        rename(passport, "Другая")


def test_the_sign_says_what_it_is_for_and_may_be_removed(past: Path) -> None:
    told = mark_of(past).read_text(encoding="utf-8-sig")
    assert "700101-2025-26.passport" in told
    assert "Если удалить этот файл" in told
    mark_of(past).unlink()
    with open_passport(past) as passport:
        assert not hold_past(passport)


def test_a_folder_that_takes_no_sign_does_not_hinder_the_new_year(tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    with new_passport(path, year="2024-25", kind="school", code="700101", name="Школа") as old:
        plan = plan_new_year(old, following_year(old.year))
        mark_of(path).mkdir()
        assert make_new_year(old, tmp_path / "b.passport", plan).path.exists()
        assert not hold_past(old)
